r"""Integrals over energy of the moments of a lobe, panel by panel.

Where the phase of every wave is small across a panel, Gauss-Legendre sums; where it is not,
each wave :math:`a(E)e^{i\theta(E)}` is integrated by Filon's rule with the phase made linear
across the panel: the amplitude, with what is left of the phase, is interpolated by Legendre
polynomials and the oscillation is exact, however fast. A panel is halved until the last
coefficients of the interpolation are small. Plain Python, compiled when there are many points.
"""

from __future__ import annotations

import cmath
import math

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.forces.kernels.directional.moments import Room, add_wave, directions, momentum
from softnu.forces.kernels.directional.waves import ABSENT, WAVES, waves
from softnu.forces.kernels.mode_loops import AUTO, DROP, external
from softnu.numerics.filon import ComplexArray
from softnu.numerics.filon_loops import panel_weights
from softnu.numerics.panels import NODES

IntArray = npt.NDArray[np.int64]

#: Phase across a panel up to which its last Legendre coefficients are below 1e-11 without
#: Filon's rule, for as many nodes as NODES and for a few.
_GAUSS_PHASE, _NARROW_GAUSS_PHASE = 4.0, 0.01
#: A panel is accepted when its last Legendre coefficients are this small, of the whole integral.
PANEL_TOLERANCE = 1e-11

#: Panels: energies and weights (flux over energy) at the nodes, half widths; the panels of each
#: level follow those of the level above, and each is halved in the next: first panel of a level.
Grid = tuple[FloatArray, FloatArray, FloatArray, IntArray]
#: Gauss-Legendre nodes and weights, (2l + 1) P_l at the nodes.
Rule = tuple[FloatArray, FloatArray, FloatArray]
#: Of each node: exponents (complex), slopes and factors of the waves; k, wave number of w and
#: external vector; then Filon weights, spherical Bessel functions and two integrands.
Nodes = tuple[
    ComplexArray,
    ComplexArray,
    ComplexArray,
    FloatArray,
    ComplexArray,
    FloatArray,
    ComplexArray,
    FloatArray,
    ComplexArray,
    ComplexArray,
]


def fill_spectrum(
    r: FloatArray,
    axis: FloatArray,
    kappa_f: float,
    masses: tuple[float, float],
    factors: tuple[complex, float],
    helicities: int,
    fast: int,
    grid: Grid,
    rule: Rule,
    room: Room,
    nodes: Nodes,
    store: ComplexArray,
    out: ComplexArray,
    size: FloatArray,
    error: FloatArray,
) -> None:
    """Fill the moments (n, count), integrated over energy, of n separations r (n, 3).

    `factors` are those of the Dirac kernel and of the mass term, `store` (panels, count) is
    room to work in. `size` (n,) becomes the integral of the waves' moduli, `error` (n,) the
    estimated error, both of the first moment.
    """
    X, n, h = room[4], room[5], room[6]
    first = grid[3]
    base = first[1] - first[0]
    last = first.size - 2
    errors = np.empty(base)
    levels, numbers = np.empty(2 * last + 2, np.int64), np.empty(2 * last + 2, np.int64)
    for p in range(r.shape[0]):
        place = directions(r[p], axis, n, h)
        size[p] = error[p] = 0.0
        out[p] = 0.0
        for panel in range(base):
            part, errors[panel] = fill_panel(
                panel, place, kappa_f, masses, factors, helicities, fast, grid, rule, room, nodes
            )
            size[p] += part
            store[panel] = X
        allowed = PANEL_TOLERANCE * size[p]
        for panel in range(base):
            if errors[panel] <= allowed or last == 0:
                out[p] += store[panel]
                error[p] += errors[panel]
                continue
            # Halves are put on a stack until they are good, or the last level is reached.
            levels[0], numbers[0] = 1, 2 * panel
            levels[1], numbers[1] = 1, 2 * panel + 1
            waiting = 2
            while waiting > 0:
                waiting -= 1
                level, number = levels[waiting], numbers[waiting]
                _, miss = fill_panel(
                    first[level] + number,
                    place,
                    kappa_f,
                    masses,
                    factors,
                    helicities,
                    fast,
                    grid,
                    rule,
                    room,
                    nodes,
                )
                if miss <= allowed or level == last:
                    out[p] += X
                    error[p] += miss
                    continue
                levels[waiting], numbers[waiting] = level + 1, 2 * number
                levels[waiting + 1], numbers[waiting + 1] = level + 1, 2 * number + 1
                waiting += 2


def fill_panel(
    panel: int,
    place: tuple[float, float, float],
    kappa_f: float,
    masses: tuple[float, float],
    factors: tuple[complex, float],
    helicities: int,
    fast: int,
    grid: Grid,
    rule: Rule,
    room: Room,
    nodes: Nodes,
) -> tuple[float, float]:
    """Fill the moments in `room` with the integral over one panel; return its size and error."""
    X = room[4]
    exponents, _, _, k, _, _, filon, bessel, wave, together = nodes
    unit, weight, polynomials = rule
    scale = grid[2][panel] / (8.0 * math.pi * place[0])
    near = fill_nodes(grid[0][panel], place, kappa_f, masses, helicities, fast, room, nodes)
    if near and fast == DROP:
        # Below |Z| = 2 no wave is fast: a step within a panel would not be integrated.
        fill_nodes(grid[0][panel], place, kappa_f, masses, helicities, AUTO, room, nodes)
    gauss_phase = _GAUSS_PHASE if k.size == NODES else _NARROW_GAUSS_PHASE
    X[:] = 0.0
    together[:] = 0.0
    size, error = 0.0, 0.0
    for c in range(WAVES):
        begin, end = present(exponents, c)
        if begin < 0:
            continue
        # The linear part of the phase: turn + steep * unit.
        steep, turn = 0.0, 0.0
        across = exponents[end, c].imag - exponents[begin, c].imag
        if abs(across) > gauss_phase and not near:
            steep = across / (unit[end] - unit[begin])
            turn = exponents[begin, c].imag - steep * unit[begin]
            panel_weights(steep, weight, polynomials, bessel, filon)
            start = cmath.exp(1j * turn)
            for i in range(k.size):
                filon[i] *= start
        for i in range(k.size):
            wave[i] = 0.0
            if exponents[i, c].real == -math.inf:
                continue
            amplitude = (grid[1][panel, i] * scale) * cmath.exp(
                exponents[i, c] - 1j * (turn + steep * unit[i])
            )
            rule_weight = weight[i] + 0j if steep == 0.0 else filon[i]
            wave[i] = add_node(
                i,
                c,
                amplitude,
                rule_weight,
                place[0],
                grid[0][panel, i],
                masses,
                factors,
                nodes,
                X,
            )
            size += weight[i] * abs(wave[i])
        if steep == 0.0:
            for i in range(k.size):
                together[i] += wave[i]
        else:
            error += last_coefficients(wave, weight, polynomials) / max(1.0, abs(steep))
    return size, error + last_coefficients(together, weight, polynomials)


def fill_nodes(
    E: FloatArray,
    place: tuple[float, float, float],
    kappa_f: float,
    masses: tuple[float, float],
    helicities: int,
    fast: int,
    room: Room,
    nodes: Nodes,
) -> bool:
    """Fill the waves of the energies of one panel; return whether any Z is near 0."""
    exponent, carrier, slope, factor = room[:4]
    exponents, slopes, node_factors, k, rate, external_vector = nodes[:6]
    d, cosine, versine = place
    m_i, m_j = masses
    near = False
    for i in range(E.size):
        if E[i] <= m_i:
            exponents[i] = ABSENT
            continue
        k[i] = math.sqrt((E[i] - m_i) * (E[i] + m_i))
        _, shift, rate[i] = momentum(k[i], d, m_i, m_j)
        external_vector[i, 0], external_vector[i, 1] = external(k[i], E[i], m_i, helicities)
        close = waves(
            k[i] * d,
            shift,
            rate[i],
            kappa_f,
            cosine,
            versine,
            fast,
            exponent,
            carrier,
            slope,
            factor,
        )
        near = near or close
        for c in range(WAVES):
            exponents[i, c] = exponent[c]
            if exponent[c].real == -math.inf:
                continue
            exponents[i, c] += carrier[c]
            slopes[i, c] = slope[c]
            for m in range(factor.shape[1]):
                node_factors[i, c, m] = factor[c, m]
    return near


def present(exponents: ComplexArray, c: int) -> tuple[int, int]:
    """Return the first and the last node at which wave c is there; -1 if there is none."""
    begin, end = -1, -1
    for i in range(exponents.shape[0]):
        if exponents[i, c].real != -math.inf:
            end = i
            if begin < 0:
                begin = i
    return begin, end


def add_node(
    i: int,
    c: int,
    amplitude: complex,
    rule_weight: complex,
    d: float,
    E: float,
    masses: tuple[float, float],
    factors: tuple[complex, float],
    nodes: Nodes,
    X: ComplexArray,
) -> complex:
    """Add wave c of node i to the moments; return its integrand, whose smoothness is watched."""
    _, slopes, node_factors, k, rate, external_vector = nodes[:6]
    K0, K = external_vector[i]
    factor, slope = node_factors[i, c], slopes[i, c]
    dirac = factors[0] * amplitude
    mass_product = factors[1] * masses[0] * masses[1] * amplitude
    add_wave(
        E,
        K0,
        K,
        k[i],
        d,
        dirac * rule_weight,
        mass_product * rule_weight,
        slope,
        rate[i],
        factor,
        X,
    )
    direction = K * (slope - 1.0 / d) * (factor[1] + factor[2])
    return dirac * (K0 * E * factor[0] + direction) + mass_product * factor[0]


def last_coefficients(values: ComplexArray, weight: FloatArray, polynomials: FloatArray) -> float:
    """Return the size of the last two Legendre coefficients of values at the nodes."""
    last, before = 0j, 0j
    for i in range(values.size):
        last += weight[i] * polynomials[i, values.size - 1] * values[i]
        before += weight[i] * polynomials[i, values.size - 2] * values[i]
    return abs(last) + abs(before)
