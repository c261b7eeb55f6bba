"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from softnu.errors import StoreError


def write_atomically(path: Path, content: bytes | memoryview, partial: Path) -> None:
    """Write a file so that a reader, or a later run, finds all of it or nothing.

    It is written under another name, forced to the disk and renamed: dying at any moment leaves
    at most a stray file in `partial`.

    Parameters
    ----------
    path : Path
        The file; its folders are made.
    content : bytes or memoryview
        What it holds.
    partial : Path
        A folder of the same file system for the unfinished file.

    Raises
    ------
    StoreError
        If it cannot be written: a full disk, a folder that is read-only.
    """
    unfinished = partial / f"{os.getpid()}-{os.urandom(8).hex()}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.mkdir(parents=True, exist_ok=True)
        with unfinished.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise StoreError(f"cannot write {path}: {error.strerror}") from error
