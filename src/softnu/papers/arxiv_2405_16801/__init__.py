"""arXiv:2405.16801: neutrino forces in backgrounds, with spins and parity violation."""

from __future__ import annotations

from softnu.papers.arxiv_2405_16801 import (
    atoms,
    beams,
    figure_3,
    helicity,
    table_1,
    table_2,
    thermal,
)
from softnu.papers.records import Item, Paper

NUMBER = "2405.16801"


def paper() -> Paper:
    """Return the items of the paper."""
    return Paper(
        NUMBER,
        (
            Item(
                "table-1",
                "Table 1: potentials in vacuum and in isotropic backgrounds, as values",
                table_1.build,
                "Rows and columns follow the paper's classification by spin and parity; the "
                "layout is ours. Each entry is evaluated by its own closed form and, "
                "independently, by a sum over single background modes.",
            ),
            Item(
                "table-2",
                "Table 2: potentials in a beam, as values",
                table_2.build,
                "Rows follow the paper's classification; the layout is ours. Printed formulas "
                "are evaluated beside the closed form of one background mode.",
            ),
            Item("figure-3", "Figure 3: J_b and J_c against r T", figure_3.build),
            Item("section-3", "Section 3: thermal backgrounds", thermal.build),
            Item("section-3-mass", "Section 3: massive neutrinos and helicities", helicity.build),
            Item("section-4", "Section 4: dependence on the direction of a beam", beams.build),
            Item("section-6", "Section 6: atomic parity violation, numbers", atoms.build),
        ),
    )
