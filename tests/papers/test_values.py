"""Numbers behind the report against independently computed ones (printed digits)."""

from __future__ import annotations

import numpy as np
import pytest

from softnu.forces import as_printed
from softnu.papers.modes import scaled_kernel
from softnu.papers.values import digits

#: Closed forms on both sides.
CLOSED = 1e-12
#: Central differences of step 1e-5 on values of order one: truncation and rounding.
DIFFERENCE = 1e-9
#: The components across differ by sin^2(alpha), and by rounding of cos(pi).
ALONG = 1e-8
#: Stopping rule of the root finder.
ROOT = 1e-9
#: Part of the coefficient of the mass that the admixture of the upper state makes, and (m a)^2.
OTHER_END = 0.1
#: Samples of a mean whose terms are of order one, and five standard deviations of it.
SAMPLES = 200_000
MONTE_CARLO = 5 / SAMPLES**0.5
#: J factors by r T: FD a, b, c, MB a, b, c; from quadrature of the defining integrals.
FIGURE_3 = {
    0.05: (1.8552335e-4, 8.8936658e-5, 9.6586688e-5, 1.9605921e-4, 9.4147244e-5, 1.0191197e-4),
    0.1: (2.7927268e-3, 1.1723658e-3, 1.6203609e-3, 2.9585799e-3, 1.2517069e-3, 1.7068730e-3),
    0.3: (0.12876791, -0.0077488829, 0.13651679, 0.14013841, -0.0041217179, 0.14426013),
    0.5: (0.43508432, -0.25381448, 0.6888988, 0.5, -0.25, 0.75),
    1.0: (0.91454202, -1.182925, 2.097467, 1.28, -1.408, 2.688),
    2.0: (0.99940548, -1.4959453, 2.4953508, 1.7716263, -2.4490128, 4.2206391),
}
#: Iron on iron over gravity: vacuum, relic background (None: cancels vacuum).
IRON = {
    "Washington 2007": (3.108e-65, None),
    "Washington 1999": (6.437e-36, None),
    "Irvine 1985, near": (3.475e-32, None),
    "Irvine 1985, far": (5.698e-37, None),
    "Wuhan 2012": (3.259e-27, 3.249e-27),
    "Wuhan 2020": (5.214e-22, 7.758e-25),
    "Washington 2020": (7.131e-21, 8.099e-25),
    "Levitated optomechanics": (5.214e-14, 8.231e-25),
}
REACTOR, SOLAR = 1.106e-18, 3.13e-19
DEGENERATE_SMALL = 2 * 1.1663787e-23 * (2.6e-10 / 1.973269804593025e-7) / (3 * np.pi**2)
#: Surface of a sphere of radius 1 km, cm2.
KM2 = 4 * np.pi * 1e10
#: m/T: produced helicity over both, Majorana over both.
HELICITIES = {
    0.01: (0.999999, 0.99998),
    1.0: (0.98995, 0.860),
    10.0: (0.70860, 0.0841),
    100.0: (0.52277, 9.3e-4),
}


def table(results, name):
    (found,) = [t for r in results for t in r.content.tables if t.id == name]
    return found


def claim(results, name):
    (found,) = [c for r in results for c in r.content.claims if c.id == name]
    return found


def test_figure_3(results):
    for rT, *values in table(results, "figure-3-values").rows:
        assert values == pytest.approx(FIGURE_3[rT], rel=1e-7, abs=0)


def test_experiments(results):
    rows = table(results, "experiments").rows
    assert {row[0] for row in rows} == set(IRON)
    for title, _, _, vacuum, relic, reactor, solar in rows:
        expected_vacuum, expected_relic = IRON[title]
        assert vacuum == pytest.approx(expected_vacuum, rel=2e-4, abs=0)
        assert relic == pytest.approx(expected_relic or vacuum, rel=2e-4, abs=0)
        assert reactor == pytest.approx(REACTOR, rel=5e-4, abs=0)
        assert solar == pytest.approx(SOLAR, rel=2e-3, abs=0)


def test_helicities(results):
    for m_over_T, produced, majorana in table(results, "helicities").rows:
        expected = HELICITIES[m_over_T]
        assert produced == pytest.approx(expected[0], abs=1e-5)
        assert majorana == pytest.approx(expected[1], rel=6e-3, abs=0)


def test_relic_numbers(results):
    ((density, length),) = table(results, "relic-numbers").rows
    assert density == pytest.approx(56.01, abs=0.005)
    assert length == pytest.approx(0.19, abs=0.005)


@pytest.mark.parametrize(
    ("name", "value", "rel"),
    [
        ("2209.07082/gravity/crossover", 0.7285, 1e-4),
        ("2405.16801/section-6/degenerate", 9.82e-4, 1e-3),
        # 8 G_F T^2/(2 pi^2) at T = 1 MeV.
        ("2405.16801/section-6/relic-hot", 4 * 1.1663787e-23 * 1e12 / np.pi**2, 1e-12),
        # 2 G_F mu^3 R0/(3 pi^2) at mu = 1 eV, R0 = 2.6e-10 m.
        ("2405.16801/section-6/degenerate-small", DEGENERATE_SMALL, 1e-4),
        # 6 neutrinos for each 205 MeV, through a sphere of 1 km.
        ("2405.16801/section-4/reactor-flux", 2.9e9 / 205e6 / 1.602176634e-19 * 6 / KM2, 1e-6),
        ("2209.07082/experiments/enhancement", 0.3 * (1.106e-38 / 6.437e-36) ** -0.25, 1e-3),
        ("2209.07082/experiments/reach", 1.106e-18 / 3.2e-16, 5e-4),
        ("2405.16801/section-6/beam", 4.95e-37, 1e-3),
        ("2405.16801/section-3/range", 1.97e-4, 3e-3),
        ("2405.16801/table-2/sd-pc/xx", 0.54030, 1e-5),
        ("2405.16801/table-2/sd-pc/yy", 0.54030, 1e-5),
        ("2405.16801/table-2/sd-pc/zz", 0.54030, 1e-5),
        # delta/2 - delta^2/6 at delta = 2.5e-8.
        ("2401.07347/headline/antineutrinos", 1.25e-8 - 2.5e-8**2 / 6, 1e-12),
        ("2401.07347/headline/neutrinos", -1.25e-8 - 2.5e-8**2 / 6, 1e-12),
        ("2401.07347/flat-earth/surface-guided", 2 / 3 - 2.5e-8 / 5e-8**0.5, 1e-7),
        ("2401.07347/capture/dirac/printed", 4.055806948676654, 1e-12),
        ("2401.07347/forces/acceleration", 1.9842373207990926e-32, 1e-9),
        ("2507.10868/rates/M1-normal/rate", 12.8009689186891, 1e-9),
        # Sums and energies evaluated once with mpmath; per X_i times g_A/2 = 0.6378.
        ("1912.09444/ratio/printed-energies", 9.8146e-25 * 0.6378, 2e-5),
        ("1912.09444/ratio/lamb", 1.41092e-25 * 0.6378, 1e-5),
        ("1912.09444/ratio/widths", 5.9981e-26 * 0.6378, 2e-5),
        ("1912.09444/ratio/three-states", 1.7756e-26, 4e-5),
        # -7.7e-33 (3 (s^2 - 1/4) + 1/2).
        ("1912.09444/rotation/printed-ratio", 7.7e-33 * (3 * (0.23121 - 0.25) + 0.5), 1e-12),
        # |R_re - R_im|.
        ("1912.09444/rotation/angle", 2.0599e-26 + 1.7756e-26, 4e-5),
        ("1912.09444/mass/derived", -4.32, 1e-12),
        ("1912.09444/mass/half-cross", -4.8, 1e-12),
        ("1912.09444/mass/other-sign", -2.4, 1e-12),
        ("1912.09444/mass/no-cross", -7.2, 1e-12),
        # 1/137.036^8 (m_e/m_Z)^4 m_e = 4.05e-33 eV below 3.754e-38 eV.
        ("1912.09444/scalings/order-one", 3.7544e-38 / 4.0521e-33, 3e-5),
        ("1912.09444/heavier/cesium-tree", 55 * (1 - 4 * 0.23121) - 78, 1e-12),
    ],
)
def test_quoted_numbers(results, name, value, rel):
    assert claim(results, name).computed == pytest.approx(value, rel=rel, abs=0)


def test_printed_beam_tensor_is_the_transverse_projection_of_the_trace():
    """Its divergence vanishes and its trace is that of the kernel, as (C.7) wants."""
    r, k = np.array([0.3, 0.5, -1.2]), np.array([1.0, -2.0, 0.7])
    step = 1e-5 * np.eye(3)

    def tensor(r):
        return as_printed.beam_spin_tensor(r, k) / np.linalg.norm(r, axis=-1)[:, None, None]

    slopes = (tensor(r + step) - tensor(r - step)) / 2e-5
    assert np.einsum("iij->j", slopes) == pytest.approx(0.0, abs=DIFFERENCE)
    exact = sum(float(scaled_kernel(pair, r, k)) for pair in ("xx", "yy", "zz"))
    assert np.trace(as_printed.beam_spin_tensor(r, k)) == pytest.approx(exact, rel=CLOSED, abs=0)


@pytest.mark.parametrize(("index", "printed"), [(0, "1.01685"), (1, "0.29427"), (2, "0.30978")])
def test_printed_beam_tensor_has_the_printed_digits(index, printed):
    tensor = as_printed.beam_spin_tensor(np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    assert f"{tensor[index, index]:.5f}" == printed
    assert tensor == pytest.approx(np.diag(np.diag(tensor)), abs=CLOSED)


@pytest.mark.parametrize("alpha", [0.0, 1e-9, np.pi])
def test_printed_beam_tensor_has_a_value_along_the_beam(alpha):
    r = 5.0 * np.array([np.sin(alpha), 0.0, np.cos(alpha)])
    tensor = as_printed.beam_spin_tensor(r, np.array([0.0, 0.0, 1.0]))
    assert np.all(np.isfinite(tensor))
    assert tensor[0, 0] == pytest.approx(tensor[1, 1], rel=ALONG, abs=0)


def test_digits_of_a_printed_number():
    assert digits("3.108e-65") == pytest.approx((3.108e-65, 0.0005 / 3.108), abs=0)
    assert digits("-12") == pytest.approx((-12.0, 0.5 / 12), abs=0)


def test_openings_are_where_the_phase_is_half_a_turn(results):
    """2 E r sin^2(alpha/2) = pi/2; distances in 1/eV from hbar c = 1.973269804593025e-7 eV m."""
    E = {"reactor, 3 MeV": 3e6, "solar 7Be, 0.862 MeV": 0.862e6}
    r = {"1 µm": 1e-6, "0.1 mm": 1e-4, "0.3 m": 0.3, "6400 km": 6.4e6}
    rows = table(results, "openings").rows
    assert len(rows) == len(E) * len(r)
    for source, separation, alpha, offset in rows:
        kr = E[source] * r[separation] / 1.973269804593025e-7
        assert alpha == pytest.approx(
            2.0 * np.arcsin(np.sqrt(np.pi / (4.0 * kr))), rel=ROOT, abs=0
        )
        assert offset == pytest.approx(1e6 * alpha * r[separation], rel=ROOT, abs=0)


def drawn(results, name):
    (found,) = [f for r in results for f in r.content.figures if f.id == name]
    return found


@pytest.mark.parametrize("name", ["map-one-mode", "map-angles", "map-angles-energies"])
def test_maps_have_the_symmetry_of_the_beam(results, name):
    square = drawn(results, name)
    scale = np.max(np.abs(square.values))
    assert square.values == pytest.approx(square.values[:, ::-1], abs=CLOSED * scale)
    assert square.values == pytest.approx(square.values[::-1], abs=CLOSED * scale)


def test_map_of_one_mode_is_the_printed_formula(results):
    square = drawn(results, "map-one-mode")
    z, x = square.at_x[:, None], square.at_y[None, :]
    kr, c = np.hypot(x, z), z / np.hypot(x, z)
    h = np.sin(kr) + np.cos(kr) / kr
    expected = np.cos(kr * c) * np.cos(kr) + c * np.sin(kr * c) * h
    assert square.values == pytest.approx(expected, abs=CLOSED)


def test_spread_maps_are_averages(results):
    """Monte-Carlo mean over directions of a von Mises-Fisher lobe, and over energies."""
    rng = np.random.default_rng(1)
    cosine = 1.0 + np.log1p(rng.random(SAMPLES) * np.expm1(-32.0)) / 16.0
    azimuth = 2.0 * np.pi * rng.random(SAMPLES)
    sine = np.sqrt(1.0 - cosine**2)
    k = np.stack([sine * np.cos(azimuth), sine * np.sin(azimuth), cosine], axis=-1)
    for name, spread in (("map-angles", 0.0), ("map-angles-energies", 0.15)):
        square = drawn(results, name)
        i, j = 200, 130
        r = np.array([square.at_y[j], 0.0, square.at_x[i]])
        E = 1.0 + spread * rng.standard_normal(SAMPLES)
        mean = np.mean(E * scaled_kernel("00", r, E[:, None] * k))
        assert square.values[i, j] == pytest.approx(mean, abs=MONTE_CARLO)


def test_survival_is_where_the_phase_spreads_by_one(results):
    """Re 1/(1 - i E r sigma^2) = 1/2."""
    hbar_c = 1.973269804593025e-7
    energies = {"3 MeV": 3e6, "0.862 MeV": 0.862e6}
    for _, E, width, r in table(results, "survival").rows:
        assert r == pytest.approx(hbar_c / (energies[E] * width**2), rel=ROOT, abs=0)


def test_relic_estimate_in_both_conventions(results):
    relic = claim(results, "2405.16801/section-6/relic")
    assert relic.published_convention == pytest.approx(9.44e-44, rel=1e-3, abs=0)
    assert relic.computed == pytest.approx(4.72e-44, rel=1e-3, abs=0)


def test_routes_of_table_1_agree(results):
    rows = table(results, "table-1").rows
    assert len(rows) == 16
    for row in rows:
        assert row[-1] < 1e-12, row


def test_levels_of_the_scheme_are_those_of_the_table(results):
    rows = {name: shifts for name, *shifts in table(results, "level-shifts").rows}
    groups = {group.title: group for group in drawn(results, "levels").levels}
    shown = 0
    for title in ("j = 5/2", "j = 7/2"):
        for name, energies in zip(groups[title].names, groups[title].energies, strict=True):
            _, lamb, hyperfine, _ = rows[name]
            assert energies == pytest.approx([0.0, lamb, lamb + hyperfine], abs=CLOSED)
            shown += 1
    assert shown == len(rows)
    # R_infinity c alpha^2 [1/(2 n^4)](n/(j + 1/2) - 3/4) in MHz, j = 7/2.
    fine = 3.2898419602e9 * 0.0072973525693**2 / 4**4 * (4 / 4 - 0.75)
    assert dict(zip(groups["n = 4"].names, groups["n = 4"].energies[:, 1], strict=True))[
        "j = 7/2"
    ] == pytest.approx(-fine, rel=ROOT, abs=0)


def test_ratio_falls_with_mass_as_its_coefficient_says(results):
    """R/R(0) = 1 + c (m a)^2 up to (m a)^4, c = -4.32 and -8.64; the printed c is -4.81.

    These belong to what is mixed into 4F5/2; 4F7/2 has a percent with another coefficient.
    """
    curves = {curve.label: curve for curve in drawn(results, "ratio-mass").curves}
    bohr_radius = 1.0 / (0.0072973525693 * 510998.95)
    for label, c in (("Dirac", -4.32), ("Majorana", -8.64), ("Dirac, printed", -4.81)):
        m_a = curves[label].x[0] * bohr_radius
        assert curves[label].y[0] == pytest.approx(1.0 + c * m_a**2, abs=OTHER_END * m_a**2)
        shown = curves[label].y[np.isfinite(curves[label].y)]
        assert np.all(np.diff(shown) < 0.0)


def test_scaling_with_charge_is_that_of_the_energies(results):
    """Z^2 without and Z with what grows as Z^4; at Z = 1 the values of the table."""
    curves = {curve.label: curve.y for curve in drawn(results, "ratio-charge").curves}
    _, _, *counts = table(results, "ratio-energies").rows
    for y, (_, single, _, _) in zip(curves.values(), counts, strict=True):
        assert y[0] == pytest.approx(single, rel=CLOSED, abs=0)
    assert curves["hyperfine"][39] / curves["hyperfine"][19] == pytest.approx(4.0, abs=1e-3)
    assert curves["widths too"][39] / curves["widths too"][19] == pytest.approx(2.0, abs=2e-2)


def test_transitions_are_in_order_and_clean_from_l_4_on(results):
    rows = table(results, "transitions").rows
    sizes = [size for _, size, *_ in rows]
    letters = [name[1] for name, *_ in rows]
    assert letters == ["F"] * 6 + ["G", "H", "I", "K"]
    assert sizes == sorted(sizes, reverse=True)
    for letter, (_, _, dominance, *_) in zip(letters, rows, strict=True):
        assert (dominance > 1.0) == (letter != "F")
