"""A dask cluster of real processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.scan.demo_domain import WAIT
from tests.scan.scans import PATIENCE, ROOT


@dataclass
class Dask:
    """A scheduler and workers, each a process of its own.

    Attributes
    ----------
    folder : Path
        For their files.
    workers : int
        How many; each computes one chunk at a time.
    preload : str
        A module that workers import.
    wait : float
        Seconds that slow quantities take there.
    """

    folder: Path
    workers: int
    preload: str = "os"
    wait: float = 0.0
    processes: list[subprocess.Popen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.address = self._address()
        self._start(
            *("worker", self.address, "--nworkers", str(self.workers), "--nthreads", "1"),
            *("--preload", self.preload, "--local-directory", str(self.folder)),
        )

    def _start(self, *words: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words, "--no-dashboard"],
            env={**os.environ, "PYTHONPATH": str(ROOT), WAIT: str(self.wait)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if words[0] == "scheduler" else subprocess.DEVNULL,
            text=True,
            cwd=self.folder,
        )
        self.processes.append(process)
        return process

    def _address(self) -> str:
        for line in self.scheduler.stderr:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                return found[1]
        raise AssertionError("the scheduler does not start")

    def kill_a_worker(self) -> None:
        """Kill one worker; its nanny starts another."""
        children = psutil.Process(self.processes[1].pid).children()
        next(one for one in children if "spawn_main" in " ".join(one.cmdline())).kill()

    def close(self) -> None:
        """End all of it."""
        for process in reversed(self.processes):
            children = psutil.Process(process.pid).children(recursive=True)
            for one in (process, *children):
                one.kill()
            process.communicate(timeout=PATIENCE)
