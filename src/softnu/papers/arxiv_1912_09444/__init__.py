"""arXiv:1912.09444: the two-neutrino force of massive neutrinos between electron and nucleus."""

from __future__ import annotations

from softnu.papers.arxiv_1912_09444 import (
    heavier,
    levels,
    mass,
    parity,
    potentials,
    ratio,
    rotation,
    scalings,
    transitions,
)
from softnu.papers.arxiv_1912_09444.setting import DIGITS, PAPER
from softnu.papers.records import Item, Paper


def paper() -> Paper:
    """Return the items of the paper."""
    talk = 'the talk "Neutrino forces and where to find them"'
    return Paper(
        PAPER,
        (
            Item(
                "potentials",
                "Potentials of Dirac and Majorana neutrinos",
                potentials.build,
                f"Summarised with arXiv:2209.07082 in {talk}.",
            ),
            Item("parity", "Parity-violating potential in hydrogen", parity.build, DIGITS),
            Item("levels", "Levels of hydrogen with n = 4", levels.build, DIGITS),
            Item(
                "ratio",
                "R: parity violation in 4F5/2-4F7/2",
                ratio.build,
                f"Not reproduced. {DIGITS}",
            ),
            Item("mass", "Mass of the neutrinos in R", mass.build, DIGITS),
            Item("rotation", "Optical rotation", rotation.build, DIGITS),
            Item("scalings", "Sizes of matrix elements", scalings.build, DIGITS),
            Item(
                "transitions",
                "Other transitions of hydrogen",
                transitions.build,
                f"Not in the paper. {DIGITS}",
            ),
            Item(
                "heavier",
                "Heavier atoms",
                heavier.build,
                f"Numbers that the paper and {talk} compare with. {DIGITS}",
            ),
        ),
    )
