"""A scan that is killed, interrupted or shut out goes on later with nothing lost.

Thirty kills, and deaths on a cluster: ``validation/test_scan_deaths.py``.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from softnu.errors import EngineError, StoreError
from softnu.scan.run import run
from softnu.scan.status import read_status
from tests.scan.kills import killed_and_resumed
from tests.scan.scans import PATIENCE, Stops, contents, ended, start, wave_scan, written

#: Each chunk takes so long (seconds) that things can happen meanwhile.
SLOW = 0.1
POINTS, PER_CHUNK, CHUNKS = 40, 2, 20


@pytest.fixture
def file(tmp_path) -> Path:
    return written(tmp_path, wave_scan(POINTS, PER_CHUNK))


def markers(store: Path) -> dict[str, tuple[int, int]]:
    """Return which files the markers of finished chunks are."""
    folder = store / ".softnu" / "done"
    return {one.name: (one.stat().st_ino, one.stat().st_mtime_ns) for one in folder.glob("*")}


def wait_for_chunks(store: Path, number: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(markers(store)) < number:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_killed_at_random_moments(tmp_path):
    killed, whole = killed_and_resumed(
        tmp_path, ["process", "processes", "process"], chunks=200, seed=1
    )
    assert killed == whole


@pytest.mark.parametrize(
    ("number", "engine"), [(signal.SIGINT, "processes"), (signal.SIGTERM, "process")]
)
def test_an_interrupt_keeps_what_is_finished_and_says_how_to_go_on(
    config, file, tmp_path, number, engine
):
    store = tmp_path / "scan.zarr"
    process = start("run", str(file), f"--engine={engine}", wait=SLOW)
    wait_for_chunks(store, 3)
    process.send_signal(number)
    code, out, err = ended(process)
    assert (code, out) == (130, "")
    assert "to go on, run it again" in err.splitlines()[-1]
    assert "Traceback" not in err
    before = markers(store)
    assert 3 <= len(before) < CHUNKS
    run(config(wave_scan(POINTS, PER_CHUNK)), store)
    after = markers(store)
    assert len(after) == CHUNKS
    assert {name: after[name] for name in before} == before


def test_two_writers(scan_demo, file, tmp_path):
    store = tmp_path / "scan.zarr"
    first = start("run", str(file), "--engine=process", wait=10 * SLOW)
    wait_for_chunks(store, 1)
    assert read_status(store).writer == first.pid
    code, out, err = ended(start("run", str(file)))
    assert (code, out) == (2, "")
    assert err == (
        f"softnu: error: {store} is being written by process {first.pid}: wait until it has "
        "ended, or stop it\n"
    )
    first.send_signal(signal.SIGINT)
    assert ended(first)[0] == 130
    assert read_status(store).writer is None


def limited(size: int, *words: str) -> tuple[int, str, str]:
    """Run a scan that can write no file larger than `size`."""
    process = start(*words)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, size))
    return ended(process)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="limits of Linux")
def test_files_that_are_too_large(config, tmp_path):
    scan = config(wave_scan(POINTS, PER_CHUNK))
    store = tmp_path / "scan.zarr"
    with pytest.raises(EngineError):
        run(scan, store, engine=Stops(2, EngineError))
    before = markers(store)
    file = tmp_path / "scan.toml"
    code, out, err = limited(PER_CHUNK * 8 - 1, "run", str(file), "--engine=process")
    assert (code, out) == (2, "")
    [error] = [line for line in err.splitlines() if "softnu: error" in line]
    assert "File too large" in error
    assert f"2 of {CHUNKS} chunks are finished and kept" in error
    assert markers(store) == before
    run(scan, store)
    assert {name: markers(store)[name] for name in before} == before


@pytest.fixture
def mounted(tmp_path):
    """Mount something on a folder, if this user may; it is unmounted at the end."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    mounts = 0

    def mount(*words: str) -> Path:
        nonlocal mounts
        if os.geteuid() != 0 or subprocess.run(["mount", *words, folder], check=False).returncode:
            pytest.skip("this user may not mount")
        mounts += 1
        return folder

    yield mount
    for _ in range(mounts):
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk(config, tmp_path, mounted):
    disk = mounted("-t", "tmpfs", "-o", "size=700k", "none")
    scan = config(wave_scan(60_000, 6000))
    store = disk / "a.zarr"
    words = (str(tmp_path / "scan.toml"), f"--output={store}", "--engine=processes")
    code, out, err = ended(start("run", *words))
    assert (code, out) == (2, "")
    [error] = [line for line in err.splitlines() if "softnu: error" in line]
    assert "No space left on device" in error
    before = markers(store)
    assert 0 < len(before) < 10
    assert f"{len(before)} of 10 chunks are finished and kept" in error
    with pytest.raises(StoreError, match="No space left on device; "):
        run(scan, store)
    assert markers(store) == before
    subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
    run(scan, store)
    assert {name: markers(store)[name] for name in before} == before
    assert contents(store) == contents(run(scan, tmp_path / "whole.zarr").path)


def test_a_folder_that_is_read_only(file, tmp_path, mounted):
    if os.geteuid() == 0:
        source = tmp_path / "source"
        source.mkdir()
        folder = mounted("--bind", str(source))
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    else:
        folder = tmp_path / "mounted"
        folder.chmod(0o555)
    code, out, err = ended(start("run", str(file), f"--output={folder / 'a.zarr'}"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"softnu: error: cannot write {folder / 'a.zarr'}: ")
    assert not (folder / "a.zarr").exists()
