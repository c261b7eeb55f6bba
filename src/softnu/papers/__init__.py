"""The papers that softnu reproduces: their figures, tables and numbers, ours beside theirs.

A paper is a module with a function ``paper()``; it is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module

from softnu.errors import unknown_name
from softnu.papers.records import Item, Paper

#: Module of each paper by arXiv number, in the order of the report.
PAPERS: dict[str, str] = {
    "2405.16801": "softnu.papers.arxiv_2405_16801",
    "2209.07082": "softnu.papers.arxiv_2209_07082",
    "1912.09444": "softnu.papers.arxiv_1912_09444",
}


def find_paper(number: str) -> Paper:
    """Return the items of a paper.

    Parameters
    ----------
    number : str
        arXiv number, with or without ``arXiv:`` before it.

    Returns
    -------
    Paper
        Its items, not yet computed.

    Raises
    ------
    UnknownNameError
        If the paper is not reproduced here; the message lists the nearest numbers.

    Examples
    --------
    >>> find_paper("arXiv:2405.16801").number
    '2405.16801'
    """
    known = number.strip().lower().removeprefix("arxiv:")
    if known not in PAPERS:
        raise unknown_name("paper", number, PAPERS)
    paper: Paper = import_module(PAPERS[known]).paper()
    return paper


def find_item(paper: Paper, item: str) -> Item:
    """Return one item of a paper.

    Parameters
    ----------
    paper : Paper
        The paper.
    item : str
        Name of the item, such as ``"figure-3"``.

    Returns
    -------
    Item
        The item, not yet computed.

    Raises
    ------
    UnknownNameError
        If the paper has no such item; the message lists the nearest ones.

    Examples
    --------
    >>> find_item(find_paper("2405.16801"), "figure-3").id
    'figure-3'
    """
    items = {known.id: known for known in paper.items}
    if item not in items:
        raise unknown_name(f"item of {paper.number}:", item, items)
    return items[item]
