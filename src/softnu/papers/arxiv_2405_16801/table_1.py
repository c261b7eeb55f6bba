"""Table 1 of arXiv:2405.16801 as values: vacuum and isotropic backgrounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import astropy.units as u
import numpy as np

from softnu.backgrounds.kernels import fermi_dirac, maxwell_boltzmann
from softnu.checks import FloatArray
from softnu.forces.superposition import isotropic_modes
from softnu.papers.arxiv_2405_16801.structures import (
    FACTOR_2,
    MASSES,
    R_PER_EV,
    STRUCTURES,
    R,
    Structure,
)
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import array, value

#: The two routes share the kernel of a mode only; rounding in the sum leaves this.
_PRECISION = 1e-12
_T, _MU = 0.5, 0.3
#: Momenta up to which the tail of a thermal distribution counts, in temperatures.
_TAIL = 50.0
#: Nodes in the size and direction of momenta: phases reach 2 r k = 50.
_RADIAL, _POLAR = 96, 48

Occupation = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class _Background:
    """A column: its name, the inputs of the closed form, and the equations of the rows."""

    id: str
    title: str
    thermal: dict[str, Any]
    k_max: float
    n_nu: Occupation
    n_nubar: Occupation
    sources: tuple[str, str, str, str]


def _empty(k: FloatArray) -> FloatArray:
    return np.zeros_like(k)


def _full(k: FloatArray) -> FloatArray:
    return np.ones_like(k)


_BACKGROUNDS = (
    _Background(
        "mb",
        "Maxwell-Boltzmann",
        {"distribution": "maxwell_boltzmann", "T": f"{_T} eV", "mu": f"{_MU} eV"},
        _TAIL * _T,
        partial(maxwell_boltzmann, T=np.asarray(_T), mu=np.asarray(_MU)),
        partial(maxwell_boltzmann, T=np.asarray(_T), mu=np.asarray(-_MU)),
        ("Eq. (3.5)", "Eqs. (3.11), (3.12)", "Sec. 3, J_d", "Eq. (2.43)"),
    ),
    _Background(
        "fd",
        "Fermi-Dirac",
        {"T": f"{_T} eV", "mu": f"{_MU} eV"},
        _TAIL * _T,
        partial(fermi_dirac, T=np.asarray(_T), mu=np.asarray(_MU)),
        partial(fermi_dirac, T=np.asarray(_T), mu=np.asarray(-_MU)),
        (
            "Eq. (3.20), any mu",
            "Eqs. (3.21), (3.22), any mu",
            "Eq. (3.24), any mu",
            "Eq. (2.43)",
        ),
    ),
    _Background(
        "degenerate",
        "degenerate",
        {"T": "0 eV", "mu": "1.5 eV"},
        1.5,
        _full,
        _empty,
        ("Eq. (3.28)", "Eqs. (3.30), (3.31)", "Eq. (3.33)", "Eq. (2.43)"),
    ),
)


def _closed(structure: Structure, background: _Background, convention: str) -> float:
    return value(
        "forces.isotropic.two_particles",
        "eV",
        **structure.inputs,
        **MASSES,
        **background.thermal,
        r=R,
        convention=convention,
    )


def _from_modes(structure: Structure, background: _Background, convention: str) -> float:
    modes = isotropic_modes(background.k_max, np.array(R_PER_EV), _RADIAL, _POLAR)
    potentials = array(
        "forces.mode.two_particles",
        "eV",
        **structure.inputs,
        **MASSES,
        r=R,
        k=modes.k * u.eV,
        n_nu=modes.density(background.n_nu) * u.eV**3,
        n_nubar=modes.density(background.n_nubar) * u.eV**3,
        m_nu="0 eV",
        convention=convention,
    )
    return float(potentials.sum())


def _vacuum(structure: Structure, convention: str) -> float:
    return value(
        "forces.vacuum.two_particles",
        "eV",
        **structure.inputs,
        **MASSES,
        r=R,
        convention=convention,
    )


def _screened(structure: Structure, convention: str) -> float:
    """Vacuum potential from a hot background, which cancels it to e^{-2 pi r T}.

    Without a background only the relative velocity counts, so particle 2 may be at rest.
    """
    return -value(
        "forces.isotropic.two_particles",
        "eV",
        **structure.seen_from_2,
        **MASSES,
        T="8 eV",
        r=R,
        convention=convention,
    )


def _entry(
    structure: Structure,
    column: str,
    title: str,
    source: str,
    closed: Callable[[str], float],
    general: Callable[[str], float],
) -> tuple[tuple[str | float, ...], Claim]:
    printed = closed("published")
    ours, other = closed("derived"), general("derived")
    largest = max(abs(ours), abs(other)) or 1.0
    row = (structure.title, title, source, printed, ours, other, abs(ours - other) / largest)
    claim = Claim(
        id=f"2405.16801/table-1/{structure.id}/{column}",
        paper="2405.16801",
        item="table-1",
        statement=f"{structure.title}: {title}",
        published="formula evaluated",
        published_value=printed,
        precision=_PRECISION,
        computed=other,
        unit="eV",
        source=source,
        reason=FACTOR_2 if structure.linear_in_v else "",
        published_convention=general("published") if structure.linear_in_v else None,
    )
    return row, claim


def build() -> Content:
    """Evaluate every entry by its closed form and by the general route."""
    entries = []
    sources = ("Eq. (2.2)", "Eq. (2.17)", "no such term", "Eqs. (2.18), (2.19)")
    for structure, source in zip(STRUCTURES, sources, strict=True):
        entries.append(
            _entry(
                structure,
                "vacuum",
                "vacuum",
                source,
                partial(_vacuum, structure),
                partial(_screened, structure),
            )
        )
    for background in _BACKGROUNDS:
        for structure, source in zip(STRUCTURES, background.sources, strict=True):
            entries.append(
                _entry(
                    structure,
                    background.id,
                    background.title,
                    source,
                    partial(_closed, structure, background),
                    partial(_from_modes, structure, background),
                )
            )
    table = Table(
        "table-1",
        "Potentials at r = (0.6, 0, 0.8)/eV, massless neutrinos, unit couplings",
        (
            Column("term"),
            Column("background"),
            Column("equation"),
            Column("printed formula", "eV"),
            Column("ours, closed form", "eV"),
            Column("ours, general route", "eV"),
            Column("relative difference of our routes"),
        ),
        tuple(row for row, _ in entries),
        f"T = {_T} eV and mu = {_MU} eV, so r T = 0.5; degenerate: mu = 1.5 eV. General route: "
        "sum over 4e4 single modes; for vacuum, minus a Fermi-Dirac background at r T = 8, which "
        "cancels the vacuum force, seen from particle 2: the printed terms of order v neglect the "
        "energy transfer, and cancel the vacuum ones only where q.v of particle 2 is 0.",
    )
    return Content(tables=(table,), claims=tuple(claim for _, claim in entries))
