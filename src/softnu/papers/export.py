"""Tables and figures as CSV, every numeric column with its unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from softnu.papers.compute import Result
from softnu.papers.records import Column, Figure, Table

Cell = str | float


def csv_files(results: Iterable[Result]) -> Iterator[tuple[str, str]]:
    """Yield name and content of the CSV file of every table and figure."""
    for result in results:
        for table in result.content.tables:
            yield file_name(result.number, table.id), table_csv(table)
        for figure in result.content.figures:
            yield file_name(result.number, figure.id), figure_csv(figure)


def file_name(number: str, name: str) -> str:
    """Name of the CSV file of a table or figure of a paper."""
    return f"{number}-{name}.csv"


def table_csv(table: Table) -> str:
    """Write a table as CSV."""
    texts = [isinstance(cell, str) for cell in table.rows[0]]
    header = [
        column.name if text else _with_unit(column)
        for column, text in zip(table.columns, texts, strict=True)
    ]
    return _write(header, table.rows)


def figure_csv(figure: Figure) -> str:
    """Write the curves of a figure as columns over their common variable."""
    header = [_with_unit(figure.x)]
    header += [_with_unit(Column(curve.label, figure.y.unit)) for curve in figure.curves]
    columns = [figure.curves[0].x, *(curve.y for curve in figure.curves)]
    return _write(header, (tuple(map(float, row)) for row in zip(*columns, strict=True)))


def _with_unit(column: Column) -> str:
    return f"{column.name} [{column.unit or '1'}]"


def _write(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([repr(c) if isinstance(c, float) else c for c in row] for row in rows)
    return stream.getvalue()
