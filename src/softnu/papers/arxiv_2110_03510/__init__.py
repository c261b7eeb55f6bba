"""arXiv:2110.03510: light mediators in the radiative emission of neutrino pairs."""

from __future__ import annotations

from softnu.papers.arxiv_2110_03510 import (
    beyond,
    differences,
    figure_2,
    figure_3,
    figure_4,
    table_1,
)
from softnu.papers.arxiv_2110_03510.setting import PAPER
from softnu.papers.records import Item, Paper


def paper() -> Paper:
    """Return the items of the paper."""
    digits = (
        "Values marked as an independent calculation are not printed in the paper: the same "
        "formulas, evaluated a second time by other means."
    )
    return Paper(
        PAPER,
        (
            Item("table-1", "Table 1: couplings of the electron", table_1.build),
            Item("figure-2", "Figure 2: spectra and thresholds", figure_2.build, digits),
            Item(
                "figure-3", "Figure 3: limits against the mediator's mass", figure_3.build, digits
            ),
            Item("figure-4", "Figure 4: limits against the neutrino mass", figure_4.build, digits),
            Item("differences", "Where we differ", differences.build, digits),
            Item(
                "beyond",
                "The same figures with exact angular momentum, both levels, width",
                beyond.build,
                "Not in the paper.",
            ),
        ),
    )
