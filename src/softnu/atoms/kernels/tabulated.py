r"""Radial integrals of parity violation between orbitals that another code tabulated.

Orbitals are splines of degree 5 in :math:`\ln r`; between neighbouring radii of the table the
integrals are sums over Gauss-Legendre nodes. The potential F is evaluated at those nodes: it may
vary faster than the orbitals. Any units of length; results are in the units that follow.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from scipy.interpolate import make_interp_spline

from softnu.atoms.kernels.radial import Ladders
from softnu.checks import FloatArray
from softnu.errors import ConvergenceError, DivergentMatrixElement

#: A radial potential F of radii (n,), as an array (n,).
Potential = Callable[[FloatArray], FloatArray]

_DEGREE: Final = 5
#: Nodes in each interval of the table: exact for the spline times a cubic.
_NODES: Final = np.polynomial.legendre.leggauss(5)
#: What the integrals may gather inside the first radius of the table, at most.
_INSIDE: Final = 1e-6
#: An integrand that falls with a lower power of r has no limit at the nucleus.
_FALLS: Final = 0.01


class Nodes(NamedTuple):
    """Where integrands are evaluated: ln r, r, and weights for integrals over ln r."""

    t: FloatArray
    r: FloatArray
    weight: FloatArray


def nodes(r: FloatArray) -> Nodes:
    """Return the nodes of all intervals of a table.

    Parameters
    ----------
    r : ndarray (n,)
        Radii > 0, increasing.

    Returns
    -------
    Nodes
        Arrays (5 (n - 1),).
    """
    t = np.log(r)
    half = 0.5 * np.diff(t)[:, np.newaxis]
    x, w = _NODES
    at = (t[:-1, np.newaxis] + half * (1.0 + x)).reshape(-1)
    return Nodes(at, np.exp(at), (half * w).reshape(-1))


def nonrelativistic_ladders(
    r: FloatArray, one: tuple[int, FloatArray], two: tuple[int, FloatArray], potential: Potential
) -> Ladders:
    r"""Return :math:`L_{12}`, :math:`L_{21}` of :mod:`~softnu.atoms.kernels.radial` for a table.

    With :math:`P = rR = r^{\ell+1}u` and :math:`\ell_1=\ell_2+1`,

    .. math:: L_{12} = \int F\,r^{\ell_1+\ell_2+2}\,u_1\dot u_2\,d\ln r,\qquad
        L_{21} = \int F\,r^{\ell_1+\ell_2+2}\,u_2[(2\ell_1+1)u_1+\dot u_1]\,d\ln r,

    dots for :math:`d/d\ln r`; nothing cancels near the nucleus.

    Parameters
    ----------
    r : ndarray (n,)
        Radii > 0, increasing, n >= 6.
    one, two : tuple of int and ndarray (n,)
        Orbital angular momentum, which differs by one, and P.
    potential : callable
        F, which has no derivative here.

    Returns
    -------
    Ladders
        Numbers, in the unit of F over that of r. On 500 points from 1e-6 to 60 n, logarithmic,
        1e-9 for hydrogen up to n = 5; else that of the table. Derived.

    Raises
    ------
    DivergentMatrixElement, ConvergenceError
        If the integrals do not end within the table.
    """
    l1, l2 = one[0], two[0]
    if l1 < l2:
        there, back = nonrelativistic_ladders(r, two, one, potential)
        return Ladders(back, there)
    at = nodes(r)
    upper, lower = (
        make_interp_spline(np.log(r), P / r ** (l + 1), k=_DEGREE) for l, P in (one, two)
    )
    u1, u2 = upper(at.t), lower(at.t)
    measure = potential(at.r) * at.r ** (l1 + l2 + 2)
    there = measure * u1 * lower(at.t, nu=1)
    back = measure * u2 * ((2 * l1 + 1) * u1 + upper(at.t, nu=1))
    return Ladders(np.asarray(_integral(at, there)), np.asarray(_integral(at, back)))


def chirality_integral(
    r: FloatArray,
    one: tuple[FloatArray, FloatArray],
    two: tuple[FloatArray, FloatArray],
    potential: Potential,
) -> float:
    r"""Return :math:`\int F(f_1g_2-g_1f_2)\,dr`, which is :math:`-i\langle1|\gamma_5F|2\rangle`.

    The spinor is :math:`\frac1r(f\,\Omega_{\kappa m},\,ig\,\Omega_{-\kappa m})`, so that far from
    relativity :math:`g = (f'+\kappa f/r)/2m` and the integral is :math:`K_p/m` of the same F.

    Parameters
    ----------
    r : ndarray (n,)
        Radii > 0, increasing, n >= 6.
    one, two : tuple of ndarray (n,)
        f and g of two states of opposite parity and the same j.
    potential : callable
        F.

    Returns
    -------
    float
        In the unit of F. 1e-9 as for :func:`nonrelativistic_ladders`. Johnson, Atomic Structure
        Theory (2007), Sec. 2; the sign is that of K_p for weak fields.

    Raises
    ------
    DivergentMatrixElement, ConvergenceError
        If the integral does not end within the table.
    """
    at = nodes(r)
    f1, g1, f2, g2 = (
        make_interp_spline(np.log(r), component, k=_DEGREE)(at.t) for component in (*one, *two)
    )
    return _integral(at, potential(at.r) * at.r * (f1 * g2 - g1 * f2))


def small_component_sign(r: FloatArray, kappa: int, f: FloatArray, g: FloatArray) -> float:
    r"""Return the sign of :math:`\int g\,(f'+\kappa f/r)\,dr`: +1 for spinors (f, ig).

    The Dirac equation makes the bracket :math:`(E+m-V)g`, with a positive factor of g for a
    bound electron.

    Parameters
    ----------
    r : ndarray (n,)
        Radii > 0, increasing, n >= 6.
    kappa : int
        Dirac's quantum number, not 0.
    f, g : ndarray (n,)
        Large and small component.

    Returns
    -------
    float
        +1, -1, or 0 where g vanishes. Johnson, Atomic Structure Theory (2007), Sec. 2.
    """
    at = nodes(r)
    large = make_interp_spline(np.log(r), f, k=_DEGREE)
    small = make_interp_spline(np.log(r), g, k=_DEGREE)(at.t)
    overlap = at.weight @ (small * (large(at.t, nu=1) + kappa * large(at.t)))
    return float(np.sign(overlap))


def norm(r: FloatArray, components: tuple[FloatArray, ...]) -> float:
    """Return the integral over r of the sum of squares.

    Parameters
    ----------
    r : ndarray (n,)
        Radii > 0, increasing, n >= 6.
    components : tuple of ndarray (n,)
        P, or f and g.

    Returns
    -------
    float
        1 for a normalised state.
    """
    at = nodes(r)
    splines = (make_interp_spline(np.log(r), values, k=_DEGREE) for values in components)
    return float(sum((at.weight * at.r) @ spline(at.t) ** 2 for spline in splines))


def _integral(at: Nodes, integrand: FloatArray) -> float:
    """Return the integral over ln r of what falls as a power towards the nucleus."""
    if not np.any(integrand):
        raise ConvergenceError(
            "the integrand vanishes at all radii of the table: the potential is 0, or has its "
            "range inside the first radius"
        )
    total = float(at.weight @ integrand)
    first, last = np.abs(integrand[[0, _DEGREE]])
    if first > 0.0:
        power = math.log(last / first) / float(at.t[_DEGREE] - at.t[0]) if last > 0.0 else 0.0
        if power <= _FALLS:
            raise DivergentMatrixElement(
                "the integrand does not fall towards the nucleus at the first radius of the "
                "table: choose a less singular potential, such as one with a form factor "
                "(cutoff), or a table that begins further in"
            )
        if first / power > _INSIDE * float(at.weight @ np.abs(integrand)):
            raise ConvergenceError(
                f"more than {_INSIDE:g} of the integral is inside the first radius of the table: "
                "the table must begin further in"
            )
    return total
