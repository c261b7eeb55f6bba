"""Scans that are killed again and again."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from tests.scan.scans import PATIENCE, contents, ended, start, wave_scan, written

PER_CHUNK = 2
#: How long each chunk takes, seconds, as long as there are kills.
SLOW = 0.02
#: Seconds within which a run is killed, counted from when it holds the lock: enough for some
#: chunks of each engine, whose processes need a second or two to start.
WITHIN = {"process": 0.4, "processes": 2.5}

#: What Python itself writes of a worker whose parent is killed before it says what it is for.
_UNBORN = re.compile(
    r'Traceback .*\n  File "<string>".*\n(?:.*multiprocessing.spawn\.py".*\n(?:    .*\n)+)+'
    r"EOFError: .*\n"
)

WORDS = {
    "process": ("--engine=process",),
    "processes": ("--engine=processes", "--workers=2"),
    "": ("--engine=process",),
}


def killed_and_resumed(
    folder: Path, engines: Sequence[str], chunks: int, seed: int
) -> tuple[dict, dict]:
    """Kill a scan at a random moment once for each engine, then let it end.

    No chunk that was finished is computed again: asserted from a log of all computations.

    Returns
    -------
    dict
        The files of the store.
    dict
        Those of the same scan undisturbed.
    """
    moments = random.Random(seed)
    file = written(folder, wave_scan(chunks * PER_CHUNK, PER_CHUNK))
    store, log = folder / "killed.zarr", folder / "log"
    log.touch()
    finished: set[int] = set()
    position = 0
    killed = 0
    for engine in (*engines, ""):
        words = ("run", str(file), f"--output={store}", *WORDS[engine])
        process = start(*words, log=log, wait=SLOW if engine else 0)
        if engine:
            _wait_for_lock(store, process.pid)
            time.sleep(moments.uniform(0, WITHIN[engine]))
            process.kill()
        code, _, said = ended(process)
        assert code in ({-signal.SIGKILL, 0} if engine else {0}), said
        assert "Traceback" not in _UNBORN.sub("", said), said
        killed += code != 0
        lines = log.read_text().splitlines()
        computed = [int(line) // PER_CHUNK for line in lines[position:]]
        assert not finished & set(computed)
        assert len(computed) == len(set(computed))
        now = _finished(store)
        assert finished <= now <= finished | set(computed)
        finished, position = now, len(lines)
    assert finished == set(range(chunks))
    assert killed > len(engines) / 2
    code, _, _ = ended(start("run", str(file), f"--output={folder / 'whole.zarr'}"))
    assert code == 0
    return contents(store), contents(folder / "whole.zarr")


def _finished(store: Path) -> set[int]:
    return {int(one.name) for one in (store / ".softnu" / "done").glob("*")}


def _wait_for_lock(store: Path, pid: int) -> None:
    lock = store / ".softnu" / "lock"
    deadline = time.monotonic() + PATIENCE
    while not (lock.exists() and lock.read_text() == str(pid)):
        assert time.monotonic() < deadline
        time.sleep(0.01)
