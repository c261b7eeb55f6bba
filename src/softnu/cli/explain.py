"""``softnu explain``: everything the catalogue knows of a quantity."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def command(
    name: Annotated[str, typer.Argument(help="A name of softnu list.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Explain a quantity: formula, parameters, source, example."""
    from softnu.catalogue import find
    from softnu.catalogue.describe import describe
    from softnu.cli.text import print_json, print_table

    content = describe(find(name))
    if as_json:
        print_json(content)
        return
    typer.echo(typer.style(content["name"], bold=True))
    typer.echo(content["meaning"])
    typer.echo("\n".join(["", *(f"    {line}" for line in content["formula"].splitlines()), ""]))
    if content["parameters"]:
        header = ("parameter", "kind", "allowed", "default", "meaning")
        print_table(header, [_row(parameter) for parameter in content["parameters"]])
        typer.echo()
    for words in dict.fromkeys(p["one_of"] for p in content["parameters"] if p["one_of"]):
        typer.echo(f"one of:    {words}")
    typer.echo(f"result:    {content['unit'] or 'dimensionless'}")
    for key in ("source", "accuracy", "validity"):
        typer.echo(f"{key + ':':<10} {content[key]}")
    papers = ", ".join(f"arXiv:{paper}" for paper in content["papers"])
    typer.echo(f"papers:    {papers or 'none'}")
    typer.echo(f"example:   {content['example']['command']}")


def _row(parameter: dict[str, Any]) -> tuple[str, ...]:
    units = " or ".join(parameter["units"])
    kind = f"{parameter['kind']} in {units}" if units else parameter["kind"]
    allowed = ", ".join(filter(None, (*map(str, parameter["choices"]), parameter["range"])))
    default = parameter["default"] or ("required" if parameter["required"] else "one of")
    return parameter["name"], kind, allowed, default, parameter["meaning"]
