"""What the page offers to copy computes what it shows."""

import runpy
import shlex

import numpy as np
import pytest

from softnu.catalogue.table import tabulate
from softnu.cli import main
from softnu.explorer import snippets
from softnu.explorer.start import start, starts
from softnu.explorer.view import Choice, View
from softnu.scan.config import read_config

#: The same function at the same points.
SAME = 0.0


@pytest.mark.parametrize("name", starts())
def test_the_config_is_that_of_a_scan(name, tmp_path):
    view = start(name).view
    file = tmp_path / "scan.toml"
    file.write_text(snippets.config(view), encoding="utf-8")
    config = read_config(file)
    assert [table.name for table in config.quantity] == [
        choice.name for choice in (view.choice, *view.overlays)
    ]
    assert config.axis[0].size == len(
        tabulate(view.choice.name, view.choice.inputs).axes[0].values
    )


def test_a_config_leaves_out_overlays_along_other_axes():
    view = View(
        Choice("relics.overdensity.sphere_born", {"kR": "1:5:3", "kr": "6"}),
        (Choice("relics.overdensity.sphere_born", {"kr": "1:5:3", "kR": "6"}),),
    )
    assert snippets.config(view).count("[[quantity]]") == 1


def test_lists_are_axes_of_a_config(tmp_path):
    view = View(Choice("forces.isotropic.screening_length", {"T": "[1 K, 3 K]"}))
    file = tmp_path / "scan.toml"
    file.write_text(snippets.config(view), encoding="utf-8")
    assert read_config(file).axis[0].values == ("1 K", "3 K")


@pytest.mark.parametrize("name", starts())
def test_the_commands_are_those_of_the_program(name, capsys, tmp_path):
    view = start(name).view
    for line, choice in zip(
        snippets.command(view).splitlines(), (view.choice, *view.overlays), strict=True
    ):
        program, *words = shlex.split(line)
        assert program == "softnu"
        file = tmp_path / "out.csv"
        assert main([*words, "--csv", str(file)]) == 0
        numbers = np.loadtxt(file, delimiter=",", skiprows=1)
        table = tabulate(choice.name, choice.inputs)
        np.testing.assert_allclose(numbers[:, 1], table.values.value, rtol=SAME)


def test_negative_values_are_not_taken_for_options():
    view = View(Choice("atoms.optics.rotation", {"detuning_widths": "-5:5:3"}))
    assert "--detuning_widths=-5:5:3" in snippets.command(view)


def test_the_python_code_runs(tmp_path, capsys):
    view = View(Choice("forces.isotropic.screening_length", {"T": "1 K:3 K:5"}))
    file = tmp_path / "copied.py"
    file.write_text(snippets.python(view), encoding="utf-8")
    table = runpy.run_path(str(file))["table"]
    np.testing.assert_allclose(table.axes[0].values.value, [1, 1.5, 2, 2.5, 3], rtol=1e-15)
    assert "m" in capsys.readouterr().out
