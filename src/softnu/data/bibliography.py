"""Papers as BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
