"""arXiv:2209.07082: neutrino forces in backgrounds, and experiments that look for new forces."""

from __future__ import annotations

from softnu.papers.arxiv_2209_07082 import angle, experiments, gravity, maps, smearing
from softnu.papers.records import Item, Paper

NUMBER = "2209.07082"


def paper() -> Paper:
    """Return the items of the paper."""
    return Paper(
        NUMBER,
        (
            Item(
                "angle",
                "Dependence on the angle to the beam, and the limit of small angles",
                angle.build,
                "What the paper states in words and formulas, as figures; their layout is ours.",
            ),
            Item(
                "maps",
                "Maps of the force around a beam",
                maps.build,
                "The layout is ours.",
            ),
            Item(
                "smearing",
                "What a spread of angles and energies leaves of the force",
                smearing.build,
                "The layout is ours.",
            ),
            Item(
                "experiments",
                "Table of experiments: sensitivities and the forces to be seen",
                experiments.build,
                "Values marked as an independent calculation are not printed in the paper: the "
                "same formulas, evaluated a second time by other means.",
            ),
            Item("gravity", "The force in vacuum against gravity", gravity.build),
        ),
    )
