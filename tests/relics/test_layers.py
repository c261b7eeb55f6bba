"""Layered spheres: one matter is one sphere, hidden cores, energy conservation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.relics.kernels.layers import layered_overdensity
from softnu.relics.kernels.partial_waves import sphere_overdensity

#: Some hundred recurrences for each layer; resonances magnify them.
ROUNDING = 1e-11

indices = st.floats(-0.4, 0.4)


def layered(deltas, kR, kr):
    return layered_overdensity(np.array(deltas), np.array(kR), np.asarray(kr, dtype=float))


def uniform(delta, kR, kr):
    radius, points = np.asarray(kR), np.asarray(kr, dtype=float)
    return sphere_overdensity(np.asarray(delta), radius, points, np.asarray(False))


@given(delta=indices, kR=st.floats(0.1, 60.0), inner=st.floats(0.05, 0.95))
def test_cuts_through_one_matter_change_nothing(delta, kR, inner):
    kr = kR * np.array([1.0, 1.4])
    cut = layered([delta, delta, delta], [0.5 * inner * kR, inner * kR, kR], kr)
    assert cut == pytest.approx(uniform(delta, kR, kr), abs=ROUNDING)


@given(delta=indices, kR=st.floats(0.1, 60.0), outer=st.floats(1.01, 2.0))
def test_an_empty_shell_changes_nothing(delta, kR, outer):
    kr = kR * outer * np.array([1.0, 1.4])
    assert layered([delta, 0.0], [kR, kR * outer], kr) == pytest.approx(
        uniform(delta, kR, kr), abs=ROUNDING
    )


def test_a_small_core_is_hidden():
    # Waves near the surface decay to 1e-100 and less at the core.
    kr = np.array([200.0, 203.0])
    core = layered([0.3, 0.01], [1e-3, 200.0], kr)
    assert core == pytest.approx(uniform(0.01, 200.0, kr), abs=1e-9)


def test_thick_repulsive_shells_hide_what_is_inside():
    kr = np.array([50.0, 52.0])
    one, other = (layered([d, -0.49], [10.0, 50.0], kr) for d in (0.3, -0.3))
    assert one == pytest.approx(other, abs=1e-3)
    assert one != pytest.approx(layered([-0.49, 0.1], [10.0, 50.0], kr), abs=1e-2)
