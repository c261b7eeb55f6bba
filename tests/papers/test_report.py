"""The report: one self-contained page, claims as JSON, a CSV with units for all it shows."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from softnu.cli.reproduce import _draw
from softnu.errors import DataError
from softnu.papers.compute import compute
from softnu.papers.export import figure_csv, map_csv
from softnu.papers.records import Column, Curve, Figure, Map, Points
from softnu.papers.report import number, symbols, write

#: A page that a mail takes, and files that a spreadsheet opens at once.
PAGE_BYTES, FILE_BYTES = 3_000_000, 400_000

#: Elements without an end tag.
VOID = {"meta", "link", "br", "img", "hr", "input"}
LOADS = {"src", "srcset", "poster", "data", "action", "formaction", "background"}


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


class Page(HTMLParser):
    """Collects what matters and checks that elements are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.identifiers: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self._attributes(tag, dict(attrs))

    def handle_startendtag(self, tag, attrs):
        self._attributes(tag, dict(attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def _attributes(self, tag, attributes):
        self.loaded += [value for name, value in attributes.items() if name in LOADS]
        if "id" in attributes:
            self.identifiers.append(attributes["id"])
        for name in ("href", "xlink:href"):
            if name in attributes:
                (self.links if tag == "a" else self.loaded).append(attributes[name])


@pytest.fixture(scope="module")
def folder(results, tmp_path_factory):
    target = tmp_path_factory.mktemp("report") / "deep" / "report"
    assert write(results, target, _draw) == target / "index.html"
    return target


@pytest.fixture(scope="module")
def page(folder):
    parser = Page()
    parser.feed((folder / "index.html").read_text(encoding="utf-8"))
    parser.close()
    return parser


def test_page_is_well_formed(page):
    assert page.open == []
    assert len(set(page.identifiers)) == len(page.identifiers)


def test_page_needs_nothing_from_outside(page, folder):
    assert {"script", "link", "iframe", "img"} & set(page.tags) == set()
    assert all(target.startswith(("#", "data:image/png;base64,")) for target in page.loaded)
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "@import" not in text
    outside = set(re.findall(r"https?://[^\"'\s)<]+", text))
    assert all(url.startswith("https://arxiv.org/abs/") for url in outside)


def test_every_link_has_a_target(page, folder):
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.identifiers, link
        elif not link.startswith("https://arxiv.org/abs/"):
            assert (folder / link).is_file(), link


def test_page_shows_every_claim_figure_and_table(page, folder, results):
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "<title>softnu: reproduction report</title>" in text
    figures = [f for r in results for f in r.content.figures]
    assert page.tags.count("svg") == len(figures) >= 5
    for result in results:
        for claim in result.content.claims:
            assert claim.id in page.identifiers
    assert text.index('id="differs"') < text.index('id="papers"')


def test_page_stays_small_enough_to_send(folder):
    assert (folder / "index.html").stat().st_size < PAGE_BYTES
    assert all(path.stat().st_size < FILE_BYTES for path in folder.glob("*.csv"))


def test_maps_are_images_with_axes_as_text(folder, results):
    text = (folder / "index.html").read_text(encoding="utf-8")
    maps = [f for r in results for f in r.content.figures if isinstance(f, Map)]
    assert len(maps) >= 4
    for drawn in maps:
        svg = text[text.index(f'aria-label="{drawn.id}"') :].split("</svg>", maxsplit=1)[0]
        assert "data:image/png;base64," in svg
        for column in (drawn.x, drawn.y, drawn.value):
            assert column.name in svg
            assert column.unit in svg


def test_csv_of_a_map_is_long_and_thinned_out():
    x, y = np.linspace(0.0, 1.0, 201), np.array([2.0, 3.0])
    square = Map(
        "square",
        "",
        Column("x", "m"),
        Column("y", "s"),
        Column("f"),
        x,
        y,
        x[:, np.newaxis] * y,
    )
    header, *rows = csv.reader(map_csv(square).splitlines())
    assert header == ["x [m]", "y [s]", "f [1]"]
    values = np.array(rows, dtype=float)
    assert 2 * 50 < len(values) < 2 * 70
    assert set(values[:, 0]) >= {0.0, 1.0}
    assert np.array_equal(values[:, 2], values[:, 0] * values[:, 1])


def test_csv_of_points_follows_the_curves():
    figure = Figure(
        "f",
        "",
        Column("r", "m"),
        Column("V", "eV"),
        (Curve("a", np.array([1.0, 2.0]), np.array([3.0, 4.0])),),
        points=Points("reach", ("one",), np.array([1.5]), np.array([9.0])),
    )
    assert list(csv.reader(figure_csv(figure).splitlines())) == [
        ["r [m]", "a [eV]", "reach [eV]", "name"],
        ["1.0", "3.0", "", ""],
        ["2.0", "4.0", "", ""],
        ["1.5", "", "9.0", "one"],
    ]


def test_csv_has_units_and_numbers(folder, results):
    files = sorted(folder.glob("*.csv"))
    shown = sum(len(r.content.tables) + len(r.content.figures) for r in results)
    assert len(files) == shown
    for path in files:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        assert rows
        for name, cell in zip(header, rows[0], strict=True):
            assert not is_number(cell) or re.search(r"\[.+\]$", name), (path.name, name)


def test_claims_file(folder, results):
    content = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    assert set(content) == {"version", "format", "counts", "claims"}
    assert len(content["claims"]) == sum(len(r.content.claims) for r in results)


def test_unwritable_folder(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DataError, match="cannot write the report"):
        write(compute("2209.07082", "gravity"), blocked / "report", _draw)


def test_numbers_for_people():
    assert str(number(0.0)) == str(number(-0.0)) == "0"
    assert str(number(-1.25e-20)) == "−1.25&nbsp;×&nbsp;10<sup>−20</sup>"
    assert number("text") == "text"


def test_symbols_for_people():
    assert str(symbols("C_nu of J_a at mu^2")) == "C<sub>ν</sub> of J<sub>a</sub> at μ<sup>2</sup>"
