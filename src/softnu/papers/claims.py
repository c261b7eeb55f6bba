"""A statement of a paper beside what softnu finds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Status = Literal["reproduced", "differs", "not recoverable"]


@dataclass(frozen=True)
class Claim:
    """One published value and ours.

    Attributes
    ----------
    id : str
        Unique name within the report.
    paper, item : str
        arXiv number, and the figure, table or section it belongs to.
    statement : str
        What the number is.
    published : str
        The value as the paper gives it, or the formula from which it is evaluated.
    published_value : float or None
        The same as a number; None if it cannot be recovered.
    precision : float
        Relative deviation that the printed digits, or the word "about", allow (absolute where
        the published value is 0).
    computed : float
        Our value.
    unit : str
        Unit of both values, empty for a pure number.
    source : str
        Equation, table or section of the paper.
    reason : str
        Why the values differ, or why there is none; required unless they agree.
    published_convention : float or None
        Our value with ``convention="published"`` where the library has that choice.
    decades : float
        For "of order" statements: the power of ten that they allow, in place of `precision`.
    """

    id: str
    paper: str
    item: str
    statement: str
    published: str
    published_value: float | None
    precision: float
    computed: float
    unit: str
    source: str
    reason: str = ""
    published_convention: float | None = None
    decades: float = 0.0

    @property
    def status(self) -> Status:
        """What the comparison says."""
        if self.published_value is None:
            return "not recoverable"
        if self.decades:
            ratio = self.computed / self.published_value
            near = ratio > 0 and abs(math.log10(ratio)) <= self.decades
            return "reproduced" if near else "differs"
        bound = self.precision * (abs(self.published_value) or 1.0)
        near = abs(self.computed - self.published_value) <= bound
        return "reproduced" if near else "differs"

    @property
    def deviation(self) -> float | None:
        """Relative deviation of our value (absolute where the published value is 0)."""
        if self.published_value is None:
            return None
        difference = self.computed - self.published_value
        return difference / abs(self.published_value) if self.published_value else difference

    @property
    def explained(self) -> bool:
        """Whether it is reproduced or says why not."""
        return self.status == "reproduced" or bool(self.reason.strip())

    @property
    def sound(self) -> bool:
        """Whether it can be shown: explained, and with a finite value of ours."""
        return self.explained and math.isfinite(self.computed)


def claim_of(
    paper: str,
    item: str,
    name: str,
    statement: str,
    published: tuple[str, float | None],
    precision: float,
    computed: float,
    source: str,
    reason: str = "",
    unit: str = "",
    decades: float = 0.0,
) -> Claim:
    """Return a claim of an item; `published` is the text and its number, None if it is lost."""
    return Claim(
        id=f"{paper}/{item}/{name}",
        paper=paper,
        item=item,
        statement=statement,
        published=published[0],
        published_value=published[1],
        precision=precision,
        computed=computed,
        unit=unit,
        source=source,
        reason=reason,
        decades=decades,
    )
