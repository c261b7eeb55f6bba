"""Ways to run the command line: inside this process, and as a program of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from softnu import catalogue
from softnu.cli import main

ROOT = Path(__file__).parents[2]
DEMO = {"demo": ("tests.demo_quantities",)}


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that holds the demonstration domain only."""
    monkeypatch.setattr(catalogue, "MODULES", DEMO)
    catalogue.quantities.cache_clear()
    yield
    catalogue.quantities.cache_clear()


@pytest.fixture
def run(demo: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process, on the demonstration domain."""

    def call(*words: str) -> Outcome:
        code = main(words)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def scan(scan_demo: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``softnu scan`` in this process, on the demonstration domain of scans."""

    def call(*words: str) -> Outcome:
        code = main(("scan", *words))
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def program() -> Run:
    """Run the installed program."""

    def call(*words: str) -> Outcome:
        return start(str(Path(sys.executable).with_name("softnu")), *words)

    return call


def start(*words: str) -> Outcome:
    """Run a program to its end."""
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=120, cwd=ROOT, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
