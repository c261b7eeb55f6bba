"""``softnu reproduce``: what the papers publish, beside what softnu computes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from softnu.papers.claims import Claim
    from softnu.papers.records import Figure, Map, Scheme


def command(
    paper: Annotated[
        str | None,
        typer.Argument(help="A paper by arXiv number, or a talk; all papers if left out."),
    ] = None,
    item: Annotated[
        str | None, typer.Argument(help="One figure, table or section of it (see --list).")
    ] = None,
    *,
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write index.html, claims.json and CSV files there."),
    ] = None,
    only_list: Annotated[
        bool, typer.Option("--list", help="List papers and items, compute nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the claims as JSON.")] = False,
) -> int:
    """Reproduce papers: published values beside ours.

    The exit code is 1 if a value differs without a stated reason.
    """
    if only_list:
        _print_items(paper)
        return 0
    from softnu.papers.compute import as_json as plain
    from softnu.papers.compute import claims, compute

    results = compute(paper, item)
    found = claims(results)
    if report is not None:
        from softnu.papers.report import write

        page = write(results, report, _draw)
        typer.echo(f"{_summary(found)}; written to {page}", err=as_json)
    if as_json:
        from softnu.cli.text import print_json

        print_json(plain(found))
    elif report is None:
        _print(found)
    return 0 if all(claim.sound for claim in found) else 1


def _print_items(paper: str | None) -> None:
    from softnu.cli.text import print_table
    from softnu.papers import TALKS, select

    rows = [(number, item.id, item.title) for number, item in select(paper)]
    if paper is None:
        rows += [(talk, item.id, item.title) for talk in TALKS for _, item in select(talk)]
    print_table(("paper", "item", "title"), rows)


def _print(found: list[Claim]) -> None:
    from softnu.cli.text import print_table

    print_table(
        ("id", "published", "ours", "unit", "status"),
        [
            (
                claim.id,
                claim.published
                if claim.published_value is None
                else f"{claim.published_value:.6g}",
                f"{claim.computed:.6g}",
                claim.unit,
                claim.status,
            )
            for claim in found
        ],
    )
    reasons = dict.fromkeys(claim.reason for claim in found if claim.status != "reproduced")
    for reason in reasons:
        members = ", ".join(
            claim.id for claim in found if claim.reason == reason and claim.status != "reproduced"
        )
        typer.echo(f"\n{members}:\n  {reason}")
    typer.echo(f"\n{_summary(found)}")


def _summary(found: list[Claim]) -> str:
    from softnu.papers.compute import counts

    return ", ".join(f"{number} {status}" for status, number in counts(found).items())


def _draw(figure: Figure | Map | Scheme) -> str:
    from softnu.papers.records import Map, Scheme
    from softnu.plots.inline import inline_map, inline_svg

    if isinstance(figure, Scheme):
        return _draw_scheme(figure)
    axes: dict[str, Any] = {
        "xlabel": figure.x.header,
        "ylabel": figure.y.header,
        "log_x": figure.log_x,
        "log_y": figure.log_y,
        "name": figure.id,
    }
    if isinstance(figure, Map):
        return inline_map(
            figure.at_x,
            figure.at_y,
            figure.values,
            label=figure.value.header,
            scale=figure.scale,
            equal=figure.equal,
            **axes,
        )
    points = figure.points
    return inline_svg(
        figure.curves[0].x,
        [(curve.label, curve.y) for curve in figure.curves],
        points=list(zip(points.names, points.x, points.y, strict=True)) if points else (),
        points_label=points.label if points else "",
        y_min=figure.y_min,
        **axes,
    )


def _draw_scheme(scheme: Scheme) -> str:
    from softnu.plots.inline import inline_levels
    from softnu.plots.levels import Arrow, LevelPanel

    panels = [
        LevelPanel(group.title, group.steps, dict(zip(group.names, group.energies, strict=True)))
        for group in scheme.levels
    ]
    arrows = [Arrow(*arrow) for arrow in scheme.arrows]
    arrows += [Arrow(*mixing, mixing=True) for mixing in scheme.mixings]
    return inline_levels(panels, arrows, ylabel=scheme.energy.header, name=scheme.id)
