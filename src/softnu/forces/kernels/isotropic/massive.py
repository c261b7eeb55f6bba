"""Thermal backgrounds without a closed form: massive neutrinos, helicities, unequal weights.

Four routes, chosen by t = r T, q = r |mu| and x = |mu|/T (M = m r may be anything):

- t >= 0.4, q <= 4 pi: a head to y >= q (pi/4 at least) and a ray at 45 degrees; no pole of the
  Fermi edge, at y = q + i pi t (2j + 1), is crossed. At t >= 8 poles do not matter.
- t >= 0.05, q > 4 pi: a head to y = pi/4, a ray at 60 degrees, and the residues of the poles.
- otherwise the integrand hardly oscillates over the width of the edge: panels on the real axis,
  to k = |mu| + 46 T; for large x as at T = 0 below |mu| - 46 T, where n = 1, and the species
  at -|mu|, if its weight makes it count, apart.
- T = 0: panels to y = q, for large q two contours from 0 and from q.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from softnu.forces.kernels.isotropic.amplitudes import amplitudes, depth, steady_sign
from softnu.forces.kernels.isotropic.brackets import collect, real_brackets, wave_brackets
from softnu.forces.kernels.isotropic.everywhere_filled import everywhere_filled
from softnu.forces.kernels.isotropic.factors import FloatArray, Parts
from softnu.forces.kernels.isotropic.occupation import Exponential, FermiDirac, Full
from softnu.forces.kernels.isotropic.tails import contour, ray_rule
from softnu.numerics.panels import geometric_edges, panel_rule, uniform_edges

#: Points worked on together: the arrays (points, nodes) stay in the cache.
_BLOCK = 128
_Occupation = FermiDirac | Exponential | Full
_Method = Callable[..., FloatArray]
#: Occupations below exp(-46) = 1e-20 are dropped.
_FALL = 46.0
_T_RAY = 0.4
_T_RESIDUES = 0.05
# Heads in units of pi/4, the shortest and those that reach beyond q.
_SHORT = 1
_HEADS = (_SHORT, 4, 8, 16)
_Q_HEAD = _HEADS[-1] * np.pi / 4
# e^{-2 pi t} = 1e-22 times powers of q < 4 pi: the poles are gone.
_T_FAR = 8.0
# Above this x, and for `opposite` above this M, the holes below |mu| are integrated.
_X_HOLES = 1.0
_M_HOLES = 1.0
# Above this x the occupation is 1 below |mu| - 46 T.
_X_EDGE = 50.0
# Below this r T or r |mu| there is no background: J is below 1e-180.
_EMPTY = 1e-60
# Up to this phase a filled sphere is done by panels.
_Q_PANELS = 60.0


def thermal(
    t: FloatArray,
    x: FloatArray,
    M: FloatArray,
    weights: tuple[FloatArray, FloatArray, FloatArray] | None,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    """Return the J rows at T > 0.

    Parameters
    ----------
    t, x, M : ndarray (n,)
        r T, |mu|/T, m r.
    weights : tuple of ndarray (n,) or None
        Fermi-Dirac: weights of the species at +|mu| and at -|mu|, and +1 or -1 where the
        former are neutrinos or antineutrinos. None: n_S = n_A = e^{-k/T}, x is not used.
    population, majorana
        As in :func:`~softnu.forces.kernels.isotropic.j_factors`.
    parts : Parts
        What is wanted.

    Returns
    -------
    ndarray (rows, n)
        J_d of ``produced`` less that of ``sum`` (see :func:`amplitudes.amplitudes`).
    """
    out = np.zeros((parts.rows, t.size))
    q = x * t if weights is not None else np.zeros_like(t)
    ray = (t >= _T_RAY) & (q <= _Q_HEAD)
    residues = (t >= _T_RESIDUES) & (q > _Q_HEAD)
    edge = ~ray & ~residues & (x > _X_EDGE) & (weights is not None)
    plain = ~ray & ~residues & ~edge & (t > _EMPTY)
    # Below |mu| the occupation is nearly 1, which has closed forms; the holes are integrated.
    # (At small m r those of `opposite` would cancel.)
    holes = (x > _X_HOLES) & ((M > _M_HOLES) | (population != "opposite"))
    heads = np.where(t >= _T_FAR, 0.0, q) * (4.0 / np.pi)
    head = np.searchsorted(_HEADS, heads)
    rays = [(ray & (head == i), partial(_ray, n)) for i, n in enumerate(_HEADS)]
    far: list[tuple[npt.NDArray[np.bool_], _Method]] = [*rays, (residues, _residues)]
    if weights is not None:
        far = [(route & part, method) for route, method in far for part in (holes, ~holes)]
    routes: list[tuple[npt.NDArray[np.bool_], _Method]]
    routes = [*far, (edge, _edge), (plain, _plain)]
    for route, method in routes:
        chosen = np.flatnonzero(route)
        for start in range(0, chosen.size, _BLOCK):
            at = chosen[start : start + _BLOCK]
            column = (at, np.newaxis)
            occupation: FermiDirac | Exponential
            if weights is None:
                occupation = Exponential(t[column])
            else:
                less = bool(holes[at[0]]) and method not in {_edge, _plain}
                w_more, w_less, sign = (w[column] for w in weights)
                # J_d of `sum` vanishes at n = 1, the others have no closed form.
                less_gap = less and population == "sum"
                occupation = FermiDirac(t[column], q[column], w_more, w_less, sign, less, less_gap)
            rows = method(occupation, t[at], q[at], M[column], population, majorana, parts)
            if isinstance(occupation, FermiDirac) and occupation.less_sum:
                rows += occupation.w_more[:, 0] * everywhere_filled(
                    M[at], population, majorana, parts
                )
            out[:, at] = rows
    return out


def filled(
    q: FloatArray, M: FloatArray, population: str, majorana: bool, parts: Parts
) -> FloatArray:
    """Return the J rows of n_S = n_A = 1 up to k = q/r: T = 0 with unit weight.

    Parameters
    ----------
    q, M : ndarray (n,)
        r |mu| and m r.
    population, majorana, parts
        As in :func:`thermal`.

    Returns
    -------
    ndarray (rows, n)
        Relative error 1e-13 plus 1e-16 q, the rounding of the phase.
    """
    out = np.zeros((parts.rows, q.size))
    near = (q > _EMPTY) & (q <= _Q_PANELS)
    for route in (near, q > _Q_PANELS):
        chosen = np.flatnonzero(route)
        for start in range(0, chosen.size, _BLOCK):
            at = chosen[start : start + _BLOCK]
            column = (at, np.newaxis)
            if route is near:
                y, w = panel_rule(_filled_edges(q[at], depth(population)))
                out[:, at] = _on_axis(Full(), y, w, M[column], population, majorana, parts)
            else:
                full = contour(_SHORT, np.pi / 4, depth(population)).integrate(
                    Full(), M[column], population, majorana, parts
                )
                out[:, at] = full - _beyond(q[column], M[column], population, majorana, parts)
                _add_steady(out, at, _filled_steady(q[at], M[at]), M[at], population, parts)
    return out


def _on_axis(
    occupation: _Occupation,
    y: FloatArray,
    w: FloatArray,
    M: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    """Sum over nodes on the real axis, nothing left out."""
    n_s, n_a = occupation(y)
    amp = amplitudes(y, M, population, majorana)
    rows: FloatArray = collect(n_s, n_a, amp, real_brackets(y, w, parts), parts)
    return rows


def _plain_edges(t: FloatArray, q: FloatArray, panels: int) -> FloatArray:
    """Edges to |mu| + 46 T: geometric below 4 T, in steps of 4 T past |mu|, then wider."""
    count = int(np.ceil((np.max(q / t) + 8.0) / 4.0))
    low = geometric_edges(4.0 * t, panels)
    middle = uniform_edges(4.0 * t, q + 12.0 * t, count)
    high = q[:, np.newaxis] + t[:, np.newaxis] * np.array([20.0, 32.0, _FALL])
    return np.concatenate([low[:, :-1], middle, high], axis=1)


def _dilute_edges(t: FloatArray, panels: int) -> FloatArray:
    """Edges to 46 T for a species without an edge."""
    return _plain_edges(t, np.zeros_like(t), panels)


def _fermi_edges(t: FloatArray, q: FloatArray) -> FloatArray:
    """Edges from |mu| - 46 T to |mu| + 46 T in steps of 4 T."""
    return uniform_edges(q - _FALL * t, q + _FALL * t, 23)


def _filled_edges(q: FloatArray, panels: int) -> FloatArray:
    """Edges from 0 to q <= 60, geometric below 1."""
    top = np.minimum(1.0, q)
    low = geometric_edges(top, panels)
    return np.concatenate([low[:, :-1], uniform_edges(top, q, 12)], axis=1)


def _plain(
    occupation: _Occupation,
    t: FloatArray,
    q: FloatArray,
    M: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    y, w = panel_rule(_plain_edges(t, q, depth(population)))
    return _on_axis(occupation, y, w, M, population, majorana, parts)


def _edge(
    occupation: FermiDirac,
    t: FloatArray,
    q: FloatArray,
    M: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    """A filled sphere to |mu| - 46 T, panels across the edge, and the species at -|mu|."""
    y, w = panel_rule(_fermi_edges(t, q))
    out = _on_axis(occupation.filled_alone(), y, w, M, population, majorana, parts)
    inner = filled(q - _FALL * t, M[:, 0], population, majorana, parts)
    out += inner * _edge_weights(occupation, parts)
    at = occupation.dilute_counts()
    if at.size:
        y, w = panel_rule(_dilute_edges(t[at], depth(population)))
        dilute = occupation.dilute_alone().at(at)
        out[:, at] += _on_axis(dilute, y, w, M[at], population, majorana, parts)
    return out


def _edge_weights(occupation: FermiDirac, parts: Parts) -> FloatArray:
    """Weights of n_S (rows a, b, c) and n_A (row d) of the species at +|mu|, per row."""
    s = occupation.w_more[:, 0]
    d = s * occupation.sign[:, 0]
    return np.stack([s, s, s, d] * (parts.rows // 4))


def _ray(
    quarters: int,
    occupation: _Occupation,
    t: FloatArray,
    q: FloatArray,
    M: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    out = contour(quarters, np.pi / 4, depth(population)).integrate(
        occupation, M, population, majorana, parts
    )
    steady = _steady(occupation, t, q, M, population, parts)
    _add_steady(out, slice(None), steady, M[:, 0], population, parts)
    return out


def _residues(
    occupation: FermiDirac,
    t: FloatArray,
    q: FloatArray,
    M: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    out = contour(_SHORT, np.pi / 3, depth(population)).integrate(
        occupation, M, population, majorana, parts
    )
    # e^{-2 pi t (2j + 1)} times powers of q: enough terms for 1e-20.
    count = int(np.max((_FALL + 3.0 * np.log(q)) / (4.0 * np.pi * t))) + 1
    height = np.pi * t[:, np.newaxis] * (2.0 * np.arange(count) + 1.0)
    y = (q[:, np.newaxis] + 1j * height).astype(np.complex128)
    # 2 pi i times the residue -t of the occupation in y.
    w = (-2.0 * np.pi) * t[:, np.newaxis] * (1j * np.exp(2j * y))
    amp = amplitudes(y, M, population, majorana)
    one = np.ones((1, 1))
    poles = collect(one, one, amp, wave_brackets(y, w, parts), parts).imag
    out += poles * _edge_weights(occupation, parts)
    steady = _steady(occupation, t, q, M, population, parts)
    _add_steady(out, slice(None), steady, M[:, 0], population, parts)
    return out


def _beyond(
    q: FloatArray, M: FloatArray, population: str, majorana: bool, parts: Parts
) -> FloatArray:
    """The integrals with n = 1 from y = q to infinity (Abel), steady part left out."""
    u, w = ray_rule(np.pi / 4)
    y = q + u
    amp = amplitudes(y, M, population, majorana)
    one = np.ones((1, 1))
    rows: FloatArray = collect(
        one, one, amp, wave_brackets(y, w * np.exp(2j * q), parts), parts
    ).imag
    return rows


def _filled_steady(q: FloatArray, M: FloatArray) -> FloatArray:
    """int_0^q dy k/E = sqrt(q^2 + M^2) - M without cancellation."""
    return q * (q / (np.hypot(q, M) + M))


def _steady(
    occupation: _Occupation,
    t: FloatArray,
    q: FloatArray,
    M: FloatArray,
    population: str,
    parts: Parts,
) -> FloatArray:
    """int_0^inf dy n_A k/E, where J_d has a steady part."""
    if not parts.d or steady_sign(population) == 0.0:
        return np.zeros_like(t)
    panels = depth(population)

    def on_axis(part: _Occupation, edges: FloatArray, M: FloatArray) -> FloatArray:
        y, w = panel_rule(edges)
        total: FloatArray = np.sum(w * part(y)[1] / np.sqrt(1.0 + (M / y) ** 2), axis=-1)
        return total

    out = np.zeros_like(t)
    sharp = (q > _X_EDGE * t) & isinstance(occupation, FermiDirac)
    at = np.flatnonzero(~sharp)
    if at.size:
        out[at] = on_axis(occupation.at(at), _plain_edges(t[at], q[at], panels), M[at])
    at = np.flatnonzero(sharp)
    if at.size and isinstance(occupation, FermiDirac):
        edge = occupation.at(at)
        out[at] = on_axis(edge.filled_alone(), _fermi_edges(t[at], q[at]), M[at])
        weight = (edge.w_more * edge.sign)[:, 0]
        out[at] += weight * _filled_steady(q[at] - _FALL * t[at], M[at, 0])
        at = at[edge.dilute_counts()]
        if at.size:
            dilute = occupation.dilute_alone().at(at)
            out[at] += on_axis(dilute, _dilute_edges(t[at], panels), M[at])
    return out


def _add_steady(
    out: FloatArray,
    at: npt.NDArray[np.intp] | slice,
    steady: FloatArray,
    M: FloatArray,
    population: str,
    parts: Parts,
) -> None:
    """Add the steady part of J_d; it grows as r^3 where the integral is over k."""
    if not parts.d:
        return
    value = steady_sign(population) * 0.5 * M**2 * steady
    out[3, at] += value
    if parts.slopes:
        out[7, at] += 3.0 * value
