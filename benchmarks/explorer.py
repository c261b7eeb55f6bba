"""How fast the local page is there, and how fast it follows a slider."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bokeh.document import Document
from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import Measurement, seconds
from softnu.explorer.compute import picture
from softnu.explorer.drawing import Drawing
from softnu.explorer.view import Choice, View
from softnu.explorer.worker import Worker

_PROGRAM = [sys.executable, "-m", "softnu", "explore"]
_CHROMIUM = "/usr/bin/chromium"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
#: Starts of the program, moves of the slider.
_STARTS, _MOVES = 3, 30
#: What the page adds to itself once the first figure is drawn.
_DRAWN = ".downloads a"


def measure() -> list[Measurement]:
    """Return the times from the command and from the page to the first figure, and of a redraw."""
    help_ = statistics.median(_help() for _ in range(9))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        starts = [_first_figure(browser) for _ in range(_STARTS)]
        browser.close()
    ready, opened, total = (min(times) for times in zip(*(s[:3] for s in starts), strict=True))
    return [
        Measurement("softnu explore --help", help_, "s", 0.5),
        Measurement("the command until it answers", ready, "s"),
        Measurement("the page until the first figure", opened, "s", 2.0),
        Measurement("the command until the first figure", total, "s", 2.0),
        Measurement("weight of the page", starts[0][3] / 1e6, "MB"),
        Measurement("a slider's move, 500 points, closed form", _redraw(), "s", 0.15),
    ]


def _help() -> float:
    start = time.perf_counter()
    subprocess.run([*_PROGRAM, "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


@contextmanager
def _served() -> Iterator[str]:
    command = [*_PROGRAM, "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline())
        assert found is not None
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def _first_figure(browser: Browser) -> tuple[float, float, float, int]:
    """Return seconds until the program answers, from there on, and in all; bytes loaded."""
    weights: list[int] = []
    start = time.perf_counter()
    with _served() as address:
        ready = time.perf_counter()
        page = browser.new_page()
        page.on("response", lambda r: weights.append(int(r.headers.get("content-length", 0))))
        page.goto(address)
        page.wait_for_selector(_DRAWN)
        end = time.perf_counter()
        page.close()
    return ready - start, end - ready, end - start, sum(weights)


def _redraw() -> float:
    """Return the time from a new value to the changed columns of the figure, at best."""
    worker, drawing = Worker(), Drawing()
    masses = iter(range(1, 1000))

    def move() -> None:
        inputs = {
            "r": "1 nm:1 mm:500:log",
            "m_i": f"{next(masses)} meV",
            "m_j": "0.05 eV",
        }
        drawing.show(worker.ask(picture, View(Choice("forces.vacuum.pair_potential", inputs))))

    try:
        move()
        document = Document()
        document.add_root(drawing.figure)
        return seconds(move, repeat=_MOVES)
    finally:
        worker.close()
