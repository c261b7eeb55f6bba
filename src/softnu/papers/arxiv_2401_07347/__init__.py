"""arXiv:2401.07347: relic neutrinos on the surface of the round Earth, forces, capture."""

from __future__ import annotations

from softnu.papers.arxiv_2401_07347 import (
    capture,
    density,
    flat_earth,
    forces,
    headline,
    materials,
    neutrinos,
    transition,
)
from softnu.papers.arxiv_2401_07347.setting import DIGITS, PAPER, TALK
from softnu.papers.records import Item, Paper


def paper() -> Paper:
    """Return the items of the paper."""
    return Paper(
        PAPER,
        (
            Item("headline", "Density at the surface of the Earth", headline.build, DIGITS),
            Item("density", "Profiles, and spheres of all sizes", density.build, DIGITS),
            Item("flat-earth", "The flat Earth and its corrections", flat_earth.build, DIGITS),
            Item("transition", "From the round to the flat Earth", transition.build, DIGITS),
            Item("materials", "Slow neutrinos in matter", materials.build, TALK + DIGITS),
            Item("forces", "Accelerations and scattering rates", forces.build, TALK + DIGITS),
            Item("capture", "Capture on tritium", capture.build, TALK + DIGITS),
            Item("neutrinos", "Masses and mixing", neutrinos.build, TALK),
        ),
    )
