"""Any smooth isotropic occupation n(k), given as functions of k."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from softnu.errors import ConvergenceError
from softnu.forces.kernels.isotropic.amplitudes import (
    Amplitudes,
    amplitudes,
    depth,
    steady_sign,
)
from softnu.forces.kernels.isotropic.brackets import Brackets, collect, real_brackets
from softnu.forces.kernels.isotropic.factors import FloatArray, JFactors, Parts
from softnu.forces.kernels.isotropic.tails import head
from softnu.numerics.ooura import fourier_rule
from softnu.numerics.panels import NODES, geometric_edges, panel_rule, uniform_edges

Occupation = Callable[[FloatArray], FloatArray]

#: The occupation must be negligible above this many k_scale.
K_MAX = 64.0
#: Largest accepted difference of two quadratures, relative to the largest J.
TOLERANCE = 1e-8
# Above this r k_scale the occupation varies slowly over an oscillation.
_FAR = 10.0
_BLOCK = 8
_PARTS = Parts()
_HEAD = 8  # quarters of pi: e^{2iy} = 1 where the tail starts


def j_factors_of(
    r: FloatArray,
    occupation_nu: Occupation,
    occupation_nubar: Occupation,
    m_nu: FloatArray,
    k_scale: FloatArray,
    population: str,
    majorana: bool,
) -> JFactors:
    r"""Return the J-factors of any smooth occupation.

    Gauss-Legendre panels on the real axis up to 64 k_scale for r k_scale < 10, beyond that a
    double-exponential Fourier tail. Secs. 3.1-3.3 of arXiv:2405.16801, helicity resolved.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.
    occupation_nu, occupation_nubar : callable
        n(k) of neutrinos and antineutrinos (Majorana: of left and right helicity), vectorised
        over k in eV; smooth on the scale k_scale and negligible above 64 k_scale. For steps and
        tabulated values take :func:`j_factors_of_table`.
    m_nu : ndarray (...)
        Neutrino mass, eV, >= 0.
    k_scale : ndarray (...)
        Typical momentum, eV, > 0.
    population, majorana
        As in :func:`~softnu.forces.kernels.isotropic.j_factors`.

    Returns
    -------
    JFactors
        Relative error (of the largest factor) about 1e-12 for r k_scale < 1, 1e-10
        beyond, times m r where that is large.

    Raises
    ------
    ConvergenceError
        Two quadratures differ by more than 1e-8 of the largest factor.

    Examples
    --------
    >>> J = j_factors_of(
    ...     np.float64(0.3), lambda k: np.exp(-k), lambda k: np.exp(-k), 0.0, 1.0, "sum", False
    ... )
    >>> float(J.a)
    0.14013841
    """
    r, m, scale = np.broadcast_arrays(
        *(np.asarray(a, dtype=np.float64) for a in (r, m_nu, k_scale))
    )
    shape = r.shape
    r, m, scale = r.reshape(-1), m.reshape(-1), scale.reshape(-1)
    out = np.empty((4, r.size))
    check = np.empty((4, r.size))

    def occupation(k: FloatArray) -> tuple[FloatArray, FloatArray]:
        nu, nubar = occupation_nu(k), occupation_nubar(k)
        return nu + nubar, nu - nubar

    near = r * scale < _FAR
    for route, method in ((near, _panels), (~near, _fourier)):
        # Neighbours in r k_scale need about the same number of panels.
        chosen = np.flatnonzero(route)
        chosen = chosen[np.argsort(r[chosen] * scale[chosen])]
        for start in range(0, chosen.size, _BLOCK):
            at = chosen[start : start + _BLOCK]
            points = (occupation, r[at], m[at], scale[at], population, majorana)
            out[:, at], check[:, at] = method(*points)
    size = np.max(np.abs(out), axis=0)
    bad = np.flatnonzero(~(np.max(np.abs(out - check), axis=0) <= TOLERANCE * size))
    if bad.size:
        i = bad[0]
        raise ConvergenceError(
            f"J of the given occupation is not resolved at r = {r[i]:.6g}, k_scale = "
            f"{scale[i]:.6g} (natural units): it must be smooth on that scale; "
            "give steps and sharp edges as a table"
        )
    return JFactors(*out.reshape((4, *shape)))


_Pair = Callable[[FloatArray], tuple[FloatArray, FloatArray]]


def full_amplitudes(y: FloatArray, M: FloatArray, population: str, majorana: bool) -> Amplitudes:
    """Return the amplitudes with J_d of ``produced`` complete, not less that of ``sum``."""
    amp = amplitudes(y, M, population, majorana)
    if population == "produced":
        return amp._replace(gamma=1.0 + amp.gamma, delta=1.0 + amp.delta)
    return amp


def _panels(
    occupation: _Pair,
    r: FloatArray,
    m: FloatArray,
    scale: FloatArray,
    population: str,
    majorana: bool,
) -> tuple[FloatArray, FloatArray]:
    """Integrate on the real axis with two orders of the Gauss rule."""
    t = r * scale
    # Steps of at most 2 k_scale and of at most 2.5 in y.
    step = np.minimum(2.0, 2.5 / t)
    count = int(np.ceil(np.max((K_MAX - step) / step)))
    low = geometric_edges(step * t, depth(population))
    edges = np.concatenate(
        [low[:, :-1], uniform_edges(step * t, np.full_like(t, K_MAX) * t, count)], axis=1
    )
    M = (m * r)[:, np.newaxis]
    results = []
    for nodes in (NODES, NODES - 4):
        y, w = panel_rule(edges, nodes)
        n_s, n_a = occupation(y / r[:, np.newaxis])
        amp = full_amplitudes(y, M, population, majorana)
        results.append(collect(n_s, n_a, amp, real_brackets(y, w, _PARTS), _PARTS))
    return results[0], results[1]


@lru_cache(maxsize=4)
def _fourier_table(panels: int, step: float) -> tuple[FloatArray, tuple[Brackets, ...]]:
    """Nodes in y from 0 to infinity and brackets without steady parts."""
    y, (near, *_) = head(_HEAD, panels)
    # 2y = 2 top + x, and e^{2i top} = 1: sin 2y = sin x.
    x_sin, w_sin = fourier_rule("sin", step)
    x_cos, w_cos = fourier_rule("cos", step)
    top = _HEAD * np.pi / 4
    s, c = top + 0.5 * x_sin, top + 0.5 * x_cos
    w_sin, w_cos = 0.5 * w_sin, 0.5 * w_cos
    odd = np.concatenate([0.5 * w_sin * s, -0.5 * w_cos * c**2])
    tail = Brackets(
        np.concatenate([w_sin * s**2, np.zeros_like(c)]),
        np.concatenate([w_sin * (1.0 - s**2), -2.0 * w_cos * c]),
        odd,
        odd,
    )
    table = Brackets(*(np.concatenate([h, f]) for h, f in zip(near, tail, strict=True)))
    return np.concatenate([y, s, c]), (table,)


def _fourier(
    occupation: _Pair,
    r: FloatArray,
    m: FloatArray,
    scale: FloatArray,
    population: str,
    majorana: bool,
) -> tuple[FloatArray, FloatArray]:
    """Integrate with a Fourier tail of two steps."""
    M = (m * r)[:, np.newaxis]
    steady = np.zeros_like(r)
    if steady_sign(population) != 0.0:
        edges = np.concatenate(
            [
                geometric_edges(2.0 * scale, depth(population))[:, :-1],
                uniform_edges(2.0 * scale, K_MAX * scale, 31),
            ],
            axis=1,
        )
        k, w = panel_rule(edges)
        integral = np.sum(w * occupation(k)[1] * k / np.hypot(k, m[:, np.newaxis]), axis=-1)
        steady = steady_sign(population) * 0.5 * M[:, 0] ** 2 * r * integral
    results = []
    for step in (0.1, 0.125):
        y, table = _fourier_table(depth(population), step)
        n_s, n_a = occupation(y / r[:, np.newaxis])
        rows = collect(n_s, n_a, full_amplitudes(y, M, population, majorana), table, _PARTS)
        rows[3] += steady
        results.append(rows)
    return results[0], results[1]
