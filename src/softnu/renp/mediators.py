"""What couples electrons to neutrino pairs beside the weak interaction: frozen objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos.matrices import ComplexArray, read_matrix
from softnu.units import checked, from_natural

#: Width by decays to neutrino pairs alone.
NEUTRINOS = "neutrinos"


@dataclass(frozen=True, eq=False)
class VectorMediator:
    r"""A vector boson with axial coupling to electrons.

    .. math:: V_\mu[g_A^e\,\bar e\gamma^\mu\gamma_5 e + \bar\nu\gamma^\mu(g_LP_L + g_RP_R)\nu],

    arXiv:2110.03510; a vector coupling of the electron does not enter at leading order.

    Parameters
    ----------
    mass : Quantity or str
        Mass, >= 0.
    g_A_e : float
        Axial coupling of the electron.
    g_L, g_R : matrix
        Hermitian couplings to pairs of mass states: 3x3, an element such as ``"E_12"``, or 0.
    width : Quantity, str or "neutrinos"
        Total width; "neutrinos" computes that of decays to neutrinos.
    longitudinal : bool
        Keep :math:`q^\mu q^\nu/m^2` of the propagator, for currents that are not conserved.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Examples
    --------
    >>> VectorMediator("1 keV", g_A_e=1e-9, g_L="E_11").mass
    <Quantity 1000. eV>
    """

    mass: Any
    g_A_e: float
    g_L: Any = 0
    g_R: Any = 0
    width: Any = "0 eV"
    longitudinal: bool = False

    def __post_init__(self) -> None:
        _fix(self, "g_A_e", ("g_L", "g_R"))
        if self.longitudinal and self.mass == 0.0 * self.mass:
            raise DomainError("longitudinal needs a mass > 0: it is divided by its square")


@dataclass(frozen=True, eq=False)
class ScalarMediator:
    r"""A spin-0 boson with pseudoscalar coupling to electrons.

    .. math:: \phi[iy_P^e\,\bar e\gamma_5 e + \bar\nu(y_S + iy_P\gamma_5)\nu],

    arXiv:2110.03510; a scalar coupling of the electron does not enter at leading order.

    Parameters
    ----------
    mass : Quantity or str
        Mass, >= 0.
    y_P_e : float
        Pseudoscalar coupling of the electron.
    y_S, y_P : matrix
        Hermitian couplings to pairs of mass states: 3x3, an element such as ``"E_12"``, or 0.
    width : Quantity, str or "neutrinos"
        Total width; "neutrinos" computes that of decays to neutrinos.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Examples
    --------
    >>> ScalarMediator("1 keV", y_P_e=1e-5, y_S="E_33").width
    <Quantity 0. eV>
    """

    mass: Any
    y_P_e: float
    y_S: Any = 0
    y_P: Any = 0
    width: Any = "0 eV"

    def __post_init__(self) -> None:
        _fix(self, "y_P_e", ("y_S", "y_P"))


@dataclass(frozen=True, eq=False)
class Dipoles:
    r"""Magnetic and electric dipole moments of neutrinos, coupled by photon exchange.

    Parameters
    ----------
    mu, epsilon : matrix
        Hermitian moments in Bohr magnetons: 3x3, an element such as ``"E_12"``, or 0. For
        Majorana neutrinos only what is imaginary and off the diagonal counts.
    kappa_M : float
        :math:`\mathbf L + 2\mathbf S = 2\kappa_M\mathbf S`: 1/2 if the spin step changes J, 1 for
        spin alone.

    Raises
    ------
    SoftnuError
        If a value is not allowed.

    Examples
    --------
    >>> float(Dipoles(mu=[[1e-11, 0, 0], [0, 0, 0], [0, 0, 0]]).mu[0, 0].real)
    1e-11
    """

    mu: Any = 0
    epsilon: Any = 0
    kappa_M: float = 0.5

    def __post_init__(self) -> None:
        for name in ("mu", "epsilon"):
            object.__setattr__(self, name, read_matrix(name, getattr(self, name)))
        object.__setattr__(self, "kappa_M", _number("kappa_M", self.kappa_M))


Mediator = VectorMediator | ScalarMediator | Dipoles


def _fix(
    mediator: VectorMediator | ScalarMediator, electron: str, matrices: tuple[str, ...]
) -> None:
    """Bring the fields of a mediator to one form."""
    for name in ("mass", "width"):
        value = getattr(mediator, name)
        if not (name == "width" and isinstance(value, str) and value == NEUTRINOS):
            natural = checked(name, value, "energy", checks.nonnegative)
            object.__setattr__(mediator, name, from_natural(_scalar(name, natural), "eV"))
    object.__setattr__(mediator, electron, _number(electron, getattr(mediator, electron)))
    for name in matrices:
        object.__setattr__(mediator, name, read_matrix(name, getattr(mediator, name)))


def _number(name: str, value: Any) -> float:
    return _scalar(name, checks.finite(name, value))


def _scalar(name: str, value: FloatArray) -> float:
    if np.ndim(value):
        raise DomainError(f"{name} must be one number, its shape is {np.shape(value)}")
    return float(value)


__all__ = ["NEUTRINOS", "ComplexArray", "Dipoles", "Mediator", "ScalarMediator", "VectorMediator"]
