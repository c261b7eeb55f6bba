"""How fast the local page is there, can be moved, and follows a slider."""

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
#: The first plot, still or not; what the page adds to itself once it can be moved.
_PLOT, _LIVE = ".still svg, canvas", ".downloads a"


def measure() -> list[Measurement]:
    """Return times from the command and from opening the page to its plot, and of a redraw."""
    help_ = statistics.median(_help() for _ in range(9))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        starts = [_start(browser) for _ in range(_STARTS)]
        with _served() as address:
            _opened(browser, address)
            visits = [_opened(browser, address) for _ in range(_STARTS)]
        browser.close()
    answer, plot, live = map(min, zip(*starts, strict=True))
    again, moves, weight = map(min, zip(*visits, strict=True))
    return [
        Measurement("softnu explore --help", help_, "s", 0.5),
        Measurement("the command until it answers", answer, "s"),
        Measurement("the command until the first plot", plot, "s", 2.0),
        Measurement("the command until the plot can be moved", live, "s"),
        Measurement("the page until the first plot", again, "s", 2.0),
        Measurement("the page until the plot can be moved", moves, "s", 2.0),
        Measurement("weight of the page", weight / 1e6, "MB"),
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


def _start(browser: Browser) -> tuple[float, float, float]:
    """Return seconds from the start of the program until it answers, plots and can be moved."""
    start = time.perf_counter()
    with _served() as address:
        answer = time.perf_counter() - start
        plot, live, _ = _opened(browser, address)
    return answer, answer + plot, answer + live


def _opened(browser: Browser, address: str) -> tuple[float, float, int]:
    """Return seconds from opening the page until it plots and can be moved; bytes loaded."""
    weights: list[int] = []
    page = browser.new_page()
    page.on("response", lambda r: weights.append(int(r.headers.get("content-length", 0))))
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(_PLOT)
    plot = time.perf_counter() - start
    page.wait_for_selector(_LIVE)
    live = time.perf_counter() - start
    page.close()
    return plot, live, sum(weights)


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
