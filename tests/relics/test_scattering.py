"""Coherent elastic scattering: form factors, cross sections by quadrature, drag of a wind."""

from __future__ import annotations

import warnings

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial.legendre import leggauss
from scipy.special import spherical_jn

from softnu.catalogue import evaluate
from softnu.errors import SoftnuError, ValidityWarning
from softnu.relics.kernels import scattering

#: Roundings of a closed form at the crossover to the series, where it loses a digit.
RTOL_CROSSOVER = 5e-15
#: A few roundings of closed forms.
RTOL_ROUNDING = 4e-15
#: Gauss rules for smooth integrands of a few oscillations.
RTOL_QUADRATURE = 1e-12
#: Numbers quoted with three digits.
RTOL_THREE_DIGITS = 6e-3
#: Differences of finite shifts of the wind: the remainder is of relative order shift^2.
RTOL_DIFFERENCE = 1e-6

ws = st.floats(-6, 8).map(lambda x: 10.0**x)
#: Iron, nu_e of Dirac neutrinos at rest; mean relic momentum.
IRON = {"m_nu": "0.1 eV", "U": "5.96e-14 eV", "k": "5.3e-4 eV"}


def exact(order: int, w: float) -> mpmath.mpf:
    w = mpmath.mpf(w)
    if order == 0:
        s = mpmath.sin(w)
        return mpmath.mpf(9) / 4 * (1 - w**-2 + mpmath.sin(2 * w) / w**3 - s**2 / w**4)
    logarithm = (mpmath.log(2 * w) + mpmath.euler - mpmath.ci(2 * w)) / 2
    waves = mpmath.sin(2 * w) / (2 * w) - mpmath.sin(w) ** 2 / (2 * w**2)
    return 9 * (logarithm - mpmath.mpf(1) / 2 + waves)


@pytest.mark.parametrize("order", [0, 2])
@given(w=st.one_of(ws, st.floats(1.5, 3.0)))
def test_form_factors_keep_their_digits(order, w):
    with mpmath.workdps(60):
        expected = float(exact(order, w))
    assert scattering.form_factor(order, np.float64(w)) == pytest.approx(
        expected, rel=RTOL_CROSSOVER, abs=0
    )


@pytest.mark.parametrize("order", [0, 2])
@given(w=st.floats(0.01, 20.0))
def test_form_factors_are_integrals_of_the_amplitude(order, w):
    x, weight = leggauss(40)
    x = 0.5 * w * (x + 1)
    expected = 0.5 * w * weight @ (9 * x ** (order - 1) * spherical_jn(1, x) ** 2)
    assert scattering.form_factor(order, np.float64(w)) == pytest.approx(
        expected, rel=RTOL_QUADRATURE, abs=0
    )


def test_the_crossover_shows_no_step():
    w = scattering.CROSSOVER * (1 + np.array([-1e-15, 0.0, 1e-15]))
    for order in (0, 2):
        values = scattering.form_factor(order, w)
        assert values == pytest.approx(values[1], rel=2 * RTOL_CROSSOVER, abs=0)
    assert np.all(scattering.form_factor(0, np.zeros(2)) == 0.0)


def angular(EU: float, k: float, R: float, weight) -> float:
    """Integral of |f|^2 over the directions, in q: f = -(EUV/2 pi) 3 j_1(qR)/(qR)."""
    x, w = leggauss(200)
    q = k * (x + 1)
    f = EU * 4 / 3 * np.pi * R**3 / (2 * np.pi) * 3 * spherical_jn(1, q * R) / (q * R)
    cosine = 1 - q**2 / (2 * k**2)
    return float(w @ (2 * np.pi * f**2 * q / k**2 * weight(cosine)) * k)


@pytest.mark.parametrize("kR", [1e-3, 0.3, 1.0, 5.1, 40.0], ids=str)
def test_cross_sections_are_integrals_over_directions(kR):
    EU, k = 1e-6, 0.7
    R = kR / k
    arguments = np.float64(EU), np.float64(k), np.float64(R)
    total = angular(EU, k, R, np.ones_like)
    transport = angular(EU, k, R, lambda c: 1 - c)
    assert scattering.total_cross_section(*arguments) == pytest.approx(
        total, rel=RTOL_QUADRATURE, abs=0
    )
    assert scattering.transport_cross_section(*arguments) == pytest.approx(
        transport, rel=RTOL_QUADRATURE, abs=0
    )


@given(log_R=st.floats(-6, -3), factor=st.floats(1.1, 5.0))
def test_small_targets_add_amplitudes_and_large_ones_scatter_forward(log_R, factor):
    one = np.float64(1.0)
    small = np.float64(10.0**log_R)
    total = scattering.total_cross_section
    # As the square of the number of atoms, R^6; corrections (2kR)^2/10.
    ratio = total(one, one, factor * small) / total(one, one, small)
    assert ratio == pytest.approx(factor**6, rel=factor**2 * small**2 + RTOL_ROUNDING, abs=0)
    # As R^4: only q < 1/R is coherent; corrections 1/(2kR)^2.
    large = 1 / small
    ratio = total(one, one, factor * large) / total(one, one, large)
    assert ratio == pytest.approx(factor**4, rel=small**2 + RTOL_ROUNDING, abs=0)


def test_limits_of_the_cross_sections():
    EU, k, R = np.float64(1e-9), np.float64(1.0), np.float64(1e-7)
    volume = 4 / 3 * np.pi * R**3
    both = (scattering.total_cross_section, scattering.transport_cross_section)
    for sigma in both:
        assert sigma(EU, k, R) == pytest.approx(
            (EU * volume) ** 2 / np.pi, rel=RTOL_QUADRATURE, abs=0
        )
    R = np.float64(1e8)
    assert both[0](EU, k, R) == pytest.approx(2 * np.pi * EU**2 * R**4, rel=RTOL_QUADRATURE, abs=0)
    logarithm = np.log(4 * R) + np.euler_gamma - 1
    assert both[1](EU, k, R) == pytest.approx(
        2 * np.pi * EU**2 * R**2 * logarithm, rel=1e-8, abs=0
    )


def lost_momentum(m: float, k: float, R: float, U_of_v, wind: float) -> float:
    """Momentum flux that a sphere takes from a shell of momenta k, boosted by the wind."""
    x, weight = leggauss(60)
    E = np.hypot(m, k)
    gamma = 1 / np.sqrt(1 - wind**2)
    along = gamma * (k * x + wind * E)
    energy = gamma * (E + wind * k * x)
    p = np.sqrt(along**2 + k**2 * (1 - x**2))
    sigma = scattering.transport_cross_section(energy * U_of_v(p / energy), p, np.float64(R))
    # n d^3p/E is invariant: the density of a direction grows as energy/E.
    share = 0.5 * energy / E
    return float(weight @ (share * p / energy * sigma * along))


@pytest.mark.parametrize("m", [0.0, 0.3, 50.0], ids=str)
@pytest.mark.parametrize("R", [0.01, 1.3, 20.0], ids=str)
@pytest.mark.parametrize("potential", ["given", "dirac", "majorana"])
def test_the_drag_is_the_momentum_that_the_wind_loses(m, R, potential):
    k, U = 1.1, 1e-6
    E = np.hypot(m, k)
    of_v, slope = {
        "given": (lambda v: U + 0 * v, 0.0),
        "dirac": (lambda v: U * (1 + v) / 2, U / 2),
        "majorana": (lambda v: U * v, U),
    }[potential]
    wind = 1e-5 * k / E
    expected = (lost_momentum(m, k, R, of_v, wind) - lost_momentum(m, k, R, of_v, -wind)) / 2
    values = (1.0, m, of_v(k / E), slope * m**2 / E**3, k, R, wind)
    found = scattering.drag_force(*(np.float64(value) for value in values))
    assert found == pytest.approx(expected, rel=RTOL_DIFFERENCE, abs=0)


@pytest.mark.parametrize(
    ("R", "total", "transport", "acceleration"),
    [
        ("0.1 mm", 1.13e-11, 1.12e-11, 2.92e-33),
        ("0.5 mm", 9.3e-8, 6.9e-8, 7.5e-32),
        ("1 mm", 1.7e-6, 4.6e-7, 1.9e-32),
        ("1 cm", 1.8e-2, 1.1e-4, 3.0e-33),
        ("10 cm", 182, 1.65e-2, 3.3e-34),
    ],
)
def test_rates_and_drag_of_iron_spheres(R, total, transport, acceleration):
    # Two digits are quoted for most.
    two_digits = 5e-2
    for kind, expected in (("total", total), ("transport", transport)):
        found = evaluate("relics.scattering.rate", kind=kind, n="56 1/cm3", R=R, **IRON)
        assert found.unit == "1/s"
        assert found.value == pytest.approx(expected, rel=two_digits, abs=0)
    force = evaluate("relics.scattering.drag_force", n="56 1/cm3", R=R, wind=1.23e-3, **IRON)
    metres = float(R.split()[0]) * (1e-3 if R.endswith("mm") else 1e-2)
    mass = 7874 * 4 / 3 * np.pi * metres**3
    assert 100 * force.to_value("N") / mass == pytest.approx(acceleration, rel=two_digits, abs=0)


def test_energy_times_potential_or_both():
    sphere = {"kind": "total", "k": "5.3e-4 eV", "R": "1 mm"}
    EU = float(np.hypot(0.1, 5.3e-4)) * 5.96e-14
    product = evaluate("relics.scattering.cross_section", EU=f"{EU!r} eV2", **sphere)
    parts = evaluate("relics.scattering.cross_section", m_nu="0.1 eV", U="5.96e-14 eV", **sphere)
    assert product.value == pytest.approx(parts.value, rel=RTOL_ROUNDING, abs=0)
    repelled = evaluate(
        "relics.scattering.cross_section", m_nu="0.1 eV", U="-5.96e-14 eV", **sphere
    )
    assert repelled == parts


def test_beyond_the_born_approximation_a_warning():
    for name, rest in (
        ("rate", {"kind": "total"}),
        ("drag_force", {"wind": 1e-3}),
    ):
        with pytest.warns(ValidityWarning, match="the Born approximation"):
            evaluate(f"relics.scattering.{name}", n="56 1/cm3", R="10 km", **IRON, **rest)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        evaluate("relics.scattering.rate", kind="total", n="56 1/cm3", R="10 m", **IRON)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"k": "0 eV"}, "k = '0 eV' is not allowed"),
        ({"R": "-1 mm"}, "R = '-1 mm' is not allowed"),
        ({"n": "-1 1/cm3"}, "n = '-1 1/cm3' is not allowed"),
        ({"m_nu": "-1 eV"}, "m_nu = '-1 eV' is not allowed"),
        ({"U": "nan eV"}, "U = 'nan eV' is not allowed"),
        ({"kind": "elastic"}, "unknown kind 'elastic'"),
    ],
)
def test_what_is_not_allowed_is_named(given_values, message):
    good = {"kind": "total", "n": "56 1/cm3", "R": "1 mm"} | IRON
    with pytest.raises(SoftnuError, match=message):
        evaluate("relics.scattering.rate", **good | given_values)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({}, "missing: EU or m_nu with U"),
        ({"EU": "1e-15 eV2", "U": "1e-14 eV"}, "give only one of: EU or m_nu with U"),
        ({"U": "1e-14 eV"}, "missing m_nu"),
        ({"EU": "1e-15 eV"}, "EU in 'eV' has the wrong unit"),
    ],
)
def test_the_strength_is_given_once(given_values, message):
    sphere = {"kind": "total", "k": "5.3e-4 eV", "R": "1 mm"}
    with pytest.raises(SoftnuError, match=message):
        evaluate("relics.scattering.cross_section", **sphere, **given_values)


def test_only_two_form_factors_exist():
    with pytest.raises(SoftnuError, match="order"):
        evaluate("relics.scattering.form_factor", order=1, w=1.0)


SPHERE = {"n": "56 1/cm3", "k": "5.3e-4 eV", "R": "1 mm", "wind": 1.23e-3}


@pytest.mark.parametrize("nature", ["dirac", "majorana"])
def test_the_acceleration_is_the_drag_over_the_mass(nature):
    # Slow neutrinos: v/2 dU/dv is v U_0/2 (Dirac) or U itself (Majorana, 3/2 for small spheres).
    slow = SPHERE | {"m_nu": "0.1 eV", "R": "1 um"}
    found = evaluate("relics.scattering.acceleration", material="iron", nature=nature, **slow)
    v = 5.3e-4 / np.hypot(0.1, 5.3e-4)
    # (G_F/sqrt2) n_at (3Z - A) in eV, from the density of iron.
    n_atoms = 7.874 * 6.02214076e23 / 55.845 * (1.973269804593e-5) ** 3
    U_0 = 1.1663787e-23 / np.sqrt(2) * n_atoms * (3 * 26 - 55.845)
    U = U_0 * ((1 + v) / 2 if nature == "dirac" else v)
    force = evaluate("relics.scattering.drag_force", U=f"{float(U)!r} eV", **slow)
    mass = 7874 * 4 / 3 * np.pi * 1e-18
    fixed = 100 * force.to_value("N") / mass
    change = 1.5 if nature == "majorana" else 1 + v / 2 / (1 + v)
    # k R = 0.003 and v^2.
    corrections = 1e-4
    assert found.value == pytest.approx(change * fixed, rel=corrections, abs=0)


def test_majorana_neutrinos_push_by_the_square_of_their_speed():
    light, heavy = (
        evaluate(
            "relics.scattering.acceleration",
            material="iron",
            nature="majorana",
            m_nu=mass,
            **SPHERE | {"R": "1 um"},
        )
        for mass in ("1 eV", "10 eV")
    )
    # E U = k U_0 does not depend on the mass at all, E^2 dU/dk goes as E U: no m^2 is left.
    corrections = 1e-5
    assert light.value == pytest.approx(heavy.value, rel=corrections, abs=0)
    dirac = evaluate(
        "relics.scattering.acceleration", material="iron", m_nu="1 eV", **SPHERE | {"R": "1 um"}
    )
    v = 5.3e-4
    # U/U_0 is v and 1/2; 3/2 by the change of v with the wind.
    assert light.value / dirac.value == pytest.approx(6 * v**2, rel=5 * v, abs=0)


def test_materials_by_name_or_by_contents():
    iron = {"density": "7.874 g/cm3", "molar_mass": "55.845 g/mol", "Z": 26, "A": 55.845}
    given_values = SPHERE | {"m_nu": "0.1 eV", "flavour": "mu"}
    named = evaluate("relics.scattering.acceleration", material="iron", **given_values)
    built = evaluate("relics.scattering.acceleration", **iron, **given_values)
    assert named.value == pytest.approx(built.value, rel=RTOL_ROUNDING, abs=0)
    nothing = iron | {"density": "0 g/cm3"}
    assert evaluate("relics.scattering.acceleration", **nothing, **given_values).value == 0.0
