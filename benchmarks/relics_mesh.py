"""Density near a mesh: time, over a plain quadrature in NumPy, and the error of both."""

from __future__ import annotations

import numpy as np

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.relics.kernels.boundary import Law, density, one_momentum, thermal

#: Target for all triangles and points, seconds.
_SECONDS = 10.0
#: Triangles and points; the radius of the sphere in units of 1/k: 1 cm at 5e-4 eV.
_PARTS, _POINTS, _X = 71, 1000, 27.0
#: Points of the plain route.
_FEW = 20
#: An error to be met by all, beyond that of the triangles.
_ERROR = 1e-7


def _sphere(parts: int) -> np.ndarray:
    """Triangles (20 parts^2, 3, 3) of a sphere of radius 1."""
    golden = (1.0 + np.sqrt(5.0)) / 2.0
    ring = [(0.0, a, b * golden) for a in (-1.0, 1.0) for b in (-1.0, 1.0)]
    corners = np.array([np.roll(corner, shift) for shift in range(3) for corner in ring])
    side = 2.0 + 1e-9
    near = np.linalg.norm(corners[:, np.newaxis] - corners, axis=2) < side
    faces = [
        (a, b, c)
        for a in range(12)
        for b in range(a + 1, 12)
        for c in range(b + 1, 12)
        if near[a, b] and near[b, c] and near[a, c]
    ]
    triangles = corners[np.array(faces)]
    inwards = np.linalg.det(triangles) < 0.0
    triangles[inwards] = triangles[inwards][:, ::-1]
    rows = []
    for i in range(parts):
        for j in range(parts - i):
            rows.append([(i, j), (i + 1, j), (i, j + 1)])
            if i + j < parts - 1:
                rows.append([(i + 1, j + 1), (i, j + 1), (i + 1, j)])
    two = np.array(rows) / parts
    three = np.concatenate([two, 1.0 - two.sum(axis=2, keepdims=True)], axis=2)
    divided = np.einsum("pcb,tbx->tpcx", three, triangles).reshape(-1, 3, 3)
    return divided / np.linalg.norm(divided, axis=2, keepdims=True)


def _points(count: int) -> np.ndarray:
    """Half of them within a tenth of the radius from the surface."""
    rng = np.random.default_rng(1)
    directions = rng.normal(size=(count, 3))
    directions /= np.linalg.norm(directions, axis=1)[:, np.newaxis]
    half = count // 2
    distance = np.concatenate([rng.uniform(0.1, 3.0, half), rng.uniform(0.9, 1.1, count - half)])
    return directions * distance[:, np.newaxis]


def _by_centres(points: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """One node for each triangle, the step inside or outside from the same sum."""
    across = 0.5 * np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    centres = triangles.mean(axis=1)
    result = np.empty(len(points))
    for index, point in enumerate(points):
        away = centres - point
        rho = np.linalg.norm(away, axis=1)
        solid = np.einsum("ti,ti->t", away, across) / rho**3
        result[index] = np.sum(solid * (1.0 - np.cos(rho))) / (4.0 * np.pi)
    return result


def measure() -> list[Measurement]:
    triangles, points = 2.0 * _X * _sphere(_PARTS), 2.0 * _X * _points(_POINTS)
    few = points[-_FEW:]
    exact = density(few, triangles, one_momentum())
    plain = seconds(lambda: _by_centres(few, triangles), repeat=1) / _FEW

    def ours(law: Law) -> float:
        return seconds(lambda: density(points, triangles, law), repeat=2)

    waves = ours(one_momentum())
    off = np.max(np.abs(_by_centres(few, triangles) - exact))
    size = f"{len(triangles)} triangles, {_POINTS} points"
    return [
        Measurement(f"mesh: {size}, one momentum", waves, "s", _SECONDS),
        Measurement(f"mesh: {size}, thermal", ours(thermal()), "s", _SECONDS),
        Measurement(
            "mesh: NumPy with one node per triangle, over ours",
            plain * _POINTS / waves,
            "x",
            note=f"it is off by {off:.0e}, ours by < {_ERROR:.0e}",
        ),
        Measurement(
            "mesh: peak memory",
            peak_bytes(lambda: density(few, triangles, one_momentum())) / 1e6,
            "MB",
        ),
    ]
