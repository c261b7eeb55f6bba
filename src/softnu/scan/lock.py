"""One writer to a store. The kernel frees the lock of a process that dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from softnu.errors import StoreError

#: Seconds for which a writer tries again: who asks for the state of a store holds its lock for a
#: moment too.
_PATIENCE = 1.0

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, *, shared: bool) -> None:  # noqa: ARG001 - no shared locks here
        # Others cannot read what is locked: a byte behind the number.
        os.lseek(descriptor, 4096, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int, *, shared: bool) -> None:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)


@contextmanager
def sole_writer(path: Path, what: str) -> Iterator[None]:
    """Hold the lock of a store.

    Parameters
    ----------
    path : Path
        The lock's file; it stays there when the lock is given back.
    what : str
        The store, for the error.

    Raises
    ------
    StoreError
        If another process holds it, or the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(f"cannot write {what}: {error.strerror}") from error
    try:
        _wait_for(descriptor, what)
        _sign(descriptor, str(os.getpid()), what)
        yield
        _sign(descriptor, "", what)
    finally:
        os.close(descriptor)


def writer(path: Path) -> int | None:
    """Return the process that holds the lock with this file, None if nobody does."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        _take(descriptor, shared=True)
    except OSError:
        return _holder(descriptor)
    finally:
        os.close(descriptor)
    return None


def _wait_for(descriptor: int, what: str) -> None:
    patience = time.monotonic() + _PATIENCE
    while True:
        try:
            return _take(descriptor, shared=False)
        except OSError as error:
            if time.monotonic() > patience:
                raise StoreError(
                    f"{what} is being written by process {_holder(descriptor)}: wait until it "
                    "has ended, or stop it"
                ) from error
            time.sleep(_PATIENCE / 20)


def _sign(descriptor: int, text: str, what: str) -> None:
    try:
        os.truncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode())
    except OSError as error:
        raise StoreError(f"cannot write {what}: {error.strerror}") from error


def _holder(descriptor: int) -> int:
    """Return the process whose number the file holds, 0 if it is just being written."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, 32)
    return int(text) if text.isdigit() else 0
