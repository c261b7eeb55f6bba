"""The papers that softnu reproduces: their figures, tables and numbers, ours beside theirs.

A paper is a module with a function ``paper()``; it is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TypeVar

from softnu.errors import unknown_name
from softnu.papers.records import Item, Paper

Found = TypeVar("Found")

#: Module of each paper by arXiv number, in the order of the report.
PAPERS: dict[str, str] = {
    "2405.16801": "softnu.papers.arxiv_2405_16801",
    "2209.07082": "softnu.papers.arxiv_2209_07082",
    "1912.09444": "softnu.papers.arxiv_1912_09444",
    "2110.03510": "softnu.papers.arxiv_2110_03510",
    "2401.07347": "softnu.papers.arxiv_2401_07347",
    "2507.10868": "softnu.papers.arxiv_2507_10868",
}
#: Talks that summarise papers: the papers and items that they show.
#: forces-talk is "Neutrino forces and where to find them", relics-talk "Coherent scatterings of
#: relic neutrinos with material targets".
TALKS: dict[str, tuple[tuple[str, str], ...]] = {
    "forces-talk": (
        ("1912.09444", "potentials"),
        ("1912.09444", "parity"),
        ("1912.09444", "levels"),
        ("1912.09444", "ratio"),
        ("1912.09444", "rotation"),
        ("1912.09444", "scalings"),
        ("1912.09444", "heavier"),
        ("2209.07082", "gravity"),
        ("2209.07082", "angle"),
        ("2209.07082", "maps"),
        ("2209.07082", "smearing"),
        ("2209.07082", "experiments"),
    ),
    "relics-talk": (
        ("2401.07347", "neutrinos"),
        ("2401.07347", "capture"),
        ("2401.07347", "materials"),
        ("2401.07347", "flat-earth"),
        ("2401.07347", "headline"),
        ("2401.07347", "density"),
        ("2401.07347", "transition"),
        ("2401.07347", "forces"),
        ("2507.10868", "rates"),
        ("2507.10868", "spread"),
    ),
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
        raise unknown_name("paper", number, (*PAPERS, *TALKS))
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
    return _named(item, paper.number, {known.id: known for known in paper.items})


def select(name: str | None = None, item: str | None = None) -> list[tuple[str, Item]]:
    """Return items with the number of their paper.

    Parameters
    ----------
    name : str, optional
        arXiv number or the name of a talk; every paper if left out.
    item : str, optional
        Name of one item; all of them if left out.

    Returns
    -------
    list of (str, Item)
        In the order of the register, not yet computed.

    Raises
    ------
    UnknownNameError
        If there is no such paper, talk or item; the message lists the nearest ones.

    Examples
    --------
    >>> [(number, item.id) for number, item in select("forces-talk", "gravity")]
    [('2209.07082', 'gravity')]
    """
    if name in TALKS:
        shown = {one: (number, find_item(find_paper(number), one)) for number, one in TALKS[name]}
        return [_named(item, name, shown)] if item else list(shown.values())
    papers = [find_paper(number) for number in ([name] if name else PAPERS)]
    return [
        (paper.number, one)
        for paper in papers
        for one in ([find_item(paper, item)] if item else paper.items)
    ]


def _named(item: str, owner: str, items: Mapping[str, Found]) -> Found:
    if item not in items:
        raise unknown_name(f"item of {owner}:", item, items)
    return items[item]
