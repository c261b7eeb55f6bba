"""Figures inside web pages: text stays text, colours come from the page, maps are images."""

from __future__ import annotations

import base64
import re
import struct
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from softnu.plots.heatmap import heatmap
from softnu.plots.inline import inline_map, inline_svg

#: A map in a page may weigh this much; the report holds several.
MAP_BYTES = 250_000
X, Y = np.linspace(0.0, 1.0, 60), np.linspace(-1.0, 1.0, 50)
WAVES = np.cos(40.0 * X[:, np.newaxis] * Y)


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter("text")]


def wave_map(**changes) -> str:
    labels = {"xlabel": "z [m]", "ylabel": "x [µm]", "label": "r V [eV]"}
    return inline_map(X, Y, WAVES, **(labels | changes))


def test_map_is_one_element_with_text_and_an_image():
    svg = wave_map(name="waves")
    assert {"z [m]", "x [µm]", "r V [eV]"} <= set(texts(svg))
    image = re.search(r'href="data:image/png;base64,([^"]+)"', svg)
    assert image is not None
    png = base64.b64decode(image[1])
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert min(width, height) > 200
    assert len(svg) < MAP_BYTES


def test_elements_load_nothing_and_do_not_clash():
    svg = wave_map(name="waves")
    assert all(
        target.startswith(("#waves-", "data:image/png;base64,"))
        for target in re.findall(r'href="([^"]+)"', svg)
    )
    assert all(name.startswith("waves-") for name in re.findall(r'\sid="([^"]+)"', svg))
    assert svg == wave_map(name="waves")


def test_equal_lengths_make_a_square_of_a_square():
    svg = inline_map(X, X, np.outer(X, X), xlabel="x", ylabel="y", label="f", equal=True)
    image = next(ET.fromstring(svg).iter("image"))
    assert float(image.get("width")) == pytest.approx(float(image.get("height")), rel=0.02, abs=0)


def test_page_decides_the_colours():
    for svg in (wave_map(), inline_svg(X, [("a", X)], xlabel="x", ylabel="y")):
        assert "currentColor" in svg
        assert "#010203" not in svg


def test_linear_scale_overrules_steep_values():
    steep = np.geomspace(1.0, 1e9, 12).reshape(4, 3)
    labels = {"xlabel": "x", "ylabel": "y", "label": "f"}
    automatic = heatmap([1, 2, 3, 4], [1, 2, 3], steep, **labels)
    linear = heatmap([1, 2, 3, 4], [1, 2, 3], steep, **labels, scale="linear")
    assert type(automatic.collections[0].norm).__name__ == "LogNorm"
    assert type(linear.collections[0].norm).__name__ == "Normalize"


def test_logarithmic_scale_does_not_wait_for_steep_values():
    values = np.array([[1.0, 2.0], [3.0, 4.0]])
    labels = {"xlabel": "x", "ylabel": "y", "label": "f", "scale": "log"}
    positive = heatmap([1, 2], [1, 2], values, **labels)
    signed = heatmap([1, 2], [1, 2], values - 2.5, **labels)
    assert type(positive.collections[0].norm).__name__ == "LogNorm"
    assert type(signed.collections[0].norm).__name__ == "SymLogNorm"


POINTS = [("Left", 1e-6, 1e4), ("Right", 1e7, 1e-16)]


def signal(**changes) -> str:
    r = np.geomspace(1e-7, 1e8, 30)
    given = {"points": POINTS, "points_label": "reach", "log_x": True, "log_y": True}
    return inline_svg(r, [("V", r**-4)], xlabel="r [m]", ylabel="V", **(given | changes))


def test_points_have_names_and_an_entry_in_the_legend():
    assert {"Left", "Right", "reach", "V"} <= set(texts(signal(y_min=1e-30)))
    assert "reach" not in texts(signal(points=(), points_label=""))


def test_names_turn_away_from_the_right_edge():
    svg = signal(y_min=1e-30)

    def turned(name: str) -> float:
        (node,) = [n for n in ET.fromstring(svg).iter("text") if n.text == name]
        return float(re.search(r"rotate\((-?[\d.]+)", node.get("transform"))[1])

    # SVG turns clockwise: one name rises by as much as the other falls.
    assert 270 < turned("Left") % 360 < 360
    assert (turned("Left") + turned("Right")) % 360 == 0


def test_figure_starts_where_it_is_told():
    def lowest(svg: str) -> int:
        labels = ["".join(text.split()) for text in texts(svg)]
        return min(int(label[2:].replace("−", "-")) for label in labels if label[:3] == "10−")

    drawn = [signal(y_min=y_min) for y_min in (1e-21, None)]
    assert lowest(drawn[0]) >= -21
    assert lowest(drawn[1]) < -28
