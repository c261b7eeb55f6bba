"""Other transitions of hydrogen than that of the paper: where neutrinos violate parity most."""

from __future__ import annotations

from typing import Final

from softnu.atoms.named_atoms import hydrogen_like
from softnu.atoms.ranking import Ranking, rank
from softnu.neutrinos import Neutrinos
from softnu.papers.arxiv_1912_09444.setting import independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table

_ITEM = "transitions"
_N_MAX: Final = 8
#: Rows of the table: the largest ratios, and the largest of each l from 4 on.
_LARGEST: Final = 6
_QUOTED: Final = (
    ("8F5/2 F=2 - 8F7/2 F=3", "3.33e-25"),
    ("8F5/2 F=3 - 8F7/2 F=3", "2.74e-25"),
    ("7F5/2 F=2 - 7F7/2 F=3", "2.41e-25"),
    ("4F5/2 F=2 - 4F7/2 F=3", "4.03e-26"),
    ("4F5/2 F=3 - 4F7/2 F=3", "2.72e-26"),
    ("5G7/2 F=3 - 5G9/2 F=4", "4.63e-27"),
)


def _table(found: Ranking) -> Table:
    orbital = [transition.first.l for transition in found.transitions]
    best = [orbital.index(l) for l in sorted(set(orbital) - {3})]
    shown = (*range(_LARGEST), *best)
    rows = tuple(
        (
            str(found.transitions[i]),
            float(found.size[i]),
            float(found.dominance[i]),
            float(found.wavelength[i].to_value("m")),
            float(found.lifetime[i].to_value("ns")),
        )
        for i in shown
    )
    return Table(
        "transitions",
        f"M1 transitions of hydrogen with l ≥ 3, n ≤ {_N_MAX}",
        (
            Column("transition"),
            Column("|R|"),
            Column("over Z-photon mixing"),
            Column("wavelength", "m"),
            Column("lifetime", "ns"),
        ),
        rows,
        f"The {_LARGEST} largest of {len(found)}, then the largest of each l from 4 on, where "
        "neutrinos are ahead of Z-photon mixing. Hyperfine structure, Lamb shift and widths; "
        "massless lightest neutrino.",
    )


def _claims(found: Ranking) -> tuple[Claim, ...]:
    sizes = {
        str(transition): size
        for transition, size in zip(found.transitions, found.size, strict=True)
    }
    return tuple(
        independent(
            _ITEM,
            name.replace("/2 F=", ".").replace(" - ", "-"),
            f"|R| of {name}",
            text,
            float(sizes[name]),
        )
        for name, text in _QUOTED
    )


def build() -> Content:
    """Rank all transitions that are predicted without a model of short distances."""
    found = rank(hydrogen_like("H"), Neutrinos("0 eV"), n_max=_N_MAX)
    return Content(tables=(_table(found),), claims=_claims(found))
