"""Progress is honest and does not flood a log."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from softnu.scan.progress import Bar, Lines, Pace, duration


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left_count_only_this_run():
    clock = Clock()
    pace = Pace(1000, 500, clock)
    assert pace.text == "50 %, 500 of 1000 points"
    clock.now += 2
    pace.add(100, 3)
    assert pace.text == "60 %, 600 of 1000 points, 50 points/s, 8 s left, 3 values missing"


def test_lines_come_some_seconds_apart():
    clock, lines = Clock(), []
    progress = Lines(lines.append, clock)
    progress.begin(1000, 0)
    for _ in range(100):
        clock.now += 0.125
        progress.advance(10, 0)
    progress.end()
    assert [line.split(",")[0] for line in lines] == ["0 %", "40 %", "80 %", "100 %"]


def test_the_last_words_are_how_long_it_took():
    clock = Clock()
    pace = Pace(100, 0, clock)
    clock.now += 90
    pace.add(100, 0)
    assert pace.text == "100 %, 100 of 100 points, 1.11 points/s, in 1:30 min"


def test_a_scan_with_nothing_to_do_has_one_line():
    lines = []
    progress = Lines(lines.append)
    progress.begin(10, 10)
    progress.end()
    assert lines == ["100 %, 10 of 10 points"]


def test_the_end_before_the_beginning_is_silent():
    lines = []
    Lines(lines.append).end()
    assert lines == []


def test_the_bar_shows_the_same_words():
    stream = io.StringIO()
    progress = Bar(Console(file=stream, force_terminal=True, width=120))
    progress.begin(1000, 0)
    progress.advance(1000, 2)
    progress.end()
    shown = stream.getvalue()
    assert "100 %, 1000 of 1000 points" in shown
    assert "2 values missing" in shown


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1:00 min"),
        (3599.6, "1:00 h"),
        (86_399, "23:59 h"),
        (90_000, "1.0 days"),
    ],
)
def test_times_are_short(seconds, text):
    assert duration(seconds) == text
