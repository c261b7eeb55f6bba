"""One writer to a store, and none that is dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from softnu.errors import StoreError
from softnu.scan import lock
from softnu.scan.lock import sole_writer, writer

HOLD = (
    "import sys, pathlib\n"
    "from softnu.scan.lock import sole_writer\n"
    "with sole_writer(pathlib.Path(sys.argv[1]), 'a.zarr'):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_writer_is_told_who_is_first(tmp_path, holder, monkeypatch):
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)
    with (
        pytest.raises(StoreError, match=f"^a.zarr is being written by process {holder.pid}:"),
        sole_writer(tmp_path / "lock", "a.zarr"),
    ):
        pytest.fail("two writers")
    assert writer(tmp_path / "lock") == holder.pid


def test_a_lock_of_the_dead_is_free(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "lock").read_text() == str(holder.pid)
    assert writer(tmp_path / "lock") is None
    with sole_writer(tmp_path / "lock", "a.zarr"):
        assert writer(tmp_path / "lock") == os.getpid()
    assert writer(tmp_path / "lock") is None


def test_who_only_looks_does_not_turn_a_writer_away(tmp_path):
    path = tmp_path / "lock"
    path.touch()
    looks = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import fcntl, sys, time\n"
            "file = open(sys.argv[1])\n"
            "fcntl.flock(file, fcntl.LOCK_SH)\n"
            "print('looking', flush=True)\n"
            "time.sleep(0.2)\n",
            str(path),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    with looks:
        assert looks.stdout.readline() == "looking\n"
        with sole_writer(path, "a.zarr"):
            pass


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match=r"cannot write a.zarr: (File exists|Not a directory)"),
        sole_writer(tmp_path / "file" / "lock", "a.zarr"),
    ):
        pytest.fail("a lock in a file")


def test_nobody_writes_where_there_is_no_lock(tmp_path):
    assert writer(tmp_path / "lock") is None
