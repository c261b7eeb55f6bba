"""``softnu eval``: compute a quantity, at a point or on a grid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from softnu.cli.files import check_picture, write_csv, write_picture
from softnu.errors import ConfigError, shown

if TYPE_CHECKING:
    from softnu.catalogue.table import Table

#: The parameters depend on the quantity: they come as words, not as options known beforehand.
SETTINGS = {
    "options_metavar": "NAME [--PARAM VALUE]... [OPTIONS]",
    "context_settings": {"ignore_unknown_options": True, "allow_extra_args": True},
}


def command(
    context: typer.Context,
    *,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Unit of the result, such as um.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the table as CSV.")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the table, as .png, .svg or .pdf."),
    ] = None,
) -> None:
    """Evaluate a quantity.

    NAME is one of softnu list; softnu explain NAME shows its parameters.

    A value is a number with its unit, --r "1 nm". An axis start:stop:points[:log], such as
    --r "1 nm:1 mm:200:log", or a list, --m_nu "[0.01 eV, 0.05 eV]", gives a table; several of
    them span a grid.
    """
    name, inputs = split(context.args)
    check_picture(plot)

    from softnu.catalogue.table import tabulate

    table = tabulate(name, inputs, unit)
    if csv_file is not None:
        write_csv(csv_file, table.header(), table.rows())
    if plot is not None:
        from softnu.plots.table import draw

        write_picture(draw(table), plot)
    if as_json:
        _print_json(table)
    elif not table.axes or (csv_file is None and plot is None):
        _print(table)


def split(words: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Sort ``NAME --a 1 --b=2`` into the name and the parameters.

    Examples
    --------
    >>> split(["forces.isotropic.screening_length", "--T", "1 K"])
    ('forces.isotropic.screening_length', {'T': '1 K'})
    """
    names: list[str] = []
    inputs: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            names.append(word)
            continue
        parameter, equals, value = word[2:].partition("=")
        if not equals:
            if not rest or rest[0].startswith("--"):
                raise ConfigError(f"--{parameter} needs a value")
            value = rest.pop(0)
        if parameter in inputs:
            raise ConfigError(f"--{parameter} is given twice")
        inputs[parameter] = value
    if len(names) != 1:
        problem = (
            f"too many words: {shown(' '.join(names[1:]))}" if names else "the name is missing"
        )
        raise ConfigError(f"{problem}; write softnu eval NAME --PARAM VALUE")
    return names[0], inputs


def _print(table: Table) -> None:
    from softnu.cli.text import number

    if not table.axes:
        typer.echo(f"{number(table.values.value)} {table.values.unit}".rstrip())
        return
    header = table.header()
    rows = [[number(value) for value in row] for row in table.rows()]
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _print_json(table: Table) -> None:
    from softnu import __version__
    from softnu.cli.text import print_json

    content: dict[str, Any] = {"quantity": table.quantity.name, "inputs": dict(table.inputs)}
    if table.axes:
        content["axes"] = [
            {
                "parameter": axis.parameter.name,
                "values": axis.values.value.tolist(),
                "unit": str(axis.values.unit),
            }
            for axis in table.axes
        ]
    content["value"] = table.values.value.tolist()
    content["unit"] = str(table.values.unit)
    content["version"] = __version__
    print_json(content)
