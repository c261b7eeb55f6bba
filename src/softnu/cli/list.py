"""``softnu list``: what can be computed."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    domain: Annotated[
        str, typer.Argument(help="A domain such as forces, or a part of names: forces.vacuum.")
    ] = "",
) -> None:
    """List the quantities, each with its unit and meaning."""
    from softnu.catalogue import MODULES, names, quantities
    from softnu.cli.text import print_table
    from softnu.errors import unknown_name

    start = domain.strip(".")
    domains = [start.split(".")[0]] if start else list(MODULES)
    found = [
        quantity
        for one in domains
        for quantity in quantities(one).values()
        if not start or f"{quantity.name}.".startswith(f"{start}.")
    ]
    if not found:
        parts = {name.rsplit(".", n)[0] for name in names() for n in range(name.count(".") + 1)}
        raise unknown_name("domain", domain, parts)
    print_table(
        ("name", "unit", "meaning"),
        [(q.name, q.unit or "1", q.meaning.rstrip(".")) for q in found],
    )
