"""Limits on couplings: brute scans of chi^2, all roots, windows, published orders, both faces."""

import warnings

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import DomainError, SoftnuError, UnitsError, ValidityWarning
from softnu.neutrinos import Neutrinos
from softnu.neutrinos.matrices import read_matrix
from softnu.numerics.roots import find_roots
from softnu.renp.kernels.limits import frequency_edges, from_edges, total_edges
from softnu.renp.kernels.rates import Events
from softnu.renp.kernels.statistics import CHI2_95, chi_square, deviation
from softnu.renp.runs import Schedule, Target
from softnu.renp.sensitivity import limits

ROUNDING = 1e-12  # roots of sums of a few terms, each good to 1e-14
THRESHOLD = 1e-10  # photon energies in doubles, 1e-16 E over a distance of some 1e-5 eV
DIGITS_3 = 5e-3  # numbers that are known to three digits

RUN = {
    "atom": "Yb",
    "n_a": "1e21 1/cm3",
    "volume": "100 cm3",
    "trigger_energies": ["1.069 eV", "1.07 eV", "1.0708 eV"],
    "live_time": "20 d",
    "m_lightest": "0.01 eV",
    "oscillation_set": "deSalas-2020",
}
#: Independently calculated, element 11: positive and negative limits at four masses.
TABLE = {
    ("g_L", "dirac"): [
        (2.80e-26, -5.77e-26),
        (8.29e-25, -3.78e-25),
        (1.00e-23, -4.57e-24),
        (1.01e-15, -4.60e-16),
    ],
    ("g_R", "dirac"): [
        (4.02e-26, -4.02e-26),
        (5.60e-25, -5.60e-25),
        (6.77e-24, -6.77e-24),
        (6.82e-16, -6.82e-16),
    ],
    ("g_R", "majorana"): [
        (5.77e-26, -2.80e-26),
        (3.78e-25, -8.29e-25),
        (4.57e-24, -1.00e-23),
        (4.60e-16, -1.01e-15),
    ],
    ("y_S", "dirac"): [
        (3.44e-19, -3.44e-19),
        (3.88e-18, -3.88e-18),
        (4.76e-17, -4.76e-17),
        (4.80e-9, -4.80e-9),
    ],
    ("y_P", "dirac"): [
        (3.05e-19, -3.61e-19),
        (4.08e-18, -3.50e-18),
        (5.01e-17, -4.29e-17),
        (5.05e-9, -4.33e-9),
    ],
    ("y_P", "majorana"): [
        (2.08e-19, -2.64e-19),
        (2.97e-18, -2.40e-18),
        (3.65e-17, -2.94e-17),
        (3.69e-9, -2.96e-9),
    ],
}
TABLE_MASSES = [1e-3, 0.3, 1.0, 1e4]

STATISTICS = pytest.mark.parametrize("statistic", ["poisson", "gauss"])
#: Each example asks the whole catalogue several times.
FEW = settings(max_examples=25)
natures = st.sampled_from(["dirac", "majorana"])
couplings = st.sampled_from(["g_L", "g_R", "y_S", "y_P"])
elements = st.sampled_from(["E_11", "E_12", "E_13", "E_22", "E_23", "E_33"])


def _limit(root="positive", **inputs):
    chosen = {"coupling": "g_L", "matrix": "E_11", "m_med": "1 keV", "root": root}
    return evaluate("renp.limit", **(RUN | chosen | inputs)).value


def _random_events(count, points, seed):
    """Events whose interference is as large as positivity allows, and weaker."""
    rng = np.random.default_rng(seed)
    N = 10.0 ** rng.uniform(-1.0, 4.0, (count, points))
    B = 10.0 ** rng.uniform(-2.0, 2.0, (count, points))
    A = 2.0 * rng.uniform(-1.0, 1.0, (count, points)) * np.sqrt(B * N)
    return Events(N, A, B)


def _chi2(events, statistic, g):
    return sum(chi_square(statistic, N, A * g + B * g**2) for N, A, B in zip(*events, strict=True))


class TestTotal:
    @STATISTICS
    def test_every_edge_solves_chi_square_of_the_total(self, statistic):
        events = _random_events(3, 500, 1)
        edges = total_edges(events, statistic, np.float64(CHI2_95))
        summed = Events(*(np.sum(part, axis=0)[np.newaxis] for part in events))
        found = _chi2(summed, statistic, edges)
        kept = ~np.isnan(edges)
        np.testing.assert_allclose(found[kept], CHI2_95, rtol=1e-10)
        assert np.all(kept[:2])
        assert 0 < np.count_nonzero(kept[2]) < kept.shape[1]

    @STATISTICS
    def test_windows_are_where_a_scan_allows_the_coupling(self, statistic):
        events = _random_events(1, 200, 2)
        found = from_edges(total_edges(events, statistic, np.float64(CHI2_95)))
        _assert_windows_match_a_scan(events, statistic, found)

    def test_second_window_lies_about_the_other_coupling_with_the_same_rate(self):
        # N(g) = 100 (1 - g)^2: as many events at g = 2 as at 0.
        events = Events(np.full(1, 100.0), np.full(1, -200.0), np.full(1, 100.0))
        found = from_edges(total_edges(events, "poisson", np.float64(CHI2_95)))
        assert found.windows.shape == (2, 2)
        np.testing.assert_allclose(found.windows.sum(), 4.0, rtol=ROUNDING)
        assert found.windows[1, 0] < 2.0 < found.windows[1, 1]
        assert found.highest == found.windows[1, 1]
        assert found.lowest == found.negative == found.windows[0, 0]
        assert found.positive == found.windows[0, 1]

    def test_weak_interference_leaves_one_window(self):
        events = Events(np.full(1, 4.0), np.full(1, 0.1), np.full(1, 1.0))
        found = from_edges(total_edges(events, "poisson", np.float64(CHI2_95)))
        assert np.all(np.isnan(found.windows[1]))
        assert (found.lowest, found.highest) == (found.negative, found.positive)

    def test_tiny_interference_does_not_cancel(self):
        """A limit that is linear in g although the roots differ by 1e12."""
        N, A, B = 1e4, 1.0, 1e-14
        events = Events(np.full(1, N), np.full(1, A), np.full(1, B))
        found = from_edges(total_edges(events, "gauss", np.float64(1.0)))
        d = float(deviation(True, "gauss", np.float64(N), np.float64(1.0)))
        assert found.positive == pytest.approx(d / A * (1 - B * d / A**2), rel=ROUNDING, abs=0)


def _assert_windows_match_a_scan(events, statistic, found, steps=4001):
    """Compare allowed intervals with chi^2 on a grid, but for the grid's own points."""
    span = np.maximum(np.abs(found.lowest), np.abs(found.highest))
    g = np.linspace(-1.3, 1.3, steps)[:, np.newaxis] * span
    inside = np.any(
        [(g > low) & (g < high) for low, high in np.moveaxis(found.windows, (-2, -1), (0, 1))],
        axis=0,
    )
    with np.errstate(divide="ignore"):
        by_scan = _chi2(events, statistic, g) < CHI2_95
    edges = found.windows.reshape(found.windows.shape[0], -1)
    near = np.min(np.abs(g[..., np.newaxis] - np.nan_to_num(edges, nan=np.inf)), axis=-1)
    np.testing.assert_array_equal(inside[near > 1e-9 * span], by_scan[near > 1e-9 * span])


class TestPerFrequency:
    @STATISTICS
    @pytest.mark.parametrize("count", [2, 3, 7])
    def test_windows_are_where_a_scan_allows_the_coupling(self, statistic, count):
        events = _random_events(count, 150, 10 + count)
        found = from_edges(frequency_edges(events, statistic, np.full(150, CHI2_95)))
        _assert_windows_match_a_scan(events, statistic, found)

    @STATISTICS
    def test_one_frequency_is_the_total(self, statistic):
        events = _random_events(1, 300, 4)
        total = total_edges(events, statistic, np.float64(CHI2_95))
        summed = frequency_edges(events, statistic, np.float64(CHI2_95))
        wide = np.full((4, 300), np.nan)
        wide[: len(summed)] = summed
        np.testing.assert_allclose(wide, total, rtol=ROUNDING)

    def test_gauss_edges_are_the_real_roots_of_the_quartic(self):
        events = _random_events(3, 200, 5)
        found = frequency_edges(events, "gauss", np.full(200, CHI2_95))
        N, A, B = events
        quartics = np.stack(
            [np.sum(B**2 / N, 0), np.sum(2 * A * B / N, 0), np.sum(A**2 / N, 0)], axis=-1
        )
        for point, top in enumerate(quartics):
            # In units in which the leading coefficient is 1, as companion matrices like it.
            unit = top[0] ** -0.25
            roots = np.roots([*(top * unit ** np.array([4, 3, 2])), 0.0, -CHI2_95]) * unit
            real = np.sort(roots[np.abs(roots.imag) < 1e-9 * np.abs(roots)].real)
            edges = found[:, point]
            np.testing.assert_allclose(edges[~np.isnan(edges)], real, rtol=1e-7)

    def test_frequencies_tell_more_than_their_total_when_signs_differ(self):
        events = Events(np.array([50.0, 50.0]), np.array([30.0, -30.0]), np.array([5.0, 5.0]))
        total = from_edges(total_edges(events, "poisson", np.float64(CHI2_95)))
        apart = from_edges(frequency_edges(events, "poisson", np.float64(CHI2_95)))
        assert apart.positive < 0.5 * total.positive

    def test_frequency_without_events_drops_out(self):
        events = _random_events(2, 20, 6)
        empty = Events(*(np.concatenate([part, np.zeros((1, 20))]) for part in events))
        np.testing.assert_array_equal(
            frequency_edges(empty, "poisson", np.float64(CHI2_95)),
            frequency_edges(events, "poisson", np.float64(CHI2_95)),
        )

    def test_events_that_interfere_away_completely_bound_the_window(self):
        # N(g) = 10 (1 + g)^2 vanishes at g = -1, where chi^2 is infinite.
        events = Events(np.full(1, 10.0), np.full(1, 20.0), np.full(1, 10.0))
        found = from_edges(frequency_edges(events, "poisson", np.float64(CHI2_95)))
        assert found.windows.shape == (2, 2)
        np.testing.assert_allclose(found.windows.sum(), -4.0, rtol=ROUNDING)

    def test_blocks_do_not_change_the_edges(self):
        events = _random_events(3, 5000, 7)
        all_at_once = frequency_edges(events, "poisson", np.float64(CHI2_95))
        some = Events(*(part[:, 4090:4110] for part in events))
        alone = frequency_edges(some, "poisson", np.float64(CHI2_95))
        np.testing.assert_array_equal(all_at_once[: len(alone), 4090:4110], alone)


class TestNumbers:
    @pytest.mark.parametrize(("coupling", "nature"), list(TABLE))
    def test_limits_against_the_mass_of_the_mediator(self, coupling, nature):
        masses = TABLE_MASSES * u.eV
        found = [
            _limit(root, coupling=coupling, nature=nature, m_med=masses)
            for root in ("positive", "negative")
        ]
        np.testing.assert_allclose(np.transpose(found), TABLE[coupling, nature], rtol=DIGITS_3)

    def test_limits_against_the_lightest_mass(self):
        masses = [0.0, 0.01, 0.02, 0.03, 0.04, 0.05] * u.eV
        along = _limit(m_lightest=masses, m_med="0 eV")
        np.testing.assert_allclose(
            along, [2.81e-26, 2.80e-26, 2.80e-26, 3.36e-26, 5.59e-26, 9.80e-26], rtol=DIGITS_3
        )
        scalar = _limit(m_lightest=masses, m_med="0 eV", coupling="y_S")
        np.testing.assert_allclose(
            scalar, [3.27e-19, 3.45e-19, 4.11e-19, 6.22e-19, 1.00e-18, 2.15e-18], rtol=DIGITS_3
        )

    @pytest.mark.parametrize(
        ("coupling", "root", "ratio"),
        [
            ("g_L", "positive", 3.49),
            ("g_L", "negative", 2.81),
            ("g_R", "positive", 3.13),
            ("y_S", "positive", 6.6),
            ("y_P", "positive", 2.1),
            ("y_P", "negative", 3.0),
        ],
    )
    def test_heavier_neutrinos_weaken_light_mediators(self, coupling, root, ratio):
        light, heavy = _limit(root, coupling=coupling, m_med="0 eV", m_lightest=[0.0, 0.05] * u.eV)
        # The ratios are known to two or three digits.
        assert heavy / light == pytest.approx(ratio, rel=0.025, abs=0)

    def test_heavy_mediators_are_a_contact_interaction(self):
        light, heavy = _limit(m_med=[100.0, 1e4] * u.eV)
        # s/M^2 is 1e-6 at 100 eV.
        assert heavy / light == pytest.approx(1e4, rel=1e-5, abs=0)

    def test_light_mediators_have_a_plateau(self):
        massless, light = _limit(m_med=[0.0, 1e-3] * u.eV)
        assert light == pytest.approx(massless, rel=1e-3, abs=0)

    def test_exact_weight_of_ytterbium_needs_a_longer_run(self):
        found = _limit(W_L="exact", live_time="1080 d", m_med="0 eV")
        assert found == pytest.approx(3.3e-26, rel=0.02, abs=0)


class TestSymmetries:
    @FEW
    @given(
        coupling=couplings,
        element=elements,
        nature=natures,
        mass=st.floats(-3.0, 4.0).map(lambda e: 10.0**e),
        factor=st.floats(0.2, 5.0),
    )
    def test_limit_is_on_the_product_with_the_matrix(
        self, coupling, element, nature, mass, factor
    ):
        inputs = {"coupling": coupling, "nature": nature, "m_med": f"{mass!r} eV"}
        one = _limit(**inputs, matrix=read_matrix("matrix", element))
        other = _limit(**inputs, matrix=factor * read_matrix("matrix", element))
        if np.isinf(one):
            assert np.isinf(other)
        else:
            assert other * factor == pytest.approx(one, rel=ROUNDING, abs=0)

    @FEW
    @given(element=elements, mass=st.floats(-3.0, 4.0).map(lambda e: 10.0**e))
    def test_majorana_right_handed_coupling_is_minus_the_left_handed_one(self, element, mass):
        inputs = {"nature": "majorana", "matrix": element, "m_med": f"{mass!r} eV"}
        left = _limit("positive", coupling="g_L", **inputs)
        right = _limit("negative", coupling="g_R", **inputs)
        assert right == pytest.approx(-left, rel=ROUNDING, abs=0)

    @FEW
    @given(coupling=couplings, nature=natures)
    def test_sign_of_the_matrix_exchanges_the_roots(self, coupling, nature):
        inputs = {"coupling": coupling, "nature": nature}
        plus = _limit("lowest", matrix=np.diag([1.0, 0.0, 0.0]), **inputs)
        minus = _limit("highest", matrix=np.diag([-1.0, 0.0, 0.0]), **inputs)
        assert plus == pytest.approx(-minus, rel=ROUNDING, abs=0)

    @STATISTICS
    def test_found_coupling_changes_the_events_by_the_chi_square(self, statistic):
        """N(g) from spectra with the mediator itself."""
        inputs = {"coupling": "g_L", "matrix": "E_12", "m_med": "0.05 eV"}
        expected = evaluate("renp.expected_events", **RUN).value
        for root in ("positive", "negative", "lowest", "highest"):
            g = float(_limit(root, statistic=statistic, **inputs))
            tested = _events_with_vector(g, "E_12", "0.05 eV")
            found = chi_square(statistic, expected, tested - expected)
            assert found == pytest.approx(CHI2_95, rel=1e-9, abs=0)


def _events_with_vector(g, matrix, mass):
    shared = {name: RUN[name] for name in ("atom", "m_lightest", "oscillation_set")}
    I = evaluate(
        "renp.spectrum.vector",
        **shared,
        trigger_energy=[1.069, 1.07, 1.0708] * u.eV,
        g_A_e=g,
        g_L_nu=matrix,
        m_V=mass,
    )
    prefactor = evaluate("renp.rate_prefactor", **{n: RUN[n] for n in ("atom", "n_a", "volume")})
    return float(np.sum(prefactor * I) * 20 * u.d / 3)


class TestPolesAndWidths:
    def test_limit_at_a_pole_is_zero_and_the_warning_names_the_remedy(self):
        for omega in ("1.069 eV", "1.07 eV", "1.0708 eV", "1.0701 eV", "1.0703 eV"):
            s = float(evaluate("renp.pair_mass_sq", atom="Yb", trigger_energy=omega).value)
            mass = np.sqrt(s)
            if mass * mass == s:
                break
        assert mass * mass == s
        run = {"trigger_energies": [omega, "1.068 eV"], "m_med": f"{float(mass)!r} eV"}
        for root in ("positive", "negative", "lowest", "highest"):
            with pytest.warns(ValidityWarning, match="g_nu"):
                assert _limit(root, **run) == 0.0
        with pytest.warns(ValidityWarning, match="g_nu"):
            assert _limit(binning="per_frequency", **run) == 0.0
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert _limit(**run, g_nu=1e-3) > 0.0
            # Element 33 is closed at 1.0708 eV and above: there is nothing to be strong.
            assert np.isinf(_limit(trigger_energies=["1.0705 eV"], matrix="E_33"))

    def test_width_fills_the_dip_at_the_pole(self):
        # s at 1.07 eV, to a few digits.
        mass = "0.08636729937 eV"
        narrow, wide = (_limit(m_med=mass, g_nu=g) for g in (1e-6, 1e-2))
        assert narrow < 1e-3 * wide
        assert wide < 1e-3 * _limit(m_med="0.07 eV", g_nu=1e-2)

    def test_small_coupling_of_neutrinos_leaves_no_width(self):
        for coupling in ("g_L", "y_S"):
            inputs = {"m_med": "0.2 eV", "coupling": coupling}
            found = _limit(**inputs, g_nu=1e-12)
            assert found == pytest.approx(float(_limit(**inputs)), rel=ROUNDING, abs=0)

    def test_massless_mediator_has_no_width(self):
        assert _limit(m_med="0 eV", g_nu=1.0) == _limit(m_med="0 eV")


class TestNoLimit:
    def test_closed_channel_has_no_limit(self):
        closed = {"matrix": "E_33", "m_lightest": "0.05 eV"}
        assert _limit("positive", **closed) == np.inf
        assert _limit("highest", **closed) == np.inf
        assert _limit("negative", **closed) == -np.inf
        assert _limit("lowest", binning="per_frequency", **closed) == -np.inf

    def test_scalar_does_not_contribute_to_a_transition_0_1_0(self):
        for coupling in ("y_S", "y_P"):
            assert _limit(coupling=coupling, W_L="exact") == np.inf

    def test_diagonal_vector_coupling_of_majorana_neutrinos_drops_out(self):
        imaginary = [[0, "1j", 0], ["-1j", 0, 0], [0, 0, 0]]
        assert np.isfinite(_limit(nature="majorana", matrix=imaginary))
        assert _limit(matrix=0) == np.inf

    def test_some_points_of_a_grid_may_be_closed(self):
        found = _limit(matrix="E_33", m_lightest=[0.0, 0.05] * u.eV)
        assert np.isfinite(found[0])
        assert np.isinf(found[1])


class TestGrids:
    def test_grid_equals_its_points(self):
        m = [0.0, 0.01, 0.03] * u.eV
        alpha = [0.0, 1.0] * u.rad
        masses = [1e-3, 0.1, 10.0, 1e3] * u.eV
        grid = {"nature": "majorana", "matrix": "E_12"}
        for binning in ("total", "per_frequency"):
            whole = _limit(
                m_lightest=m[:, np.newaxis, np.newaxis],
                alpha21=alpha[:, np.newaxis],
                m_med=masses,
                binning=binning,
                **grid,
            )
            assert whole.shape == (3, 2, 4)
            for i, j, k in np.ndindex(whole.shape):
                point = _limit(
                    m_lightest=m[i], alpha21=alpha[j], m_med=masses[k], binning=binning, **grid
                )
                assert whole[i, j, k] == pytest.approx(float(point), rel=1e-11, abs=0)

    def test_trigger_energies_may_differ_between_points(self):
        energies = [[1.069, 1.07], [1.06, 1.065]] * u.eV
        both = _limit(trigger_energies=energies)
        for row, found in zip(energies, both, strict=True):
            assert found == pytest.approx(float(_limit(trigger_energies=row)), rel=ROUNDING, abs=0)

    def test_more_trigger_energies_than_points(self):
        energies = np.linspace(1.06, 1.07, 7) * u.eV
        found = _limit(trigger_energies=energies, m_med=[0.0, 1.0] * u.eV)
        assert found.shape == (2,)


class TestFace:
    TARGET = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    SCHEDULE = Schedule.equally(RUN["trigger_energies"], "20 d")
    NU = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")

    @pytest.mark.parametrize("binning", ["total", "per_frequency"])
    def test_all_roots_at_once_are_those_of_the_catalogue(self, binning):
        found = limits(
            self.TARGET, self.SCHEDULE, self.NU, "g_L", "E_11", ["0 eV", "1 keV"], binning=binning
        )
        for root in ("positive", "negative", "lowest", "highest"):
            catalogue = _limit(root, m_med=[0.0, 1e3] * u.eV, binning=binning)
            np.testing.assert_allclose(getattr(found, root), catalogue, rtol=ROUNDING)
        np.testing.assert_array_equal(found.windows[:, 0, 0], found.lowest)

    def test_background_weakens_the_limit(self):
        quiet, loud = (
            limits(
                self.TARGET,
                self.SCHEDULE,
                self.NU,
                "g_L",
                "E_11",
                "0 eV",
                background_rate=rate,
            ).positive
            for rate in ("0 1/s", "1e-5 1/s")
        )
        assert quiet < loud
        assert loud == pytest.approx(3.0901099e-26, rel=1e-7, abs=0)

    def test_time_at_a_closed_energy_is_lost(self):
        idle = Schedule(["1.069 eV", "1.08 eV"], ["10 d", "10 d"])
        short = Schedule(["1.069 eV"], ["10 d"])
        lost, kept = (
            limits(self.TARGET, run, self.NU, "y_P", "E_22", "1 eV").positive
            for run in (idle, short)
        )
        assert lost == kept

    def test_unequal_times_weigh_the_energies(self):
        long_high = Schedule(["1.069 eV", "1.0708 eV"], ["1 d", "19 d"])
        long_low = Schedule(["1.069 eV", "1.0708 eV"], ["19 d", "1 d"])
        # A light mediator is strongest for light pairs, near the edge.
        high, low = (
            limits(self.TARGET, run, self.NU, "g_L", "E_11", "0 eV").positive
            for run in (long_high, long_low)
        )
        assert high < low

    def test_wrong_words_and_values_are_named(self):
        run = (self.TARGET, self.SCHEDULE, self.NU)
        for arguments, options, words in (
            (("g_A", "E_11", "1 eV"), {}, "coupling"),
            (("g_L", "E_14", "1 eV"), {}, "matrix"),
            (("g_L", "E_11", "-1 eV"), {}, "m_med"),
            (("g_L", "E_11", 1.0), {}, "m_med"),
            (("g_L", "E_11", "1 eV"), {"g_nu": -1.0}, "g_nu"),
            (("g_L", "E_11", "1 eV"), {"statistic": "normal"}, "statistic"),
            (("g_L", "E_11", "1 eV"), {"binning": "all"}, "binning"),
            (("g_L", "E_11", "1 eV"), {"chi2": 0.0}, "chi2"),
            (("g_L", "E_11", "1 eV"), {"background_rate": "-1 1/s"}, "background_rate"),
        ):
            with pytest.raises(SoftnuError, match=words):
                limits(*run, *arguments, **options)


class TestErrors:
    @pytest.mark.parametrize(
        ("wrong", "error", "words"),
        [
            ({"trigger_energies": ["1.08 eV"]}, DomainError, "no event is expected"),
            ({"live_time": "0 s"}, DomainError, "no event is expected"),
            ({"trigger_energies": ["1 eV", "2.3 eV"]}, DomainError, "trigger_energy = 2.3"),
            ({"trigger_energies": ["0 eV"]}, DomainError, "trigger_energies"),
            ({"live_time": "-1 d"}, DomainError, "live_time"),
            ({"live_time": 20}, UnitsError, "live_time"),
            ({"n_a": "-1 1/cm3"}, DomainError, "n_a"),
            ({"volume": "-1 cm3"}, DomainError, "volume"),
            ({"eta": 1.5}, DomainError, "eta"),
            ({"W_L": 1.5}, DomainError, "W_L"),
            ({"chi2": 0}, DomainError, "chi2"),
            ({"m_med": "-1 eV"}, DomainError, "m_med"),
            ({"g_nu": -1}, DomainError, "g_nu"),
            ({"matrix": [[0, 1, 0], [0, 0, 0], [0, 0, 0]]}, DomainError, "Hermitian"),
            ({"matrix": [[0, 1], [1, 0]]}, DomainError, "matrix"),
            ({"background_rate": "-1 1/s"}, DomainError, "background_rate"),
            ({"coupling": "g_V"}, SoftnuError, "coupling"),
            ({"root": "nearest"}, SoftnuError, "root"),
        ],
    )
    def test_wrong_inputs_are_named(self, wrong, error, words):
        with pytest.raises(error, match=words):
            _limit(**wrong)


class TestRoots:
    def test_brackets_end_at_the_rounding_of_the_root(self):
        c = np.geomspace(1e-12, 1e12, 300)
        found = find_roots(lambda x, which: x**3 - c[which], np.zeros(300), np.full(300, 1e5))
        np.testing.assert_allclose(found, np.cbrt(c), rtol=1e-15)

    def test_infinities_inside_a_bracket_do_no_harm(self):
        with np.errstate(divide="ignore"):
            found = find_roots(
                lambda x, which: 1.0 / np.abs(1.0 - x) - 8.0, np.zeros(1), np.ones(1)
            )
        assert found[0] == pytest.approx(0.875, rel=1e-15, abs=0)

    def test_nothing_to_find(self):
        assert find_roots(lambda x, which: x, np.zeros(0), np.zeros(0)).size == 0
