"""``softnu reach``: how far forces are from what experiments see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from softnu.cli.files import check_picture, write_csv, write_picture
from softnu.cli.text import number
from softnu.errors import ConfigError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from softnu.forces.experiments.reach import Reach

_COLUMNS = (
    "experiment",
    "separation",
    "sensitivity",
    "background",
    "signal",
    "shortfall",
    "orders",
)

#: Backgrounds and their parameters come in the order in which they belong together.
SETTINGS = {
    "options_metavar": "[EXPERIMENT]... [--background NAME [--PARAM VALUE]...]... [OPTIONS]",
    "context_settings": {"ignore_unknown_options": True, "allow_extra_args": True},
}


def command(
    context: typer.Context,
    *,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw signals and sensitivities: .png, .svg, .pdf."),
    ] = None,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the table as CSV.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    only_list: Annotated[
        bool, typer.Option("--list", help="List the experiments and backgrounds.")
    ] = False,
    only_template: Annotated[
        bool, typer.Option("--template", help="Print an experiment's file to start from.")
    ] = False,
) -> None:
    """Compare neutrino forces with what experiments see, and say what would be needed.

    EXPERIMENT is a name of softnu reach --list or a TOML file (softnu reach --template); all
    named ones if left out.

    --background NAME, any number of times, is vacuum or a named background; vacuum, relic,
    reactor and solar_7be if left out. Its parameters follow it: --background reactor
    --flux "1e13 1/(cm2 s)", --background relic --T "1.9454 K", --background vacuum
    --m_nu "0.05 eV".
    """
    if only_template:
        from softnu.forces.experiments.files import template

        typer.echo(template(), nl=False)
        return
    names, backgrounds = split(context.args)
    if only_list:
        _print_known()
        return
    check_picture(plot)

    from softnu.forces.experiments.files import all_experiments, load_experiment
    from softnu.forces.experiments.medium import Medium
    from softnu.forces.experiments.reach import DEFAULT_MEDIA, reach

    experiments = [load_experiment(name) for name in names] or all_experiments()
    media = [Medium(*one) for one in backgrounds or ((name, {}) for name in DEFAULT_MEDIA)]
    found = [reach(one, medium) for one in experiments for medium in media]
    if csv_file is not None:
        write_csv(csv_file, *_table(found, number))
    if plot is not None:
        write_picture(_figure(found), plot)
    if as_json:
        _print_json(found)
    elif csv_file is None and plot is None:
        _print(found)


def split(words: Sequence[str]) -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    """Sort words into experiments and backgrounds, each of these with the parameters after it.

    Examples
    --------
    >>> split(["wuhan_2020", "--background", "relic", "--T=2 K", "--background", "vacuum"])
    (['wuhan_2020'], [('relic', {'T': '2 K'}), ('vacuum', {})])
    """
    experiments: list[str] = []
    backgrounds: list[tuple[str, dict[str, str]]] = []
    early: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            experiments.append(word)
            continue
        option, equals, value = word[2:].partition("=")
        if not equals:
            if not rest or rest[0].startswith("--"):
                raise ConfigError(f"--{option} needs a value")
            value = rest.pop(0)
        parameters = backgrounds[-1][1] if backgrounds else early
        if option == "background":
            backgrounds.append((value, {}))
        elif option in parameters:
            raise ConfigError(f"--{option} is given twice")
        else:
            parameters[option] = value
    if early and len(backgrounds) != 1:
        raise ConfigError(f"--{next(iter(early))} must follow the --background it belongs to")
    for name, value in early.items():
        if name in backgrounds[0][1]:
            raise ConfigError(f"--{name} is given twice")
        backgrounds[0][1][name] = value
    return experiments, backgrounds


def _table(
    found: Sequence[Reach], write: Callable[[float], str]
) -> tuple[Sequence[str], list[list[str]]]:
    """Return the header and one row for each experiment and background."""
    rows = [
        [
            one.experiment.name,
            str(one.experiment.separation),
            write(one.sensitivity),
            one.medium.label,
            write(one.signal),
            write(one.shortfall),
            write(one.orders),
        ]
        for one in found
    ]
    return _COLUMNS, rows


def _print(found: Sequence[Reach]) -> None:
    from softnu.cli.text import print_table
    from softnu.forces.experiments.reach import caveats

    print_table(*_table(found, lambda value: f"{value:.4g}"))
    typer.echo("\nsignal and sensitivity: relative to gravity; shortfall: sensitivity/signal\n")
    typer.echo("What would be needed, each by itself, where the shortfall is least:")
    for label in dict.fromkeys(one.medium.label for one in found):
        nearest = min(
            (one for one in found if one.medium.label == label), key=lambda one: one.shortfall
        )
        typer.echo(f"\n{label}, {nearest.experiment.title} at {nearest.experiment.separation.at}:")
        typer.echo(f"  {nearest.verdict}")
        for need in nearest.needs:
            typer.echo(f"  {need} {need.meaning}")
    for caveat in caveats(found):
        typer.echo(f"\n{caveat}")


def _print_json(found: Sequence[Reach]) -> None:
    from softnu import __version__
    from softnu.cli.text import print_json
    from softnu.forces.experiments.reach import caveats

    entries = [
        {
            "experiment": one.experiment.name,
            "separation": one.experiment.separation.at,
            "bodies": one.experiment.pair,
            "projected": one.experiment.projected,
            "reference": str(one.experiment.reference),
            "background": one.medium.name,
            "parameters": {name: str(value) for name, value in one.medium.parameters.items()},
            "sensitivity": one.sensitivity,
            "signal": one.signal,
            "shortfall": one.shortfall,
            "orders": one.orders,
            "needs": [
                {
                    "name": need.name,
                    "value": float(need.value.value),
                    "unit": str(need.value.unit),
                    "meaning": need.meaning,
                }
                for need in one.needs
            ],
        }
        for one in found
    ]
    print_json({"entries": entries, "assumptions": caveats(found), "version": __version__})


def _figure(found: Sequence[Reach]) -> Figure:
    from softnu.forces.experiments.reach import curves, separations
    from softnu.plots.reach import ENERGIES, FORCES, Sensitivity, reach_plot
    from softnu.units import from_natural

    experiments = dict.fromkeys(one.experiment for one in found)
    pairs = {one.pair for one in experiments}
    note = [f"between {pair}" for pair in pairs if len(pairs) == 1]
    if any(one.medium.is_beam for one in found):
        note.append("along beams the upper envelope")
    labels = dict.fromkeys(FORCES if one.sees_force else ENERGIES for one in experiments)
    r = separations(found)
    axes = reach_plot(
        r.value,
        {curve.label: curve.ratio for curve in curves(found, r)},
        [
            Sensitivity(
                one.title,
                from_natural(one.separation.natural, "m").value,
                one.sensitivity_ratio,
                one.projected,
            )
            for one in experiments
        ],
        ylabel=" or ".join(labels),
        note="; ".join(note),
    )
    return axes.figure  # type: ignore[return-value]


def _print_known() -> None:
    from softnu.cli.text import print_table
    from softnu.forces.experiments.files import all_experiments
    from softnu.forces.experiments.medium import MEDIUM_NAMES

    print_table(
        ("experiment", "separation", "sensitivity", "bodies", "reference"),
        [
            (
                one.name,
                str(one.separation),
                f"{one.sensitivity}{' (projected)' if one.projected else ''}",
                one.pair,
                str(one.reference),
            )
            for one in all_experiments()
        ],
    )
    typer.echo(f"\nbackgrounds: {', '.join(MEDIUM_NAMES)}")
