"""Kinematics of pair emission: thresholds, boosts, limits of energies, closeness to thresholds."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from softnu.renp.kernels import kinematics, pairs
from softnu.renp.kernels.kinematics import excess, photon_at, photon_below, threshold

#: A few roundings.
ROUNDING = 4e-15
#: Squares of energies of 10 eV whose difference may be small, absolute.
SQUARES = 1e-13

energies = st.floats(0.5, 12.0)
boosts = st.floats(-0.9, 0.9)
masses = st.one_of(st.just(0.0), st.floats(1e-6, 0.5))
fractions = st.floats(1e-3, 1.2)


def photon(E, fraction, r):
    """A photon at a fraction of the highest energy."""
    return photon_at(np.float64(E), np.float64(fraction * (1 + r) * E / 2), np.float64(r))


class TestPhoton:
    @given(E=energies, fraction=fractions, r=boosts)
    def test_invariant_mass_is_energy_squared_less_momentum_squared(self, E, fraction, r):
        one = photon(E, fraction, r)
        assert one.s == pytest.approx(one.q0**2 - one.Q**2, abs=SQUARES)

    @given(E=energies, fraction=fractions, r=boosts)
    def test_four_momentum_of_atom_and_photon_is_conserved(self, E, fraction, r):
        one = photon(E, fraction, r)
        assert one.q0 + one.omega == pytest.approx(E, rel=ROUNDING, abs=0)
        assert abs(r * E - one.omega) == one.Q

    @given(E=energies, fraction=st.floats(0.01, 0.99), r=boosts)
    def test_boost_changes_frames_only(self, E, fraction, r):
        # Seen from where the initial phase is at rest, the atom has the energy E sqrt(1 - r^2)
        # and the photon is shifted by its Doppler factor.
        moving = photon(E, fraction, r)
        gamma = 1 / np.sqrt(1 - r**2)
        resting = photon_at(np.float64(E / gamma), gamma * (1 - r) * moving.omega, np.float64(0.0))
        assert moving.s == pytest.approx(resting.s, rel=ROUNDING / (1 - fraction), abs=0)

    def test_arrays_broadcast(self):
        many = photon_at(np.full((2, 1), 2.0), np.linspace(0.1, 0.9, 5), np.zeros((3, 1, 1)))
        assert many.s.shape == (3, 2, 5)


class TestThresholds:
    @given(E=energies, r=boosts, m_i=masses, m_j=masses)
    def test_excess_is_energy_below_the_threshold(self, E, r, m_i, m_j):
        edge = threshold(np.float64(E), m_i, m_j, np.float64(r))
        assume(edge > 0.01)
        one = photon_at(np.float64(E), 0.7 * edge, np.float64(r))
        t = 2 * (1 - r) * E * (edge - one.omega)
        assert excess(one, m_i, m_j) == pytest.approx(t, rel=SQUARES, abs=0)

    @given(E=energies, r=boosts, m_i=masses, m_j=masses)
    def test_channels_open_at_the_threshold(self, E, r, m_i, m_j):
        edge = threshold(np.float64(E), m_i, m_j, np.float64(r))
        assume(edge > 0.01)
        for omega, is_open in ((edge * (1 - 1e-12), True), (edge * (1 + 1e-12), False)):
            one = photon_at(np.float64(E), omega, np.float64(r))
            assert (kinematics.phase_space_factor(one, m_i, m_j) > 0.0) == is_open

    @given(E=energies, r=boosts, m_i=masses, m_j=masses)
    def test_threshold_is_symmetric_and_falls_with_mass(self, E, r, m_i, m_j):
        E, r = np.float64(E), np.float64(r)
        assert threshold(E, m_i, m_j, r) == threshold(E, m_j, m_i, r)
        assert threshold(E, m_i + 0.1, m_j, r) < threshold(E, m_i, m_j, r)

    def test_massless_pairs_reach_half_of_the_energy(self):
        assert threshold(np.float64(2.0), 0.0, 0.0, np.float64(0.0)) == 1.0


class TestBelowThreshold:
    @given(
        b=st.floats(1e-3, 0.3),
        r=st.floats(-0.3, 0.3),
        M=st.floats(0.0, 0.4),
        m=st.floats(0.0, 0.3),
    )
    def test_agrees_with_the_energy_itself(self, b, r, M, m):
        E = np.float64(3.0)
        near = photon_below(E, np.float64(b), np.float64(r), np.float64(M))
        there = photon_at(E, near.omega, np.float64(r))
        assert near.s == pytest.approx(there.s, abs=SQUARES)
        assert excess(near, m, M) == pytest.approx(excess(there, m, M), abs=SQUARES)

    @pytest.mark.parametrize("b", [1e-18, 1e-12, 1e-6])
    @pytest.mark.parametrize(("m_i", "m_j"), [(0.01, 0.01), (0.2, 0.05), (0.0, 0.3)])
    @pytest.mark.parametrize("r", [0.0, -0.25])
    def test_keeps_all_digits_near_the_threshold(self, b, m_i, m_j, r):
        E = 2.14348
        near = photon_below(*map(np.float64, (E, b, r, m_i + m_j)))
        with mp.workdps(60):
            t = 2 * (1 - mp.mpf(r)) * mp.mpf(E) * mp.mpf(b)
            s = t + (mp.mpf(m_i) + mp.mpf(m_j)) ** 2
            exact = mp.sqrt(t * (t + 4 * mp.mpf(m_i) * mp.mpf(m_j))) / s
        Delta = kinematics.phase_space_factor(near, np.float64(m_i), np.float64(m_j))
        assert Delta == pytest.approx(float(exact), rel=ROUNDING, abs=0)

    def test_the_same_distance_is_lost_in_the_energy(self):
        # Why photons are given by their distance: 1e-18 eV is nothing beside 1 eV.
        near = photon_below(*map(np.float64, (2.14348, 1e-18, 0.0, 0.02)))
        there = photon_at(np.float64(2.14348), near.omega, np.float64(0.0))
        assert excess(near, 0.01, 0.01) == pytest.approx(2 * 2.14348e-18, rel=ROUNDING, abs=0)
        assert excess(there, 0.01, 0.01) <= 0.0


class TestPhaseSpace:
    @given(E=energies, fraction=fractions, r=boosts, m_i=masses, m_j=masses)
    def test_lies_between_none_and_that_of_massless_neutrinos(self, E, fraction, r, m_i, m_j):
        one = photon(E, fraction, r)
        Delta = kinematics.phase_space_factor(one, m_i, m_j)
        assert 0.0 <= Delta <= 1.0 + ROUNDING
        assert Delta == kinematics.phase_space_factor(one, m_j, m_i)
        if one.s > 0.0:
            assert kinematics.phase_space_factor(one, 0.0, 0.0) == pytest.approx(
                1.0, rel=ROUNDING, abs=0
            )

    @given(s=st.floats(0.7, 10.0), m_i=st.floats(0.0, 0.4), m_j=st.floats(0.0, 0.4))
    def test_equals_the_printed_root(self, s, m_i, m_j):
        root = np.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / s
        t = s - (m_i + m_j) ** 2
        assert pairs.two_body(t, s, m_i, m_j) == pytest.approx(root, rel=SQUARES, abs=0)

    @given(E=energies, fraction=fractions, r=boosts)
    def test_no_pair_above_the_threshold_of_massless_neutrinos(self, E, fraction, r):
        one = photon(E, 1.0 + fraction, r)
        assert one.s < 0.0
        assert kinematics.phase_space_factor(one, 0.0, 0.0) == 0.0


class TestNeutrinoEnergies:
    @staticmethod
    def limits(E, fraction, r, m_i, m_j):
        edge = threshold(np.float64(E), m_i, m_j, np.float64(r))
        assume(edge > 0.01)
        one = photon_at(np.float64(E), fraction * edge, np.float64(r))
        return one, kinematics.neutrino_energy_limits(one, m_i, m_j)

    @given(E=energies, fraction=st.floats(0.1, 0.99), r=boosts, m_i=masses, m_j=masses)
    def test_least_of_one_and_largest_of_the_other_add_up(self, E, fraction, r, m_i, m_j):
        one, (low, high) = self.limits(E, fraction, r, m_i, m_j)
        low_j, high_j = kinematics.neutrino_energy_limits(one, m_j, m_i)
        assert low + high_j == pytest.approx(one.q0, rel=SQUARES, abs=0)
        assert high + low_j == pytest.approx(one.q0, rel=SQUARES, abs=0)

    @given(E=energies, fraction=st.floats(0.1, 0.99), r=boosts, m_i=masses, m_j=masses)
    def test_energies_are_at_least_the_mass(self, E, fraction, r, m_i, m_j):
        _, (low, high) = self.limits(E, fraction, r, m_i, m_j)
        assert m_i * (1 - ROUNDING) <= low <= high * (1 + ROUNDING)

    @given(E=energies, fraction=st.floats(0.1, 0.99), r=boosts, m_i=masses, m_j=masses)
    def test_momenta_at_the_limits_are_collinear(self, E, fraction, r, m_i, m_j):
        one, (_, high) = self.limits(E, fraction, r, m_i, m_j)
        forward = np.sqrt(max(high**2 - m_i**2, 0.0))
        other = np.sqrt(max((one.q0 - high) ** 2 - m_j**2, 0.0))
        # The root of a rounded square.
        assert min(abs(forward - other - one.Q), abs(forward + other - one.Q)) < 1e-6

    def test_lower_limit_does_not_cancel(self):
        m, E, omega = 1e-6, 8.0, 1.0
        one = photon_at(np.float64(E), np.float64(omega), np.float64(0.0))
        low, _ = kinematics.neutrino_energy_limits(one, np.float64(m), np.float64(m))
        with mp.workdps(40):
            q0, Q = mp.mpf(E) - omega, mp.mpf(omega)
            s = q0**2 - Q**2
            exact = q0 / 2 - Q / 2 * mp.sqrt(1 - 4 * mp.mpf(m) ** 2 / s)
        assert low == pytest.approx(float(exact), rel=ROUNDING, abs=0)
