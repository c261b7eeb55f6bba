"""Density of relic neutrinos near a body of any shape, given as a closed mesh of triangles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import astropy.units as u
import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray, finite, nonnegative, positive
from softnu.errors import ConfigError, DataError, DomainError, shown
from softnu.relics.kernels import boundary
from softnu.relics.kernels.potential import index_delta
from softnu.units import checked, from_natural, to_natural


@dataclass(frozen=True, eq=False)
class Mesh:
    """A body that is bounded by triangles.

    Parameters
    ----------
    vertices : Quantity or list (v, 3)
        Corners, as lengths.
    triangles : array_like (t, 3)
        Numbers of the three corners of each triangle, from 0, counterclockwise seen from
        outside.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value not allowed; if the surface is open, or the triangles
        face both ways, or all inwards.

    Notes
    -----
    Cavities are allowed: their triangles face into them. Several bodies may be one mesh; where
    they overlap they count twice.

    Examples
    --------
    >>> corners = [["0 mm"] * 3, ["1 mm", "0 mm", "0 mm"], ["0 mm", "1 mm", "0 mm"]]
    >>> tetrahedron = Mesh(
    ...     [*corners, ["0 mm", "0 mm", "1 mm"]], [[0, 2, 1], [0, 1, 3], [1, 2, 3], [0, 3, 2]]
    ... )
    >>> tetrahedron.volume.to("mm3").round(6)
    <Quantity 0.166667 mm3>
    """

    vertices: u.Quantity
    triangles: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        vertices = checked("vertices", self.vertices, "length", finite)
        if vertices.ndim != 2 or vertices.shape[1] != 3:
            raise DomainError(f"vertices must have the shape (v, 3), it is {vertices.shape}")
        triangles = np.asarray(self.triangles)
        if triangles.ndim != 2 or triangles.shape[1] != 3 or triangles.dtype.kind not in "iu":
            raise DomainError("triangles must be integers of the shape (t, 3)")
        if not triangles.size or triangles.min() < 0 or triangles.max() >= len(vertices):
            raise DomainError(f"triangles must number vertices from 0 to {len(vertices) - 1}")
        object.__setattr__(self, "vertices", from_natural(vertices, "m"))
        object.__setattr__(self, "triangles", triangles.astype(np.int64))
        _require_closed(self.triangles)
        if self.volume <= 0.0:
            raise DomainError(
                "triangles is not allowed: they face inwards; swap two corners of each"
            )

    @classmethod
    def read(cls, path: str | Path, unit: str) -> Mesh:
        """Read a mesh from a file.

        Parameters
        ----------
        path : str or Path
            An STL, OBJ or PLY file, or another that trimesh reads. Corners at the same place
            are one corner.
        unit : str
            Unit of length of its coordinates, for example "mm": such files carry none.

        Returns
        -------
        Mesh
            The body.

        Raises
        ------
        SoftnuError
            If trimesh is not installed (``pip install "softnu[mesh]"``), the file cannot be
            read, or its surface is not closed.
        """
        try:
            import trimesh
        except ImportError as error:
            raise ConfigError(
                'meshes are read by the library trimesh: pip install "softnu[mesh]"'
            ) from error
        scale = checked("unit", f"1 {unit}", "length", positive)
        if not Path(path).is_file():
            raise DataError(f"path = {shown(str(path))}: there is no such file")
        try:
            found = trimesh.load_mesh(path, process=False)
            corners = np.asarray(found.vertices, dtype=np.float64)
            triangles = np.asarray(found.faces, dtype=np.int64)
        # Whatever its parsers raise.
        except Exception as error:
            raise DataError(f"path = {shown(str(path))} cannot be read: {error}") from error
        if not triangles.size:
            raise DataError(f"path = {shown(str(path))} holds no triangles")
        # -0.0 + 0.0 is 0.0: one place has one spelling.
        places, which = np.unique(corners + 0.0, axis=0, return_inverse=True)
        return cls(from_natural(places * scale, "m"), which.reshape(-1)[triangles])

    @property
    def volume(self) -> u.Quantity:
        """Volume of the body, m3."""
        corners = (self.vertices - self.vertices.mean(axis=0)).value[self.triangles]
        a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
        return u.Quantity(np.einsum("ti,ti->", a, np.cross(b, c)) / 6.0, "m3")


def _require_closed(triangles: npt.NDArray[np.int64]) -> None:
    """Raise :class:`DomainError` unless each edge is passed equally often both ways."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    forward = np.where(edges[:, 0] < edges[:, 1], 1, -1)
    _, which, times = np.unique(
        np.sort(edges, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    excess = np.bincount(which.reshape(-1), weights=forward)
    if np.any(times % 2):
        raise DomainError(
            f"triangles is not allowed: the surface is open along {int(np.sum(times % 2))} edges"
        )
    if np.any(excess):
        raise DomainError(
            "triangles is not allowed: neighbours face opposite ways along "
            f"{int(np.count_nonzero(excess))} edges"
        )


def density_near(
    mesh: Mesh,
    points: Any,
    m_nu: u.Quantity | str,
    U: u.Quantity | str,
    *,
    k: u.Quantity | str | None = None,
    T: u.Quantity | str | None = None,
) -> u.Quantity:
    r"""Relative overdensity of relic neutrinos at points near or in a body.

    Parameters
    ----------
    mesh : Mesh
        The body, uniform.
    points : Quantity or list (..., 3)
        Where, as lengths in the coordinates of the mesh; outside, inside or on the surface.
    m_nu : Quantity or str
        Mass of the neutrino.
    U : Quantity or str
        Its potential in the body.
    k : Quantity or str, optional
        Momentum, the same for all and from all directions.
    T : Quantity or str, optional
        Temperature of their Fermi-Dirac spectrum, m_nu >> T. Either k or T is given.

    Returns
    -------
    astropy.units.Quantity (...)
        :math:`\delta n/n_0`, dimensionless. The error is 1e-7 of \|delta\| at most.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value not allowed.

    Notes
    -----
    First Born approximation as a surface integral (derived): bodies add up, so that a laboratory
    is the sum over its parts. The shape of the triangles is exact: a sphere of N triangles is
    off by its own 1/N.

    Examples
    --------
    >>> corners = [[x, y, z] for x in (0, 9) for y in (0, 9) for z in (0, 9)]
    >>> sides = ["0132", "4675", "0451", "2376", "0264", "1573"]
    >>> halves = [
    ...     [int(side[i]) for i in half] for side in sides for half in ((0, 1, 2), (0, 2, 3))
    ... ]
    >>> cube = Mesh(corners * u.mm, halves)
    >>> above = ["4.5 mm", "4.5 mm", "9.2 mm"]
    >>> density_near(cube, above, "0.1 eV", "2.5e-14 eV", T="1.95 K").round(11)
    <Quantity -8.63e-09>
    """
    if not isinstance(mesh, Mesh):
        raise DomainError(f"mesh = {shown(mesh)} is not allowed: give a softnu.relics.Mesh")
    if (k is None) == (T is None):
        raise ConfigError("give either k or T")
    place = checked("points", points, "length", finite)
    if place.ndim == 0 or place.shape[-1] != 3:
        raise DomainError(f"points must have the shape (..., 3), it is {place.shape}")
    mass = _one("m_nu", m_nu, "energy", nonnegative if T is None else positive)
    potential = _one("U", U, "energy", finite)
    corners = to_natural("vertices", mesh.vertices, "length")[mesh.triangles]
    flat = place.reshape(-1, 3)
    if T is None:
        momentum = _one("k", k, "energy", positive)
        delta = index_delta(mass, potential, momentum)
        value = boundary.density_of_momentum(flat, corners, delta, momentum)
    else:
        temperature = _one("T", T, "temperature", positive)
        value = boundary.density_of_spectrum(flat, corners, mass, potential, temperature)
    return from_natural(value.reshape(place.shape[:-1]), "")


def _one(name: str, given: Any, kind: str, check: Callable[[str, Any], FloatArray]) -> FloatArray:
    """Return one number in natural units, checked."""
    value = checked(name, given, kind, check)
    if value.ndim:
        raise DomainError(f"{name} must be one number, its shape is {value.shape}")
    return value
