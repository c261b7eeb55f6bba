r"""The spectrum of all channels together, for any current.

.. math::
    I(\omega) = \frac{F_2}{(E_{vg}-\omega)^2}\sum_{ij} c\,\Delta_{ij}T_{ij}, \qquad
    c = 1\ (\text{Dirac}),\ \tfrac12\ (\text{Majorana}),

over ordered pairs, Eq. (16) of arXiv:2110.03510 with :math:`T_{ij}` of
:mod:`softnu.renp.kernels.pairs`. With a current :math:`C_0 + \kappa C_1`, T is a quadratic form,

.. math:: T = T_{00} + 2\,\mathrm{Re}\,\kappa\;T_{01} + |\kappa|^2T_{11},

so that everything that does not depend on the photon's energy is computed once: the weights of
:func:`quadratic_form`. Sums over pairs are shared by i, j and j, i; couplings are Hermitian, and
the part with the imaginary part of kappa changes its sign when i and j are exchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.compiled import compile_loops
from softnu.renp.kernels import master_loops, pairs
from softnu.renp.kernels.couplings import Current
from softnu.renp.kernels.kinematics import Photon
from softnu.renp.kernels.mediators import Strength

#: From this many points on it pays to compile the loops (two seconds a process), which are
#: then some four times as fast.
MANY = 10_000_000
#: Points that arrays in a processor's cache hold.
_BLOCK = 8192
#: Structures of T: contact, mass, and four with the current along q.
CONTACT, MASS, ALONG, ALONG_MASS, MIXED, MIXED_SPLIT = range(6)


class Response(NamedTuple):
    r"""Sums over pairs (...), coefficients of 1, Re kappa and \|kappa\|^2; eV^2."""

    constant: FloatArray
    linear: FloatArray
    square: FloatArray

    def at(self, kappa: Strength) -> FloatArray:
        """Return the sum for one strength of the mediator."""
        x = np.real(kappa)
        total = self.constant + x * (self.linear + self.square * x)
        if np.iscomplexobj(kappa):
            total = total + self.square * np.imag(kappa) ** 2
        return total


def quadratic_form(
    weak: Current, mediator: Current | None, masses: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return the weights of the structures of T for each pair i <= j.

    Parameters
    ----------
    weak, mediator : Current
        :math:`C_0` and :math:`C_1`, matrices (..., n, n) of :mod:`softnu.renp.kernels.couplings`.
    masses : ndarray (..., n)
        Neutrino masses, eV.
    majorana : bool
        Whether the factor 1/2 applies.

    Returns
    -------
    ndarray (k, 3, n (n + 1)/2, ...)
        For k = 2 structures (contact, mass) or all 6, the coefficients of 1, Re kappa and
        \|kappa\|^2, pairs in the order 11, 12, ..., 22, ...
    """
    parts = [weak] if mediator is None else [weak, mediator]
    n = masses.shape[-1]
    m_i, m_j = masses[..., :, np.newaxis], masses[..., np.newaxis, :]
    structures = 6 if any(part.X_L is not None for part in parts) else 2
    features = [_features(part, m_i, m_j, structures) for part in parts]
    shape = np.broadcast_shapes(
        m_i.shape[:-2],
        *(matrix.shape[:-2] for part in parts for matrix in part if matrix is not None),
    )
    upper = np.triu_indices(n)
    weights = np.zeros((structures, 3, len(upper[0]), *shape))
    for b in range(structures):
        own = [np.real(_product(b, f, f)) for f in features]
        terms = [own[0]]
        if mediator is not None:
            terms += [2.0 * np.real(_product(b, *features)), own[1]]
        # m_i^2 - m_j^2 in front of the last structure changes sign with the order of the pair.
        side = -1.0 if b == MIXED_SPLIT else 1.0
        for c, term in enumerate(terms):
            full = np.broadcast_to(term, (*shape, n, n))
            folded = full + side * np.swapaxes(full, -1, -2)
            folded[..., range(n), range(n)] *= 0.5
            weights[b, c] = np.moveaxis(folded[..., *upper], -1, 0)
    return 0.5 * weights if majorana else weights


def response(photon: Photon, masses: FloatArray, W_L: FloatArray, weights: FloatArray) -> Response:
    """Return the sums over pairs, separately for each power of the mediator's strength.

    Parameters
    ----------
    photon : Photon
        Kinematics (...).
    masses : ndarray (..., n)
        Neutrino masses, eV.
    W_L : ndarray (...)
        Longitudinal weight.
    weights : ndarray (k, 3, p, ...)
        :func:`quadratic_form`.

    Returns
    -------
    Response
        0 where all channels are closed.
    """
    fields = (photon.s, photon.Q, photon.above, photon.reference)
    if masses.ndim == 1 and weights.ndim == 3 and np.ndim(W_L) == 0:
        return _many_photons(fields, masses, float(W_L), weights)
    shape = np.broadcast_shapes(
        *map(np.shape, fields), np.shape(W_L), masses.shape[:-1], weights.shape[3:]
    )
    sums = np.zeros((3, *shape))
    _add_pairs(*fields, masses, W_L, weights, sums)
    return Response(*sums)


def _many_photons(
    fields: tuple[FloatArray, ...], masses: FloatArray, W_L: float, weights: FloatArray
) -> Response:
    """Sums for one set of masses and couplings, in blocks that fit the cache."""
    shape = np.broadcast_shapes(*map(np.shape, fields))
    flat = [np.broadcast_to(field, shape).reshape(-1) for field in fields]
    sums = np.zeros((3, flat[0].size))
    add_pairs: Callable[..., None] = _compiled() if sums.shape[1] >= MANY else _add_pairs
    for start in range(0, sums.shape[1], _BLOCK):
        part = slice(start, start + _BLOCK)
        block = (np.ascontiguousarray(field[part]) for field in flat)
        add_pairs(*block, masses, W_L, weights, sums[:, part])
    return Response(*sums.reshape(3, *shape))


def _add_pairs(
    s: FloatArray,
    Q: FloatArray,
    above: FloatArray,
    reference: FloatArray,
    masses: FloatArray,
    W_L: FloatArray | float,
    weights: FloatArray,
    sums: FloatArray,
) -> None:
    """Add the sums of :func:`response` to `sums` (3, ...), for arrays that broadcast."""
    s = np.where(s > 0.0, s, 1.0)
    used = np.any(weights, axis=tuple(range(3, weights.ndim)))
    for pair, (i, j) in enumerate(zip(*np.triu_indices(masses.shape[-1]), strict=True)):
        m_i, m_j = masses[..., i], masses[..., j]
        t = np.maximum(pairs.excess(above, reference, m_i, m_j), 0.0)
        Delta = pairs.two_body(t, s, m_i, m_j)
        structures = pairs.structures(t, s, Q, m_i, m_j, W_L)
        for b in range(weights.shape[0]):
            if np.any(used[b, :, pair]):
                size = Delta * structures[b]
                for c in np.flatnonzero(used[b, :, pair]):
                    sums[c] += weights[b, c, pair] * size


@cache
def _compiled() -> Any:
    names = ("excess", "two_body", "contact", "structures", "add_pairs")
    return compile_loops((pairs, master_loops), names)["add_pairs"]


def _features(
    current: Current, m_i: FloatArray, m_j: FloatArray, structures: int
) -> dict[int, tuple[Any, ...]]:
    """What the structures are squares or products of."""
    L, R = current.L, current.R
    found: dict[int, tuple[Any, ...]] = {CONTACT: (L, R), MASS: (L + R,)}
    if structures == 2:
        return found
    zero = np.zeros_like(L)
    X_L, X_R = (zero if X is None else X for X in (current.X_L, current.X_R))
    return found | {
        ALONG: (X_L, X_R),
        ALONG_MASS: (X_L - X_R,),
        MIXED: (L, R, m_i * X_L - m_j * X_R, m_i * X_R - m_j * X_L),
        MIXED_SPLIT: (L, R, m_i * X_L + m_j * X_R, m_i * X_R + m_j * X_L),
    }


def _product(b: int, first: dict[int, tuple[Any, ...]], second: dict[int, tuple[Any, ...]]) -> Any:
    """Sesquilinear form whose real part for twice the same current is the structure b."""
    x, y = first[b], second[b]
    if b in (MIXED, MIXED_SPLIT):
        # Re(L* Y_L + R* Y_R), made Hermitian.
        (L, R, Y_L, Y_R), (L2, R2, Y2_L, Y2_R) = x, y
        return 0.5 * (
            np.conj(L) * Y2_L + np.conj(R) * Y2_R + np.conj(Y_L) * L2 + np.conj(Y_R) * R2
        )
    return sum(np.conj(a) * b2 for a, b2 in zip(x, y, strict=True))
