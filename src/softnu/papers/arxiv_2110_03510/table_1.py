"""Table 1: which couplings of the electron drive the emission of a pair."""

from __future__ import annotations

import numpy as np

from softnu.constants import ALPHA, M_E
from softnu.papers.arxiv_2110_03510.setting import claim
from softnu.papers.records import Column, Content, Table
from softnu.renp.kernels.bilinears import even_spin_share, exact, leading

_ITEM = "table-1"
_SOURCE = "Table 1"
#: Bilinear, its leading form as printed.
_ROWS = (
    ("scalar", "1 (unit matrix)"),
    ("pseudoscalar", "i σ·q/2m"),
    ("vector 0", "1 (unit matrix)"),
    ("vector x", "(p+p')/2m - i (σ×q)/2m"),
    ("axial 0", "σ·(p+p')/2m"),
    ("axial x", "σ"),
)
#: Mean momentum of an electron in an atom, and that of the pair (1 eV), over the electron mass.
_MEAN = ALPHA * np.array([0.3, -0.5, 0.8])
_PAIR = np.array([0.5, 0.6, 0.6]) / M_E
#: Corrections are of the order of the electron's velocity squared.
_PRECISION = ALPHA**2
#: What drives M1 transitions acts on the spin, and is even under parity, nearly as a whole.
_MOST = 0.99


def build() -> Content:
    """Leading forms beside exact bilinears of Dirac spinors."""
    p, p_after = _MEAN + 0.5 * _PAIR, _MEAN - 0.5 * _PAIR
    rows, claims = [], []
    for name, form in _ROWS:
        found, expected = exact(name, p, p_after), leading(name, p, p_after)
        size = float(np.max(np.abs(expected)))
        error = float(np.max(np.abs(found - expected))) / size
        share = float(even_spin_share(name, _MEAN, _PAIR))
        rows.append((name.replace(" x", " k"), form, size, error, share))
        claims.append(
            claim(
                _ITEM,
                name.replace(" ", "-"),
                f"{name}: largest deviation of the printed leading form from Dirac spinors",
                (f"0: {form}", 0.0),
                _PRECISION,
                error,
                _SOURCE,
            )
        )
    claims.append(
        claim(
            _ITEM,
            "only-two",
            "kinds of bilinear that act on the spin, even under parity, as a whole",
            ("2: pseudoscalar and axial drive M1 transitions", 2.0),
            0.0,
            float(sum(share > _MOST for *_, share in rows)),
            _SOURCE,
        )
    )
    table = Table(
        "bilinears",
        "Bilinears of the electron, between momenta p and p', q = p - p'",
        (
            Column("bilinear"),
            Column("leading form"),
            Column("largest element"),
            Column("deviation from spinors"),
            Column("share on the spin, parity even"),
        ),
        tuple(rows),
        "For an electron with the momentum αm and a pair with 1 eV. Only what acts on the spin "
        "and is even under parity drives M1 transitions.",
    )
    return Content(tables=(table,), claims=tuple(claims))
