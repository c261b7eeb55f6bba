"""How a scan says how far it is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console

#: Seconds between two lines.
_PERIOD = 5.0


class Progress(Protocol):
    """Told by a scan how far it is."""

    def begin(self, points: int, done: int) -> None:
        """Note that the scan begins: its points, and those that were there before."""

    def advance(self, points: int, failed: int) -> None:
        """Note that some more points are finished, and how many values are missing in them."""

    def end(self) -> None:
        """Note that the scan ends, for whatever reason."""


class Silence:
    """Says nothing."""

    def begin(self, points: int, done: int) -> None:
        """Say nothing."""

    def advance(self, points: int, failed: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


@dataclass
class Pace:
    """How far a scan is, and how fast it goes.

    Attributes
    ----------
    points, before : int
        All points, and those that were finished before it began.
    clock : callable
        Gives seconds.
    """

    points: int
    before: int
    clock: Callable[[], float] = monotonic
    now: int = 0
    failed: int = 0
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def add(self, points: int, failed: int) -> None:
        """Count finished points."""
        self.now += points
        self.failed += failed

    @property
    def text(self) -> str:
        """Points, points per second and time left, in words."""
        done = self.before + self.now
        words = [f"{100 * done // self.points} %", f"{done} of {self.points} points"]
        seconds = self.clock() - self.started
        if self.now and seconds > 0.0:
            rate = self.now / seconds
            words.append(f"{rate:.3g} points/s")
            rest = self.points - done
            words.append(f"{duration(rest / rate)} left" if rest else f"in {duration(seconds)}")
        if self.failed:
            words.append(f"{self.failed} values missing")
        return ", ".join(words)


def duration(seconds: float) -> str:
    """Write a time for people.

    Examples
    --------
    >>> duration(3.4), duration(75), duration(7300), duration(200_000)
    ('3 s', '1:15 min', '2:01 h', '2.3 days')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02} min"
    if whole < 86_400:
        return f"{whole // 3600}:{whole % 3600 // 60:02} h"
    return f"{whole / 86_400:.1f} days"


class Lines:
    """A line at the beginning, one at most every few seconds, one at the end.

    Parameters
    ----------
    write : callable
        Takes a line.
    clock : callable
        Gives seconds.
    """

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float] = monotonic):
        self._write, self._clock = write, clock
        self._pace: Pace | None = None
        self._last = 0.0

    def begin(self, points: int, done: int) -> None:
        """Write the first line."""
        self._pace = Pace(points, done, self._clock)
        self._say()

    def advance(self, points: int, failed: int) -> None:
        """Write a line if the last one is some seconds old."""
        if self._pace is not None:
            self._pace.add(points, failed)
            if self._clock() - self._last >= _PERIOD:
                self._say()

    def end(self) -> None:
        """Write the last line."""
        if self._pace is not None and self._pace.now:
            self._say()

    def _say(self) -> None:
        if self._pace is not None:
            self._write(self._pace.text)
            self._last = self._clock()


class Bar:
    """A bar that moves, with points per second and the time left.

    Parameters
    ----------
    console : rich.console.Console
        The terminal.
    """

    def __init__(self, console: Console):
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Display

        self._display = Display(
            BarColumn(bar_width=None),
            TextColumn("{task.description}", markup=False),
            console=console,
            expand=True,
        )
        self._pace: Pace | None = None

    def begin(self, points: int, done: int) -> None:
        """Show the bar."""
        self._pace = Pace(points, done)
        self._task = self._display.add_task(self._pace.text, total=points, completed=done)
        self._display.start()

    def advance(self, points: int, failed: int) -> None:
        """Move it."""
        if self._pace is not None:
            self._pace.add(points, failed)
            self._display.update(self._task, advance=points, description=self._pace.text)

    def end(self) -> None:
        """Leave it as it is."""
        self._display.stop()
