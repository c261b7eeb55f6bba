"""Tables and figures as CSV, every numeric column with its unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

import numpy as np

from softnu.papers.compute import Result
from softnu.papers.records import Column, Figure, Map, Scheme, Table

Cell = str | float
#: Values along each axis of a map that its file keeps, at most.
_MAP_VALUES = 61


def csv_files(results: Iterable[Result]) -> Iterator[tuple[str, str]]:
    """Yield name and content of the CSV file of every table and figure."""
    for result in results:
        for table in result.content.tables:
            yield file_name(result.number, table.id), table_csv(table)
        for figure in result.content.figures:
            yield file_name(result.number, figure.id), drawing_csv(figure)


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


def drawing_csv(drawing: Figure | Map | Scheme) -> str:
    """Write what a drawing shows as CSV."""
    if isinstance(drawing, Map):
        return map_csv(drawing)
    return scheme_csv(drawing) if isinstance(drawing, Scheme) else figure_csv(drawing)


def figure_csv(figure: Figure) -> str:
    """Write the curves of a figure as columns over their common variable.

    Named points follow in rows of their own, in two more columns.
    """
    header = [_with_unit(figure.x)]
    header += [_with_unit(Column(curve.label, figure.y.unit)) for curve in figure.curves]
    columns = [figure.curves[0].x, *(curve.y for curve in figure.curves)]
    rows: list[tuple[Cell, ...]] = [tuple(map(float, row)) for row in zip(*columns, strict=True)]
    if figure.points is not None:
        points = figure.points
        header += [_with_unit(Column(points.label, figure.y.unit)), "name"]
        blank = ("",) * len(figure.curves)
        rows = [(*row, "", "") for row in rows]
        rows += [
            (float(x), *blank, float(y), name)
            for name, x, y in zip(points.names, points.x, points.y, strict=True)
        ]
    return _write(header, rows)


def map_csv(figure: Map) -> str:
    """Write a map in long form, one row for each x and y; a fine map is thinned out."""
    x, y = (
        np.unique(np.linspace(0, axis.size - 1, min(axis.size, _MAP_VALUES)).round().astype(int))
        for axis in (figure.at_x, figure.at_y)
    )
    header = [_with_unit(column) for column in (figure.x, figure.y, figure.value)]
    rows = (
        (float(figure.at_x[i]), float(figure.at_y[j]), float(figure.values[i, j]))
        for i in x
        for j in y
    )
    return _write(header, rows)


def scheme_csv(scheme: Scheme) -> str:
    """Write levels in long form, one row for each level and step."""
    rows = (
        (group.title, name, step, float(energy))
        for group in scheme.levels
        for name, energies in zip(group.names, group.energies, strict=True)
        for step, energy in zip(group.steps, energies, strict=True)
    )
    return _write(["group", "level", "step", _with_unit(scheme.energy)], rows)


def _with_unit(column: Column) -> str:
    return f"{column.name} [{column.unit or '1'}]"


def _write(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([repr(c) if isinstance(c, float) else c for c in row] for row in rows)
    return stream.getvalue()
