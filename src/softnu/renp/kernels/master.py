r"""The spectrum of all channels together, for any current.

.. math::
    I(\omega) = \frac{F_2}{(E_{vg}-\omega)^2}\sum_{ij} c\,\Delta_{ij}T_{ij}, \qquad
    c = 1\ (\text{Dirac}),\ \tfrac12\ (\text{Majorana}),

over ordered pairs, Eq. (16) of arXiv:2110.03510 with :math:`T_{ij}` of
:mod:`softnu.renp.kernels.pairs`. With a current :math:`C_0 + \kappa C_1`, T is a quadratic form,

.. math:: T = T_{00} + 2\,\mathrm{Re}(\kappa\,T_{01}) + |\kappa|^2T_{11},

so that everything that does not depend on the photon's energy is computed once: the weights of
:func:`quadratic_form`. Sums over pairs are shared by i, j and j, i.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.compiled import compile_loops
from softnu.renp.kernels import master_loops, pairs
from softnu.renp.kernels.couplings import ComplexArray, Current
from softnu.renp.kernels.kinematics import Photon, excess

#: From this many points on it pays to compile the loops (two seconds a process).
MANY = 1_000_000
#: Points that arrays in a processor's cache hold.
_BLOCK = 8192
#: Structures of T: contact, mass, and four with the current along q.
CONTACT, MASS, ALONG, ALONG_MASS, MIXED, MIXED_SPLIT = range(6)


class Response(NamedTuple):
    r"""Sums over pairs (...), coefficients of 1, Re kappa, Im kappa and \|kappa\|^2; eV^2."""

    constant: FloatArray
    real: FloatArray
    imaginary: FloatArray
    square: FloatArray

    def at(self, kappa: ComplexArray) -> FloatArray:
        """Return the sum for one strength of the mediator."""
        return (
            self.constant
            + self.real * np.real(kappa)
            + self.imaginary * np.imag(kappa)
            + self.square * (np.real(kappa) ** 2 + np.imag(kappa) ** 2)
        )


def quadratic_form(
    weak: Current, mediator: Current | None, masses: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return the weights of the structures of T for each pair i <= j.

    Parameters
    ----------
    weak, mediator : Current
        :math:`C_0` and :math:`C_1`, matrices (..., n, n).
    masses : ndarray (..., n)
        Neutrino masses, eV.
    majorana : bool
        Whether the factor 1/2 applies.

    Returns
    -------
    ndarray (k, 4, n (n + 1)/2, ...)
        For k = 2 structures (contact, mass) or all 6, the coefficients of 1, Re kappa,
        Im kappa and \|kappa\|^2, pairs in the order 11, 12, ..., 22, ...
    """
    parts = [weak] if mediator is None else [weak, mediator]
    n = masses.shape[-1]
    m_i, m_j = masses[..., :, np.newaxis], masses[..., np.newaxis, :]
    features = [_features(part, m_i, m_j) for part in parts]
    structures = 6 if any(part.X_L is not None for part in parts) else 2
    shape = np.broadcast_shapes(
        m_i.shape[:-2],
        *(matrix.shape[:-2] for part in parts for matrix in part if matrix is not None),
    )
    upper = np.triu_indices(n)
    weights = np.zeros((structures, 4, len(upper[0]), *shape))
    for b in range(structures):
        own = [np.real(_product(b, f, f)) for f in features]
        terms = [own[0]]
        if mediator is not None:
            mixed = _product(b, features[0], features[1])
            terms += [2.0 * np.real(mixed), -2.0 * np.imag(mixed), own[1]]
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
    weights : ndarray (k, 4, p, ...)
        :func:`quadratic_form`.

    Returns
    -------
    Response
        0 where all channels are closed.
    """
    fields = (photon.below, photon.s, photon.Q)
    if masses.ndim == 1 and weights.ndim == 3 and np.size(W_L) == 1:
        return _many_photons(photon, masses, float(np.asarray(W_L).reshape(())), weights)
    shape = np.broadcast_shapes(
        *(np.shape(a) for a in (*fields, photon.scale, W_L)), masses.shape[:-1], weights.shape[3:]
    )
    sums = np.zeros((4, *shape))
    _add_pairs(photon, masses, W_L, weights, sums)
    return Response(*sums)


def _many_photons(photon: Photon, masses: FloatArray, W_L: float, weights: FloatArray) -> Response:
    """Sums for one set of masses and couplings: compiled, or in blocks that fit the cache."""
    wanted = (photon.below, photon.s, photon.Q, photon.scale, photon.reference)
    shape = np.broadcast_shapes(*(np.shape(a) for a in wanted))
    below, s, Q, scale, reference = (np.broadcast_to(a, shape).reshape(-1) for a in wanted)
    sums = np.zeros((4, below.size))
    if below.size >= MANY:
        _compiled()(below, s, Q, scale, reference, masses, W_L, weights, sums)
    else:
        for start in range(0, below.size, _BLOCK):
            part = slice(start, start + _BLOCK)
            block = photon._replace(
                below=below[part],
                s=s[part],
                Q=Q[part],
                scale=scale[part],
                reference=reference[part],
            )
            _add_pairs(block, masses, np.asarray(W_L), weights, sums[:, part])
    return Response(*sums.reshape(4, *shape))


def _add_pairs(
    photon: Photon, masses: FloatArray, W_L: FloatArray, weights: FloatArray, sums: FloatArray
) -> None:
    s = np.where(photon.s > 0.0, photon.s, 1.0)
    pair = 0
    for i in range(masses.shape[-1]):
        for j in range(i, masses.shape[-1]):
            m_i, m_j = masses[..., i], masses[..., j]
            t = np.maximum(excess(photon, m_i, m_j), 0.0)
            Delta = pairs.two_body(t, s, m_i, m_j)
            structures = pairs.structures(t, s, photon.Q, m_i, m_j, W_L)
            for b in range(weights.shape[0]):
                for c in range(4):
                    if np.any(weights[b, c, pair]):
                        sums[c] += Delta * structures[b] * weights[b, c, pair]
            pair += 1


@cache
def _compiled() -> Any:
    names = ("two_body", "contact", "structures", "add_pairs")
    return compile_loops((pairs, master_loops), names)["add_pairs"]


def _features(current: Current, m_i: FloatArray, m_j: FloatArray) -> dict[int, tuple[Any, ...]]:
    """What the structures are squares or products of."""
    L, R = current.L, current.R
    found: dict[int, tuple[Any, ...]] = {CONTACT: (L, R), MASS: (L + R,)}
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
