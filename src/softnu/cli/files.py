"""Files that commands write: tables as CSV, figures as pictures."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softnu.errors import ConfigError, DataError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Endings of the files that --plot writes.
_PICTURES = (".pdf", ".png", ".svg")


def check_picture(path: Path | None, option: str = "--plot") -> None:
    """Raise :class:`ConfigError` if a figure cannot have the ending of `path`."""
    if path is not None and path.suffix.lower() not in _PICTURES:
        raise ConfigError(f"{option} {path}: the file must end in {', '.join(_PICTURES)}")


def write_picture(figure: Figure, path: Path) -> None:
    """Write a figure; raise :class:`DataError` if the file cannot be written."""
    from softnu.plots.style import save

    try:
        save(figure, path)
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror}") from error


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table; raise :class:`DataError` if the file cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror}") from error
