"""The grid of a scan, and its division into chunks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from softnu.catalogue import find
from softnu.errors import ConfigError
from softnu.scan.axes import Coordinate, column
from softnu.scan.feeding import fed

if TYPE_CHECKING:
    from softnu.scan.config import ScanConfig

#: Chunks of a scan, at most: each is a task and some files.
MAX_CHUNKS: Final = 1_000_000
#: A part of a grid: one slice, with start and stop, for each dimension.
Bounds: TypeAlias = tuple[slice, ...]


def shape_of(bounds: Bounds) -> tuple[int, ...]:
    """Return the shape of a part of a grid."""
    return tuple(part.stop - part.start for part in bounds)


@dataclass(frozen=True)
class Chunks:
    """A regular division of a shape.

    Attributes
    ----------
    whole : tuple of int
        The shape that is divided.
    shape : tuple of int
        Shape of one chunk; those at the ends may be smaller.
    """

    whole: tuple[int, ...]
    shape: tuple[int, ...]

    @classmethod
    def of(cls, whole: tuple[int, ...], points: int) -> Chunks:
        """Divide a shape into chunks of at most so many points, the last dimensions whole.

        Examples
        --------
        >>> Chunks.of((3, 10, 10), 50).shape
        (1, 5, 10)
        """
        shape: list[int] = []
        room = max(points, 1)
        for size in reversed(whole):
            parts = math.ceil(size / room)
            shape.insert(0, math.ceil(size / parts))
            room = room // size if parts == 1 else 1
        return cls(whole, tuple(shape))

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """Number of chunks along each dimension."""
        return tuple(math.ceil(n / m) for n, m in zip(self.whole, self.shape, strict=True))

    @property
    def count(self) -> int:
        """Number of chunks."""
        return math.prod(self.parts)

    def bounds(self, i: int) -> Bounds:
        """Return where chunk `i` stands in the whole, the last dimension running fastest.

        Examples
        --------
        >>> Chunks((4, 3), (2, 2)).bounds(1)
        (slice(0, 2, None), slice(2, 3, None))
        """
        found: list[slice] = []
        for n, m, parts in zip(
            reversed(self.whole), reversed(self.shape), reversed(self.parts), strict=True
        ):
            i, place = divmod(i, parts)
            found.insert(0, slice(place * m, min(n, (place + 1) * m)))
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Dimension:
    """One dimension of a grid.

    Attributes
    ----------
    name : str
        Its name.
    size : int
        Number of points.
    coordinates : tuple of Coordinate
        Parameters that vary along it.
    """

    name: str
    size: int
    coordinates: tuple[Coordinate, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """The points of a scan: all combinations of the points of its dimensions.

    Attributes
    ----------
    dimensions : tuple of Dimension
        In the order of the axes in the config.
    """

    dimensions: tuple[Dimension, ...]

    @classmethod
    def of(cls, config: ScanConfig) -> Grid:
        """Return the grid of a config; the same object each time."""
        return _grid(config)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Sizes of the dimensions."""
        return tuple(dimension.size for dimension in self.dimensions)

    @property
    def size(self) -> int:
        """Number of points."""
        return math.prod(self.shape)

    def chunks(self, points_per_chunk: int) -> Chunks:
        """Divide the grid into chunks of at most so many points.

        Raises
        ------
        ConfigError
            If there would be too many chunks.
        """
        chunks = Chunks.of(self.shape, points_per_chunk)
        if chunks.count > MAX_CHUNKS:
            raise ConfigError(
                f"{points_per_chunk} points per chunk give {chunks.count} chunks, more than "
                f"{MAX_CHUNKS}"
            )
        return chunks


@lru_cache(maxsize=4)
def _grid(config: ScanConfig) -> Grid:
    dimensions = []
    for axis in config.axis:
        parameters = {
            name: quantity.parameters[name]
            for table in reversed(config.quantity)
            for quantity in (find(table.name),)
            for name in fed(axis, table, quantity)
        }
        columns = tuple(column(axis, parameter) for parameter in parameters.values())
        dimensions.append(Dimension(axis.dimension, axis.size, columns))
    return Grid(tuple(dimensions))
