"""Table 2 of arXiv:2405.16801 as values: a beam of neutrinos."""

from __future__ import annotations

import math

import numpy as np

from softnu.forces import as_printed
from softnu.papers.arxiv_2405_16801.structures import FACTOR_2, MASSES, STRUCTURES, R
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import value

_PAPER, _ITEM = "2405.16801", "table-2"
#: Closed forms on both sides.
_CLOSED = 1e-12
_E, _FLUX = 1.3, 1.0
#: The printed tensor of a beam across r, at E = 1 eV, r = x/eV, k along z; five digits.
_PRINTED_TENSOR = (("x", 1.01685), ("y", 0.29427), ("z", 0.30978))
_PRINTED_TRACE = 1.62091
_TENSOR_PRECISION = 2e-5
_TENSOR_REASON = (
    "Eqs. (4.14)-(4.18) use the decomposition (C.7) of an isotropic background, delta_ij and "
    "q_i q_j only, but the kernel of a beam contains k_i k_j too. The Fourier transform of the "
    "kernel (2.32) for k across r is cos(E r) delta_ij; only the trace agrees."
)


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


def _component(letter: str) -> float:
    """Component ii of 4 pi r S for the beam across r."""
    kernel = value(
        "forces.mode.kernel",
        "eV3",
        tensor="S",
        component=2 * letter,
        r=["1 1/eV", "0 1/eV", "0 1/eV"],
        k=["0 eV", "0 eV", "1 eV"],
        m_nu="0 eV",
    )
    return 4.0 * math.pi * kernel


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


def _across() -> list[Claim]:
    """The spin-spin tensor with the beam across r, where the printed one is not the kernel's."""
    ours = {letter: _component(letter) for letter, _ in _PRINTED_TENSOR}
    claims = [
        Claim(
            id=f"{_PAPER}/{_ITEM}/sd-pc/{letter}{letter}",
            paper=_PAPER,
            item=_ITEM,
            statement=f"spin tensor 4 pi r S^{letter}{letter}: beam along z, r along x, E r = 1",
            published=f"{published}",
            published_value=published,
            precision=_TENSOR_PRECISION,
            computed=ours[letter],
            unit="",
            source="Eqs. (4.14)-(4.18)",
            reason=_TENSOR_REASON,
        )
        for letter, published in _PRINTED_TENSOR
    ]
    trace = Claim(
        id=f"{_PAPER}/{_ITEM}/sd-pc/trace",
        paper=_PAPER,
        item=_ITEM,
        statement="trace of the same tensor",
        published=f"{_PRINTED_TRACE}",
        published_value=_PRINTED_TRACE,
        precision=_TENSOR_PRECISION,
        computed=sum(ours.values()),
        unit="",
        source="Eqs. (4.14)-(4.18)",
    )
    return [*claims, trace]


def _table(name: str, title: str, unit: str, claims: list[Claim]) -> Table:
    printed = [float(claim.published_value or 0.0) for claim in claims]
    return Table(
        name,
        title,
        (
            Column("entry"),
            Column("equation"),
            Column("printed", unit),
            Column("ours", unit),
            Column("printed over ours"),
        ),
        tuple(
            (claim.statement, claim.source, number, claim.computed, number / claim.computed)
            for claim, number in zip(claims, printed, strict=True)
        ),
    )


def build() -> Content:
    """Evaluate the entries of a beam."""
    along, across = _along(), _across()
    return Content(
        tables=(
            _table(
                f"{_ITEM}-along",
                "Beam along r: density 1 eV³, unit couplings, |r| = 1/eV",
                "eV",
                along,
            ),
            _table(f"{_ITEM}-across", "Beam across r: spin-spin tensor of one mode", "", across),
        ),
        claims=(*along, *across),
    )
