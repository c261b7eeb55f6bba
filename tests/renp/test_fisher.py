"""Fisher information and the best trigger energies: derivatives, line widths, optima."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate
from scipy.special import ndtr

from softnu.catalogue import evaluate
from softnu.constants import HBAR
from softnu.errors import DomainError, SoftnuError, ValidityWarning
from softnu.neutrinos import Neutrinos
from softnu.renp.kernels import couplings, fisher, master, spectrum
from softnu.renp.kernels.kinematics import photon_below, threshold
from softnu.renp.kernels.optimise import candidates, d_optimal, line_photons
from softnu.renp.runs import Schedule, Target, run_of
from softnu.renp.sensitivity_design import optimise_frequencies
from softnu.renp.sensitivity_fisher import Coupling, fisher_matrix, scaled_slopes

ROUNDING = 1e-12  # sums over pairs and their products
DERIVATIVE = 2e-6  # central differences of spectra, with a step of 1e-4 of the scale
QUADRATURE = 1e-8  # adaptive quadrature of the printed integral

TARGET_INPUTS = {"atom": "Yb", "n_a": "1e21 1/cm3", "volume": "100 cm3"}
NEUTRINOS = {"m_lightest": "0.01 eV", "oscillation_set": "deSalas-2020"}
TARGET = Target(**TARGET_INPUTS)
NU = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
G_L = Coupling("g_L", "E_11", "0 eV")
E_EG = 2.14348

numbers = st.floats(-5.0, 5.0).map(lambda x: round(x, 6))


def _information(omega, **inputs):
    chosen = {"trigger_energy": omega, "parameter": "g_L", "matrix": "E_11"} | inputs
    return float(evaluate("renp.fisher_information", **TARGET_INPUTS, **NEUTRINOS, **chosen).value)


def _rate(omega, **inputs):
    given = TARGET_INPUTS | NEUTRINOS | {"trigger_energy": omega} | inputs
    return float(evaluate("renp.rate", **given).value)


def _masses(nu=NU):
    return np.asarray(nu.masses.value)


def _run(*omega, times=None):
    return Schedule(
        [f"{float(x)!r} eV" for x in omega], ["1 s"] * len(omega) if times is None else times
    )


class TestCatalogue:
    @pytest.mark.parametrize(
        ("coupling", "spectrum", "names", "scale"),
        [
            ("g_L", "vector", ("g_A_e", "g_L_nu", "m_V"), 1e-29),
            ("g_R", "vector", ("g_A_e", "g_R_nu", "m_V"), 1e-26),
            ("y_P", "scalar", ("y_P_e", "y_P_nu", "m_S"), 1e-21),
        ],
    )
    def test_information_is_the_squared_derivative_over_the_rate(
        self, coupling, spectrum, names, scale
    ):
        mass, omega = "0.02 eV", "1.07 eV"

        def rate(g):
            mediator = dict(zip(names, (g, "E_11", mass), strict=True))
            I = evaluate(
                f"renp.spectrum.{spectrum}",
                atom="Yb",
                trigger_energy=omega,
                **NEUTRINOS,
                **mediator,
            )
            return float(I.value) * _rate(omega) / _spectrum_sm(omega)

        slope = (rate(scale) - rate(-scale)) / (2 * scale)
        found = _information(omega, parameter=coupling, m_med=mass)
        assert found == pytest.approx(slope**2 / _rate(omega), rel=DERIVATIVE, abs=0)

    def test_information_on_the_lightest_mass(self):
        step = 1e-6
        high, low = (_rate("1.07 eV", m_lightest=f"{0.01 + s!r} eV") for s in (step, -step))
        slope = (high - low) / (2 * step)
        found = _information("1.07 eV", parameter="m_lightest")
        assert found == pytest.approx(slope**2 / _rate("1.07 eV"), rel=DERIVATIVE, abs=0)

    def test_unit_depends_on_the_parameter(self):
        for parameter, unit in (("g_L", "1/s"), ("m_lightest", "1/(s eV2)")):
            found = evaluate(
                "renp.fisher_information",
                **TARGET_INPUTS,
                **NEUTRINOS,
                trigger_energy="1.07 eV",
                parameter=parameter,
                matrix="E_11",
            )
            assert found.unit.is_equivalent(unit)

    def test_light_mediators_are_best_seen_at_the_edge(self):
        assert _information("1.07163 eV") / _information("1.0708 eV") == pytest.approx(
            700.0, rel=0.1, abs=0
        )

    def test_nothing_to_learn_where_there_are_no_photons(self):
        assert _information("1.08 eV") == 0.0
        assert _information("1.08 eV", parameter="m_lightest") == 0.0
        assert _information("1.07 eV", matrix=0) == 0.0

    def test_scalar_does_not_interfere_on_the_diagonal(self):
        assert _information("1.07 eV", parameter="y_S") == 0.0

    def test_pole_is_infinite_and_warned_about(self):
        for omega in ("1.069 eV", "1.07 eV", "1.0708 eV", "1.0701 eV", "1.0703 eV"):
            s = float(evaluate("renp.pair_mass_sq", atom="Yb", trigger_energy=omega).value)
            if np.sqrt(s) ** 2 == s:
                break
        mass = f"{float(np.sqrt(s))!r} eV"
        with pytest.warns(ValidityWarning, match="g_nu"):
            assert _information(omega, m_med=mass) == np.inf

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"parameter": "g_V"}, "parameter"),
            ({"m_med": "-1 eV"}, "m_med"),
            ({"matrix": "E_41"}, "matrix"),
            ({"trigger_energy": "2.3 eV"}, "trigger_energy"),
        ],
    )
    def test_wrong_inputs_are_named(self, wrong, words):
        with pytest.raises(SoftnuError, match=words):
            _information(**({"omega": "1.07 eV"} | _renamed(wrong)))


def _renamed(inputs):
    return {"omega" if name == "trigger_energy" else name: v for name, v in inputs.items()}


def _spectrum_sm(omega):
    return float(evaluate("renp.spectrum.sm", atom="Yb", trigger_energy=omega, **NEUTRINOS).value)


class TestKernel:
    @given(rate=st.floats(0.01, 100.0), slopes=st.lists(numbers, min_size=3, max_size=3))
    def test_one_rate_gives_a_matrix_of_rank_one(self, rate, slopes):
        F = fisher.information(np.float64(rate), *map(np.float64, slopes))
        np.testing.assert_allclose(F, np.outer(slopes, slopes) / rate, rtol=ROUNDING)
        rows = fisher.scaled_slopes(np.float64(rate), *map(np.float64, slopes))
        np.testing.assert_allclose(F, np.outer(rows, rows), rtol=ROUNDING)

    def test_no_events_no_information(self):
        F = fisher.information(np.array([0.0, 1.0]), np.array([0.0, 2.0]))
        np.testing.assert_array_equal(F, [[[0.0]], [[4.0]]])


class TestLine:
    @pytest.mark.parametrize("m_lightest", [0.0, 1e-3, 0.01, 0.05])
    @pytest.mark.parametrize("sigma", [1e-6, 1e-4, 1e-2])
    def test_weights_are_those_of_the_line_below_the_edge(self, m_lightest, sigma):
        masses = _masses(NU.replace(m_lightest=f"{m_lightest!r} eV"))
        edge = float(threshold(np.float64(E_EG), masses[0], masses[0], np.float64(0.0)))
        omega = edge + sigma * np.array([-30.0, -2.0, 0.0, 1.5, 9.0])
        _, weights, owner = line_photons(omega, sigma, E_EG, masses)
        found = np.bincount(owner, weights, minlength=omega.size)
        # The Gaussian integral up to the edge.
        np.testing.assert_allclose(found, ndtr((edge - omega) / sigma), rtol=1e-7, atol=1e-14)

    @pytest.mark.parametrize("sigma", [1e-5, 1e-3])
    @pytest.mark.parametrize("offset", [-3.0, 0.0, 1.0])
    @pytest.mark.parametrize("pair", [(0, 0), (2, 2)])
    def test_averages_agree_with_adaptive_quadrature(self, sigma, offset, pair):
        masses = _masses()
        edges = np.unique(
            threshold(np.float64(E_EG), masses[:, np.newaxis], masses, np.float64(0.0))
        )
        centre = float(
            threshold(np.float64(E_EG), masses[pair[0]], masses[pair[1]], np.float64(0.0))
        )
        omega = centre + offset * sigma
        a = couplings.axial_coupling(NU.mixing[0])
        form = master.quadratic_form(couplings.weak_current(a, False), None, masses, False)
        photon, weights, _ = line_photons(np.asarray([omega]), sigma, E_EG, masses)
        third = np.asarray(1 / 3)
        rate = np.sum(weights * master.response(photon, masses, third, form).constant)
        slope = np.sum(weights * spectrum.mass_derivative_sum(photon, masses, third, form))

        def integrand(v, edge, what):
            at = photon_below(np.float64(E_EG), np.asarray(v * v), np.float64(0.0), edge[1])
            value = (
                master.response(at, masses, third, form).constant
                if what == "rate"
                else spectrum.mass_derivative_sum(at, masses, third, form)
            )
            z = (edge[0] - v * v - omega) / sigma
            return float(value) * 2 * v * np.exp(-0.5 * z * z) / (np.sqrt(2 * np.pi) * sigma)

        pair_masses = np.unique(masses[:, np.newaxis] + masses)[::-1]
        bottoms = np.append(-np.inf, edges[:-1])
        for what, ours in (("rate", rate), ("slope", slope)):
            exact = 0.0
            for top, mass, bottom in zip(edges, pair_masses, bottoms, strict=True):
                low, high = max(bottom, omega - 9 * sigma), min(top, omega + 9 * sigma)
                if high > low:
                    # In the square root of the distance nothing diverges.
                    value, _ = integrate.quad(
                        integrand,
                        np.sqrt(top - high),
                        np.sqrt(top - low),
                        args=((top, mass), what),
                        epsabs=0.0,
                        epsrel=1e-10,
                        limit=400,
                    )
                    exact += value
            assert ours == pytest.approx(exact, rel=QUADRATURE, abs=0)

    def test_divergence_below_a_threshold_is_finite_after_averaging(self):
        """dI/dm diverges with the root of the distance; the averaged one with no distance."""
        edge = float(threshold(np.float64(E_EG), *_masses()[[2, 2]], np.float64(0.0)))
        near = [
            fisher_matrix(TARGET, _run(edge - d), NU, ["m_lightest"])[0, 0] for d in (1e-10, 1e-14)
        ]
        assert near[1] > 1e3 * near[0]
        averaged = [
            fisher_matrix(TARGET, _run(edge - d), NU, ["m_lightest"], line_width="1e-5 eV")[0, 0]
            for d in (1e-10, 1e-14)
        ]
        assert averaged[1] == pytest.approx(averaged[0], rel=1e-3, abs=0)
        assert 0.0 < averaged[0] < near[0]

    def test_narrow_line_sees_what_monochromatic_light_sees(self):
        for parameters in ([G_L], ["m_lightest"]):
            sharp = fisher_matrix(TARGET, _run(1.0702), NU, parameters)
            narrow = fisher_matrix(TARGET, _run(1.0702), NU, parameters, line_width="1e-7 eV")
            np.testing.assert_allclose(narrow, sharp, rtol=1e-6)


class TestMatrix:
    def test_diagonal_is_the_catalogue(self):
        F = fisher_matrix(TARGET, _run(1.069, times=["7 s"]), NU, [G_L, "m_lightest"])
        for n, parameter in enumerate(("g_L", "m_lightest")):
            exact = 7.0 * _information("1.069 eV", parameter=parameter)
            assert F[n, n] == pytest.approx(exact, rel=ROUNDING, abs=0)

    def test_information_adds_up_over_the_schedule(self):
        parameters = [G_L, "m_lightest"]
        whole = fisher_matrix(TARGET, _run(1.069, 1.0705, times=["1 s", "3 s"]), NU, parameters)
        parts = [
            fisher_matrix(TARGET, _run(omega, times=[t]), NU, parameters)
            for omega, t in ((1.069, "1 s"), (1.0705, "3 s"))
        ]
        np.testing.assert_allclose(whole, sum(parts), rtol=ROUNDING)
        # One energy cannot tell the parameters apart, two can.
        assert abs(np.linalg.det(parts[0] / np.max(parts[0], axis=0))) < 1e-9
        scale = np.sqrt(np.diag(whole))
        assert np.linalg.det(whole / np.outer(scale, scale)) > 1e-3

    def test_background_dilutes(self):
        quiet, loud = (
            fisher_matrix(TARGET, _run(1.07), NU, [G_L], background_rate=rate)[0, 0]
            for rate in ("0 1/s", "1e-5 1/s")
        )
        rate = _rate("1.07 eV")
        assert loud / quiet == pytest.approx(rate / (rate + 1e-5), rel=ROUNDING, abs=0)

    @pytest.mark.parametrize(
        ("parameters", "options", "words"),
        [
            ([], {}, "parameters"),
            (["m_heaviest"], {}, "parameter"),
            ([G_L], {"line_width": "0 eV"}, "line_width"),
            ([G_L], {"line_width": "0.5 eV"}, "line_width"),
            ([G_L], {"line_width": 1e-5}, "line_width"),
            ([G_L], {"background_rate": "-1 1/s"}, "background_rate"),
        ],
    )
    def test_wrong_inputs_are_named(self, parameters, options, words):
        with pytest.raises(SoftnuError, match=words):
            fisher_matrix(TARGET, _run(1.07), NU, parameters, **options)

    def test_pole_in_the_line_is_refused(self):
        pole = Coupling("g_L", "E_11", "0.0863673 eV")  # s = m^2 close to 1.07 eV
        with pytest.raises(DomainError, match="pole"):
            fisher_matrix(TARGET, _run(1.07), NU, [pole], line_width="1e-5 eV")
        assert np.isfinite(fisher_matrix(TARGET, _run(1.069), NU, [pole], line_width="1e-5 eV"))

    def test_massless_lightest_neutrino_tells_nothing_about_its_mass(self):
        with pytest.raises(DomainError, match="m_lightest"):
            fisher_matrix(TARGET, _run(1.07), NU.replace(m_lightest="0 eV"), ["m_lightest"])

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("g_A", "E_11", "1 eV"), "coupling"),
            (("g_L", "E_14", "1 eV"), "matrix"),
            (("g_L", "E_11", "-1 eV"), "m_med"),
            (("g_L", "E_11", ["1 eV", "2 eV"]), "m_med"),
        ],
    )
    def test_wrong_couplings_are_named(self, arguments, words):
        with pytest.raises(SoftnuError, match=words):
            Coupling(*arguments)


class TestOptimum:
    SIGMA = 1e-5

    def _each(self, omega, parameters):
        """Information per second of single energies."""
        run = run_of(TARGET, _run(1.0), NU, "0 1/s")
        return scaled_slopes(run, parameters, self.SIGMA, np.asarray(omega))[:, 0] ** 2

    @pytest.mark.parametrize(
        "parameters", [[G_L], ["m_lightest"], [Coupling("y_P", "E_22", "1 keV")]]
    )
    def test_best_single_energy_is_a_maximum(self, parameters):
        best = optimise_frequencies(TARGET, NU, parameters, f"{self.SIGMA} eV", "1 s")
        omega = best.schedule.trigger_energies[0].value
        (top,) = self._each([omega], parameters)
        assert best.information[0, 0] == pytest.approx(top / HBAR, rel=1e-9, abs=0)
        beside = omega + self.SIGMA * np.array([-3.0, -1.0, -0.1, 0.1, 1.0, 3.0])
        assert np.all(self._each(beside, parameters) <= top * (1 + 1e-9))
        # Nor is there a better one anywhere on a grid of its own.
        grid = np.concatenate([np.linspace(0.05, 1.0717, 300), np.linspace(1.069, 1.0717, 300)])
        assert np.all(self._each(grid, parameters) <= top * (1 + 1e-9))

    def test_light_mediator_is_best_seen_at_the_edge(self):
        best = optimise_frequencies(TARGET, NU, [G_L], f"{self.SIGMA} eV", "1 s")
        edge = float(threshold(np.float64(E_EG), *_masses()[[0, 0]], np.float64(0.0)))
        assert abs(best.schedule.trigger_energies[0].value - edge) < 5 * self.SIGMA

    def test_two_energies_tell_two_parameters_apart(self):
        parameters = [Coupling("g_L", "E_11", "1 keV"), "m_lightest"]
        best = optimise_frequencies(TARGET, NU, parameters, f"{self.SIGMA} eV", "20 d")
        omega = [float(x.value) for x in best.schedule.trigger_energies]
        assert best.schedule.live_time.to_value("d") == pytest.approx(20.0, rel=ROUNDING, abs=0)

        def log_det(energies):
            schedule = Schedule.equally([f"{x!r} eV" for x in energies], "20 d")
            F = fisher_matrix(TARGET, schedule, NU, parameters, line_width=f"{self.SIGMA} eV")
            return np.linalg.slogdet(F)[1]

        top = log_det(omega)
        assert np.linalg.slogdet(best.information)[1] == pytest.approx(top, rel=1e-9, abs=0)
        rng = np.random.default_rng(8)
        for energies in rng.uniform(0.5, 1.0717, (12, 2)).tolist():
            assert log_det(energies) < top
        for k, step in ((0, 0.3), (0, -0.3), (1, 0.3), (1, -0.3)):
            moved = list(omega)
            moved[k] += step * self.SIGMA
            assert log_det(moved) <= top + 1e-9

    def test_more_energies_than_parameters(self):
        best = optimise_frequencies(TARGET, NU, ["m_lightest"], "1e-5 eV", "1 d", count=2)
        # For one parameter nothing beats the single best energy.
        np.testing.assert_allclose(*(x.value for x in best.schedule.trigger_energies), rtol=1e-7)

    def test_range_is_kept(self):
        best = optimise_frequencies(
            TARGET, NU, ["m_lightest"], "1e-5 eV", "1 d", within=("1.0690 eV", "1.0700 eV")
        )
        assert 1.0690 <= best.schedule.trigger_energies[0].value <= 1.0700

    def test_background_moves_the_optimum_to_where_there_are_events(self):
        """Without any, few events at the edge are enough."""
        quiet, loud = (
            optimise_frequencies(
                TARGET, NU, [G_L], "1e-5 eV", "1 d", background_rate=rate
            ).information
            for rate in ("0 1/s", "1e-4 1/s")
        )
        assert loud < quiet

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"line_width": None}, "line_width"),
            ({"line_width": "0.1 eV"}, "line_width"),
            ({"live_time": "-1 d"}, "live_time"),
            ({"within": ("1.07 eV", "1.06 eV")}, "within"),
            ({"parameters": ["m_lightest", G_L], "count": 1}, "count"),
            ({"parameters": [Coupling("g_L", 0, "0 eV")]}, "parameters"),
            ({"parameters": [Coupling("g_L", "E_11", "0.05 eV")]}, "pole"),
        ],
    )
    def test_wrong_inputs_are_named(self, options, words):
        chosen = {"parameters": ["m_lightest"], "line_width": "1e-5 eV", "live_time": "1 d"}
        with pytest.raises(SoftnuError, match=words):
            optimise_frequencies(TARGET, NU, **(chosen | options))

    @settings(max_examples=30)
    @given(centre=st.floats(0.05, 0.95), width=st.floats(0.05, 0.5))
    def test_peak_of_a_bell_is_found(self, centre, width):
        def bell(x):
            return np.exp(-(((x - centre) / width) ** 2))[..., np.newaxis]

        found = d_optimal(bell, np.linspace(0.0, 1.0, 41), 1)
        assert found[0] == pytest.approx(centre, rel=1e-5, abs=0)

    def test_line_through_two_points_is_measured_at_its_ends(self):
        def rows(x):
            return np.stack(np.broadcast_arrays(1.0, x), axis=-1)

        found = d_optimal(rows, np.linspace(-1.0, 1.0, 21), 2)
        np.testing.assert_allclose(found, [-1.0, 1.0], rtol=1e-6)

    def test_parabola_is_measured_at_its_middle_too(self):
        def rows(x):
            return np.stack(np.broadcast_arrays(1.0, x, x**2), axis=-1)

        found = d_optimal(rows, np.linspace(-1.0, 1.0, 20), 3)
        np.testing.assert_allclose(found[[0, 2]], [-1.0, 1.0], rtol=1e-6)
        assert abs(found[1]) < 1e-5

    def test_parameters_that_act_alike_cannot_be_told_apart(self):
        def rows(x):
            return np.stack([x, 2 * x], axis=-1)

        assert d_optimal(rows, np.linspace(1.0, 2.0, 9), 2) is None

    def test_candidates_are_dense_at_thresholds(self):
        found = candidates(1.0, 1.1, 1e-6, np.array([1.05]))
        near = found[np.abs(found - 1.05) < 5e-6]
        assert np.max(np.diff(near)) < 0.3e-6
        assert found[0] == 1.0
        assert found[-1] == 1.1
