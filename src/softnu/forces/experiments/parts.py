"""Tables in an experiment's file: separation and sensitivity."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from softnu import checks
from softnu.errors import ConfigError, shown
from softnu.schema import Confident, FrozenTable, Text
from softnu.units import checked, to_natural


def _positive(kind: str) -> AfterValidator:
    """Require text such as ``"52 um"``: a quantity of this kind, > 0."""

    def check(value: str, info: ValidationInfo) -> str:
        checked(str(info.field_name), value, kind, checks.positive)
        return value

    return AfterValidator(check)


Length = Annotated[str, _positive("length")]
Mass = Annotated[str, _positive("mass")]
Force = Annotated[str, _positive("force")]
Acceleration = Annotated[str, _positive("acceleration")]


class Separation(FrozenTable):
    """Separation of the bodies: one value, or a range with a value that stands for it.

    It is measured between the surfaces of bodies that have a radius.

    Attributes
    ----------
    at : str
        The separation at which forces are evaluated, with its unit.
    nearest, farthest : str or None
        The range, called ``from`` and ``to`` in a file; both or none.
    """

    at: Length
    nearest: Length | None = Field(None, alias="from")
    farthest: Length | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if (self.nearest is None) != (self.farthest is None):
            raise ConfigError("from and to go together")
        low, r, high = self.natural
        if not low <= r <= high:
            raise ConfigError(f"at = {shown(self.at)} must lie between from and to")
        return self

    @property
    def natural(self) -> tuple[float, float, float]:
        """Nearest, representative and farthest separation, 1/eV."""
        words = (self.nearest or self.at, self.at, self.farthest or self.at)
        low, r, high = (float(to_natural("separation", word, "length")) for word in words)
        return low, r, high

    def __str__(self) -> str:
        return self.at if self.nearest is None else f"{self.nearest} to {self.farthest}"


class Sensitivity(Confident):
    """The smallest force that the experiment could see: one of ratio, force, acceleration.

    Attributes
    ----------
    ratio : float or None
        Potential relative to that of gravity, delta V / V_gravity.
    force : str or None
        Force between the bodies, with its unit.
    acceleration : str or None
        Acceleration of body 1 by the force of body 2, with its unit.
    confidence, confidence_reason
        Confidence level, or why it is not stated.
    source : str
        Where the number is from.
    """

    ratio: float | None = Field(None, gt=0, allow_inf_nan=False)
    force: Force | None = None
    acceleration: Acceleration | None = None
    source: Text

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [n for n in ("ratio", "force", "acceleration") if getattr(self, n) is not None]
        if len(given) != 1:
            problem = f"{' and '.join(given)} are given" if given else "none is given"
            raise ConfigError(f"give one of ratio, force, acceleration; {problem}")
        return self

    def __str__(self) -> str:
        return self.force or self.acceleration or f"{self.ratio:g}"
