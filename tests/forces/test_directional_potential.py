"""Directional backgrounds as objects, and the potentials that they give."""

import re

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import Neutrinos, atom, electron, neutron, potential, proton
from softnu.backgrounds import (
    BeamSpectrum,
    DirectionalNeutrinos,
    FluxTable,
    IsotropicNeutrinos,
    Lobe,
    NeutrinoBeam,
    ReactorNeutrinos,
    SolarNeutrinos,
    SupernovaNeutrinos,
)
from softnu.catalogue import evaluate
from softnu.constants import G_F
from softnu.errors import (
    ConfigError,
    DomainError,
    SoftnuError,
    UnitsError,
    UnknownNameError,
    ValidityWarning,
)
from softnu.matter import Particle
from softnu.units import to_natural
from tests.forces.directional_routes import two_mass_mode
from tests.strategies import spins, vectors, velocities

ROUNDING = 1e-12  # sums over lobes, states and components
SPECTRUM = 1e-9  # what integrals over energies promise, of the waves
TABLE = 3e-4  # straight lines between 400 points of a smooth curve

NEUTRINOS = Neutrinos("0.03 eV")
MASSLESS = Neutrinos("0 eV", dm21_sq="1e-40 eV2", dm3l_sq="1e-40 eV2")
MOVING = {"velocity1": (0.01, 0.02, 0.0), "velocity2": (0.0, 0.01, -0.03)}
LINE = BeamSpectrum("1.1 eV", "1e10 1/(cm2 s)")


def coefficients(V):
    return [part.value for part in (V.V_0, V.a_1, V.a_2, V.B)]


def background_potential(background, one=electron, two=proton, neutrinos=NEUTRINOS, **rest):
    return potential(
        one(), two(), neutrinos=neutrinos, background=background, part="background", **rest
    )


def assert_same(one, other, tolerance=ROUNDING):
    for a, b in zip(coefficients(one), coefficients(other), strict=True):
        np.testing.assert_allclose(a, b, rtol=0.0, atol=tolerance * np.max(np.abs(b)))


@pytest.mark.parametrize("particle", ["nu", "nubar"])
@pytest.mark.parametrize("order_v", [0, 1])
@pytest.mark.parametrize("convention", ["derived", "published"])
def test_one_energy_and_direction_is_a_beam(particle, order_v, convention):
    k = 1.1 * np.array([0.36, 0.48, 0.8])
    beam = NeutrinoBeam([f"{c!r} eV" for c in k.tolist()], "1e10 1/(cm2 s)", particle)
    source = BeamSpectrum("1.1 eV", "1e10 1/(cm2 s)", particle=particle)
    directional = DirectionalNeutrinos(source, axis=k)
    where = {
        "r": [0.3, 2.0] * u.um,
        "direction": (0.2, -0.5, 0.4),
        "order_v": order_v,
        "convention": convention,
    }
    assert_same(
        background_potential(directional, **where, **MOVING),
        background_potential(beam, **where, **MOVING),
    )


@settings(max_examples=10, deadline=None)
@given(
    direction=vectors(),
    axis=vectors(),
    v1=velocities,
    v2=velocities,
    s1=spins,
    s2=spins,
    kappa_f=st.floats(0.0, 1e3),
)
def test_a_lobe_is_the_one_of_the_catalogue(direction, axis, v1, v2, s1, s2, kappa_f):
    unit = direction / np.linalg.norm(direction)
    background = DirectionalNeutrinos(LINE, lobes=[Lobe(axis, kappa_f=kappa_f)])
    V = background_potential(
        background, r="3 1/eV", direction=direction, velocity1=v1, velocity2=v2
    )
    expected = evaluate(
        "forces.directional.two_particles",
        particle1="e",
        particle2="p",
        flavour="e",
        spin1=s1,
        spin2=s2,
        velocity1=v1,
        velocity2=v2,
        r=3.0 * unit / u.eV,
        k="1.1 eV",
        axis=axis,
        kappa_f=kappa_f,
        n_nu=to_natural("flux", "1e10 1/(cm2 s)", "flux") * u.eV**3,
        population="produced",
    )
    scale = max(np.max(np.abs(part)) for part in coefficients(V))
    assert V.expectation(s1, s2).value == pytest.approx(expected.value, abs=ROUNDING * scale)


@pytest.mark.parametrize(
    "background",
    [
        DirectionalNeutrinos(LINE, axis=(1, 2, -1), width="0.2 rad"),
        DirectionalNeutrinos(
            BeamSpectrum("1.1 eV", "1e10 1/(cm2 s)", particle="nubar"),
            lobes=[Lobe((0, 0, 1)), Lobe((1, 0, 0), kappa_f=2.0, weight=3.0)],
            composition=(0.2, 0.3, 0.5),
        ),
    ],
    ids=["flavour", "mixture"],
)
@pytest.mark.parametrize("nature", ["dirac", "majorana"])
@settings(max_examples=5, deadline=None)
@given(direction=vectors(), v1=velocities, v2=velocities, s1=spins, s2=spins)
def test_exchanging_the_particles_and_turning_r_changes_nothing(
    background, nature, direction, v1, v2, s1, s2
):
    common = {"r": "3 1/eV", "neutrinos": Neutrinos("0.03 eV", nature=nature)}
    one = background_potential(
        background, direction=direction, velocity1=v1, velocity2=v2, **common
    )
    other = background_potential(
        background, proton, electron, direction=-direction, velocity1=v2, velocity2=v1, **common
    )
    scale = max(np.max(np.abs(part)) for part in coefficients(one))
    np.testing.assert_allclose(
        one.expectation(s1, s2).value,
        other.expectation(s2, s1).value,
        rtol=0,
        atol=ROUNDING * scale,
    )


def test_neutrinos_from_everywhere_are_an_isotropic_background():
    # n(k) = 2 pi^2 flux/k^2; three flavours of massless neutrinos are three mass states.
    k = np.linspace(0.0, 2.0, 401)
    occupation = k**2 * (2.0 - k) ** 2 * np.exp(-k)
    density = k**2 / (2 * np.pi**2) * occupation
    # An energy to the third power over an energy.
    source = FluxTable(
        k * u.eV,
        nu=density * u.eV**2,
        nubar=0.4 * density * u.eV**2,
        flavours=("e", "mu", "tau"),
    )
    everywhere = DirectionalNeutrinos(source, lobes=[Lobe((0, 1, 0), kappa_f=0.0)])
    isotropic = IsotropicNeutrinos(
        tuple(occupation), tuple(0.4 * occupation), k=k * u.eV, population="produced"
    )
    common = {"r": "1.5 1/eV", "direction": (1, 1, 2), "neutrinos": MASSLESS, **MOVING}
    assert_same(
        background_potential(everywhere, neutron, proton, **common),
        background_potential(isotropic, neutron, proton, **common),
        TABLE,
    )


class TestMixtures:
    def test_massless_states_in_equal_parts_are_a_third_of_all_flavours(self):
        states = DirectionalNeutrinos(LINE, axis=(0, 0.1, 1), composition=(1 / 3, 1 / 3, 1 / 3))
        common = {"r": "2 1/eV", "two": electron, "neutrinos": MASSLESS, **MOVING}
        flavours = [
            background_potential(
                DirectionalNeutrinos(
                    BeamSpectrum("1.1 eV", "1e10 1/(cm2 s)", flavour=flavour), axis=(0, 0.1, 1)
                ),
                **common,
            )
            for flavour in ("e", "mu", "tau")
        ]
        mean = [sum(parts) / 3 for parts in zip(*map(coefficients, flavours), strict=True)]
        ours = coefficients(background_potential(states, **common))
        for a, b in zip(ours, mean, strict=True):
            np.testing.assert_allclose(a, b, rtol=0.0, atol=ROUNDING * np.max(np.abs(b)))

    @pytest.mark.parametrize("nature", ["dirac", "majorana"])
    @pytest.mark.parametrize("particle", ["nu", "nubar"])
    def test_masses_of_both_states_are_exact(self, nature, particle):
        # Heavy neutrinos with different couplings of the flavours, and CP violation.
        neutrinos = Neutrinos(
            "0.5 eV", dm21_sq="0.2 eV2", dm3l_sq="1.5 eV2", nature=nature, delta_cp="1.2 rad"
        )
        one = Particle("one", "1 GeV", (0.3, -0.7, 1.1), (0.5, 0.2, -0.4))
        two = Particle("two", "1 GeV", (-0.9, 0.4, 0.2), (0.1, -0.6, 0.8))
        fractions = (0.5, 0.2, 0.3)
        source = BeamSpectrum("1.9 eV", "1e10 1/(cm2 s)", particle=particle)
        background = DirectionalNeutrinos(source, axis=(0.3, 0, 1), composition=fractions)
        r = np.array([0.4, 1.0, 2.0])
        V = potential(
            one,
            two,
            r=np.linalg.norm(r) / u.eV,
            direction=r,
            neutrinos=neutrinos,
            background=background,
            part="background",
            order_v=0,
        )
        masses = neutrinos.masses.to_value("eV")
        g1, g2 = (p.mass_basis("vector", neutrinos.mixing) for p in (one, two))
        h1, h2 = (p.mass_basis("axial", neutrinos.mixing) for p in (one, two))
        n = np.array([0.3, 0, 1]) / np.hypot(0.3, 1)
        population = "sum" if nature == "majorana" else "produced"
        V_0, B = 0.0, np.zeros((3, 3))
        flux = to_natural("flux", "1e10 1/(cm2 s)", "flux")
        complex_products = 0.0
        for i in range(3):
            k = np.sqrt(1.9**2 - masses[i] ** 2) * n
            for j in range(3):
                strength = -4 * G_F**2 * flux / 1.9 * fractions[i]
                # Antineutrinos: A and the phase of the couplings change sign.
                sign = 1 if particle == "nu" else -1

                def kernel(c, mass_term, i=i, j=j, k=k):
                    c = c if particle == "nu" else np.conj(c)
                    S, A = two_mass_mode(r, k, masses[i], masses[j], population, c, mass_term)
                    return S, A

                extra = (g1[i, j] * g2[i, j]).real if nature == "majorana" else 0.0
                V_0 += strength * kernel(g1[i, j] * g2[j, i], extra)[0][0, 0]
                extra = (h1[i, j] * h2[i, j]).real if nature == "majorana" else 0.0
                S, A = kernel(h1[i, j] * h2[j, i], extra)
                B += strength * (S + sign * A)[1:, 1:]
                complex_products = max(complex_products, abs((g1[i, j] * g2[j, i]).imag))
        assert complex_products > 0.01
        assert V.V_0.value == pytest.approx(V_0, rel=ROUNDING, abs=0)
        np.testing.assert_allclose(V.B.value, B, rtol=0.0, atol=ROUNDING * np.max(np.abs(B)))

    def test_fractions_are_of_all_flavours_together(self):
        k = np.linspace(1.0, 2.0, 11)
        fluxes = np.ones(11) * u.eV**2
        one, all_three = (
            DirectionalNeutrinos(
                FluxTable(k * u.eV, nu=fluxes, flavours=flavours),
                axis=(0, 0, 1),
                composition=(0, 0, 1),
            )
            for flavours in (("e",), ("e", "mu", "tau"))
        )
        V, W = (background_potential(b, r="1 um").V_0.value for b in (one, all_three))
        assert pytest.approx(3 * V, rel=ROUNDING, abs=0) == W


class TestSources:
    @pytest.mark.parametrize(
        ("source", "flavours"),
        [
            (ReactorNeutrinos("2.9 GW", "1 km"), 1),
            (SolarNeutrinos("pp"), 1),
            (SolarNeutrinos("7be"), 1),
            (SupernovaNeutrinos("10 kpc"), 3),
            (BeamSpectrum("3 MeV", "5e9 1/(cm2 s)", sigma_E="0.3 MeV"), 1),
        ],
        ids=["reactor", "pp", "7be", "supernova", "gaussian"],
    )
    def test_along_the_beam_the_force_is_its_energy_over_the_distance(self, source, flavours):
        # S^00 = E^2/(4 pi r) without the fast waves: -G_F^2 flux <E> g g'/(pi r), for nu and
        # nubar alike, at any distance.
        background = DirectionalNeutrinos(source, axis=(0, 0, 1), fast="drop")
        r = [1e-9, 1.0, 1e9] * u.m
        V = background_potential(
            background, lambda: atom("Fe"), lambda: atom("Pb"), r=r, order_v=0
        )
        products = sum(
            atom("Fe").coupling("vector", f) * atom("Pb").coupling("vector", f)
            for f in background.kernel_spectrum.flavours
        )
        part = "spectrum_flux" if hasattr(source, "spectrum_flux") else "flux"
        known = to_natural("flux", getattr(source, part), "flux")
        energy = to_natural("E", source.mean_energy, "energy")
        expected = -(G_F**2) * known / flavours * energy * products / np.pi
        distance = to_natural("r", r, "length")
        np.testing.assert_allclose(V.V_0.value * distance, expected, rtol=1e-8)

    def test_a_wide_sun_is_dark_far_away(self):
        # A spread of 1e-3 rad damps the slow wave by 1/(1 + (E r sigma^2)^2) on the axis.
        source = BeamSpectrum("0.3 MeV", "1e10 1/(cm2 s)", sigma_E="0.03 MeV")
        narrow, wide = (
            DirectionalNeutrinos(source, axis=(0, 0, 1), width=width, fast="drop")
            for width in ("0 rad", "1e-3 rad")
        )
        r = [1e-8, 1.0] * u.m
        ratio = np.divide(
            *(background_potential(b, neutron, neutron, r=r).V_0.value for b in (wide, narrow))
        )
        assert ratio[0] == pytest.approx(
            1 / (1 + (3e5 * 1e-8 / 1.973e-7 * 1e-6) ** 2), rel=1e-3, abs=0
        )
        assert abs(ratio[1]) < 1e-10

    def test_energies_near_the_mass_of_the_target_warn(self):
        background = DirectionalNeutrinos(SolarNeutrinos("pp"), axis=(0, 0, 1))
        with pytest.warns(ValidityWarning, match="recoil"):
            background_potential(background, r="1 um")

    def test_what_a_beam_tells_of_itself(self):
        import matplotlib.pyplot as plt

        source = BeamSpectrum("3 MeV", "5e9 1/(cm2 s)", sigma_E="0.3 MeV", particle="nubar")
        assert source.number_density.to_value("1/cm3") == pytest.approx(0.1668, rel=1e-3, abs=0)
        assert source.mean_energy.to_value("MeV") == pytest.approx(3, abs=0)
        ax = source.plot()
        assert "MeV" in ax.get_xlabel()
        plt.close(ax.figure)

    def test_a_sky_map_is_its_lobes(self):
        directions, weights = [(0, 0, 1), (1, 0, 0), (0, 1, 0)], [1, 0, 3]
        sky = DirectionalNeutrinos.from_sky(
            LINE, directions, weights, resolution="0.1 rad", fast="keep"
        )
        lobes = [Lobe((0, 0, 2), "0.1 rad", weight=5), Lobe((0, 1, 0), "0.1 rad", weight=15)]
        by_hand = DirectionalNeutrinos(LINE, lobes=lobes, fast="keep")
        np.testing.assert_allclose(sky.concentrations, [100.0, 100.0])
        assert_same(background_potential(sky, r="1 um"), background_potential(by_hand, r="1 um"))


BAD_SKY = {"directions": [(0, 0, 1)], "weights": [1], "resolution": "0.1 rad"}


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: Lobe((0, 0, 0)), DomainError, "axis must have a length > 0"),
        (lambda: Lobe((0, 1)), DomainError, "axis must be a vector"),
        (lambda: Lobe(np.ones((2, 3))), DomainError, "axis must be one vector"),
        (lambda: Lobe((0, 0, 1), 0.1), UnitsError, "width"),
        (lambda: Lobe((0, 0, 1), "-0.1 rad"), DomainError, "width"),
        (lambda: Lobe((0, 0, 1), "1 rad"), DomainError, "at most 0.5 rad; give the kappa_f"),
        (lambda: Lobe((0, 0, 1), "0.1 rad", 100.0), ConfigError, "width and kappa_f"),
        (lambda: Lobe((0, 0, 1), kappa_f=-1.0), DomainError, "kappa_f"),
        (lambda: Lobe((0, 0, 1), weight=-1.0), DomainError, "weight"),
        (lambda: BeamSpectrum("1 MeV", "1 1/(cm2 s)", "0.2 MeV"), DomainError, "below E/5"),
        (lambda: BeamSpectrum("0 MeV", "1 1/(cm2 s)"), DomainError, "E = '0 MeV'"),
        (lambda: BeamSpectrum("1 MeV", "-1 1/(cm2 s)"), DomainError, "flux"),
        (lambda: BeamSpectrum("1 MeV", 5.0), UnitsError, "flux"),
        (
            lambda: BeamSpectrum("1 MeV", "1 1/(cm2 s)", particle="nubr"),
            UnknownNameError,
            "did you mean 'nubar'",
        ),
        (lambda: DirectionalNeutrinos(3, axis=(0, 0, 1)), DomainError, "source = 3"),
        (lambda: DirectionalNeutrinos(LINE), ConfigError, "either axis"),
        (
            lambda: DirectionalNeutrinos(LINE, axis=(0, 0, 1), lobes=[Lobe((0, 0, 1))]),
            ConfigError,
            "either axis",
        ),
        (
            lambda: DirectionalNeutrinos(LINE, width="0.1 rad", lobes=[Lobe((0, 0, 1))]),
            ConfigError,
            "width belongs to axis",
        ),
        (lambda: DirectionalNeutrinos(LINE, lobes=[]), DomainError, "weight > 0"),
        (lambda: DirectionalNeutrinos(LINE, lobes=[(0, 0, 1)]), DomainError, "lobes[0]"),
        (
            lambda: DirectionalNeutrinos(LINE, lobes=[Lobe((0, 0, 1), weight=0)]),
            DomainError,
            "weight > 0",
        ),
        (
            lambda: DirectionalNeutrinos(LINE, axis=(0, 0, 1), fast="dropp"),
            UnknownNameError,
            "did you mean 'drop'",
        ),
        (
            lambda: DirectionalNeutrinos(LINE, axis=(0, 0, 1), composition="flavor"),
            UnknownNameError,
            "did you mean 'flavour'",
        ),
        (
            lambda: DirectionalNeutrinos(LINE, axis=(0, 0, 1), composition=(0.5, 0.4, 0.4)),
            DomainError,
            "add up to 1",
        ),
        (
            lambda: DirectionalNeutrinos(LINE, axis=(0, 0, 1), composition=(0.5, 0.5)),
            DomainError,
            "3 fractions",
        ),
        (
            lambda: DirectionalNeutrinos(LINE, axis=(0, 0, 1), composition=(1.5, -0.5, 0)),
            DomainError,
            "composition",
        ),
        (
            lambda: DirectionalNeutrinos.from_sky(LINE, **BAD_SKY | {"weights": [1, 2]}),
            DomainError,
            "do not fit",
        ),
        (
            lambda: DirectionalNeutrinos.from_sky(LINE, **BAD_SKY | {"weights": [-1]}),
            DomainError,
            "weights",
        ),
        (
            lambda: DirectionalNeutrinos.from_sky(LINE, **BAD_SKY | {"weights": [0]}),
            DomainError,
            "weight > 0",
        ),
        (
            lambda: DirectionalNeutrinos.from_sky(LINE, **BAD_SKY | {"resolution": "2 rad"}),
            DomainError,
            "width",
        ),
    ],
)
def test_bad_input_is_named(make, error, words):
    with pytest.raises(error, match=re.escape(words)) as caught:
        make()
    assert isinstance(caught.value, SoftnuError)


def test_a_source_is_no_background_by_itself():
    with pytest.raises(DomainError, match="background"):
        background_potential(SolarNeutrinos("pp"), r="1 um")
