"""Scans: throughput over the bare kernel's on two cores, memory, overhead, dask over processes."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import astropy.units as u
import numpy as np
import psutil

from benchmarks.measure import Measurement
from softnu.catalogue import find
from softnu.catalogue.inputs import resolve
from softnu.scan.cluster import Cluster
from softnu.scan.compute import BLOCK
from softnu.scan.config import ScanConfig, read_config
from softnu.scan.engines import Engine
from softnu.scan.processes import Processes
from softnu.scan.run import run

#: A quantity in closed form, on distances and masses.
_NAME = "forces.vacuum.ratio_to_gravity"
_MASSES = 10
_POINTS = 100_000_000
#: Enough points to compare two engines, each twice.
_FEW = 30_000_000
#: About as many as the program would choose on a slow machine, the same for all engines.
_PER_CHUNK = 2_000_000
_WORKERS = 2
#: Runs of the large scan and of the kernel; the best of each counts.
_REPEATS = 2
_TASKS = 20
#: Targets: share of the kernel's throughput, bytes of all processes, overhead of an engine at
#: chunks of a second, time on a local cluster over time in processes.
_SHARE = 0.7
_BYTES = 2.0**30
_OVERHEAD = 0.05
_DASK = 1.15


@dataclass
class _Watch:
    """Progress that notes when how many points were finished."""

    seen: list[tuple[float, int]] = field(default_factory=list)

    def begin(self, points: int, done: int) -> None:
        """Note nothing."""

    def advance(self, points: int, failed: int) -> None:  # noqa: ARG002 - as Progress has it
        """Note some points."""
        self.seen.append((time.perf_counter(), points))

    def end(self) -> None:
        """Note nothing."""

    @property
    def rate(self) -> float:
        """Points per second once all workers are at work: those after the first chunks."""
        (first, _), (last, _) = self.seen[_WORKERS - 1], self.seen[-1]
        return sum(points for _, points in self.seen[_WORKERS:]) / (last - first)


def _config(folder: Path, points: int) -> ScanConfig:
    file = folder / "scan.toml"
    file.write_text(
        f'schema = 1\n[[quantity]]\nname = "{_NAME}"\n[quantity.inputs]\n'
        'body1 = "Fe"\nbody2 = "Fe"\n'
        f'[[axis]]\nparameter = "r"\nstart = "1 nm"\nstop = "1 mm"\nspacing = "log"\n'
        f"points = {points // _MASSES}\n"
        f'[[axis]]\nparameter = "m_nu"\nstart = "1 meV"\nstop = "0.1 eV"\npoints = {_MASSES}\n',
        encoding="utf-8",
    )
    return read_config(file)


def _kernel(part: int) -> float:
    """Return points per second of the kernel in this process, on a part of the distances."""
    quantity = find(_NAME)
    low, high = np.array([part, part + 1]) / _TASKS * 6.0 - 9.0
    inputs = {
        "body1": "Fe",
        "body2": "Fe",
        "r": np.logspace(low, high, BLOCK // _MASSES)[:, np.newaxis] * u.m,
        "m_nu": np.linspace(1e-3, 0.1, _MASSES) * u.eV,
    }
    arguments = resolve(quantity, inputs)
    quantity.function(**arguments)
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < 0.5:
        quantity.function(**arguments)
        calls += 1
    return calls * (BLOCK // _MASSES) * _MASSES / (time.perf_counter() - start)


def _kernel_rate() -> float:
    """Return points per second of the kernel on all cores: the same time at each distance."""
    rates = [rate for _, rate in Processes(_WORKERS).run(range(_TASKS), _kernel)]
    return _WORKERS * len(rates) / sum(1.0 / float(rate) for rate in rates)


def _second(task: int) -> int:
    time.sleep(1.0)
    return task


def _overhead(engine: Engine) -> float:
    """Return the time per task of a second over a second, less one, when all are at work."""
    ends = [time.perf_counter() for _ in engine.run(range(_TASKS), _second)]
    return (ends[-1] - ends[_WORKERS - 1]) / (_TASKS / _WORKERS - 1) - 1.0


def _scan_rate(config: ScanConfig, path: Path, engine: Engine) -> float:
    watch = _Watch()
    run(config, path, engine=engine, progress=watch, points_per_chunk=_PER_CHUNK)
    return watch.rate


def _peak(call: Callable[[], float]) -> tuple[float, int]:
    """Return what a call gives, and the most memory that this process and its workers had."""
    peak, stop = 0, threading.Event()

    def look() -> None:
        nonlocal peak
        this = psutil.Process()
        while not stop.wait(0.5):
            sizes = []
            for process in (this, *this.children(recursive=True)):
                try:
                    sizes.append(process.memory_full_info().uss)
                except psutil.Error:
                    continue
            peak = max(peak, sum(sizes))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        return call(), peak
    finally:
        stop.set()
        watcher.join()


@contextmanager
def _cluster() -> Iterator[Cluster]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=_WORKERS, threads_per_worker=1, dashboard_address=None) as cluster:
        yield Cluster(cluster.scheduler_address)


def measure() -> list[Measurement]:
    """Take the measurements."""
    processes = Processes(_WORKERS)
    with tempfile.TemporaryDirectory() as name, _cluster() as cluster:
        folder = Path(name)
        large = _config(folder, _POINTS)
        kernel, rate, peak = 0.0, 0.0, 0
        for _ in range(_REPEATS):
            # In turns, so that whatever else runs on the machine slows down both alike.
            kernel = max(kernel, _kernel_rate())
            with tempfile.TemporaryDirectory(dir=folder) as place:
                path = Path(place) / "large.zarr"
                found, used = _peak(partial(_scan_rate, large, path, processes))
            rate, peak = max(rate, found), max(peak, used)
        few = _config(folder, _FEW)
        rates = {
            engine: max(
                _scan_rate(few, folder / f"{type(engine).__name__}{i}.zarr", engine)
                for i in range(2)
            )
            for engine in (processes, cluster)
        }
        overheads = {"processes": _overhead(processes), "dask": _overhead(cluster)}
    return [
        Measurement(
            "scan, share of the kernel",
            rate / kernel,
            "x",
            _SHARE,
            at_most=False,
            note=f"{_POINTS:.0e} points of {_NAME}, {kernel:.2g} points/s bare on two cores",
        ),
        Measurement("scan, memory of all processes", float(peak), "B", _BYTES),
        *(
            Measurement(f"scan, overhead of {name}", value, "", _OVERHEAD, note="chunks of 1 s")
            for name, value in overheads.items()
        ),
        Measurement(
            "scan, dask over processes",
            rates[processes] / rates[cluster],
            "x",
            _DASK,
            note="two local workers",
        ),
    ]
