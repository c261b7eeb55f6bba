"""Text for terminals and pipes: one-line messages, aligned tables, numbers in full."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

#: Characters of a message, at most: the rest of a very long input says nothing.
LONGEST = 600


def one_line(message: str) -> str:
    r"""Return `message` on one line, without control characters, of bounded length.

    Examples
    --------
    >>> one_line("an array\n[1 2]\x1b[31m")
    'an array [1 2]\\x1b[31m'
    """
    words = " ".join(message.split())
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2]} ... {words[-LONGEST // 2 :]}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in words)


def number(value: float) -> str:
    """Write a float with the fewest digits (up to 17) that give the same float back."""
    return repr(float(value))


def size(count: float) -> str:
    """Write a number of bytes with three digits.

    Examples
    --------
    >>> size(800), size(1.5e9)
    ('800 B', '1.5 GB')
    """
    for unit in ("B", "kB", "MB", "GB"):
        if count < 999.5:
            return f"{count:.3g} {unit}"
        count /= 1000.0
    return f"{count:.3g} TB"


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows in aligned columns; on a terminal, cells wrap in their column."""
    body = [list(row) for row in rows]
    if sys.stdout.isatty():
        _print_rich(header, body)
        return
    lines = [list(header), *body]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    typer.echo(
        "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
    )


def _print_rich(header: Sequence[str], body: list[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, name in enumerate(header):
        last = position == len(header) - 1
        table.add_column(Text(name), no_wrap=position == 0, ratio=1 if last else None)
    for row in body:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def print_json(content: Any) -> None:
    """Print `content` as JSON; infinite numbers become the text ``"inf"`` or ``"-inf"``."""
    typer.echo(json.dumps(_plain(content), indent=2, ensure_ascii=False, allow_nan=False))


def _plain(content: Any) -> Any:
    if isinstance(content, float) and not math.isfinite(content):
        return str(content)
    if isinstance(content, dict):
        return {str(key): _plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_plain(item) for item in content]
    return content
