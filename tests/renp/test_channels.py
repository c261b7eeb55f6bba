"""Quantities of one channel: thresholds, couplings, phase space, energies of the neutrinos."""

from __future__ import annotations

import astropy.units as u
import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import DomainError

#: A few roundings, and masses that are square roots.
ROUNDING = 1e-13

YB = {"atom": "Yb", "m_lightest": "0.01 eV", "oscillation_set": "deSalas-2020"}
STATES = [(1, 1), (1, 2), (2, 2), (1, 3), (2, 3), (3, 3)]
PAIRS = pytest.mark.parametrize(("i", "j"), STATES)
#: Thresholds of Fig. 2 of arXiv:2110.03510, eV.
FIGURE_2 = [1.071646694, 1.071614136, 1.071576714, 1.070858358, 1.070763321, 1.069267385]
#: |a_ij|^2, twice for two different states.
WEIGHTS = [0.02789, 0.41488, 0.03572, 0.02935, 0.01368, 0.22848]
phases = st.floats(0.0, 2 * np.pi)


def value(name, **inputs):
    return evaluate(f"renp.{name}", **inputs).value


class TestThreshold:
    @pytest.mark.parametrize(("states", "edge"), list(zip(STATES, FIGURE_2, strict=True)))
    def test_ytterbium(self, states, edge):
        i, j = states
        assert value("threshold", **YB, i=i, j=j) == pytest.approx(edge, abs=6e-10)

    @pytest.mark.parametrize("ordering", ["normal", "inverted"])
    def test_the_lightest_pair_is_the_last_to_close(self, ordering):
        lightest = {"normal": 1, "inverted": 3}[ordering]
        edges = [value("threshold", **YB, ordering=ordering, i=i, j=j) for i, j in STATES]
        assert max(edges) == value("threshold", **YB, ordering=ordering, i=lightest, j=lightest)

    def test_named_atom_is_its_energy(self):
        other = {k: v for k, v in YB.items() if k != "atom"} | {"E_eg": "2.14348 eV"}
        assert value("threshold", **other, i=1, j=2) == value("threshold", **YB, i=1, j=2)


class TestCoupling:
    ANGLES = {"oscillation_set": "deSalas-2020"}

    def element(self, i, j, **phase):
        return complex(
            *(value("coupling", i=i, j=j, part=p, **self.ANGLES, **phase) for p in ("re", "im"))
        )

    @given(delta=phases, alpha21=phases, alpha31=phases)
    def test_is_hermitian_with_the_trace_of_the_electron_less_half_of_each(
        self, delta, alpha21, alpha31
    ):
        given_phases = {
            "delta_cp": delta * u.rad,
            "alpha21": alpha21 * u.rad,
            "alpha31": alpha31 * u.rad,
        }
        a = np.array([[self.element(i, j, **given_phases) for j in (1, 2, 3)] for i in (1, 2, 3)])
        np.testing.assert_allclose(a, a.conj().T, rtol=0, atol=ROUNDING)
        # Projector on the electron less 1/2: eigenvalues 1/2, -1/2, -1/2.
        np.testing.assert_allclose(np.linalg.eigvalsh(a), [-0.5, -0.5, 0.5], rtol=0, atol=ROUNDING)

    @pytest.mark.parametrize(("states", "weight"), list(zip(STATES, WEIGHTS, strict=True)))
    def test_squares(self, states, weight):
        times = 1 if states[0] == states[1] else 2
        assert times * abs(self.element(*states)) ** 2 == pytest.approx(weight, abs=6e-6)

    @given(delta=phases, alpha21=phases, alpha31=phases)
    def test_majorana_factors_are_cosines(self, delta, alpha21, alpha31):
        given_phases = {
            "delta_cp": delta * u.rad,
            "alpha21": alpha21 * u.rad,
            "alpha31": alpha31 * u.rad,
        }
        expected = {
            (1, 1): 1.0,
            (3, 3): 1.0,
            (1, 2): np.cos(alpha21),
            (1, 3): np.cos(alpha31 - 2 * delta),
            (2, 3): np.cos(alpha31 - alpha21 - 2 * delta),
        }
        for (i, j), cosine in expected.items():
            found = value("majorana_factor", i=i, j=j, **self.ANGLES, **given_phases)
            assert found == pytest.approx(cosine, abs=ROUNDING)

    def test_a_coupling_that_is_zero_has_no_factor(self):
        with pytest.raises(DomainError, match="coupling of states 1 and 3 is 0"):
            value("majorana_factor", i=1, j=3, sin2_theta13=0)


class TestPhaseSpace:
    @PAIRS
    def test_factor_is_zero_from_the_threshold_on(self, i, j):
        edge = float(value("threshold", **YB, i=i, j=j))
        energies = edge * np.array([0.999, 1 - 1e-9, 1 + 1e-9, 1.1, 2.0])
        found = value("phase_space_factor", **YB, trigger_energy=energies * u.eV, i=i, j=j)
        assert list(found > 0.0) == [True, True, False, False, False]

    @PAIRS
    @pytest.mark.parametrize("below", [1e-18, 1e-9, 1e-3])
    def test_factor_at_a_distance_below_its_own_threshold(self, i, j, below):
        exact = {
            "m_lightest": "0.3 eV",
            "E_eg": "3 eV",
            "dm21_sq": "0.07 eV2",
            "dm31_sq": "0.16 eV2",
        }
        found = value("phase_space_factor", **exact, below_threshold=f"{below} eV", i=i, j=j)
        with mp.workdps(50):
            m = [mp.mpf("0.3"), mp.sqrt(mp.mpf("0.16")), mp.mpf("0.5")]
            m_i, m_j, t = m[i - 1], m[j - 1], 6 * mp.mpf(below)
            expected = mp.sqrt(t * (t + 4 * m_i * m_j)) / (t + (m_i + m_j) ** 2)
        assert found == pytest.approx(float(expected), rel=ROUNDING, abs=0)

    def test_average_of_massless_neutrinos(self):
        # (s + Q^2/3)/3 for the published sum over angles.
        massless = YB | {"m_lightest": "0 eV", "i": 1, "j": 1, "trigger_energy": "1 eV"}
        s = value("pair_mass_sq", atom="Yb", trigger_energy="1 eV")
        assert value("phase_space_average", **massless) == pytest.approx(
            (s + 1 / 3) / 3, rel=ROUNDING, abs=0
        )
        assert value("phase_space_average", **massless, W_L=0) == pytest.approx(
            s / 3, rel=ROUNDING, abs=0
        )

    def test_mass_of_the_pair_is_negative_squared_above_half_of_the_energy(self):
        assert value("pair_mass_sq", E_eg="2 eV", trigger_energy="1.5 eV") == -2.0
        boosted = value("pair_mass_sq", E_eg="2 eV", trigger_energy="1 eV", boost=0.5)
        assert boosted == 1.0  # (2 - 1)^2 - (1 - 1)^2

    def test_spectrum_is_the_sum_of_its_channels(self):
        energy = {"trigger_energy": "1.06 eV"}
        total = 0.0
        for (i, j), weight in zip(STATES, [1, 2, 1, 2, 2, 1], strict=True):
            states = {"i": i, "j": j}
            a = value("coupling", **states, part="re", oscillation_set="deSalas-2020")
            total += (
                weight
                * a**2
                * value("phase_space_factor", **YB, **energy, **states)
                * value("phase_space_average", **YB, **energy, **states)
            )
        spectrum = value("spectrum.sm", **YB, **energy)
        assert total / (2.23072 - 1.06) ** 2 == pytest.approx(float(spectrum), rel=ROUNDING, abs=0)


class TestNeutrinoEnergy:
    def test_limits_of_equal_masses_add_up_to_the_energy_of_the_pair(self):
        given = YB | {"trigger_energy": "1.06 eV", "i": 2, "j": 2}
        low, high = (value("neutrino_energy_limit", **given, bound=b) for b in ("min", "max"))
        assert low + high == pytest.approx(2.14348 - 1.06, rel=ROUNDING, abs=0)
        assert 0.01 < low < high

    def test_a_pair_without_momentum_has_one_energy(self):
        given = {"E_eg": "2 eV", "trigger_energy": "1 eV", "boost": 0.5, "m_lightest": "0.1 eV"}
        low, high = (
            value("neutrino_energy_limit", **given, i=1, j=1, bound=b) for b in ("min", "max")
        )
        assert low == high == pytest.approx(0.5, rel=ROUNDING, abs=0)


@pytest.mark.parametrize(
    ("name", "rest"), [("neutrino_energy_limit", {"bound": "min"}), ("phase_space_average", {})]
)
def test_closed_channels_are_refused_with_their_threshold(name, rest):
    with pytest.raises(DomainError, match=r"trigger_energy = 1.07 eV .* threshold is 1.0692673"):
        value(name, **YB, **rest, trigger_energy="1.07 eV", i=3, j=3)
