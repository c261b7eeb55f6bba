"""Density above flat layers: interfaces add up, thick layers hide what is below."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import SoftnuError
from softnu.relics import overdensity_above, overdensity_above_layers

#: Sums of a few terms.
RTOL = 1e-12
#: First order against exact: delta, and slow neutrinos at the surface.
RTOL_ORDER = {"momentum": 1e-7, "T": 1e-6}

STATES = [
    {"m_nu": "0.1 eV", "momentum": "5e-4 eV"},
    {"m_nu": "0.1 eV", "T": "1.95 K"},
    {"m_nu": "0 eV", "T": "1.95 K", "particle": "nubar"},
    {"m_nu": "0.01 eV", "T": "1.95 K", "nature": "majorana", "flavour": "mu"},
]
thicknesses = st.floats(0.0, 3.0)


def above(layers, height="0.05 mm", below=None, **state):
    return overdensity_above_layers(layers, height, below=below, **state).value


@pytest.mark.parametrize("state", STATES)
def test_a_layer_cut_in_two_is_the_layer(state):
    whole = above([("iron", "0.3 mm"), ("lead", "1 mm")], **state)
    cut = above([("iron", "0.1 mm"), ("iron", "0.2 mm"), ("lead", "1 mm")], **state)
    assert cut == pytest.approx(float(whole), rel=RTOL, abs=0)


@settings(max_examples=20)
@given(t1=thicknesses, t2=thicknesses, which=st.sampled_from(STATES))
def test_layers_add_up(t1, t2, which):
    first, second = f"{t1} mm", f"{t2} mm"
    both = above([("iron", first), ("water", second)], **which)
    # The second layer alone, seen from as much higher.
    apart = above([("iron", first)], **which) + above(
        [("water", second)], height=f"{0.05 + t1} mm", **which
    )
    scale = abs(above([], below="iron", height="0 m", **which))
    assert both == pytest.approx(float(apart), rel=0, abs=RTOL * scale)


@pytest.mark.parametrize("state", STATES[:2])
def test_without_layers_it_is_the_half_space(state):
    heights = ["0 m", "0.1 mm"]
    found = overdensity_above_layers([], heights, below="iron", **state)
    exact = overdensity_above("iron", heights, **state).value
    assert found.shape == (2,)
    rtol = RTOL_ORDER["T" if "T" in state else "momentum"]
    np.testing.assert_allclose(found, exact, rtol=rtol)
    hidden = above([("iron", "1 km")], height="0 m", below="lead", **state)
    assert hidden == pytest.approx(float(found[0].value), rel=1e-6, abs=0)
    thin = above([("lead", "0 mm")], height="0 m", below="iron", **state)
    assert thin == pytest.approx(float(found[0].value), rel=RTOL, abs=0)


def test_one_layer_is_the_slab():
    state = STATES[0]
    found = above([("iron", "0.2 mm")], **state)
    U = evaluate(
        "relics.potential",
        material="iron",
        flavour="e",
        helicity="left",
        m_nu="0.1 eV",
        k="5e-4 eV",
    )
    delta = float(evaluate("relics.delta", m_nu="0.1 eV", U=U, k="5e-4 eV").value)
    k = 5e-4 / 1.973269804593025e-7  # 1/m
    slab = evaluate("relics.overdensity.slab", delta=delta, kh=k * 5e-5, kt=k * 2e-4)
    assert found == pytest.approx(float(slab.value), rel=1e-11, abs=0)


@pytest.mark.parametrize(
    ("layers", "given_values", "message"),
    [
        ([], {"T": "2 K"}, "at least one of layers"),
        ([("iron", "1 mm")], {}, "give either momentum or T"),
        ([("iron", "-1 mm")], {"T": "2 K"}, "thickness = '-1 mm' is not allowed"),
        ([("iron", 1)], {"T": "2 K"}, "thickness = 1 has no unit"),
        ([("irn", "1 mm")], {"T": "2 K"}, "did you mean 'iron'"),
        ([("iron", "1 mm")], {"T": "2 K", "flavour": "x"}, "unknown flavour"),
        ([("iron", "1 mm")], {"T": ["2 K", "3 K"]}, "T must be one value"),
        ([("iron", "1 mm")], {"T": "2 K", "height": "-1 m"}, "height = '-1 m' is not allowed"),
    ],
)
def test_what_is_not_allowed_is_named(layers, given_values, message):
    with pytest.raises(SoftnuError, match=message):
        above(layers, **({"m_nu": "0.1 eV"} | given_values))
