r"""Surface integrals over triangles seen from points: plain Python, compiled for many.

Lengths are in units of 1/(2k) or 1/(2T): the functions g of the distance are cos or C. What is
seen of a triangle at height h above its plane, :math:`\int d\Omega\,g(\rho)`, has the radial
integral done by hand (:math:`\rho\,d\rho = s\,ds` about the foot of the point): with

.. math::
    Q(\rho) = \rho\int_\rho^\infty \frac{g(\rho')}{\rho'^2}\,d\rho'

it is :math:`\mathrm{sgn}\,h\oint d\varphi\,[Q(|h|) - |h|\,Q(\rho)/\rho]` along the edges.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.numerics.piecewise import look_up

#: 2 pi in two parts, for the reduction of phases up to 1e9.
_TURN = 2.0 * math.pi
_TURN_REST = 2.4492935982947064e-16
#: Coefficients of cos x in x^2, for |x| <= pi/2.
_COSINE = tuple((-1.0) ** n / math.factorial(2 * n) for n in range(11))
#: Phase of one Gauss rule along an edge, where there are waves.
_PHASE = 4.0
#: Points that are nearer to a plane, relative to all coordinates, lie in it.
_IN_PLANE = 1e-14
#: Nothing is nearer than this to a node whose contribution counts.
_TINY = 1e-90


def cosine(y: float) -> float:
    """Return cos y without a branch, so that loops become vector instructions; error 4e-16."""
    turns = math.floor(y / _TURN + 0.5)
    half = 0.5 * ((y - turns * _TURN) - turns * _TURN_REST)
    square = half * half
    c = _COSINE[10]
    for term in range(9, -1, -1):
        c = c * square + _COSINE[term]
    return 2.0 * c * c - 1.0


def tabulated(
    y: float, oscillates: bool, table: FloatArray, per_width: float, tail: FloatArray
) -> float:
    """Return a function from its table, beyond it from its series in 1/y^2.

    The series is that of a decaying function, ``tail[0]``, or of the amplitudes of cos y and
    -sin y/y, ``tail[0]`` and ``tail[1]``.
    """
    if y * per_width < table.shape[0]:
        return look_up(y, table, per_width)
    t = 1.0 / (y * y)
    first, second = 0.0, 0.0
    for term in range(tail.shape[1] - 1, -1, -1):
        first = first * t + tail[0, term]
        second = second * t + tail[1, term]
    if oscillates:
        return t * first * math.cos(y) - second / y * math.sin(y)
    return t * first


def half_edge(
    end: float,
    begin: float,
    d: float,
    h: float,
    at_foot: float,
    oscillates: bool,
    table: FloatArray,
    per_width: float,
    tail: FloatArray,
    rule: FloatArray,
) -> float:
    """Return the integral of d phi [Q(h) - h Q(rho)/rho] for positions l from begin to end.

    0 <= begin <= end; d is the distance of the foot from the line. The integrand is regular up
    to l = +-i sqrt(d^2 + h^2): the panels grow with the distance from there, up to a phase.
    """
    longest = _PHASE if oscillates else end
    total = 0.0
    l = begin
    while l < end:
        step = min(longest, math.sqrt(l * l + d * d + h * h), end - l)
        # What is left must not become a panel of no length.
        if end - (l + step) < 1e-9 * step:
            step = end - l
        for node in range(rule.shape[1]):
            at = l + step * rule[0, node]
            across = d * d + at * at
            rho = math.sqrt(across + h * h)
            far = tabulated(rho, oscillates, table, per_width, tail)
            total += rule[1, node] * step * (at_foot - h * far / rho) / across
        l += step
    return total * d


def height_above(x: FloatArray, triangle: FloatArray, normal: FloatArray) -> float:
    """Return n.(x' - x) for the plane of a triangle, 0 for a point that lies in it."""
    signed, size = 0.0, 0.0
    for i in range(3):
        signed += normal[i] * (triangle[0, i] - x[i])
        size += abs(normal[i]) * (abs(triangle[0, i]) + abs(x[i]))
    return signed if abs(signed) > _IN_PLANE * size else 0.0


def seen(
    x: FloatArray,
    triangle: FloatArray,
    normal: FloatArray,
    signed: float,
    oscillates: bool,
    table: FloatArray,
    per_width: float,
    tail: FloatArray,
    rule: FloatArray,
) -> float:
    """Return the integral of dOmega g over one triangle (3, 3), seen from x.

    `signed` is n.(x' - x) for its plane, not 0.
    """
    h = abs(signed)
    at_foot = tabulated(h, oscillates, table, per_width, tail)
    total = 0.0
    for corner in range(3):
        a, b = triangle[corner], triangle[(corner + 1) % 3]
        t0, t1, t2 = b[0] - a[0], b[1] - a[1], b[2] - a[2]
        length = math.sqrt(t0 * t0 + t1 * t1 + t2 * t2)
        if length == 0.0:
            continue
        t0, t1, t2 = t0 / length, t1 / length, t2 / length
        r0, r1, r2 = a[0] - x[0], a[1] - x[1], a[2] - x[2]
        d = (
            (t1 * normal[2] - t2 * normal[1]) * r0
            + (t2 * normal[0] - t0 * normal[2]) * r1
            + (t0 * normal[1] - t1 * normal[0]) * r2
        )
        low = t0 * r0 + t1 * r1 + t2 * r2
        high = low + length
        if d == 0.0:
            continue
        # The integrand is even along the edge.
        near, far = min(abs(low), abs(high)), max(abs(low), abs(high))
        if low < 0.0 < high:
            total += half_edge(
                near, 0.0, d, h, at_foot, oscillates, table, per_width, tail, rule
            ) + half_edge(far, 0.0, d, h, at_foot, oscillates, table, per_width, tail, rule)
        else:
            total += half_edge(far, near, d, h, at_foot, oscillates, table, per_width, tail, rule)
    return total if signed > 0.0 else -total


def solid_angle(x: FloatArray, triangle: FloatArray) -> float:
    """Return the signed solid angle of a triangle (3, 3), seen from x.

    A. van Oosterom, J. Strackee, IEEE Trans. Biomed. Eng. 30 (1983) 125.
    """
    a0, a1, a2 = triangle[0, 0] - x[0], triangle[0, 1] - x[1], triangle[0, 2] - x[2]
    b0, b1, b2 = triangle[1, 0] - x[0], triangle[1, 1] - x[1], triangle[1, 2] - x[2]
    c0, c1, c2 = triangle[2, 0] - x[0], triangle[2, 1] - x[1], triangle[2, 2] - x[2]
    a = math.sqrt(a0 * a0 + a1 * a1 + a2 * a2)
    b = math.sqrt(b0 * b0 + b1 * b1 + b2 * b2)
    c = math.sqrt(c0 * c0 + c1 * c1 + c2 * c2)
    volume = a0 * (b1 * c2 - b2 * c1) + a1 * (b2 * c0 - b0 * c2) + a2 * (b0 * c1 - b1 * c0)
    below = (
        a * b * c
        + (a0 * b0 + a1 * b1 + a2 * b2) * c
        + (b0 * c0 + b1 * c1 + b2 * c2) * a
        + (c0 * a0 + c1 * a1 + c2 * a2) * b
    )
    return 2.0 * math.atan2(volume, below)


def add_far(
    x: FloatArray,
    y: FloatArray,
    z: FloatArray,
    centres: FloatArray,
    reach: FloatArray,
    normals: FloatArray,
    nodes: FloatArray,
    weights: FloatArray,
    first: npt.NDArray[np.int64],
    oscillates: bool,
    series: FloatArray,
    solid: FloatArray,
    waves: FloatArray,
) -> None:
    """Add what points see of the triangles that are far, by their nodes.

    Either g is the cosine, or a series in u = (4 - rho^2)/(4 + rho^2) times (1 + u)/2. The loops
    over points, innermost and without branches, become vector instructions.
    """
    points = x.size
    height, part, u, g = np.zeros(points), np.zeros(points), np.zeros(points), np.zeros(points)
    for t in range(reach.size):
        c0, c1, c2 = centres[t, 0], centres[t, 1], centres[t, 2]
        n0, n1, n2 = normals[t, 0], normals[t, 1], normals[t, 2]
        limit = reach[t] * reach[t]
        for p in range(points):
            d0, d1, d2 = c0 - x[p], c1 - y[p], c2 - z[p]
            above = n0 * d0 + n1 * d1 + n2 * d2
            height[p] = above if d0 * d0 + d1 * d1 + d2 * d2 > limit else 0.0
        for q in range(first[t], first[t + 1]):
            c0, c1, c2, weight = nodes[q, 0], nodes[q, 1], nodes[q, 2], weights[q]
            for p in range(points):
                d0, d1, d2 = c0 - x[p], c1 - y[p], c2 - z[p]
                square = max(d0 * d0 + d1 * d1 + d2 * d2, _TINY)
                u[p] = square
                part[p] = weight * height[p] / (square * math.sqrt(square))
            if oscillates:
                for p in range(points):
                    g[p] = cosine(math.sqrt(u[p]))
            else:
                for p in range(points):
                    u[p] = 8.0 / (4.0 + u[p]) - 1.0
                    g[p] = 0.0
                for term in range(series.size - 4, -1, -4):
                    s0, s1 = series[term], series[term + 1]
                    s2, s3 = series[term + 2], series[term + 3]
                    for p in range(points):
                        g[p] = (((g[p] * u[p] + s3) * u[p] + s2) * u[p] + s1) * u[p] + s0
                for p in range(points):
                    g[p] *= 0.5 * (1.0 + u[p])
            for p in range(points):
                solid[p] += part[p]
                waves[p] += part[p] * g[p]


def add_near(
    points: FloatArray,
    triangles: FloatArray,
    centres: FloatArray,
    reach: FloatArray,
    normals: FloatArray,
    oscillates: bool,
    table: FloatArray,
    per_width: float,
    tail: FloatArray,
    rule: FloatArray,
    solid: FloatArray,
    waves: FloatArray,
) -> None:
    """Add what points (n, 3) see of the triangles that are near, by their edges."""
    for p in range(points.shape[0]):
        x = points[p]
        for t in range(reach.size):
            d0, d1, d2 = centres[t, 0] - x[0], centres[t, 1] - x[1], centres[t, 2] - x[2]
            if d0 * d0 + d1 * d1 + d2 * d2 <= reach[t] * reach[t]:
                signed = height_above(x, triangles[t], normals[t])
                # Both sums must take the point for one on the same side.
                if signed != 0.0:
                    size = abs(solid_angle(x, triangles[t]))
                    solid[p] += size if signed > 0.0 else -size
                    waves[p] += seen(
                        x,
                        triangles[t],
                        normals[t],
                        signed,
                        oscillates,
                        table,
                        per_width,
                        tail,
                        rule,
                    )
