"""How far a scan is, seen from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from softnu.scan.store import Missing, Store


@dataclass(frozen=True)
class Status:
    """How far a scan is.

    Attributes
    ----------
    points, done : int
        All points of the grid, and those that are finished.
    chunks, chunks_done : int
        The same in chunks.
    missing : tuple of Missing
        Finished points without a value, the most frequent reason first.
    warnings : tuple of str
        What was said about the validity of the values.
    writer : int or None
        The process that writes, None if there is none.
    """

    points: int
    done: int
    chunks: int
    chunks_done: int
    missing: tuple[Missing, ...]
    warnings: tuple[str, ...]
    writer: int | None


def read_status(path: Path) -> Status:
    """Return how far the scan in a folder is; nobody who writes there is disturbed.

    Parameters
    ----------
    path : Path
        The store.

    Returns
    -------
    Status
        What was found.

    Raises
    ------
    DataError
        If it is not the store of a scan.

    Examples
    --------
    >>> read_status(Path("absent.zarr"))
    Traceback (most recent call last):
    softnu.errors.DataError: cannot read absent.zarr: No such file or directory
    """
    store = Store.open(path)
    done = store.done()
    missing, warnings = store.missing()
    return Status(
        points=store.grid.size,
        done=sum(map(store.points, done)),
        chunks=store.chunks.count,
        chunks_done=len(done),
        missing=tuple(missing),
        warnings=tuple(warnings),
        writer=store.writer,
    )
