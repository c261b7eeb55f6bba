r"""Bethe logarithms :math:`\ln k_0(n,\ell)`, tabulated and summed over all intermediate states."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import numpy as np
from scipy import linalg, special

from softnu.atoms.kernels.hydrogenic import state, value
from softnu.checks import FloatArray
from softnu.data import load
from softnu.errors import DomainError

#: Functions of the basis: at least this many ...
_FUNCTIONS: Final = 100
#: ... and this many for each unit of n, as fewer do not reach across the state.
_FUNCTIONS_PER_N: Final = 7
#: Up to this n the functions stay within floats.
MAX_N: Final = 40
#: An intermediate state closer than this (atomic units) is the state itself, or degenerate.
_DEGENERATE: Final = 1e-8


@cache
def bethe_log(n: int, l: int) -> float:
    r"""Return :math:`\ln k_0(n,\ell)` from the table, or else from the sum.

    Parameters
    ----------
    n, l : int
        Quantum numbers, l >= 1, n <= :data:`MAX_N`.

    Returns
    -------
    float
        The table is good to its last digits; for the sum see :func:`summed`.

    Raises
    ------
    DomainError
        For larger n.
    """
    table: dict[str, float] = load("bethe_logs")["ln_k0"]
    found = table.get(f"{n},{l}")
    if found is not None:
        return found
    if n > MAX_N:
        raise DomainError(
            f"n = {n} is not allowed: Bethe logarithms are computed up to n = {MAX_N}; give the "
            "logarithm, or leave out the Lamb shift"
        )
    return summed(n, l, max(_FUNCTIONS, _FUNCTIONS_PER_N * n))


def summed(n: int, l: int, functions: int) -> float:
    r"""Return the Bethe logarithm as a sum over bound states and continuum.

    .. math:: \ln k_0 = \frac{n^3}2\sum_{m,\ell'=\ell\pm1}\frac{\max(\ell,\ell')}{2\ell+1}
        |\langle m\ell'|r|n\ell\rangle|^2\,\Delta E^3\ln|2\Delta E|

    in atomic units, over the eigenstates of the Hamiltonian in the Sturmian functions
    :math:`x^{\ell'+1}e^{-x/2}L_k^{2\ell'+1}(x)`, :math:`x = 6r/n`.

    Parameters
    ----------
    n, l : int
        Quantum numbers, l >= 1.
    functions : int
        Size of the basis; the error falls as its power -2.7 for l = 1, faster above.

    Returns
    -------
    float
        With 7 n functions, at least 100: 1 % of itself for l = 1 (1e-4 for n = 2), 1e-4 for l = 2,
        1e-6 above. Drake and Swainson, Phys. Rev. A 41 (1990) 1243.
    """
    return 0.5 * n**3 * sum(_channel(n, l, other, functions) for other in (l - 1, l + 1))


def _channel(n: int, l: int, other: int, functions: int) -> float:
    scale = 3.0 / n
    energies, vectors = _pseudostates(scale, other, functions)
    gaps = energies + 0.5 / n**2
    dipoles = vectors.T @ _projections(n, l, other, scale, functions)
    kept = np.abs(gaps) > _DEGENERATE
    gaps, dipoles = gaps[kept], dipoles[kept]
    total = np.sum(dipoles**2 * gaps**3 * np.log(np.abs(2.0 * gaps)))
    return float(total) * max(l, other) / (2 * l + 1)


@lru_cache(maxsize=64)
def _pseudostates(scale: float, l: int, functions: int) -> tuple[FloatArray, FloatArray]:
    r"""Diagonalise the Hamiltonian; the Sturmians are normalised with the weight 1/r."""
    k = np.arange(functions)
    diagonal = (k + l + 1.0) / scale
    beside = -np.sqrt((k[1:]) * (k[1:] + 2.0 * l + 1.0)) / (2.0 * scale)
    overlap = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    hamiltonian = np.diag(scale * (k + l + 1.0) - 1.0) - 0.5 * scale**2 * overlap
    energies, vectors = linalg.eigh(hamiltonian, overlap)
    return energies, vectors


def _projections(n: int, l: int, other: int, scale: float, functions: int) -> FloatArray:
    r"""Return :math:`\langle S_k|r|n\ell\rangle` for all k."""
    orbital = state(n, l)
    count = (functions + orbital.k) // 2 + 2
    nodes, weights = special.roots_genlaguerre(count, other + l + 3)
    rho = nodes / (scale + orbital.decay)
    k = np.arange(functions)[:, np.newaxis]
    x = 2.0 * scale * rho
    log_norm = 0.5 * (special.gammaln(k + 1.0) - special.gammaln(k + 2.0 * other + 2.0))
    sturmian = np.exp(log_norm) * special.eval_genlaguerre(k, 2 * other + 1, x)
    jacobian = (scale + orbital.decay) ** -(other + l + 4.0)
    strength = (2.0 * scale) ** (other + 1) * jacobian
    return strength * (sturmian * value(orbital, rho) @ weights)
