"""Limits on products of couplings, as figures 3 and 4 show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from softnu.checks import FloatArray
from softnu.papers.arxiv_2110_03510.setting import NEUTRINOS, RUN
from softnu.papers.values import array


@dataclass(frozen=True)
class Coupling:
    """A coupling of the neutrinos: its name in the catalogue, and their nature."""

    name: str
    nature: str

    @property
    def id(self) -> str:
        """Short name of curves and claims."""
        return f"{self.name}-{self.nature}"

    @property
    def label(self) -> str:
        """Name for people."""
        return f"{self.name}, {self.nature.capitalize()}"

    def curve(self, root: str) -> str:
        """Return the name of a curve, short enough for a legend."""
        return f"{self.name} {self.nature[0].upper()}, {'+' if root == 'positive' else '−'}"


VECTOR: Final = (
    Coupling("g_L", "dirac"),
    Coupling("g_R", "dirac"),
    Coupling("g_R", "majorana"),
)
SCALAR: Final = (
    Coupling("y_S", "dirac"),
    Coupling("y_P", "dirac"),
    Coupling("y_P", "majorana"),
)


#: What the names of curves stand for.
LEGEND: Final = "D: Dirac, M: Majorana neutrinos; +, −: positive and negative products. "


def limit(coupling: Coupling, m_med: Any, root: str = "positive", **changes: Any) -> FloatArray:
    """Return limits on the product of couplings, of state 1 unless changed."""
    inputs = RUN | NEUTRINOS | {"matrix": "E_11", "nature": coupling.nature} | changes
    return array("renp.limit", **inputs, coupling=coupling.name, m_med=m_med, root=root)
