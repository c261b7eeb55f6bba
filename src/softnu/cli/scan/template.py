"""``softnu scan template``: a config to start from."""

from __future__ import annotations

from typing import Annotated

import typer


def command(name: Annotated[str, typer.Argument(help="A name of softnu list.")]) -> None:
    """Print a config for a quantity, with everything explained."""
    from softnu.scan.template import template

    typer.echo(template(name), nl=False)
