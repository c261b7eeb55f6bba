"""``softnu cite``: BibTeX of the papers behind a quantity."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    name: Annotated[
        str, typer.Argument(help="A quantity, or a paper by arXiv number; all papers if left out.")
    ] = "",
) -> None:
    """Print BibTeX of a quantity's papers, or of one paper."""
    from softnu.data import load
    from softnu.data.bibliography import bibtex

    papers = load("papers")
    for number in _numbers(name.strip(), list(papers)):
        typer.echo(bibtex(number, papers[number]))


def _numbers(name: str, known: list[str]) -> tuple[str, ...]:
    from softnu.errors import unknown_name

    if not name:
        return tuple(known)
    number = name.lower().removeprefix("arxiv:")
    if number in known:
        return (number,)

    from softnu.catalogue import find, names

    if name not in names():
        raise unknown_name("quantity or paper", name, [*names(), *known])
    return find(name).papers
