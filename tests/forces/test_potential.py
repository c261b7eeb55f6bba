"""The potential of two particles as users call it: laws that hold in every environment."""

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import (
    DegenerateNeutrinos,
    NeutrinoBeam,
    Neutrinos,
    RelicNeutrinos,
    SoftnuError,
    ThermalNeutrinos,
    atom,
    electron,
    evaluate,
    neutron,
    potential,
    proton,
)
from softnu.backgrounds import IsotropicNeutrinos
from softnu.errors import ConfigError, DomainError, UnitsError, ValidityWarning
from softnu.forces.kernels import isotropic
from softnu.units import to_natural
from tests.strategies import spins, vectors, velocities

#: Sums of nine pairs of mass states, each with its own rounding.
ROUNDING = 1e-12
#: Two quadratures of the same background, each accurate to 1e-12.
QUADRATURE = 1e-11

DIRAC = Neutrinos("0.01 eV")
MAJORANA = Neutrinos("0.02 eV", nature="majorana", alpha21="0.8 rad", alpha31="1.9 rad")
ENVIRONMENTS = {
    "vacuum": None,
    "relic": RelicNeutrinos(population="sum"),
    "hot": ThermalNeutrinos(T="0.1 eV", mu="0.05 eV"),
    "degenerate": DegenerateNeutrinos("0.3 eV"),
    "beam": NeutrinoBeam(["0.2 eV", "0 eV", "0.9 eV"], "1e10 1/(cm2 s)"),
}


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("neutrinos", [DIRAC, MAJORANA], ids=["dirac", "majorana"])
@settings(max_examples=10, deadline=None)
@given(direction=vectors(), v1=velocities, v2=velocities, s1=spins, s2=spins)
def test_exchanging_the_particles_and_turning_r_changes_nothing(
    environment, neutrinos, direction, v1, v2, s1, s2
):
    background = ENVIRONMENTS[environment]
    common = {"r": "3 1/eV", "neutrinos": neutrinos, "background": background}
    one = potential(
        electron(), proton(), direction=direction, velocity1=v1, velocity2=v2, **common
    )
    other = potential(
        proton(), electron(), direction=-direction, velocity1=v2, velocity2=v1, **common
    )
    scale = np.abs(one.B.value).max() + abs(one.V_0.value)
    np.testing.assert_allclose(
        one.expectation(s1, s2).value,
        other.expectation(s2, s1).value,
        rtol=0,
        atol=ROUNDING * scale,
    )


@pytest.mark.parametrize("neutrinos", [DIRAC, MAJORANA], ids=["dirac", "majorana"])
@pytest.mark.parametrize("pair", [("e", "n"), ("e", "e"), ("p", "p")])
def test_the_spin_independent_part_is_the_catalogues(neutrinos, pair):
    particles = {"e": electron(), "n": neutron(), "p": proton()}
    inputs = {
        "particle1": pair[0],
        "particle2": pair[1],
        "r": "20 um",
        "m_lightest": neutrinos.m_lightest,
        "nature": neutrinos.nature,
        "alpha21": neutrinos.alpha21,
        "alpha31": neutrinos.alpha31,
    }
    relic = RelicNeutrinos()
    for part in ("vacuum", "background", "total"):
        V = potential(
            *(particles[name] for name in pair),
            r="20 um",
            neutrinos=neutrinos,
            background=relic,
            part=part,
        )
        expected = evaluate(f"forces.{part}.spin_independent", **inputs)
        np.testing.assert_allclose(V.V_0.value, expected.value, rtol=ROUNDING)


@settings(max_examples=15, deadline=None)
@given(
    direction=vectors(),
    v1=velocities,
    v2=velocities,
    s1=spins,
    s2=spins,
    mu=st.floats(-2.0, 2.0),
    distribution=st.sampled_from(["fermi_dirac", "maxwell_boltzmann"]),
)
def test_massless_mass_states_give_the_closed_forms_of_one_neutrino(
    direction, v1, v2, s1, s2, mu, distribution
):
    # The sum over mass states by quadrature against the J-factors in closed form.
    massless = Neutrinos("0 eV", dm21_sq="1e-40 eV2", dm3l_sq="1e-40 eV2")
    unit = direction / np.linalg.norm(direction)
    if distribution == "maxwell_boltzmann":
        mu = 0.0  # otherwise occupation numbers exceed 1, which is warned about
    background = ThermalNeutrinos(T="1 eV", mu=f"{mu} eV", distribution=distribution)
    V = potential(
        electron(),
        neutron(),
        r="0.7 1/eV",
        direction=direction,
        neutrinos=massless,
        background=background,
        part="background",
        velocity1=v1,
        velocity2=v2,
    )
    expected = evaluate(
        "forces.isotropic.two_particles",
        particle1="e",
        particle2="n",
        r=0.7 * unit / u.eV,
        spin1=s1,
        spin2=s2,
        velocity1=v1,
        velocity2=v2,
        T="1 eV",
        mu=f"{mu} eV",
        distribution=distribution,
    )
    scale = np.abs(V.B.value).max() + abs(V.V_0.value)
    np.testing.assert_allclose(
        V.expectation(s1, s2).value, expected.value, rtol=0, atol=QUADRATURE * scale
    )


@pytest.mark.parametrize("population", ["sum", "produced"])
def test_equal_masses_give_the_massive_j_factors(population):
    degenerate = Neutrinos("0.5 eV", dm21_sq="1e-40 eV2", dm3l_sq="1e-40 eV2")
    V = potential(
        neutron(),
        neutron(),
        r="4 1/eV",
        neutrinos=degenerate,
        background=ThermalNeutrinos(T="1 eV", population=population),
        part="background",
    )
    J_a = evaluate(
        "forces.isotropic.j_factor",
        factor="a",
        r="4 1/eV",
        T="1 eV",
        m_nu="0.5 eV",
        population=population,
    )
    V_0 = evaluate("forces.vacuum.pair_potential", r="4 1/eV", m_i="0 eV", m_j="0 eV")
    # Three mass states with g_V g_V' = 1/4 each.
    np.testing.assert_allclose(V.V_0.value, -0.75 * V_0.value * J_a.value, rtol=QUADRATURE)


def test_a_fine_table_of_a_spectrum_equals_the_spectrum():
    momenta = np.linspace(0.0, 45.0, 20001)
    occupation = 1.0 / (np.exp(momenta) + 1.0)
    table = IsotropicNeutrinos(
        tuple(occupation), tuple(occupation), k=tuple(f"{k!r} eV" for k in momenta.tolist())
    )
    smooth = ThermalNeutrinos(T="1 eV")
    common = {"r": "0.5 1/eV", "neutrinos": DIRAC, "part": "background"}
    coarse = potential(electron(), neutron(), background=table, **common).V_0.value
    exact = potential(electron(), neutron(), background=smooth, **common).V_0.value
    # Linear interpolation with steps h = 2.25e-3 T.
    np.testing.assert_allclose(coarse, exact, rtol=2.25e-3**2 / 12)


def test_a_spectrum_as_a_function_equals_the_named_one():
    function = IsotropicNeutrinos(
        lambda k: 1.0 / (np.exp(k - 0.5) + 1.0),
        lambda k: 1.0 / (np.exp(k + 0.5) + 1.0),
        k_scale="1 eV",
    )
    named = ThermalNeutrinos(T="1 eV", mu="0.5 eV")
    one, other = (
        potential(
            electron(), proton(), r="0.4 1/eV", neutrinos=DIRAC, background=b, part="background"
        )
        for b in (function, named)
    )
    for part in ("V_0", "a_1", "B"):
        np.testing.assert_allclose(
            getattr(one, part).value,
            getattr(other, part).value,
            rtol=QUADRATURE,
            atol=QUADRATURE * abs(one.V_0.value),
        )


@pytest.mark.parametrize("population", ["sum", "produced"])
def test_the_mass_state_integrals_equal_the_fourier_quadrature_of_any_spectrum(population):
    # Panels over the averaged kernel against quadratures of the J-factor integrals.
    def n_nu(k):
        return 0.7 / (np.exp(k - 0.5) + 1.0)

    def n_nubar(k):
        return 0.2 / (np.exp(k) + 1.0)

    massive = Neutrinos("0.5 eV", dm21_sq="1e-40 eV2", dm3l_sq="1e-40 eV2")
    r = np.array([0.2, 0.6])
    V = potential(
        neutron(),
        neutron(),
        r=r / u.eV,
        neutrinos=massive,
        background=IsotropicNeutrinos(n_nu, n_nubar, k_scale="1 eV", population=population),
        part="background",
        order_v=0,
    )
    J = isotropic.j_factors_of(r, n_nu, n_nubar, 0.5, 1.0, population, False)
    scale = evaluate("forces.vacuum.pair_potential", r=r / u.eV, m_i="0 eV", m_j="0 eV").value
    AA = 3.0 * neutron().coupling("axial", "e") ** 2
    np.testing.assert_allclose(V.V_0.value, -0.75 * scale * J.a, rtol=QUADRATURE)
    np.testing.assert_allclose(V.B[:, 0, 0].value, -AA * scale * J.b, rtol=QUADRATURE)
    np.testing.assert_allclose(V.B[:, 2, 2].value, -AA * scale * (J.b + J.c), rtol=QUADRATURE)
    # r.(s1 x s2) = s1_x s2_y - s1_y s2_x along z.
    np.testing.assert_allclose(V.B[:, 0, 1].value, AA * scale * J.d, rtol=QUADRATURE)


def test_published_doubles_only_the_parity_violating_terms_linear_in_v():
    common = {
        "r": "2 1/eV",
        "neutrinos": DIRAC,
        "background": ThermalNeutrinos(T="0.5 eV"),
        "velocity1": [0.01, 0, 0.02],
        "velocity2": [0, -0.01, 0.01],
    }
    derived = potential(electron(), neutron(), order_v=1, **common)
    published = potential(electron(), neutron(), order_v=1, convention="published", **common)
    for part in ("a_1", "a_2", "B"):
        np.testing.assert_allclose(
            getattr(published, part).value, 2.0 * getattr(derived, part).value, rtol=ROUNDING
        )
    static = [
        potential(electron(), neutron(), order_v=0, convention=c, **common).B.value
        for c in ("derived", "published")
    ]
    np.testing.assert_array_equal(*static)


def test_orders_in_v_add_up():
    common = {"r": "1 um", "neutrinos": MAJORANA, "velocity1": [0.01, 0, 0.02]}
    zero, one, both = (
        potential(electron(), proton(), order_v=order, **common) for order in (0, 1, "all")
    )
    for part in ("V_0", "a_1", "a_2", "B"):
        total = getattr(zero, part) + getattr(one, part)
        np.testing.assert_allclose(getattr(both, part).value, total.value, rtol=ROUNDING)


def test_distances_directions_and_spins_broadcast():
    r = np.array([1.0, 2.0, 5.0]) * u.um
    directions = np.eye(3)[:2, np.newaxis, :]
    V = potential(
        electron(),
        neutron(),
        r=r,
        direction=directions,
        neutrinos=DIRAC,
        background=RelicNeutrinos(),
    )
    assert V.V_0.shape == (2, 3)
    assert V.B.shape == (2, 3, 3, 3)
    assert V.expectation([0, 0, 1], [0, 0, 1]).shape == (2, 3)
    single = potential(
        electron(),
        neutron(),
        r="5 um",
        direction=[0, 1, 0],
        neutrinos=DIRAC,
        background=RelicNeutrinos(),
    )
    np.testing.assert_allclose(V.B[1, 2].value, single.B.value, rtol=ROUNDING, atol=1e-80)


def test_a_singlet_is_an_entangled_expectation_value():
    V = potential(electron(), electron(), r="1 nm", neutrinos=DIRAC)
    singlet = V.expectation(correlation=-np.eye(3))
    np.testing.assert_allclose(singlet.value, V.V_0.value - np.trace(V.B.value), rtol=ROUNDING)


def test_the_force_of_neutral_atoms_follows_their_charges():
    iron, lead = atom("56Fe"), atom("208Pb")
    V = potential(iron, lead, r="1 nm", neutrinos=Neutrinos("0 eV")).V_0
    V_0 = evaluate("forces.vacuum.pair_potential", r="1 nm", m_i="0 eV", m_j="0 eV")
    # (Z - N/2)(Z' - N'/2) + 2 (N/2)(N'/2); masses of 0.05 eV change it by (m r)^2 = 6e-8.
    expected = (26 - 15) * (82 - 63) + 2 * 15 * 63
    np.testing.assert_allclose(V.value, expected * V_0.value, rtol=1e-7)


@pytest.mark.parametrize(
    ("change", "error", "word"),
    [
        ({"r": 3.0}, UnitsError, "r"),
        ({"r": "0 m"}, DomainError, "r"),
        ({"r": "-1 m"}, DomainError, "r"),
        ({"r": "nan m"}, DomainError, "r"),
        ({"r": "1 s"}, UnitsError, "r"),
        ({"direction": [0, 0, 0]}, DomainError, "direction"),
        ({"direction": [0, 1]}, DomainError, "direction"),
        ({"velocity1": [1, 1, 0]}, DomainError, "velocity1"),
        ({"velocity2": [np.inf, 0, 0]}, DomainError, "velocity2"),
        ({"velocity1": [0.1, 0, 0] * u.eV}, UnitsError, "velocity1"),
        ({"velocity1": [0.1j, 0, 0]}, UnitsError, "velocity1"),
        ({"velocity1": ["2 m/s", "1 c", "0 eV"]}, UnitsError, "velocity1"),
        ({"r": (1 + 1j) * u.um}, UnitsError, "r"),
        ({"direction": "abc"}, UnitsError, "direction"),
        ({"direction": [True, False, False]}, UnitsError, "direction"),
        ({"r": [1, 2] * u.um, "velocity1": np.zeros((3, 3))}, ConfigError, "velocity1"),
        ({"neutrinos": None}, DomainError, "neutrinos"),
        ({"background": "relic"}, DomainError, "background"),
        ({"order_v": True}, DomainError, "order_v"),
        ({"part": "half"}, DomainError, "part"),
        ({"order_v": 2}, DomainError, "order_v"),
        ({"convention": "mine"}, DomainError, "convention"),
        ({"part": "background"}, ConfigError, "background"),
    ],
)
def test_a_bad_argument_is_named(change, error, word):
    arguments = {"r": "1 um", "neutrinos": DIRAC, **change}
    with pytest.raises(error, match=word):
        potential(electron(), neutron(), **arguments)


def test_velocities_may_carry_units():
    bare, with_unit = (
        potential(electron(), neutron(), r="1 um", neutrinos=DIRAC, velocity1=v)
        for v in ([0.01, 0, 0], [0.01 * 299792.458, 0, 0] * u.km / u.s)
    )
    np.testing.assert_allclose(bare.a_1.value, with_unit.a_1.value, rtol=ROUNDING)


def test_particles_are_objects_not_names():
    with pytest.raises(DomainError, match="particle1"):
        potential("e", neutron(), r="1 um", neutrinos=DIRAC)


@pytest.mark.parametrize(
    ("correlation", "error"),
    [(5 * np.ones((3, 3)), DomainError), (1j * np.eye(3), DomainError), (np.eye(2), DomainError)],
)
def test_a_correlation_that_is_none_is_refused(correlation, error):
    V = potential(electron(), neutron(), r="1 um", neutrinos=DIRAC)
    with pytest.raises(error, match="correlation"):
        V.expectation(correlation=correlation)


def test_majorana_backgrounds_refuse_one_helicity_by_name():
    one_helicity = RelicNeutrinos(population="produced")
    with pytest.raises(ConfigError, match="population"):
        potential(electron(), neutron(), r="1 um", neutrinos=MAJORANA, background=one_helicity)


@pytest.mark.parametrize("spin", [[0, 0, 1.1], [0, 0], [np.nan, 0, 0]])
def test_a_spin_longer_than_one_is_refused(spin):
    V = potential(electron(), neutron(), r="1 um", neutrinos=DIRAC)
    with pytest.raises(SoftnuError, match="spin1"):
        V.expectation(spin1=spin)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"r": "1e-18 m"}, "four-fermion"),
        ({"velocity1": [0.5, 0, 0]}, "velocity1"),
        ({"background": NeutrinoBeam(["1 MeV", "0 eV", "0 eV"], "1 1/(cm2 s)")}, "recoil"),
    ],
)
def test_outside_the_validity_there_is_a_warning(change, words):
    arguments = {"r": "1 um", "neutrinos": DIRAC, **change}
    with pytest.warns(ValidityWarning, match=words):
        potential(electron(), neutron(), **arguments)


def test_the_beam_is_the_single_mode_of_the_catalogue():
    beam = ENVIRONMENTS["beam"]
    V = potential(
        electron(), neutron(), r="3 1/eV", neutrinos=DIRAC, background=beam, part="background"
    )
    expected = evaluate(
        "forces.mode.two_particles",
        particle1="e",
        particle2="n",
        flavour="e",
        r=["0 1/eV", "0 1/eV", "3 1/eV"],
        k=["0.2 eV", "0 eV", "0.9 eV"],
        n_nu=f"{float(to_natural('flux', beam.flux, 'flux'))!r} eV3",
        m_nu="0 eV",
    )
    np.testing.assert_allclose(V.V_0.value, expected.value, rtol=ROUNDING)
