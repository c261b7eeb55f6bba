"""By which independent route each quantity is tested, by the beginning of its name.

The longest beginning counts. A route shares no code with softnu's kernels; the files are where it
is gone, besides the reference values, whose own routes stand beside them.
"""

from __future__ import annotations

from typing import NamedTuple


class Route(NamedTuple):
    """What a quantity is compared with, and the tests that do it."""

    words: str
    files: tuple[str, ...]


ROUTES: dict[str, Route] = {
    "neutrinos": Route(
        "products of three rotations; unitarity; rephasing; 30 to 40 digits",
        ("tests/neutrinos/test_neutrino_kernels.py",),
    ),
    "neutrinos.mass": Route(
        "splittings recovered from the masses; roots with 30 to 40 digits",
        ("tests/neutrinos/test_neutrino_kernels.py",),
    ),
    "matter": Route(
        "sums over quarks, nucleons and electrons", ("tests/matter/test_matter_kernels.py",)
    ),
    "matter.weak_charge": Route(
        "sums over nucleons; radiative: the published charge of caesium, 30 digits",
        ("tests/matter/test_matter_kernels.py",),
    ),
    "matter.coupling.mass_basis": Route(
        "eigenvalues and traces; rotations with 30 digits",
        ("tests/matter/test_matter_kernels.py",),
    ),
    "backgrounds.relic": Route(
        "closed forms and quadrature with 30 digits", ("tests/backgrounds/test_backgrounds.py",)
    ),
    "backgrounds.relic.momentum_moment": Route(
        "zeta functions in arbitrary precision", ("tests/backgrounds/test_backgrounds.py",)
    ),
    "backgrounds.density_from_flux": Route(
        "conversion of units by hand", ("tests/backgrounds/test_backgrounds.py",)
    ),
    "backgrounds.solar": Route(
        "tanh-sinh quadrature with many digits; norms",
        ("tests/backgrounds/test_solar.py",),
    ),
    "backgrounds.reactor": Route(
        "the published polynomials with many digits; quadrature",
        ("tests/backgrounds/test_reactor.py",),
    ),
    "backgrounds.supernova": Route(
        "norm and mean energy by quadrature", ("tests/backgrounds/test_supernova.py",)
    ),
    "forces.vacuum": Route(
        "spectral integral and Bessel functions with 30 digits",
        ("tests/forces/test_vacuum_kernels.py", "validation/test_vacuum_accuracy.py"),
    ),
    "forces.vacuum.short_distance_factor": Route(
        "exponential integrals with 60 digits; the volume integral that vanishes",
        ("tests/forces/test_vacuum_kernels.py", "validation/test_vacuum_accuracy.py"),
    ),
    "forces.vacuum.two_particles": Route(
        "Bessel and spectral forms with gradients, many digits",
        ("tests/forces/test_contraction.py",),
    ),
    "forces.vacuum.ratio_to_gravity": Route(
        "potentials with many digits over Newton's law",
        ("tests/forces/test_vacuum_kernels.py",),
    ),
    "forces.vacuum.gravity_crossover": Route(
        "roots by bracketing and with many digits", ("tests/forces/test_vacuum_kernels.py",)
    ),
    "forces.mode": Route(
        "double integrals of the amplitude, explicit spinors, 30 to 60 digits",
        ("tests/forces/test_mode_kernel.py", "validation/test_mode_kernel_routes.py"),
    ),
    "forces.mode.slow_factor": Route(
        "closed form with 60 digits; the far kernel without its fast wave",
        ("tests/forces/test_mode_kernel.py",),
    ),
    "forces.mode.two_particles": Route(
        "currents contracted with 50-digit kernels and numerical gradients",
        ("tests/forces/test_contraction.py",),
    ),
    "forces.directional": Route(
        "quadrature over the sphere; closed form with 60 to 90 digits; sums over many energies",
        ("tests/forces/test_directional_kernel.py", "validation/test_directional_accuracy.py"),
    ),
    "forces.directional.angle_factor": Route(
        "means over angles by adaptive quadrature; closed form with 60 digits",
        ("tests/forces/test_directional_spread.py",),
    ),
    "forces.directional.energy_factor": Route(
        "means over energies by adaptive quadrature; closed form with 30 digits",
        ("tests/forces/test_directional_spread.py",),
    ),
    "forces.directional.two_particles": Route(
        "limits of a single direction and of an isotropic gas; the kernel by itself",
        ("tests/forces/test_directional_potential.py",),
    ),
    "forces.isotropic": Route(
        "the defining integrals in interval arithmetic; closed forms with 90 digits",
        ("tests/forces/test_isotropic_kernels.py", "validation/test_isotropic_accuracy.py"),
    ),
    "forces.isotropic.screening_length": Route(
        "the decay of the total force", ("tests/forces/test_isotropic_kernels.py",)
    ),
    "forces.isotropic.two_particles": Route(
        "sum over single modes; J and gradients with many digits",
        ("tests/forces/test_contraction.py", "tests/forces/test_potential.py"),
    ),
    "forces.background": Route(
        "quadrature over momenta of all mass states with many digits",
        ("tests/forces/test_mass_states.py", "tests/forces/test_named_backgrounds.py"),
    ),
    "forces.total": Route(
        "spectral integrals plus quadrature over momenta",
        ("tests/forces/test_mass_states.py", "tests/forces/test_potential.py"),
    ),
    "forces.bodies": Route(
        "closed forms and nested quadrature with many digits",
        ("tests/forces/test_bodies_power.py", "validation/test_bodies_accuracy.py"),
    ),
    "forces.bodies.sphere_beam": Route(
        "brute-force integrals over the sphere; partial waves with many digits",
        ("tests/forces/test_bodies_beam.py", "validation/test_bodies_accuracy.py"),
    ),
    "forces.bodies.sphere_beam_slow": Route(
        "the exact waves; brute-force sums over the columns of the sphere",
        ("tests/forces/test_bodies_beam.py",),
    ),
    "forces.bodies.potential": Route(
        "nested quadrature over both bodies; sums over atoms",
        ("tests/forces/test_bodies_central.py", "validation/test_bodies_accuracy.py"),
    ),
    "forces.bodies.force": Route(
        "numerical gradients; nested quadrature; sums over atoms",
        ("tests/forces/test_bodies_central.py", "tests/forces/test_bodies_face.py"),
    ),
    "forces.bodies.gravity": Route(
        "Newton's closed forms for shells", ("tests/forces/test_bodies_face.py",)
    ),
    "forces.experiment": Route("the published table", ("tests/forces/test_experiments.py",)),
    "atoms.coupling": Route(
        "closed forms with 30 digits; exchange between explicit constituents",
        ("tests/atoms/test_couplings.py",),
    ),
    "atoms.level": Route(
        "formulas with 30 digits; measured lines; sum rules", ("tests/atoms/test_levels.py",)
    ),
    "atoms.level.bethe_log": Route(
        "published tables; sums over larger bases", ("tests/atoms/test_bethe.py",)
    ),
    "atoms.radial": Route(
        "exact fractions, closed forms and quadrature with 30 to 90 digits",
        ("tests/atoms/test_radial.py", "validation/test_atoms_radial.py"),
    ),
    "atoms.angular": Route(
        "sums over products of states; exact 6j and 9j symbols",
        ("tests/atoms/test_angular.py", "validation/test_atoms_angular.py"),
    ),
    "atoms.pv_element": Route(
        "integrals over space in three dimensions; exact moments with many digits",
        ("tests/atoms/test_elements.py",),
    ),
    "atoms.pv_element.contact": Route(
        "Z exchange over a small nucleus; closed form with 30 digits",
        ("tests/atoms/test_heavy_contact.py",),
    ),
    "atoms.pv_element.alkali": Route(
        "asymptotic amplitudes; published elements", ("tests/atoms/test_heavy_contact.py",)
    ),
    "atoms.e1_m1_ratio": Route(
        "diagonalisation of the levels; sums with many digits", ("tests/atoms/test_ratio.py",)
    ),
    "atoms.muonium": Route(
        "sums over all pairs of mass states; limits of a heavy partner",
        ("tests/atoms/test_muonium.py",),
    ),
    "atoms.heavy": Route(
        "closed forms with 30 digits; orbitals near the nucleus",
        ("tests/atoms/test_heavy_contact.py",),
    ),
    "atoms.background": Route(
        "closed forms with 30 digits; quadrature",
        ("tests/atoms/test_background_estimates.py",),
    ),
    "atoms.background.element": Route(
        "quadrature with derivatives of J, and in a form without them; vacuum cancelled",
        ("tests/atoms/test_background_element.py",),
    ),
    "atoms.optics": Route(
        "complementary error function with 30 digits; sum rules",
        ("tests/atoms/test_optics.py",),
    ),
    "atoms.optics.rotation": Route(
        "rotation from the refractive index", ("tests/atoms/test_optics.py",)
    ),
    "atoms.optics.shortfall": Route("the rotation", ("tests/atoms/test_optics.py",)),
    "atoms.optics.wavelength": Route(
        "levels added up; the 21 cm line", ("tests/atoms/test_optics.py",)
    ),
    "atoms.m1_rate": Route(
        "the 21 cm line; sum rules; 30 digits", ("tests/atoms/test_optics.py",)
    ),
    "relics.potential": Route("explicit spinors; tables", ("tests/relics/test_potentials.py",)),
    "relics.delta": Route(
        "the dispersion relation in forty digits; quadrature", ("tests/relics/test_potentials.py",)
    ),
    "relics.refractivity": Route(
        "the dispersion relation in forty digits", ("tests/relics/test_potentials.py",)
    ),
    "relics.critical_angle": Route(
        "Fresnel amplitudes in many digits", ("tests/relics/test_potentials.py",)
    ),
    "relics.penetration_depth": Route(
        "Fresnel amplitudes in many digits", ("tests/relics/test_potentials.py",)
    ),
    "relics.overdensity": Route(
        "contour integrals and definitions with 30 digits; exact sums of waves",
        ("tests/relics/test_flat.py", "tests/relics/test_flat_layers.py"),
    ),
    "relics.overdensity.thermal": Route(
        "alternating sums and quadrature with many digits", ("tests/relics/test_thermal.py",)
    ),
    "relics.overdensity.profile": Route(
        "brute sums over momenta", ("tests/relics/test_profile.py",)
    ),
    "relics.overdensity.sphere": Route(
        "partial waves with 25 digits; the flat answer up to the size of the Earth",
        ("tests/relics/test_partial_waves.py", "validation/test_relics_sphere.py"),
    ),
    "relics.overdensity.sphere_born": Route(
        "the integral over the sphere", ("tests/relics/test_sphere_born.py",)
    ),
    "relics.overdensity.regge_pole": Route(
        "roots of the condition with many digits", ("tests/relics/test_resonance.py",)
    ),
    "relics.partial_wave": Route(
        "the printed formula with many digits", ("tests/relics/test_partial_waves.py",)
    ),
    "relics.gradient_acceleration": Route(
        "differences of the density; derivative of the contour integral",
        ("tests/relics/test_profile.py",),
    ),
    "relics.capture_rate": Route(
        "the published rates; closed form with 30 digits", ("tests/relics/test_capture.py",)
    ),
    "relics.slab": Route(
        "transfer matrices in arbitrary precision", ("tests/relics/test_slab.py",)
    ),
    "relics.stodolsky": Route(
        "closed forms with constants typed again, 30 digits", ("tests/relics/test_spin.py",)
    ),
    "relics.stodolsky.current": Route(
        "currents from explicit spinors", ("tests/relics/test_spin.py",)
    ),
    "relics.phase_probability": Route(
        "closed form with 30 digits", ("tests/relics/test_spin.py",)
    ),
    "relics.scattering": Route(
        "quadrature over angles with many digits; partial waves",
        ("tests/relics/test_scattering.py",),
    ),
    "relics.fluorescence": Route(
        "golden rule and kinematics in arbitrary precision",
        ("tests/relics/test_fluorescence.py",),
    ),
    "renp": Route(
        "the printed formulas with 40 to 50 digits",
        ("tests/renp/test_channels.py", "validation/test_renp_accuracy.py"),
    ),
    "renp.longitudinal_weight": Route(
        "sums of Clebsch-Gordan coefficients", ("tests/renp/test_weights.py",)
    ),
    "renp.spectrum": Route(
        "explicit Dirac spinors and quadrature over the phase space; 50 digits",
        ("validation/test_renp_spinors.py", "validation/test_renp_accuracy.py"),
    ),
    "renp.differential_spectrum": Route(
        "explicit Dirac spinors; momentum conservation with 50 digits",
        ("validation/test_renp_spinors.py",),
    ),
    "renp.pauli_factor": Route("quadrature in arbitrary precision", ("tests/renp/test_pauli.py",)),
    "renp.bound": Route("the formula typed again, 30 digits", ("tests/renp/test_bounds.py",)),
    "renp.width": Route(
        "sums over explicit spinors",
        ("tests/renp/test_widths.py", "validation/test_renp_spinors.py"),
    ),
    "renp.rate": Route("SI units by hand; 50 digits", ("tests/renp/test_rates.py",)),
    "renp.expected_events": Route("SI units by hand; 50 digits", ("tests/renp/test_rates.py",)),
    "renp.statistics": Route("roots in arbitrary precision", ("tests/renp/test_statistics.py",)),
    "renp.limit": Route(
        "scans of chi^2; sums over pairs and roots in arbitrary precision",
        ("tests/renp/test_limits.py", "validation/test_renp_limits.py"),
    ),
    "renp.fisher_information": Route("numerical derivatives", ("tests/renp/test_fisher.py",)),
}


def route_of(name: str) -> Route:
    """Return the route of a quantity: that of the longest fitting beginning of its name."""
    fitting = [prefix for prefix in ROUTES if name == prefix or name.startswith(prefix)]
    if not fitting:
        raise KeyError(f"no independent route is stated for {name}: add one to {__name__}.ROUTES")
    return ROUTES[max(fitting, key=len)]
