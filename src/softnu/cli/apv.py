"""``softnu apv``: parity violation in heavy atoms as a sum over states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from softnu.atoms.sum_over_states import Amplitude

_COLUMNS = ("state n", "n in initial", "n in final")


def command(
    table: Annotated[
        str,
        typer.Argument(
            metavar="[TABLE]", help="Name of softnu apv --list, or a file: .toml or .csv."
        ),
    ] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    only_list: Annotated[
        bool, typer.Option("--list", help="List the tables that come with softnu.")
    ] = False,
    only_template: Annotated[
        bool, typer.Option("--template", help="Print a table to start from.")
    ] = False,
) -> None:
    """Sum the E1 amplitude of a forbidden transition over intermediate states.

    TABLE has energies, reduced dipoles and elements of the weak interaction; every term is
    printed, their sum, and the measurement of the same transition if the table names one.
    """
    from softnu.atoms.state_tables import TABLE_NAMES, load_states, template
    from softnu.cli.text import print_json, print_table
    from softnu.errors import ConfigError

    if only_template:
        typer.echo(template(), nl=False)
        return
    if only_list:
        tables = [(name, load_states(name).title) for name in TABLE_NAMES]
        print_table(("table", "title"), tables)
        return
    if not table:
        raise ConfigError("missing TABLE: a name of softnu apv --list, or a .toml or .csv file")

    from softnu.atoms.sum_over_states import sum_over_states

    amplitude = sum_over_states(table)
    if as_json:
        print_json(_content(amplitude))
    else:
        _print(amplitude)


def _print(amplitude: Amplitude) -> None:
    from softnu.cli.text import print_table

    rows = [(term.state, f"{term.initial:.4g}", f"{term.final:.4g}") for term in amplitude.terms]
    typer.echo(f"{amplitude.table.title}: terms of the reduced amplitude, i e a0\n")
    print_table(_COLUMNS, rows)
    typer.echo(f"\nsum of the terms: {amplitude.reduced:.4g} i e a0")
    typer.echo(f"z component, largest common m: {amplitude.z:.4g} i e a0")
    typer.echo(f"sizes of the terms over the sum: {amplitude.cancellation:.3g}")
    measurement = amplitude.measurement
    if measurement is not None:
        value = measurement.amplitude
        typer.echo(
            f"\nmeasured: Im E1_PV = {value.value:.4g} +- {value.error:.2g} e a0 from "
            f"{measurement.ratio.value} +- {measurement.ratio.error} mV/cm times "
            f"{measurement.beta.value} +- {measurement.beta.error} a0^3"
        )
        for reference in measurement.references:
            typer.echo(f"  {reference}")
    typer.echo(f"\nsource of the table: {amplitude.table.source}")


def _content(amplitude: Amplitude) -> dict[str, Any]:
    from softnu import __version__

    measurement = amplitude.measurement
    content: dict[str, Any] = {
        "title": amplitude.table.title,
        "unit": "i e a0",
        "terms": [vars(term) for term in amplitude.terms],
        "reduced": amplitude.reduced,
        "z": amplitude.z,
        "cancellation": amplitude.cancellation,
        "source": amplitude.table.source,
        "version": __version__,
    }
    if measurement is not None:
        content["measured"] = {
            "name": measurement.name,
            "z": measurement.amplitude.value,
            "error": measurement.amplitude.error,
            "references": [str(reference) for reference in measurement.references],
        }
    return content
