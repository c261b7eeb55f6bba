r"""Sums over the partial waves of a sphere, wave after wave: read by people, compiled for use.

These functions are plain Python; :mod:`softnu.relics.kernels.partial_waves` compiles them. The
Riccati functions :math:`\psi_l(x) = x j_l(x)` and :math:`\chi_l(x) = x n_l(x)` obey
:math:`f_l = \frac{2l-1}{x} f_{l-1} - f_{l-2}`. With X = kR, Y = k'R, a = Y/X = 1 + b and
:math:`u_l = \psi_l(Y)`, the phase shifts are :math:`\tan\delta_l = N_l/M_l`,

.. math::
    N_l = u_l\psi_{l-1}(X) - a\,u_{l-1}\psi_l(X),\qquad
    M_l = u_l\chi_{l-1}(X) - a\,u_{l-1}\chi_l(X).

The density is wanted at z = kr, where :math:`\psi_l(z)` has a companion: :math:`\chi_l(z)`
outside, :math:`w_l = \psi_l(k'r)` inside. Derived; what keeps the digits:

* At Y the recurrence uses :math:`(2l-1)/Y = g - g\eta` with g = (2l-1)/X and
  :math:`\eta = b/a`; a rounded 1/Y would shift the phase by 1e-16 Y.
* :math:`N_l = N_{l-1} - b\,[\psi_l u_{l-1} + \psi_{l-1}u_l]` is small with delta without a
  cancellation. It runs upwards below the turning points of the waves, and downwards from 0 above.
* Above its turning point a regular function comes from ratios :math:`f_{l-1}/f_l`, which run
  downwards.
"""

from __future__ import annotations

import math
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray

Number = TypeVar("Number", float, FloatArray)

#: Places in the state of a sum: functions at l - 1 and at l, N and M - 1 at l; the sum, its carry.
PSI, CHI, U, PSI_Z, OTHER_Z, NUM, DEN, TOTAL, CARRY = 0, 2, 4, 6, 8, 10, 11, 12, 13
STATE = 14
#: Waves that are added up before they join the compensated sum.
BLOCK = 4096
#: Waves with a larger chi_l(kR) contribute less than its square inverse.
LARGEST = 1e30
#: Where chi_l is larger its square would overflow; exponent at which it is.
OVERFLOW, VANISHED = 1e150, 344.0
#: If the wave in the body decays by more exponents where the one outside turns, only its ratios
#: are used.
DEEP = 100.0
#: Waves above the turning point in units of x^(1/3), and besides: there the squares of regular
#: functions are below 1e-33.
MARGIN, LEAST_MARGIN = 12.0, 30


def margin(x: float) -> int:
    """Return how many waves above the turning point of x matter."""
    return LEAST_MARGIN + int(MARGIN * x ** (1.0 / 3.0))


def turning(x: float) -> int:
    """Return up to which l the regular function of x may be computed upwards."""
    return int(x + 0.5 * (0.5 * x) ** (1.0 / 3.0))


def decay(l: float, x: float) -> float:
    """Return the exponent by which the regular function of order l has decayed at x."""
    return 0.0 if l <= x else l * math.acosh(l / x) - math.sqrt((l - x) * (l + x))


def wave_number(delta: float) -> tuple[float, float]:
    """Return a = k'/k and b = a - 1, both to all digits."""
    a = math.sqrt(1.0 + 2.0 * delta)
    return a, 2.0 * delta / (1.0 + a)


def stretched(x: float, a: float, b: float) -> tuple[float, float]:
    """Return the cosine and sine of a x = x + b x, whose difference from x is exact if small."""
    if abs(b) > 0.5:
        return math.cos(a * x), math.sin(a * x)
    cosine, sine = math.cos(b * x), math.sin(b * x)
    return (
        math.cos(x) * cosine - math.sin(x) * sine,
        math.sin(x) * cosine + math.cos(x) * sine,
    )


def first_decaying(X: float, z: float, delta: float, inside: bool) -> int:
    """Return the first wave that is not below all turning points, the end of the climb."""
    x = z if inside else X
    return int(x * min(wave_number(delta)[0], 1.0))


def last_wave(X: float, z: float, delta: float, inside: bool) -> int:
    """Return the last wave of a sum: those above tunnel, by less than 1e-33, to what matters."""
    x = max(z, min(z * wave_number(delta)[0], X)) if inside else X
    return int(x) + margin(x)


def begin(X: float, z: float, delta: float, inside: bool, state: FloatArray) -> None:
    """Fill the state of a sum at l = 0; l - 1 stands for cos x and sin x."""
    a, b = wave_number(delta)
    state[PSI], state[PSI + 1] = math.cos(X), math.sin(X)
    state[CHI], state[CHI + 1] = math.sin(X), -math.cos(X)
    state[U], state[U + 1] = stretched(X, a, b)
    state[NUM] = math.sin(b * X) - b * math.sin(X) * state[U]
    state[PSI_Z], state[PSI_Z + 1] = math.cos(z), math.sin(z)
    state[DEN] = b * math.cos(X) * state[U] - 2.0 * math.sin(0.5 * b * X) ** 2
    if inside:
        cosine, sine = stretched(z, 1.0 + 0.5 * b, 0.5 * b)
        state[OTHER_Z] = -2.0 * math.sin(0.5 * b * z) * sine
        state[OTHER_Z + 1] = 2.0 * math.sin(0.5 * b * z) * cosine
    else:
        state[OTHER_Z], state[OTHER_Z + 1] = math.sin(z), -math.cos(z)
    state[TOTAL] = state[CARRY] = 0.0


def add(value: float, state: FloatArray) -> None:
    """Add to the compensated sum."""
    value -= float(state[CARRY])
    total = float(state[TOTAL]) + value
    state[CARRY] = (total - state[TOTAL]) - value
    state[TOTAL] = total


def wave_outside(N: Number, M: Number, psi: Number, chi: Number) -> Number:
    """Return sin^2 d (chi^2 - psi^2) - sin 2d psi chi for tan d = N/M."""
    return N * (N * (chi - psi) * (chi + psi) - 2.0 * M * psi * chi) / (N * N + M * M)


def wave_inside(N: float, M: float, w: float, psi: float) -> float:
    """Return w^2/(N^2 + M^2) - psi^2."""
    return w * w / (N * N + M * M) - psi * psi


def wave_near(N: float, q: float, psi: float, e: float) -> float:
    """Return :func:`wave_inside` for w = psi + e and M = 1 + q, without its cancellation."""
    excess = N * N + q * (2.0 + q)
    return (e * (2.0 * psi + e) - psi * psi * excess) / (1.0 + excess)


def climb(
    first: int,
    end: int,
    X: float,
    z: float,
    delta: float,
    shift: float | None,
    state: FloatArray,
) -> None:
    """Add the waves first <= l < end, all below their turning points.

    Inside, shift is eta and the companion at z is e = w - psi, with its own M - 1; outside it is
    None, by which the compiler leaves out what is not needed.
    """
    a, b = wave_number(delta)
    eta = b / a
    p0, p1 = float(state[PSI]), float(state[PSI + 1])
    c0, c1 = float(state[CHI]), float(state[CHI + 1])
    u0, u1 = float(state[U]), float(state[U + 1])
    s0, s1 = float(state[PSI_Z]), float(state[PSI_Z + 1])
    o0, o1 = float(state[OTHER_Z]), float(state[OTHER_Z + 1])
    N, q = float(state[NUM]), float(state[DEN])
    odd, inverse_X, inverse_z = 2.0 * first + 1.0, 1.0 / X, 1.0 / z
    for start in range(first, end, BLOCK):
        block = 0.0
        for _ in range(start, min(start + BLOCK, end)):
            if shift is None:
                g, g_z = odd / X, odd / z
                M = u1 * c0 - a * u0 * c1
                block += odd * wave_outside(N, M, s1, o1)
                o0, o1 = o1, g_z * o1 - o0
            else:
                # Faster, and the same for all functions: radius and height are rounded.
                g, g_z = odd * inverse_X, odd * inverse_z
                block += odd * wave_near(N, q, s1, o1)
                o0, o1 = o1, g_z * o1 - (g_z * shift) * (s1 + o1) - o0
            s0, s1 = s1, g_z * s1 - s0
            p0, p1 = p1, g * p1 - p0
            c0, c1 = c1, g * c1 - c0
            u0, u1 = u1, (g - g * eta) * u1 - u0
            N -= b * (p1 * u0 + p0 * u1)
            if shift is not None:
                q -= b * (c1 * u0 + c0 * u1)
            odd += 2.0
        add(block, state)
    state[PSI], state[PSI + 1] = p0, p1
    state[CHI], state[CHI + 1] = c0, c1
    state[U], state[U + 1] = u0, u1
    state[PSI_Z], state[PSI_Z + 1] = s0, s1
    state[OTHER_Z], state[OTHER_Z + 1] = o0, o1
    state[NUM], state[DEN] = N, q


def upward(x: float, eta: float, l: int, stop: int, f: FloatArray) -> None:
    """Fill f[2:stop] upwards; f[0] and f[1] belong to l - 1 and l, the argument is x/(1 - eta)."""
    for i in range(2, stop):
        g = (2.0 * (l + i) - 3.0) / x
        f[i] = (g - g * eta) * f[i - 1] - f[i - 2]
        if abs(f[i]) > OVERFLOW:
            f[i + 1 :] = f[i]
            break


def ratios(x: float, eta: float, l: int, r: FloatArray) -> None:
    """Fill r with f_{l-1}/f_l, f_l/f_{l+1}, ... of a regular function above its turning point."""
    highest = l + r.size - 1
    top = highest + 2 * margin(x)
    g = (2.0 * top + 1.0) / x
    value = g - g * eta
    for n in range(top - 1, l - 1, -1):
        g = (2.0 * n + 1.0) / x
        value = (g - g * eta) - 1.0 / value
        if n <= highest:
            r[n - l] = value


def ratio_excesses(x: float, eta: float, l: int, r: FloatArray, s: FloatArray) -> None:
    """Fill r as :func:`ratios` does, and s with what they exceed those of the argument x by."""
    highest = l + r.size - 1
    top = highest + 2 * margin(x)
    at_x = (2.0 * top + 1.0) / x
    excess = -at_x * eta
    for n in range(top - 1, l - 1, -1):
        g = (2.0 * n + 1.0) / x
        excess = excess / (at_x * (at_x + excess)) - g * eta
        at_x = g - 1.0 / at_x
        if n <= highest:
            r[n - l], s[n - l] = at_x + excess, excess


def regular(x: float, eta: float, l: int, f: FloatArray) -> None:
    """Fill f[2:] of a regular function; f[0] and f[1] belong to l - 1 and l."""
    stop = min(max(turning(x / (1.0 - eta)) - l + 2, 2), f.size)
    upward(x, eta, l, stop, f)
    if stop < f.size:
        ratios(x, eta, l - 1 + stop, f[stop:])
        for i in range(stop, f.size):
            f[i] = f[i - 1] / f[i]


def apart(x: float, eta: float) -> bool:
    """Whether the regular functions of x and y = x/(1 - eta) differ at their turning points."""
    y = x / (1.0 - eta)
    return abs(y - x) > 0.1 * x or max(x, y) > turning(min(x, y)) + 1


def regular_excess(x: float, eta: float, l: int, psi: FloatArray, e: FloatArray) -> None:
    """Fill e[2:], by how much the regular function of x/(1 - eta) exceeds psi, that of x."""
    stop = min(max(turning(min(x, x / (1.0 - eta))) - l + 2, 2), e.size)
    for i in range(2, stop):
        g = (2.0 * (l + i) - 3.0) / x
        e[i] = g * e[i - 1] - (g * eta) * (psi[i - 1] + e[i - 1]) - e[i - 2]
    if stop == e.size:
        return
    r, s = np.empty(e.size - stop), np.empty(e.size - stop)
    ratio_excesses(x, eta, l - 1 + stop, r, s)
    share = e[stop - 1] / psi[stop - 1]
    for i in range(stop, e.size):
        share -= (1.0 + share) * s[i - stop] / r[i - stop]
        e[i] = share * psi[i]


def numerators(b: float, psi: FloatArray, u: FloatArray, N: FloatArray) -> None:
    """Fill N downwards from 0."""
    N[N.size - 1] = 0.0
    for i in range(N.size - 1, 0, -1):
        N[i - 1] = N[i] + b * (psi[i] * u[i - 1] + psi[i - 1] * u[i])


def over_body_wave(X: float, z: float, eta: float, l: int, u: FloatArray, w: FloatArray) -> None:
    """Set u_l to 1, u[i] to u_{l-1}/u_l and w, if any, to what it was over u_l."""
    value = w[1] / u[1]
    ratios(X, eta, l, u[1:])
    ratios(z, eta, l, w[1:])
    w[1] = value
    for i in range(2, w.size):
        value *= u[i] / w[i]
        w[i] = value


def descend(
    first: int,
    last: int,
    wanted: int,
    X: float,
    z: float,
    delta: float,
    inside: bool,
    state: FloatArray,
) -> float:
    """Add the waves first <= l <= last, where some function decays; return tan d of l = wanted.

    Without a wanted wave (-1) the sum ends where chi exceeds :data:`LARGEST`.
    """
    a, b = wave_number(delta)
    eta = b / a
    deep = decay(X, a * X) > DEEP
    downwards = not (inside or deep)
    change = max(first, turning(a * X) + 1) if deep else last + 1
    room = last - first + 1 if downwards else min(last - first + 1, 2048 + 4 * margin(X))
    functions = np.empty((5, room + 2))
    N = np.empty(room + 2)
    q = float(state[DEN])
    far = inside and apart(z, eta)
    if far:
        state[OTHER_Z : OTHER_Z + 2] += state[PSI_Z : PSI_Z + 2]
    start = first
    while start <= last:
        by_ratios = start >= change
        stop = min(start + room, last + 1 if by_ratios else change)
        n = stop - start
        psi, chi, u = functions[0, : n + 2], functions[1, : n + 2], functions[2, : n + 2]
        psi_z, other = functions[3, : n + 2], functions[4, : n + 2]
        for i in range(5):
            functions[i, :2] = state[2 * i : 2 * i + 2]
        regular(X, 0.0, start, psi)
        upward(X, 0.0, start, n + 2, chi)
        regular(z, 0.0, start, psi_z)
        if by_ratios and inside:
            over_body_wave(X, z, eta, start, u, other)
        elif by_ratios:
            ratios(X, eta, start, u[1:])
        else:
            regular(X, eta, start, u)
        if not inside:
            upward(z, 0.0, start, n + 2, other)
        elif not far:
            regular_excess(z, eta, start, psi_z, other)
        elif not by_ratios:
            regular(z, eta, start, other)
        if downwards:
            numerators(b, psi, u, N)
        block = 0.0
        for i in range(1, n + 1):
            l = start - 1 + i
            now, before = (1.0, u[i]) if by_ratios else (u[i], u[i - 1])
            M = now * chi[i - 1] - a * before * chi[i]
            if not downwards:
                N[i] = now * psi[i - 1] - a * before * psi[i]
            if l == wanted:
                return float(N[i] / M)
            if wanted < 0 and (abs(chi[i]) > LARGEST or abs(M) < 1.0 / OVERFLOW):
                last = l
                break
            if not inside:
                value = wave_outside(N[i], M, psi_z[i], other[i])
            elif far:
                value = wave_inside(N[i], M, other[i], psi_z[i])
            else:
                if l > first:
                    q -= b * (chi[i] * u[i - 1] + chi[i - 1] * u[i])
                value = wave_near(N[i], q if abs(q) < 0.5 else M - 1.0, psi_z[i], other[i])
            block += (2.0 * l + 1.0) * value
        add(block, state)
        for i in range(5):
            state[2 * i : 2 * i + 2] = functions[i, n : n + 2]
        if by_ratios:
            state[U + 1] = 1.0
        start = stop
    return 0.0


def tangent(l: int, X: float, delta: float, state: FloatArray) -> float:
    """Return tan d of the wave l; 0 where it is below 1e-300."""
    if decay(l, X) > VANISHED:
        return 0.0
    first = first_decaying(X, X, delta, False)
    begin(X, X, delta, False, state)
    climb(0, min(l, first), X, X, delta, None, state)
    if l >= first:
        last = l + margin(max(X, 1.0 * l))
        return descend(first, last, l, X, X, delta, False, state)
    M = state[U + 1] * state[CHI] - wave_number(delta)[0] * state[U] * state[CHI + 1]
    return float(state[NUM] / M)


def tangents(l: npt.NDArray[np.int64], X: FloatArray, delta: FloatArray, out: FloatArray) -> None:
    """Fill out with tan d, point after point."""
    state = np.empty(STATE)
    for n in range(out.size):
        out[n] = tangent(int(l[n]), float(X[n]), float(delta[n]), state)


def sums(
    X: FloatArray,
    z: FloatArray,
    delta: FloatArray,
    inside: npt.NDArray[np.bool_],
    place: npt.NDArray[np.int64],
    budget: int,
    state: FloatArray,
    out: FloatArray,
) -> None:
    """Go on with the sums from place = (point, l), for as many waves as the budget allows."""
    while place[0] < out.size and budget > 0:
        n, l = int(place[0]), int(place[1])
        x, y, d, within = float(X[n]), float(z[n]), float(delta[n]), bool(inside[n])
        if l == 0:
            begin(x, y, d, within, state)
        first = first_decaying(x, y, d, within)
        end = min(first, l + budget)
        last = last_wave(x, y, d, within)
        if within:
            a, b = wave_number(d)
            climb(l, end, x, y, d, b / a, state)
        else:
            climb(l, end, x, y, d, None, state)
        budget -= end - l
        place[1] = end
        if end == first:
            descend(first, last, -1, x, y, d, within, state)
            out[n] = state[TOTAL] / y / y
            place[0], place[1] = n + 1, 0
            budget -= last - first
