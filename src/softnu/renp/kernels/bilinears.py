r"""Bilinears of an electron, exact and to leading order in its velocity.

Between free spinors of momenta p (before) and p' (after); the momentum
:math:`\mathbf q = \mathbf p - \mathbf p'` goes to the pair.
As 2x2 matrices on the spin, normalised to :math:`u^\dagger u = 1`:

.. math::
    \bar ee &\to 1, &
    \bar e\,i\gamma_5e &\to \frac{i\,\sigma\cdot\mathbf q}{2m}, \\
    \bar e\gamma^0e &\to 1, &
    \bar e\gamma^ke &\to \frac{(\mathbf p+\mathbf p')^k - i(\sigma\times\mathbf q)^k}{2m}, \\
    \bar e\gamma^0\gamma_5e &\to \frac{\sigma\cdot(\mathbf p+\mathbf p')}{2m}, &
    \bar e\gamma^k\gamma_5e &\to \sigma^k .

Table 1 of arXiv:2110.03510. Operators that are even under parity and act on the spin drive M1
transitions: the pseudoscalar and the axial one, which does so without suppression by q/m.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.renp.kernels.couplings import ComplexArray

_ONE: Final = np.eye(2, dtype=np.complex128)
_SIGMA: Final = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
_ZERO: Final = np.zeros((2, 2), dtype=np.complex128)
_GAMMA_0: Final = np.block([[_ONE, _ZERO], [_ZERO, -_ONE]])
_GAMMA: Final = tuple(np.block([[_ZERO, s], [-s, _ZERO]]) for s in _SIGMA)
_GAMMA_5: Final = np.block([[_ZERO, _ONE], [_ONE, _ZERO]])
#: Matrices between the spinors, by the name of the bilinear; x, y, z for space components.
GAMMAS: Final[dict[str, ComplexArray]] = {
    "scalar": np.eye(4, dtype=np.complex128),
    "pseudoscalar": 1j * _GAMMA_5,
    "vector 0": _GAMMA_0,
    **{f"vector {k}": _GAMMA[n] for n, k in enumerate("xyz")},
    "axial 0": _GAMMA_0 @ _GAMMA_5,
    **{f"axial {k}": _GAMMA[n] @ _GAMMA_5 for n, k in enumerate("xyz")},
}


def exact(name: str, p: FloatArray, p_after: FloatArray) -> ComplexArray:
    r"""Return a bilinear between free Dirac spinors.

    Parameters
    ----------
    name : str
        A key of :data:`GAMMAS`.
    p, p_after : ndarray (..., 3)
        Momenta before and after, over the electron's mass.

    Returns
    -------
    ndarray (..., 2, 2) of complex
        Between Pauli spinors.

    Examples
    --------
    >>> exact("scalar", np.zeros(3), np.zeros(3)).real
    array([[1., 0.],
           [0., 1.]])
    """
    after = np.conj(np.swapaxes(_spinor(p_after), -1, -2))
    return after @ _GAMMA_0 @ GAMMAS[name] @ _spinor(p)


def leading(name: str, p: FloatArray, p_after: FloatArray) -> ComplexArray:
    """Return the same bilinear to leading order in the momenta (formulas above).

    Parameters
    ----------
    name, p, p_after
        As for :func:`exact`.

    Returns
    -------
    ndarray (..., 2, 2) of complex
        Relative error of the order of the momenta over the mass, squared.

    Examples
    --------
    >>> leading("axial z", np.zeros(3), np.zeros(3)).real
    array([[ 1.,  0.],
           [ 0., -1.]])
    """
    q, total = p - p_after, p + p_after
    kind, _, component = name.partition(" ")
    k = "xyz".find(component) if component else -1
    if kind == "axial":
        return _SIGMA[k] + 0.0 * _dot(q) if k >= 0 else 0.5 * _dot(total)
    if kind == "pseudoscalar":
        return 0.5j * _dot(q)
    if k < 0:
        return _ONE + 0.0 * _dot(q)
    # -i (sigma x q)^k = i (q x sigma)^k
    cross = np.einsum("...j,lab,jl->...ab", q, _SIGMA, _levi_civita(k))
    return 0.5 * (total[..., k, np.newaxis, np.newaxis] * _ONE + 1j * cross)


def _spinor(p: FloatArray) -> ComplexArray:
    """Columns (..., 4, 2): spinors of momentum p for both spins."""
    E = np.sqrt(1.0 + np.sum(p * p, axis=-1))[..., np.newaxis, np.newaxis]
    lower = _dot(p) / (E + 1.0)
    upper = np.broadcast_to(_ONE, lower.shape)
    return np.sqrt((E + 1.0) / (2.0 * E)) * np.concatenate([upper, lower], axis=-2)


def _dot(p: FloatArray) -> ComplexArray:
    return np.einsum("...k,kab->...ab", p, _SIGMA)


def _levi_civita(k: int) -> FloatArray:
    """epsilon_{kjl} for one k."""
    epsilon = np.zeros((3, 3))
    j, l = (k + 1) % 3, (k + 2) % 3
    epsilon[j, l], epsilon[l, j] = 1.0, -1.0
    return epsilon


def even_spin_share(name: str, mean: FloatArray, q: FloatArray) -> FloatArray:
    """Return the share of a bilinear that acts on the spin and is even under parity.

    Parity turns the electron's mean momentum round, not that of the pair.

    Parameters
    ----------
    name : str
        A key of :data:`GAMMAS`.
    mean : ndarray (..., 3)
        (p + p')/2 over the electron's mass.
    q : ndarray (..., 3)
        p - p' over the electron's mass.

    Returns
    -------
    ndarray (...)
        Norm of the traceless part of the even part, over the norm of the bilinear.

    Examples
    --------
    >>> round(float(even_spin_share("axial z", np.full(3, 1e-3), np.full(3, 1e-6))), 3)
    1.0
    """
    both = [exact(name, side * mean + 0.5 * q, side * mean - 0.5 * q) for side in (1.0, -1.0)]
    even = 0.5 * (both[0] + both[1])
    trace = np.trace(even, axis1=-2, axis2=-1)[..., np.newaxis, np.newaxis]
    spin = even - 0.5 * trace * _ONE
    norms = [np.linalg.norm(part, axis=(-2, -1)) for part in (spin, both[0])]
    return np.asarray(norms[0] / norms[1])
