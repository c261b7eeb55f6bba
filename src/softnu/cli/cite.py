"""``softnu cite``: BibTeX of the papers behind a quantity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer


def command(
    name: Annotated[
        str, typer.Argument(help="A quantity, or a paper by arXiv number; all papers if left out.")
    ] = "",
) -> None:
    """Print BibTeX of a quantity's papers, or of one paper."""
    from softnu.data import load

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


def bibtex(number: str, paper: Mapping[str, Any]) -> str:
    """Write one paper as a BibTeX entry.

    Parameters
    ----------
    number : str
        Its arXiv number.
    paper : mapping
        Its entry in ``data/papers.toml``.

    Returns
    -------
    str
        The entry, without a newline at the end.
    """
    fields = {"author": " and ".join(paper["authors"]), "title": paper["title"]}
    fields |= {
        key: str(paper[key])
        for key in ("journal", "volume", "number", "pages", "year", "doi")
        if key in paper
    }
    fields |= {
        "eprint": number,
        "archiveprefix": "arXiv",
        "primaryclass": paper["primary_class"],
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items()]
    kind = "article" if "journal" in paper else "misc"
    return "\n".join([f"@{kind}{{{paper['key']},", *lines, "}"])
