"""Templates: every quantity of the catalogue has one that works as it is."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from softnu.catalogue import find, names
from softnu.errors import UnknownNameError
from softnu.scan.compute import compute_chunk
from softnu.scan.config import read_config
from softnu.scan.drawing import figure_of
from softnu.scan.grid import Grid
from softnu.scan.plan import plan
from softnu.scan.template import template
from tests.scan.scans import written

#: An array and a single point may take different nodes or branches; what is promised of the
#: least accurate quantities of the catalogue.
AGREEMENT = 1e-6
#: All they have is a list, of which the catalogue's example is the only one.
OF_ONE_POINT = ("backgrounds.reactor.mean_energy",)
#: Time for a sample, seconds: one point is enough here.
SHORT = 1e-6


@pytest.mark.parametrize("name", names())
def test_a_template_reads_back_plans_and_computes(name, read):
    config = read(template(name))
    found = plan(config, SHORT)
    assert found.cost.failures == ()
    assert found.grid.size > 1 or name in OF_ONE_POINT
    whole = tuple(slice(0, size) for size in Grid.of(config).shape)
    result = compute_chunk(config, whole)
    ((label, values),) = result.values.items()
    assert label == name.rsplit(".", maxsplit=1)[-1]
    assert result.failures == {label: []}
    # All points at once are the points one by one.
    for i in (0, values.size // 2, values.size - 1):
        single = compute_chunk(config, (slice(i, i + 1),)).values[label]
        np.testing.assert_allclose(single[0], values[i], rtol=AGREEMENT)


@pytest.mark.parametrize(
    "name", ["forces.vacuum.spin_independent", "renp.limit", "neutrinos.jarlskog"]
)
def test_what_is_behind_a_comment_is_toml_too(name):
    lines = template(name).splitlines()
    start, end = (lines.index(line) for line in (
        "[quantity.inputs]  # parameters that do not vary", "[[axis]]"
    ))  # fmt: skip
    inputs = tomllib.loads("\n".join(line.removeprefix("# ") for line in lines[start + 1 : end]))
    varied = tomllib.loads(template(name))["axis"][0]["parameter"]
    assert set(inputs) | {varied} == set(find(name).parameters)


def test_every_kind_of_axis_in_the_comments_works(tmp_path):
    lines = template("forces.vacuum.spin_independent").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("# Other kinds"))
    head = "\n".join(lines[:start]).replace("m_lightest =", "# m_lightest =")
    tail = "\n".join(line.removeprefix("# ").removeprefix("#") for line in lines[start + 2 :])
    axes = [f"[[axis]]{part}" for part in tail.split("[run]")[0].split("[[axis]]")[1:]]
    kinds = [next(iter(tomllib.loads(axis)["axis"][0])) for axis in axes]
    assert kinds == ["parameter", "name", "name", "name", "name"]
    # Pairs of masses are not parameters of this quantity.
    good = [axis for axis in axes if "m_i" not in axis]
    assert len(good) == 3
    run = "[run]" + tail.split("[run]")[1].split("[figure]")[0]
    config = read_config(written(tmp_path, "\n".join([head, *good, run])))
    assert Grid.of(config).shape == (20, 2, 500, 200)
    assert config.run.points_per_chunk == 1000
    pairs = [axis for axis in axes if "m_i" in axis]
    (tmp_path / "points.csv").write_text("m_i [eV],m_j [eV]\n0,0.05\n0.01,0.05\n")
    for axis in pairs:
        text = 'schema = 1\n[[quantity]]\nname = "forces.vacuum.pair_potential"\n'
        config = read_config(written(tmp_path, f'{text}[quantity.inputs]\nr = "1 um"\n{axis}'))
        assert Grid.of(config).shape == (2,)


def test_the_figure_of_a_template_is_drawn_and_its_comments_are_right(tmp_path):
    text = template("forces.vacuum.spin_independent")
    assert figure_of(read_config(written(tmp_path, text))).options["x"] == "r"
    (tmp_path / "limit.csv").write_text("r [um],V [eV]\n0,1\n1e9,1\n")
    start = text.index("[figure]")
    figure = text[start:].replace("# curves", "curves").replace("# xscale", "xscale")
    figure = figure.replace("# [[figure", "[[figure").replace("# csv", "csv")
    nature = '[[axis]]\nparameter = "nature"\nvalues = ["dirac", "majorana"]\n'
    drawn = figure_of(read_config(written(tmp_path, text[:start] + nature + figure)))
    assert drawn.options["curves"] == "nature"
    assert drawn.options["xscale"] == "log"
    assert [curve.label for curve in drawn.limits] == ["limit"]


def test_unknown_quantity():
    with pytest.raises(UnknownNameError, match=r"forces\.vacuum\.pair_potential"):
        template("forces.vacuum.pair_potentail")
