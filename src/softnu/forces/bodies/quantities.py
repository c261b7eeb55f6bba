"""Catalogue quantities of two bodies of named materials: energy, force, gravity."""

from __future__ import annotations

from typing import Any

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.blocks import distinct_sets
from softnu.forces.bodies.face import energy_of
from softnu.forces.bodies.parameters import MEDIUM, SHAPES, TwoShapes
from softnu.forces.kernels.bodies import shapes
from softnu.forces.kernels.bodies.medium import Exchange
from softnu.forces.kernels.spectrum import thermal_spectrum
from softnu.forces.named_backgrounds import NamedBackground
from softnu.forces.validity import warn_outside_validity
from softnu.matter import material, to_mass_basis
from softnu.matter.bodies import formula_unit_couplings
from softnu.neutrinos.parameters import NEUTRINOS, NeutrinoArrays
from softnu.quantity import POSITIVE, Item, Parameter, quantity
from softnu.units import to_natural

_PAPERS = ("2405.16801",)
_SOURCE = (
    "Eqs. (2.2), (2.25) of arXiv:2405.16801 with mass states, summed over the distribution of "
    "distances between the bodies"
)
_ACCURACY = (
    "1e-12 in vacuum; in a background that of forces.background.spin_independent; a force "
    "between spheres loses the digits of the distance over the radii"
)
_VALIDITY = (
    "uniform bodies, plates wide beside all distances, coherent vector couplings at tree level; "
    "isotropic backgrounds only, where large bodies take seconds to minutes: electrons make "
    "mass states beat"
)
_H = Parameter("h", "length", "gap between the surfaces", range=POSITIVE)
_ITEMS: tuple[Item, ...] = (SHAPES, _H, MEDIUM, NEUTRINOS)
_EXAMPLE = {
    "geometry": "spheres",
    "material1": "tungsten",
    "material2": "tungsten",
    "R1": "10 um",
    "R2": "10 um",
    "h": "1 um",
    "m_lightest": "0.01 eV",
}


def _energy_unit(bodies: TwoShapes, **_: Any) -> str:
    return "eV/m2" if bodies.plates else "eV"


def _force_unit(bodies: TwoShapes, **_: Any) -> str:
    return "N/m2" if bodies.plates else "N"


@quantity(
    "forces.bodies.potential",
    items=_ITEMS,
    unit="eV, of plates eV/m2",
    unit_of=_energy_unit,
    formula=r"U = n_1n_2\int_h^\infty\! s\,v(s)\,w(s-h)\,ds",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example=_EXAMPLE,
)
def body_potential(
    bodies: TwoShapes,
    h: FloatArray,
    medium: NamedBackground | None,
    neutrinos: NeutrinoArrays,
) -> FloatArray:
    """Energy of two bodies, of plates per area, by exchange of neutrinos."""
    return _interaction(bodies, h, medium, neutrinos, force=False)


@quantity(
    "forces.bodies.force",
    items=_ITEMS,
    unit="N, of plates N/m2",
    unit_of=_force_unit,
    formula=r"-\frac{dU}{dh} = n_1n_2\int_h^\infty\! s\,v(s)\,"
    r"\Big(\!-\frac{d}{dh}w(s-h)\Big)ds",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example=_EXAMPLE,
)
def body_force(
    bodies: TwoShapes,
    h: FloatArray,
    medium: NamedBackground | None,
    neutrinos: NeutrinoArrays,
) -> FloatArray:
    """Force between two bodies, of plates per area; > 0 if they repel."""
    return _interaction(bodies, h, medium, neutrinos, force=True)


@quantity(
    "forces.bodies.gravity",
    items=(SHAPES, _H),
    unit="N, of plates N/m2",
    unit_of=_force_unit,
    formula=r"-\frac{G_NM_1M_2}{D^2},\quad -2\pi G_NM\rho t,\quad -2\pi G_N\rho_1\rho_2t_1t_2",
    source="Newton's law for spheres and slabs",
    papers=(),
    accuracy="1e-12 beside the 2e-5 of G_N",
    validity="plates of finite thickness, wide beside all distances",
    example={name: value for name, value in _EXAMPLE.items() if name != "m_lightest"},
)
def body_gravity(bodies: TwoShapes, h: FloatArray) -> FloatArray:
    """Newton's force between the same bodies, of plates per area; < 0, they attract."""
    densities = (
        to_natural("density", material(name).density, "mass density")
        for name in (bodies.material1, bodies.material2)
    )
    return shapes.gravity_force(bodies.body1, bodies.body2, h, *densities)


def _interaction(
    bodies: TwoShapes,
    h: FloatArray,
    medium: NamedBackground | None,
    neutrinos: NeutrinoArrays,
    *,
    force: bool,
) -> FloatArray:
    """Sum over the bodies, once for each distinct set of neutrinos, T and mu."""
    warn_outside_validity(r=h)
    substances = [material(name) for name in (bodies.material1, bodies.material2)]
    g1, g2 = (formula_unit_couplings(substance) for substance in substances)
    n1, n2 = (
        to_natural("number_density", substance.number_density, "number density")
        for substance in substances
    )
    none = np.zeros(())
    T, mu = (none, none) if medium is None else (medium.T, medium.mu)
    lengths = [np.asarray(a) for a in (h, *bodies.body1, *bodies.body2)]
    shape = np.broadcast_shapes(
        *(a.shape for a in (*lengths, T, mu, neutrinos.masses[..., 0])),
        neutrinos.mixing.shape[:-2],
    )
    flat = [np.broadcast_to(a, shape).reshape(-1) for a in lengths]
    result = np.empty(flat[0].shape)
    states = np.moveaxis(neutrinos.masses, -1, 0)
    entries = np.moveaxis(neutrinos.mixing.reshape(*neutrinos.mixing.shape[:-2], 9), -1, 0)
    for chosen, values in distinct_sets(shape, *states, *entries.real, *entries.imag, T, mu):
        *of_neutrinos, temperature, potential = values
        U = np.array(of_neutrinos[3:12]) + 1j * np.array(of_neutrinos[12:])
        exchange = Exchange(
            to_mass_basis(g1, U.reshape(3, 3)),
            to_mass_basis(g2, U.reshape(3, 3)),
            np.array(of_neutrinos[:3]),
            neutrinos.majorana,
            vacuum=medium is None,
        )
        if medium is not None:
            produced = medium.name == "relic" and not neutrinos.majorana
            exchange = exchange._replace(
                spectrum=thermal_spectrum(temperature, potential, 1.0, 1.0, "fermi_dirac"),
                population="produced" if produced else "sum",
            )
        gap, *sizes = (a[chosen] for a in flat)
        first = len(bodies.body1)
        shape1 = type(bodies.body1)(*sizes[:first])
        shape2 = type(bodies.body2)(*sizes[first:])
        result[chosen] = n1 * n2 * energy_of(exchange, shape1, shape2, gap, force=force)
    return result.reshape(shape)
