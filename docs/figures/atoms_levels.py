"""Levels of hydrogen with n = 4, on scales of their own. The force of neutrinos mixes 4D into
4F, and makes the magnetic dipole line 4F5/2-4F7/2 an electric one by a tiny part."""

from typing import Any

from softnu.papers.arxiv_1912_09444.levels import scheme
from softnu.plots.levels import Arrow, LevelPanel


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_levels`."""
    shown = scheme()
    groups = [
        LevelPanel(group.title, group.steps, dict(zip(group.names, group.energies, strict=True)))
        for group in shown.levels
    ]
    arrows = [
        *(Arrow(*one) for one in shown.arrows),
        *(Arrow(*one, mixing=True) for one in shown.mixings),
    ]
    return [{"panels": groups, "arrows": arrows, "ylabel": shown.energy.header}]
