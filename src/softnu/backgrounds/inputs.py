"""What the sources share when they read their arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from softnu.errors import DomainError
from softnu.units import checked

Particle = Literal["nu", "nubar"]
PARTICLES: tuple[Particle, ...] = ("nu", "nubar")
Population = Literal["sum", "produced", "opposite"]
POPULATIONS = ("sum", "produced", "opposite")
FLAVOURS = ("e", "mu", "tau")


def one_value(name: str, value: Any, kind: str, check: Callable[[str, Any], Any]) -> float:
    """Convert and check a value of which there is only one."""
    number = checked(name, value, kind, check)
    if number.ndim:
        raise DomainError(f"{name} must be one value, its shape is {number.shape}")
    return float(number)
