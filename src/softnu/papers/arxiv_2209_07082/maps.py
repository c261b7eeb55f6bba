"""The force around a beam in the plane through its axis, without and with spreads."""

from __future__ import annotations

import astropy.units as u
import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from softnu.checks import FloatArray
from softnu.papers.modes import in_plane, scaled_kernel
from softnu.papers.records import Column, Content, Map
from softnu.papers.values import array, convert

#: Half the side of the square, in 1/E; an even number of points leaves out the origin.
_REACH, _POINTS = 25.0, 240
_KAPPA_F = 16.0
_SIGMA_E = 0.15
#: Nodes of the mean over energies; its phase varies by 2 sigma_E reach = 7.5 per sigma.
_NODES = 32
#: Energies farther out have weights below 1e-8, and some would be negative.
_SIGMAS = 6.0
_REACTOR, _REACTOR_SIGMA = "3 MeV", "0.45 MeV"
_VALUE = Column("r V over that along one beam")


def _square(name: str, title: str, values: FloatArray, caption: str) -> Map:
    at = np.linspace(-_REACH, _REACH, _POINTS)
    return Map(
        name,
        title,
        Column("z, along the beam", "1/E"),
        Column("x, across the beam", "1/E"),
        _VALUE,
        at,
        at,
        values,
        equal=True,
        caption=caption,
    )


def _plane() -> FloatArray:
    at = np.linspace(-_REACH, _REACH, _POINTS)
    return in_plane(at[np.newaxis, :], at[:, np.newaxis])


def _lobes(energies: FloatArray) -> FloatArray:
    """Force of directions about z at each energy, in units of that along a beam of 1 eV."""
    r = _plane()[:, _POINTS // 2 :]
    k = energies[:, np.newaxis, np.newaxis]
    kernel = array(
        "forces.directional.kernel",
        "eV3",
        tensor="S",
        component="00",
        r=r / u.eV,
        k=k * u.eV,
        axis=[0, 0, 1],
        kappa_f=_KAPPA_F,
    )
    half = 4.0 * np.pi * np.linalg.norm(r, axis=-1) * kernel / k
    return np.concatenate([half[..., ::-1], half], axis=-1)


def _smeared() -> tuple[FloatArray, FloatArray]:
    """Force with a spread of directions, and with one of energies as well."""
    nodes, weights = hermegauss(_NODES)
    within = np.abs(nodes) < _SIGMAS
    lobes = _lobes(np.concatenate([[1.0], 1.0 + _SIGMA_E * nodes[within]]))
    mean = np.tensordot(weights[within] / weights.sum(), lobes[1:], axes=1)
    return lobes[0], mean


def _reactor() -> Map:
    """Slow term of a reactor beam with a spread of energies, at distances of an experiment."""
    r, offset = np.linspace(0.05, 10.0, 240), np.linspace(-3.0, 3.0, 241)
    at_r, across = r[:, np.newaxis] * u.m, offset[np.newaxis, :] * u.um
    mean = array(
        "forces.directional.energy_factor",
        "MeV",
        E=_REACTOR,
        sigma_E=_REACTOR_SIGMA,
        r=at_r,
        alpha=np.abs(across / at_r).to_value("") * u.rad,
        part="re",
    )
    return Map(
        "map-reactor",
        "Force around a reactor beam, 3 MeV ± 15%",
        Column("r, along the beam", "m"),
        Column("distance from the axis", "µm"),
        _VALUE,
        r,
        offset,
        mean / convert(_REACTOR, "MeV"),
        caption="Slow term, one direction. Two bodies see the 1/r force if they are in line with "
        "the reactor within a micrometre.",
    )


def build() -> Content:
    """Compute the maps."""
    directions, energies = _smeared()
    return Content(
        figures=(
            _square(
                "map-one-mode",
                "Force around a beam of one momentum",
                scaled_kernel("00", _plane(), np.array([0.0, 0.0, 1.0])),
                "Body 2 is at the origin, body 1 at (z, x). Exact kernel of one mode.",
            ),
            _square(
                "map-angles",
                "The same with a spread of directions, 0.25 rad",
                directions,
                "Exact kernel averaged over a von Mises-Fisher distribution, concentration 16.",
            ),
            _square(
                "map-angles-energies",
                "The same with a spread of directions, 0.25 rad, and of energies, 15%",
                energies,
                "The ripple of the fast term is gone; what is left falls faster than 1/r, alike "
                "up and down the beam.",
            ),
            _reactor(),
        )
    )
