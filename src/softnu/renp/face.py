"""Spectra of radiative pair emission: the function that reads like the physics."""

from __future__ import annotations

import reprlib
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos import Neutrinos
from softnu.neutrinos.parameters import NeutrinoArrays
from softnu.renp import spectra
from softnu.renp.atoms import Atom, load_atom
from softnu.renp.kernels import widths
from softnu.renp.kernels.kinematics import threshold
from softnu.renp.mediators import NEUTRINOS, Dipoles, Mediator, ScalarMediator, VectorMediator
from softnu.renp.parameters import Emission, Levels, build_photon, build_weight
from softnu.units import checked, from_natural, to_natural


def spectrum(
    atom: Atom | str,
    trigger_energy: u.Quantity | str,
    neutrinos: Neutrinos,
    *,
    mediator: Mediator | None = None,
    W_L: Literal["average", "exact"] | float = "average",
    boost: float = 0.0,
    second_level: bool = False,
) -> u.Quantity:
    r"""Spectrum :math:`I(\omega)` of the photons that an atom emits with neutrino pairs.

    Parameters
    ----------
    atom : Atom or str
        The atom, or its name.
    trigger_energy : Quantity or str
        Energies of the photon, any shape (...); below E_vg of the atom.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    mediator : VectorMediator, ScalarMediator or Dipoles, optional
        What adds to the weak interaction.
    W_L : {"average", "exact"} or float
        Longitudinal weight: the published sum over angles (1/3), the exact one of the atom, or
        a number between 0 and 1.
    boost : float
        Initial spatial phase over E_eg, between -1 and 1.
    second_level : bool
        Include the second intermediate level of the atom.

    Returns
    -------
    astropy.units.Quantity (...)
        Dimensionless; the rate is :math:`\Gamma_0 I`. 0 above all thresholds.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Notes
    -----
    Eq. (16) of arXiv:2110.03510 and what is derived beyond: exact weights, boost, width,
    dipoles, the second level. The error is 1e-16 E_eg over the distance to the nearest
    threshold.

    Examples
    --------
    >>> nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    >>> spectrum("Yb", "1.07 eV", nu).round(6)
    <Quantity 0.048774>
    >>> light = VectorMediator("1 keV", g_A_e=-3e-18, g_L="E_11")
    >>> (spectrum("Yb", "1.07 eV", nu, mediator=light) / spectrum("Yb", "1.07 eV", nu)).round(5)
    <Quantity 1.18484>
    """
    emission = _emission(atom, trigger_energy, neutrinos, W_L, boost, second_level)
    return from_natural(_values(emission, mediator), "")


def thresholds(atom: Atom | str, neutrinos: Neutrinos, *, boost: float = 0.0) -> u.Quantity:
    r"""Largest photon energies at which pairs of mass states can be emitted.

    Parameters
    ----------
    atom : Atom or str
        The atom, or its name.
    neutrinos : Neutrinos
        Their masses.
    boost : float
        Initial spatial phase over E_eg, between -1 and 1.

    Returns
    -------
    astropy.units.Quantity (3, 3)
        :math:`\omega_{ij}`, eV; the thresholds of arXiv:2110.03510.

    Raises
    ------
    SoftnuError
        If a value is not allowed.

    Examples
    --------
    >>> thresholds("Yb", Neutrinos("0.01 eV", oscillation_set="deSalas-2020"))[0].round(6)
    <Quantity [1.071647, 1.071614, 1.070858] eV>
    """
    found = atom_of(atom)
    masses = neutrino_arrays(neutrinos).masses
    E_eg = np.asarray(found.E_eg.value)
    r = _boost(boost)
    return from_natural(threshold(E_eg, masses[:, np.newaxis], masses, r), "eV")


def _values(emission: Emission, mediator: Mediator | None) -> FloatArray:
    masses, majorana = emission.neutrinos.masses, emission.neutrinos.majorana
    if mediator is None:
        return spectra.sm(emission, None, None)
    if isinstance(mediator, VectorMediator):
        mass = np.asarray(mediator.mass.value)
        width = (
            widths.vector_width(mass, mediator.g_L, mediator.g_R, masses, majorana)
            if isinstance(mediator.width, str) and mediator.width == NEUTRINOS
            else np.asarray(mediator.width.value)
        )
        return spectra.vector(
            emission,
            np.asarray(mediator.g_A_e),
            mediator.g_L,
            mediator.g_R,
            mass,
            width,
            mediator.longitudinal,
        )
    if isinstance(mediator, ScalarMediator):
        mass = np.asarray(mediator.mass.value)
        width = (
            widths.scalar_width(mass, mediator.y_S, mediator.y_P, masses, majorana)
            if isinstance(mediator.width, str) and mediator.width == NEUTRINOS
            else np.asarray(mediator.width.value)
        )
        return spectra.scalar(
            emission, np.asarray(mediator.y_P_e), mediator.y_S, mediator.y_P, mass, width
        )
    if isinstance(mediator, Dipoles):
        return spectra.dipole(
            emission, mediator.mu, mediator.epsilon, np.asarray(mediator.kappa_M)
        )
    raise DomainError(
        f"mediator = {reprlib.repr(mediator)} is not allowed: give a VectorMediator, a "
        "ScalarMediator or Dipoles"
    )


def _emission(
    atom: Atom | str,
    trigger_energy: u.Quantity | str,
    neutrinos: Neutrinos,
    W_L: Any,
    boost: float,
    second_level: bool,
) -> Emission:
    levels = levels_of(atom_of(atom), second_level=second_level)
    omega = checked("trigger_energy", trigger_energy, "energy", checks.positive)
    photon = build_photon(levels.E_eg, omega, None, _boost(boost), np.zeros(()), levels.E_vg)
    return Emission(levels, photon, weight_of(W_L, levels), neutrino_arrays(neutrinos))


def levels_of(atom: Atom, *, second_level: bool) -> Levels:
    """Return the levels of an atom in natural units, the second intermediate one if wanted."""
    if second_level and atom.E_v2g is None:
        raise ConfigError(f"second_level: the atom {atom.name} has no E_v2g")
    J_e, J_v, J_g = (np.asarray(J) for J in atom.J)
    return Levels(
        np.asarray(atom.E_eg.value),
        np.asarray(atom.E_vg.value),
        np.asarray(atom.E_v2g.value) if second_level else None,
        (J_e, J_v, J_g),
        to_natural("gamma_vg", atom.gamma_vg, "rate"),
        np.asarray(atom.J2C),
    )


def weight_of(W_L: Any, levels: Levels) -> FloatArray:
    """Return the longitudinal weight as a number, from a word or a number."""
    if isinstance(W_L, str):
        return build_weight(checks.one_of("W_L", W_L, ("average", "exact")), levels)
    return checks.in_range("W_L", W_L, 0.0, 1.0)


def atom_of(atom: Atom | str) -> Atom:
    """Return an atom that is given as such or by its name."""
    if isinstance(atom, Atom):
        return atom
    if isinstance(atom, str):
        return load_atom(atom)
    raise DomainError(f"atom = {reprlib.repr(atom)} is not allowed: give an Atom or its name")


def _boost(boost: float) -> FloatArray:
    return checks.in_range("boost", boost, -1.0 + 1e-12, 1.0 - 1e-12)


def neutrino_arrays(neutrinos: Neutrinos) -> NeutrinoArrays:
    """Return masses and mixing in natural units."""
    if not isinstance(neutrinos, Neutrinos):
        raise DomainError(
            f"neutrinos = {reprlib.repr(neutrinos)} is not allowed: give one such as "
            "softnu.Neutrinos('0.01 eV')"
        )
    return NeutrinoArrays(
        np.asarray(neutrinos.masses.value), neutrinos.mixing, neutrinos.nature == "majorana"
    )
