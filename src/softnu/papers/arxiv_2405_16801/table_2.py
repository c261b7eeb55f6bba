"""Table 2 of arXiv:2405.16801 as values: a beam of neutrinos."""

from __future__ import annotations

import numpy as np

from softnu.forces import as_printed
from softnu.papers.arxiv_2405_16801 import beam_tensor
from softnu.papers.arxiv_2405_16801.structures import FACTOR_2, MASSES, STRUCTURES, R
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import value

_PAPER, _ITEM = "2405.16801", "table-2"
#: Closed forms on both sides.
_CLOSED = 1e-12
_E, _FLUX = 1.3, 1.0


def _beam(structure: int, convention: str) -> float:
    """Potential of one structure with the beam along r."""
    return value(
        "forces.mode.two_particles",
        "eV",
        **STRUCTURES[structure].inputs,
        **MASSES,
        r=R,
        k=[f"{_E * 0.6!r} eV", "0 eV", f"{_E * 0.8!r} eV"],
        n_nu=f"{_FLUX} eV3",
        m_nu="0 eV",
        convention=convention,
    )


def _along() -> list[Claim]:
    """Entries with the beam along r, where the paper prints closed forms."""
    r, E, flux = np.asarray(1.0), np.asarray(_E), np.asarray(_FLUX)
    printed = (
        (0, "Eq. (4.3), alpha = 0", float(as_printed.beam_spin_independent(r, E, flux))),
        (2, "Eq. (4.9)", float(as_printed.beam_parity_violating(r, E, flux))),
        (3, "Eq. (2.37)", _beam(3, "published")),
    )
    return [
        Claim(
            id=f"{_PAPER}/{_ITEM}/{STRUCTURES[index].id}/along",
            paper=_PAPER,
            item=_ITEM,
            statement=f"{STRUCTURES[index].title}: beam along r, E r = {_E}",
            published="formula evaluated",
            published_value=published,
            precision=_CLOSED,
            computed=_beam(index, "derived"),
            unit="eV",
            source=source,
            reason=FACTOR_2 if STRUCTURES[index].linear_in_v else "",
            published_convention=_beam(index, "published")
            if STRUCTURES[index].linear_in_v
            else None,
        )
        for index, source, published in printed
    ]


def _table(claims: list[Claim]) -> Table:
    printed = [float(claim.published_value or 0.0) for claim in claims]
    return Table(
        f"{_ITEM}-along",
        "Beam along r: density 1 eV³, unit couplings, |r| = 1/eV",
        (
            Column("entry"),
            Column("equation"),
            Column("printed", "eV"),
            Column("ours", "eV"),
            Column("printed over ours"),
        ),
        tuple(
            (claim.statement, claim.source, number, claim.computed, number / claim.computed)
            for claim, number in zip(claims, printed, strict=True)
        ),
    )


def build() -> Content:
    """Evaluate the entries of a beam, along r and across it."""
    along = _along()
    return Content(
        tables=(_table(along), beam_tensor.table()),
        figures=(beam_tensor.figure(),),
        claims=(*along, *beam_tensor.claims()),
    )
