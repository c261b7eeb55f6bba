"""Pictures have the numbers of the catalogue, whatever lies over them."""

import csv
import io

import astropy.units as u
import numpy as np
import pytest

from softnu.catalogue import evaluate, find, names
from softnu.catalogue.table import tabulate
from softnu.errors import ConfigError, SoftnuError
from softnu.explorer import compute
from softnu.explorer.compute import MAX_CURVES, picture
from softnu.explorer.export import FORMATS, export
from softnu.explorer.references import names_for
from softnu.explorer.start import (
    companion,
    companions,
    first_choice,
    start,
    starts,
    working_axis,
)
from softnu.explorer.view import Choice, View, axis_of

#: The same function at the same points: the results are equal, digit by digit.
SAME = 0.0
RATIO = "forces.vacuum.ratio_to_gravity"
IRON = {"body1": "Fe", "body2": "Fe"}
PAIR = {"m_i": "0 eV", "m_j": "0.05 eV"}


def rows(content):
    return list(csv.reader(io.StringIO(content.decode())))


@pytest.mark.parametrize("name", starts())
def test_every_start_view_can_be_drawn(name):
    first = start(name)
    shown = picture(first.view)
    assert shown.lines
    assert not shown.remarks
    assert all(np.isfinite(line.y).all() for line in shown.lines)
    assert first.text
    assert first.view.choice.name.split(".")[0] in first.domains


def test_the_start_views_are_of_all_domains():
    from softnu.catalogue import MODULES

    assert {domain for one in starts().values() for domain in one.domains} == set(MODULES)


def test_an_unknown_start_view_is_refused():
    with pytest.raises(SoftnuError, match="did you mean 'atoms'"):
        start("atomz")


@pytest.mark.parametrize("name", names())
def test_every_quantity_has_a_first_choice_with_its_example(name):
    choice = first_choice(name)
    axis = axis_of(choice)
    example = find(name).example
    assert set(choice.inputs) >= set(example) - {axis}
    if axis is not None:
        # Few points: this is about what is allowed.
        shorter = choice.inputs[axis].replace(":200", ":2")
        assert tabulate(name, {**choice.inputs, axis: shorter}).axes[0].parameter.name == axis


def test_curves_are_those_of_the_catalogue():
    view = View(Choice("forces.vacuum.pair_potential", {"r": "1 nm:1 um:9:log", **PAIR}))
    shown = picture(view)
    expected = evaluate("forces.vacuum.pair_potential", r=shown.x * u.nm, **PAIR)
    np.testing.assert_allclose(shown.lines[0].y, expected.value, rtol=1e-12)
    assert shown.log_x
    assert shown.log_y


def test_a_second_axis_with_few_values_gives_a_curve_each_with_many_a_map():
    def shown(points):
        inputs = {"r": "1 nm:1 um:9:log", "m_i": f"0 eV:1 eV:{points}", "m_j": "0 eV"}
        return picture(View(Choice("forces.vacuum.pair_potential", inputs)))

    few, many = shown(MAX_CURVES), shown(MAX_CURVES + 1)
    assert len(few.lines) == MAX_CURVES
    assert few.lines[0].label == "m_i = 0 eV"
    assert few.colours is None
    assert many.colours is not None
    assert many.colours.values.shape == (9, MAX_CURVES + 1)
    np.testing.assert_allclose(many.colours.values[:, 0], few.lines[0].y, rtol=SAME)


def test_overlays_have_the_unit_of_the_first_and_names_that_tell_them_apart():
    axis = {"m_lightest": "1 meV:1 eV:5"}
    first = Choice("neutrinos.mass", {**axis, "mass_state": "1"})
    third = Choice("neutrinos.mass", {**axis, "mass_state": "3"})
    shown = picture(View(first, (third, Choice("neutrinos.mass_sum", axis))))
    assert [line.label for line in shown.lines] == [
        "mass_state = 1",
        "mass_state = 3",
        "neutrinos.mass_sum",
    ]
    assert shown.columns == (
        "m_lightest [meV]",
        "mass_state = 1: neutrinos.mass [eV]",
        "mass_state = 3: neutrinos.mass [eV]",
        "neutrinos.mass_sum [eV]",
    )


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        (Choice("forces.isotropic.screening_length", {"T": "1 K:2 K:5"}), "cannot be expressed"),
        (Choice(RATIO, {"r": "1 nm", **IRON}), "needs one axis"),
        (Choice(RATIO, {"r": "2 nm:1 mm:5", **IRON}), "has not the points of r"),
    ],
)
def test_what_cannot_lie_over_the_figure_is_refused(overlay, message):
    view = View(Choice(RATIO, {"r": "1 nm:1 mm:5", **IRON}), (overlay,))
    with pytest.raises(SoftnuError, match=message):
        picture(view)


def test_experiments_lie_over_ratios_to_gravity_only():
    ratio = find(RATIO)
    known = names_for(ratio, ratio.parameters["r"])
    assert "washington_2020" in known
    assert not names_for(ratio, ratio.parameters["m_nu"])
    shown = picture(View(Choice(RATIO, {"r": "1 um:1 m:5:log", **IRON}), (), known))
    references = [line for line in shown.lines if line.reference]
    # The nearest separation of one is in the figure, that of satellites is not.
    assert {"Washington 2020", "Wuhan 2020"} <= {line.label for line in references}
    assert any("washington_2007 is not shown" in remark for remark in shown.remarks)
    assert len(shown.columns) == 2


def test_bounds_lie_over_limits_on_couplings_of_mediators():
    limit = find("renp.limit")
    assert names_for(limit, limit.parameters["m_med"]) == ("meson_decay_red_giants",)


def test_references_that_do_not_exist_are_remarked_not_opened():
    view = View(Choice(RATIO, {"r": "1 um:1 m:5:log", **IRON}), (), ("/etc/passwd",))
    assert "unknown bound '/etc/passwd'" in picture(view).remarks[0]


def test_a_single_value_is_a_picture_too():
    shown = picture(View(Choice("forces.experiment.sensitivity", {"experiment": "wuhan_2020"})))
    assert shown.value == pytest.approx(0.03, rel=1e-12, abs=0.0)
    assert rows(export(View(Choice("neutrinos.mass_sum", {"m_lightest": "0 eV"})), "csv"))[0] == [
        "neutrinos.mass_sum [eV]"
    ]
    with pytest.raises(ConfigError, match="nothing to draw"):
        export(View(Choice("neutrinos.mass_sum", {"m_lightest": "0 eV"})), "png")


def test_a_slow_quantity_has_fewer_points(monkeypatch):
    monkeypatch.setattr(compute, "_seconds", lambda name, inputs: 0.1 * _count(inputs))
    axis = {"r": "1 nm:1 mm:500:log", **IRON}
    shown = picture(View(Choice(RATIO, axis)))
    assert len(shown.x) == 30
    assert "30 of 500 points" in shown.remarks[0]
    assert shown.x[[0, -1]].tolist() == pytest.approx([1.0, 1e6], rel=1e-12, abs=0.0)


def _count(inputs):
    return next(int(text.split(":")[2]) for text in inputs.values() if ":" in text)


def test_warnings_about_validity_are_remarks(monkeypatch):
    import warnings

    from softnu.errors import ValidityWarning

    def warn(name, inputs, unit=None):
        warnings.warn("outside of its validity", ValidityWarning, stacklevel=1)
        return tabulate(name, inputs, unit)

    monkeypatch.setattr(compute, "tabulate", warn)
    shown = picture(View(Choice("forces.isotropic.screening_length", {"T": "1 K:2 K:3"})))
    assert shown.remarks == ("outside of its validity",)


def test_scales_are_those_that_are_asked_for():
    choice = Choice("neutrinos.mass", {"m_lightest": "0.1 eV:1 eV:5", "mass_state": "1"})
    assert not picture(View(choice)).log_y
    assert picture(View(choice, scale="log")).log_y


@pytest.mark.parametrize("ending", FORMATS)
def test_files_are_of_their_kind(ending):
    view = start("forces").view
    begins = {"csv": b"r [m],forces", "png": b"\x89PNG", "svg": b"<?xml"}
    assert export(view, ending).startswith(begins[ending])


def test_tables_have_the_numbers_of_the_catalogue():
    content = rows(export(start("matter").view, "csv"))
    numbers = np.array(content[1:], dtype=float)
    table = tabulate("neutrinos.mass", {"m_lightest": "1e-4 eV:1 eV:300:log", "mass_state": "3"})
    np.testing.assert_allclose(numbers[:, 0], table.axes[0].values.value, rtol=SAME)
    np.testing.assert_allclose(numbers[:, 3], table.values.value, rtol=SAME)


def test_tables_of_maps_have_a_row_for_each_point():
    inputs = {"r": "1 nm:1 um:4", "m_i": "0 eV:1 eV:9", "m_j": "0 eV"}
    view = View(Choice("forces.vacuum.pair_potential", inputs))
    content = rows(export(view, "csv"))
    assert content[0] == ["r [nm]", "m_i [eV]", "forces.vacuum.pair_potential [eV]"]
    table = tabulate("forces.vacuum.pair_potential", inputs)
    np.testing.assert_allclose(np.array(content[1:], float), list(table.rows()), rtol=SAME)
    assert export(view, "png").startswith(b"\x89PNG")


def test_companions_share_unit_axis_and_inputs():
    own = Choice(RATIO, {"r": "1 um:1 m:5:log", "body1": "Pb", "body2": "Fe"})
    found = companions(own)
    assert "forces.background.ratio_to_gravity" in found
    other = companion(own, "forces.background.ratio_to_gravity")
    assert other.inputs["body1"] == "Pb"
    assert len(picture(View(own, (other,))).lines) == 2
    with pytest.raises(ConfigError, match="no such axis"):
        companion(own, "renp.threshold")


def test_a_parameter_without_a_range_that_works_has_no_axis():
    choice = Choice("forces.experiment.sensitivity", {"experiment": "wuhan_2020"})
    assert working_axis(choice, "experiment") == ""
    assert companions(choice) == []
