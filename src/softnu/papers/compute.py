"""Compute the items of papers: all of them, one paper, or one item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from softnu.papers import select
from softnu.papers.claims import Claim, Status
from softnu.papers.records import Content, Item

#: The value of the key ``format`` in ``claims.json``.
FORMAT = "softnu-claims/1"


@dataclass(frozen=True)
class Result:
    """An item with its content.

    Attributes
    ----------
    number : str
        arXiv number of the paper.
    item : Item
        Which item it is.
    content : Content
        Its tables, figures and claims.
    """

    number: str
    item: Item
    content: Content


def compute(name: str | None = None, item: str | None = None) -> list[Result]:
    """Compute items of papers.

    Parameters
    ----------
    name : str, optional
        arXiv number or the name of a talk; every paper if left out.
    item : str, optional
        Name of one item of it; all its items if left out.

    Returns
    -------
    list of Result
        In the order of the register.

    Raises
    ------
    UnknownNameError
        If there is no such paper, talk or item.
    """
    return [Result(number, one, one.build()) for number, one in select(name, item)]


def claims(results: Iterable[Result]) -> list[Claim]:
    """Return the claims of all results."""
    return [claim for result in results for claim in result.content.claims]


def counts(found: Iterable[Claim]) -> dict[str, int]:
    """Count the claims of each status; every status has an entry."""
    number = Counter(claim.status for claim in found)
    return {status: number[status] for status in get_args(Status)}


def as_json(found: Iterable[Claim]) -> dict[str, Any]:
    """Write claims as plain data, the content of ``claims.json``."""
    listed = list(found)
    return {
        "format": FORMAT,
        "counts": counts(listed),
        "claims": [
            {
                "id": claim.id,
                "paper": claim.paper,
                "item": claim.item,
                "statement": claim.statement,
                "source": claim.source,
                "published": claim.published,
                "published_value": claim.published_value,
                "precision": claim.precision,
                "decades": claim.decades,
                "computed": claim.computed,
                "computed_in_published_convention": claim.published_convention,
                "unit": claim.unit,
                "deviation": claim.deviation,
                "status": claim.status,
                "reason": claim.reason,
            }
            for claim in listed
        ],
    }
