"""Run the benchmarks: ``python -m benchmarks [subject...]``.

Every module of this folder with a function ``measure`` is a subject. Each runs in a process of
its own on one core, so that none warms up or slows down another. The table goes to the
terminal and to ``benchmarks/results.json``; the exit code is 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Measurement

FOLDER = Path(__file__).parent
RESULTS = FOLDER / "results.json"
#: Thread pools of the numerical libraries: one core, so that ratios mean the same everywhere.
_ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMBA", "BLIS")
}
_IN_A_PROCESS = """
import json, sys
from dataclasses import asdict
from benchmarks.{subject} import measure
json.dump([asdict(m) for m in measure()], sys.stdout)
"""


def subjects() -> list[str]:
    """Return the modules of this folder that measure something."""
    return [
        path.stem
        for path in sorted(FOLDER.glob("*.py"))
        if not path.stem.startswith("_")
        and hasattr(import_module(f"benchmarks.{path.stem}"), "measure")
    ]


def take(subject: str) -> list[Measurement]:
    """Run one subject in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_PROCESS.format(subject=subject)],
        cwd=FOLDER.parent,
        env=os.environ | _ONE_THREAD,
        stdout=subprocess.PIPE,
        check=True,
    )
    return [Measurement(**fields) for fields in json.loads(done.stdout)]


def show(measurement: Measurement) -> str:
    """Return a measurement as one line."""
    bound = "<=" if measurement.at_most else ">="
    target = "" if measurement.target is None else f"{bound} {measurement.target:.3g}"
    met = "" if measurement.target is None else "ok" if measurement.met else "MISSED"
    line = f"  {measurement.name:<58} {measurement.value:>10.3g} {measurement.unit:<10}"
    return f"{line} {target:<12} {met:<6} {measurement.note}".rstrip()


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    known = subjects()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("subject", nargs="*", help=f"of {', '.join(known)}; all if left out")
    chosen = parser.parse_args().subject or known
    if unknown := set(chosen) - set(known):
        parser.error(f"unknown subject {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    results = {}
    for subject in chosen:
        print(subject, flush=True)
        results[subject] = take(subject)
        for measurement in results[subject]:
            print(show(measurement), flush=True)
    content = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.platform()}",
        "python": platform.python_version(),
        "results": {
            subject: [asdict(m) | {"met": m.met} for m in measurements]
            for subject, measurements in results.items()
        },
    }
    RESULTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    missed = sum(not m.met for measurements in results.values() for m in measurements)
    print(f"{missed} missed; written to {RESULTS.relative_to(FOLDER.parent)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
