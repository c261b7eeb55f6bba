"""The dataset of a scan while it grows: a zarr folder, one chunk of it for each task.

A chunk is finished when its marker is there, and markers are made last, by the one writer.
Values, markers and the description of the dataset each appear whole or not at all, so whoever
reads, at any moment, and whoever goes on after a kill finds only what is right.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from softnu import __version__
from softnu.errors import ConfigError, DataError, StoreError
from softnu.scan import lock
from softnu.scan.atomic import write_atomically
from softnu.scan.config import ScanConfig, from_canonical
from softnu.scan.grid import Chunks, Grid
from softnu.scan.layout import CONFIG, POINTS_PER_CHUNK, ROOT, VERSION, attributes, first_files
from softnu.scan.markers import Marker
from softnu.scan.matching import check_same
from softnu.scan.pieces import Piece

if TYPE_CHECKING:
    import xarray as xr

#: Where a store keeps what is not part of the dataset.
_OWN = ".softnu"
#: Reasons of failures that a dataset lists for each variable, at most.
_LISTED = 20


class Missing(NamedTuple):
    """Points of a variable that have no value for the same reason."""

    variable: str
    reason: str
    points: int


@dataclass(frozen=True, eq=False)
class Store:
    """A scan's dataset on the disk.

    Attributes
    ----------
    path : Path
        Its folder.
    config : ScanConfig
        The scan.
    grid : Grid
        Its grid.
    chunks : Chunks
        How the grid is divided.
    """

    path: Path
    config: ScanConfig
    grid: Grid
    chunks: Chunks

    @classmethod
    def create(cls, path: Path, config: ScanConfig, grid: Grid, chunks: Chunks) -> Self:
        """Make a store without values; what a killed creation left behind is removed first.

        Raises
        ------
        StoreError
            If it cannot be written.
        """
        store = cls(path, config, grid, chunks)
        store._clear()
        for name, content in first_files(config, grid, chunks).items():
            write_atomically(path / name, content, store._partial)
        return store

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store in a folder.

        Raises
        ------
        DataError
            If it is not the store of a scan.
        """
        stored = read_attributes(path)
        config = from_canonical(stored[CONFIG])
        grid = Grid.of(config)
        return cls(path, config, grid, grid.chunks(stored[POINTS_PER_CHUNK]))

    @staticmethod
    def is_at(path: Path) -> bool:
        """Whether a folder holds a store.

        Raises
        ------
        StoreError
            If there is something else.
        """
        if (path / _OWN).is_dir() or (path.is_dir() and not any(path.iterdir())):
            return (path / ROOT).exists()
        if path.exists():
            raise StoreError(f"{path} is not the store of a scan: give another --output")
        return False

    def adopt(self, config: ScanConfig) -> Self:
        """Return this store for a config that gives the same values, such as one with a new title.

        Raises
        ------
        ConfigError
            If the store holds another scan, or one of another version of softnu.
        StoreError
            If it cannot be written.
        """
        stored = read_attributes(self.path)
        check_same(stored[CONFIG], config.canonical(), str(self.path))
        if stored[VERSION] != __version__:
            raise ConfigError(
                f"{self.path} was begun by softnu {stored[VERSION]} and this is {__version__}: "
                "end it with that version, or give another --output"
            )
        if stored[CONFIG] == config.canonical():
            return self
        store = type(self)(self.path, config, self.grid, self.chunks)
        root = json.loads((self.path / ROOT).read_text(encoding="utf-8"))
        root["attributes"] = attributes(config, self.chunks)
        write_atomically(self.path / ROOT, json.dumps(root).encode(), self._partial)
        return store

    # --- writing ---

    @staticmethod
    def sole_writer(path: Path) -> AbstractContextManager[None]:
        """Hold the lock of the store in a folder; see :func:`softnu.scan.lock.sole_writer`."""
        return lock.sole_writer(path / _OWN / "lock", str(path))

    @property
    def writer(self) -> int | None:
        """The process that writes here, None if there is none."""
        return lock.writer(self.path / _OWN / "lock")

    def _clear(self) -> None:
        """Remove everything but the lock."""
        try:
            for folder in (self.path, self.path / _OWN):
                for one in _inside(folder):
                    if one.is_dir() and one.name != _OWN:
                        shutil.rmtree(one)
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {error.strerror}") from error

    def clean(self) -> None:
        """Remove the unfinished files of writers that have died."""
        with suppress(OSError):
            shutil.rmtree(self._partial)

    def keep_values(self, i: int, piece: Piece) -> Piece:
        """Write the values of a chunk; return what is left to be kept.

        Raises
        ------
        StoreError
            If they cannot be written.
        """
        for variable, block in piece.blocks.items():
            content = block.reshape(-1).data.cast("B")
            write_atomically(self._values(variable, i), content, self._partial)
        return Piece(piece.marker, {})

    def keep(self, i: int, piece: Piece) -> None:
        """Write what is left of a chunk, its marker last: then it is finished.

        Raises
        ------
        StoreError
            If it cannot be written.
        """
        self.keep_values(i, piece)
        write_atomically(self._marker(i), piece.marker.to_bytes(), self._partial)

    def reject(self, i: int) -> None:
        """Make a chunk unfinished.

        Raises
        ------
        StoreError
            If its marker cannot be removed.
        """
        try:
            self._marker(i).unlink()
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {error.strerror}") from error

    # --- reading ---

    def done(self) -> set[int]:
        """Return the finished chunks."""
        folder = self.path / _OWN / "done"
        return {int(one.name) for one in _inside(folder) if one.name.isdigit()}

    def marker(self, i: int) -> Marker:
        """Return what is kept of a finished chunk beside its values.

        Raises
        ------
        DataError
            If the file is damaged.
        """
        try:
            return Marker.from_bytes(self._marker(i).read_bytes())
        except OSError as error:
            raise DataError(f"the marker cannot be read: {error.strerror}") from error

    def damage(self, i: int) -> str:
        """Say what is wrong with the files of a finished chunk; nothing if they are whole."""
        try:
            marker = self.marker(i)
        except DataError as error:
            return str(error)
        if set(marker.digests) != set(self.variables):
            return "the marker is damaged"
        for variable, expected in marker.digests.items():
            try:
                with self._values(variable, i).open("rb") as stream:
                    found = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError as error:
                return f"the values of {variable} cannot be read: {error.strerror}"
            if found != expected:
                return f"the values of {variable} have changed"
        return ""

    def verify(self) -> dict[int, str]:
        """Return what is wrong with finished chunks, by chunk: empty if all are whole."""
        found = ((i, self.damage(i)) for i in sorted(self.done()))
        return {i: damage for i, damage in found if damage}

    def shape(self, i: int) -> tuple[int, ...]:
        """Shape of a chunk."""
        return tuple(bound.stop - bound.start for bound in self.chunks.bounds(i))

    def points(self, i: int) -> int:
        """Number of points of a chunk."""
        return math.prod(self.shape(i))

    @property
    def points_per_chunk(self) -> int:
        """Number of points of a whole chunk."""
        return math.prod(self.chunks.shape)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables."""
        return tuple(str(table.label) for table in self.config.quantity)

    def missing(self) -> tuple[list[Missing], list[str]]:
        """Return the points without a value, most frequent reason first, and all warnings."""
        counts: Counter[tuple[str, str]] = Counter()
        warnings: set[str] = set()
        for marker in self._markers():
            warnings.update(marker.warnings)
            for variable, failures in marker.failures.items():
                for failure in failures:
                    counts[variable, failure.reason] += failure.count
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [Missing(*key, points) for key, points in ordered], sorted(warnings)

    def to_dataset(self) -> xr.Dataset:
        """Return the labelled dataset; values are read from the disk when they are used.

        Points that are not computed yet, and those without a value, are NaN; the attributes of
        a variable say how many have no value, and why.
        """
        import xarray as xr

        dataset = xr.open_zarr(self.path, chunks=None, consolidated=True)
        missing, warnings = self.missing()
        for variable in self.variables:
            of_it = [one for one in missing if one.variable == variable]
            if of_it:
                about = dataset[variable].attrs
                about["failed_points"] = sum(one.points for one in of_it)
                about["failure_reasons"] = [f"{one.reason} ({one.points})" for one in of_it][
                    :_LISTED
                ]
        if warnings:
            dataset.attrs["warnings"] = warnings[:_LISTED]
        computed = sum(map(self.points, self.done()))
        if computed < self.grid.size:
            dataset.attrs["computed_points"] = computed
        return dataset

    def _markers(self) -> Iterator[Marker]:
        for i in sorted(self.done()):
            with suppress(DataError):
                yield self.marker(i)

    @property
    def _partial(self) -> Path:
        return self.path / _OWN / "partial"

    def _marker(self, i: int) -> Path:
        return self.path / _OWN / "done" / str(i)

    def _values(self, variable: str, i: int) -> Path:
        """Return where zarr has a chunk: folders of its place along each dimension."""
        place = (
            str(bound.start // size)
            for bound, size in zip(self.chunks.bounds(i), self.chunks.shape, strict=True)
        )
        return self.path.joinpath(variable, "c", *place)


def read_attributes(path: Path) -> dict[str, Any]:
    """Return the attributes of a store.

    Parameters
    ----------
    path : Path
        Its folder.

    Returns
    -------
    dict
        What the dataset says of itself.

    Raises
    ------
    DataError
        If it is not the store of a scan.
    """
    if path.is_dir() and not (path / ROOT).exists():
        raise DataError(f"{path} is not the store of a scan")
    try:
        content = json.loads((path / ROOT).read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path / ROOT} is damaged: {error}") from error
    found = content.get("attributes") if isinstance(content, dict) else None
    expected = {CONFIG: str, POINTS_PER_CHUNK: int, VERSION: str}
    if not isinstance(found, dict) or any(
        not isinstance(found.get(key), kind) for key, kind in expected.items()
    ):
        raise DataError(f"{path} is not the store of a scan")
    return found


def _inside(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()
