"""A scan that runs under the eyes of a user: progress, interrupts, a summary at the end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from softnu.scan.progress import Progress
    from softnu.scan.store import Store

#: Reasons of missing values that are shown, at most.
MOST_SHOWN = 5


def run_visibly(start: Callable[[Progress], Store], output: Path) -> Store:
    """Run a scan with progress on stderr.

    Parameters
    ----------
    start : callable
        Runs the scan and tells its progress.
    output : Path
        The store, as the user named it.

    Returns
    -------
    Store
        The finished dataset.
    """
    try:
        with _terminable():
            store = start(reporter(terminal=sys.stderr.isatty()))
    except KeyboardInterrupt:
        typer.echo(
            f"stopped; what is finished is kept in {output}: to go on, run it again", err=True
        )
        raise
    _summarise(store)
    return store


def reporter(*, terminal: bool) -> Progress:
    """Return what shows progress on stderr: a bar on a terminal, lines elsewhere."""
    from softnu.scan.progress import Bar, Lines

    if not terminal:
        return Lines(lambda line: typer.echo(line, err=True))
    from rich.console import Console

    return Bar(Console(stderr=True))


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to end, as batch systems send it, act like Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _summarise(store: Store) -> None:
    from softnu.cli.text import one_line

    typer.echo(f"{store.path}: {store.grid.size} points of {', '.join(store.variables)}")
    missing, _ = store.missing()
    for one in missing[:MOST_SHOWN]:
        typer.echo(f"  {one.variable} missing at {one.points} points: {one_line(one.reason)}")
    if len(missing) > MOST_SHOWN:
        typer.echo(f"  and {len(missing) - MOST_SHOWN} more reasons: softnu scan status")
