"""Checks of files before they are read."""

from __future__ import annotations

from pathlib import Path

from softnu.errors import DataError


def check_file(path: Path, largest: int) -> None:
    """Raise :class:`DataError` unless `path` is a plain file of at most `largest` bytes."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"cannot read {path}: {reason}") from error
    if not path.is_file():
        raise DataError(f"cannot read {path}: it is not a plain file")
    if size > largest:
        raise DataError(f"cannot read {path}: {size} bytes, more than {largest}")


def beside(folder: Path, name: str) -> Path:
    """Return a file in a folder or below it.

    Raises
    ------
    DataError
        If the name leads out of the folder.
    """
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise DataError(f"cannot read {name!r}: {error}") from error
    if not path.is_relative_to(folder.resolve()):
        raise DataError(f"{name!r} is not in the folder of the config")
    return path
