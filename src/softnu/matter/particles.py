"""Particles between which neutrinos are exchanged: mass and couplings by flavour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import replace as _replace
from typing import Any, Final

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.constants import G_A_NUCLEON, M_E, M_N, M_P, SIN2_THETA_W
from softnu.errors import DomainError, unknown_name
from softnu.matter.isotopes import ISOTOPE_NAMES, find, isotope
from softnu.matter.kernels import (
    FLAVOURS,
    ComplexArray,
    atom_coupling,
    fermion_coupling,
    to_mass_basis,
)
from softnu.units import from_natural, to_natural

Couplings = tuple[float, float, float]
CURRENTS: Final = ("vector", "axial")
_FERMION_MASSES: Final = {"e": M_E, "p": M_P, "n": M_N}
#: Every name that :func:`particle` knows.
PARTICLE_NAMES: Final = (*_FERMION_MASSES, *ISOTOPE_NAMES)


@dataclass(frozen=True)
class Particle:
    """A particle or atom: name, mass, couplings g_V - g_A gamma5 to the three flavours.

    Parameters
    ----------
    name : str
        Any name.
    mass : Quantity or str
        Mass, in eV, u or kg; > 0.
    g_V, g_A : tuple of 3 floats
        Vector and axial couplings to nu_e, nu_mu, nu_tau.

    Raises
    ------
    SoftnuError
        If the mass has no unit or is not > 0, or the couplings are not three finite numbers.

    Examples
    --------
    >>> muon = Particle("mu", "105.6583755 MeV", (-0.04, 0.96, -0.04), (-0.5, 0.5, -0.5))
    >>> muon.coupling("vector", "mu")
    0.96
    """

    name: str
    mass: u.Quantity | str
    g_V: Couplings
    g_A: Couplings = (0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        mass = checks.positive("mass", to_natural("mass", self.mass, "mass"))
        if mass.ndim != 0:
            raise DomainError(f"mass must be one number, its shape is {mass.shape}")
        object.__setattr__(self, "mass", from_natural(mass, "eV"))
        for name in ("g_V", "g_A"):
            values = checks.finite(name, getattr(self, name))
            if values.shape != (3,):
                raise DomainError(
                    f"{name} must be three numbers, for nu_e, nu_mu and nu_tau, its shape is "
                    f"{values.shape}"
                )
            object.__setattr__(self, name, tuple(values.tolist()))

    def coupling(self, current: str, flavour: str) -> float:
        """Return g_V or g_A for one flavour.

        Parameters
        ----------
        current : {"vector", "axial"}
            Which coupling.
        flavour : {"e", "mu", "tau"}
            Flavour of the neutrino.

        Returns
        -------
        float
            The coupling.

        Raises
        ------
        UnknownNameError
            If a word is not known.
        """
        checks.one_of("flavour", flavour, FLAVOURS)
        return self._couplings(current)[FLAVOURS.index(flavour)]

    def mass_basis(self, current: str, U: ComplexArray) -> ComplexArray:
        """Return the Hermitian coupling matrix of the mass states.

        Parameters
        ----------
        current : {"vector", "axial"}
            Which coupling.
        U : ndarray (..., 3, 3) of complex
            Mixing matrix.

        Returns
        -------
        ndarray (..., 3, 3) of complex
            The matrix g_ij.

        Raises
        ------
        UnknownNameError
            If the current is not known.
        """
        return to_mass_basis(self._couplings(current), U)

    def replace(self, **changes: Any) -> Particle:
        """Return the same particle with some fields changed.

        Parameters
        ----------
        **changes
            Fields and their new values.

        Returns
        -------
        Particle
            A new object.

        Raises
        ------
        UnknownNameError
            If there is no such field.
        """
        for name in changes:
            checks.one_of("field of Particle", name, list(self.__dataclass_fields__))
        return _replace(self, **changes)

    def _couplings(self, current: str) -> Couplings:
        checks.one_of("current", current, CURRENTS)
        return self.g_V if current == "vector" else self.g_A


def electron(*, sin2_theta_w: float = SIN2_THETA_W) -> Particle:
    """Return an electron with its tree-level couplings.

    Parameters
    ----------
    sin2_theta_w : float
        Squared sine of the weak mixing angle.

    Returns
    -------
    Particle
        The electron.

    Examples
    --------
    >>> electron().g_A
    (0.5, -0.5, -0.5)
    """
    return _fermion("e", sin2_theta_w, G_A_NUCLEON, 0.0)


def proton(
    *,
    sin2_theta_w: float = SIN2_THETA_W,
    g_A_nucleon: float = G_A_NUCLEON,
    strange_spin: float = 0.0,
) -> Particle:
    """Return a proton with its tree-level couplings.

    Parameters
    ----------
    sin2_theta_w : float
        Squared sine of the weak mixing angle.
    g_A_nucleon : float
        Isovector axial charge of the nucleon.
    strange_spin : float
        Contribution of strange quarks to the spin.

    Returns
    -------
    Particle
        The proton.

    Examples
    --------
    >>> proton().coupling("axial", "e")
    0.6377
    """
    return _fermion("p", sin2_theta_w, g_A_nucleon, strange_spin)


def neutron(*, g_A_nucleon: float = G_A_NUCLEON, strange_spin: float = 0.0) -> Particle:
    """Return a neutron with its tree-level couplings.

    Parameters
    ----------
    g_A_nucleon : float
        Isovector axial charge of the nucleon.
    strange_spin : float
        Contribution of strange quarks to the spin.

    Returns
    -------
    Particle
        The neutron.

    Examples
    --------
    >>> neutron().g_V
    (-0.5, -0.5, -0.5)
    """
    return _fermion("n", SIN2_THETA_W, g_A_nucleon, strange_spin)


def _fermion(name: str, sin2_theta_w: float, g_A_nucleon: float, strange_spin: float) -> Particle:
    checks.in_range("sin2_theta_w", sin2_theta_w, 0.0, 1.0)

    def couplings(current: str) -> Couplings:
        g_e, g_mu, g_tau = (
            float(fermion_coupling(name, f, current, sin2_theta_w, g_A_nucleon, strange_spin))
            for f in FLAVOURS
        )
        return g_e, g_mu, g_tau

    mass = from_natural(_FERMION_MASSES[name], "eV")
    return Particle(name, mass, couplings("vector"), couplings("axial"))


def atom(name: str, *, g_A: float = 0.0) -> Particle:
    """Return a neutral atom with its coherent vector coupling.

    Parameters
    ----------
    name : str
        An isotope such as "56Fe", "Fe-56" or "D", or an element: its most abundant isotope.
    g_A : float
        Axial coupling, the same for all flavours: it is not coherent and depends on the
        state of the atom.

    Returns
    -------
    Particle
        The atom.

    Raises
    ------
    UnknownNameError
        If the isotope is not in the table.

    Examples
    --------
    >>> atom("Fe").name, atom("Fe").g_V
    ('56Fe', (11.0, -15.0, -15.0))
    """
    known = isotope(name)
    g_V = _coherent(known.Z, known.N, True, SIN2_THETA_W)
    return Particle(known.name, from_natural(known.mass, "eV"), g_V, (g_A, g_A, g_A))


def nucleus(name: str, *, g_A: float = 0.0, sin2_theta_w: float = SIN2_THETA_W) -> Particle:
    """Return a bare nucleus with its coherent vector coupling.

    Parameters
    ----------
    name : str
        As for :func:`atom`.
    g_A : float
        Axial coupling, the same for all flavours: it is not coherent, but that of the
        unpaired nucleon.
    sin2_theta_w : float
        Squared sine of the weak mixing angle.

    Returns
    -------
    Particle
        The nucleus.

    Raises
    ------
    UnknownNameError
        If the isotope is not in the table.

    Examples
    --------
    >>> nucleus("4He").g_V
    (-0.92484, -0.92484, -0.92484)
    """
    known = isotope(name)
    checks.in_range("sin2_theta_w", sin2_theta_w, 0.0, 1.0)
    g_V = _coherent(known.Z, known.N, False, sin2_theta_w)
    return Particle(
        f"{known.name} nucleus", from_natural(known.nuclear_mass, "eV"), g_V, (g_A, g_A, g_A)
    )


def _coherent(Z: int, N: int, neutral: bool, sin2_theta_w: float) -> Couplings:
    g_e, g_mu, g_tau = (float(atom_coupling(Z, N, neutral, f, sin2_theta_w)) for f in FLAVOURS)
    return g_e, g_mu, g_tau


def particle(name: str) -> Particle:
    """Return a particle or neutral atom by its name.

    Parameters
    ----------
    name : str
        "e", "p", "n" (or in full), or what :func:`atom` knows. Case matters: "N" is nitrogen.

    Returns
    -------
    Particle
        With the default couplings.

    Raises
    ------
    UnknownNameError
        If there is no such particle.

    Examples
    --------
    >>> particle("Pb").name
    '208Pb'
    """
    constructors: dict[str, Callable[[], Particle]] = {
        "e": electron,
        "p": proton,
        "n": neutron,
        "electron": electron,
        "proton": proton,
        "neutron": neutron,
    }
    if name in constructors:
        return constructors[name]()
    if find(name) is None:
        raise unknown_name("particle", name, PARTICLE_NAMES)
    return atom(name)


def particle_couplings(
    name: str, flavours: Sequence[str] = FLAVOURS
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return couplings and mass of a named particle as arrays.

    Parameters
    ----------
    name : str
        As for :func:`particle`.
    flavours : sequence of str
        Flavours of the neutrino, in the order of the result.

    Returns
    -------
    g_V, g_A : ndarray (flavours,)
        Couplings.
    mass : ndarray ()
        Mass, eV.

    Raises
    ------
    UnknownNameError
        If a name is not known.

    Examples
    --------
    >>> particle_couplings("e", ("mu",))[1]
    array([-0.5])
    """
    named = particle(name)
    g_V, g_A = (
        np.array([named.coupling(current, flavour) for flavour in flavours])
        for current in CURRENTS
    )
    return g_V, g_A, to_natural("mass", named.mass, "mass")


def coupling_matrix(name: str, current: str, U: ComplexArray) -> ComplexArray:
    """Return the coupling matrix of a named particle in the basis of mass states.

    Parameters
    ----------
    name : str
        As for :func:`particle`.
    current : {"vector", "axial"}
        Which coupling.
    U : ndarray (..., 3, 3) of complex
        Mixing matrix.

    Returns
    -------
    ndarray (..., 3, 3) of complex
        Hermitian matrix g_ij.

    Raises
    ------
    UnknownNameError
        If a name is not known.

    Examples
    --------
    >>> coupling_matrix("Fe", "vector", np.eye(3)).real.diagonal()
    array([ 11., -15., -15.])
    """
    return particle(name).mass_basis(current, U)
