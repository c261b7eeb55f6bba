"""Section 4 of arXiv:2405.16801: the spin-spin tensor of a beam, as printed and exact."""

from __future__ import annotations

import math

import numpy as np

from softnu.forces import as_printed
from softnu.papers.claims import Claim
from softnu.papers.modes import in_plane, scaled_kernel
from softnu.papers.records import Column, Curve, Figure, Table

_PAPER, _ITEM = "2405.16801", "table-2"
_SOURCE = "Eqs. (4.14)-(4.18)"
#: The printed formulas at E r = 1 with the beam across r: r along x, k along z; five decimals.
_PRINTED = (("xx", 1.01685), ("yy", 0.29427), ("zz", 0.30978))
_PRINTED_TRACE = 1.62091
_PRECISION = 2e-5
#: Both traces are closed forms.
_CLOSED = 1e-12
_KR = 3.0
_REASON = (
    "Eqs. (4.14)-(4.18) use the decomposition (C.7) of an isotropic background, delta_ij and "
    "q_i q_j only, but the kernel of a beam contains k_i k_j too. The Fourier transform of the "
    "kernel (2.32) for k across r is cos(E r) delta_ij; only the trace agrees."
)


def claims() -> list[Claim]:
    """Compare the printed digits, and both traces in a direction that is not special."""
    r, k = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])
    ours = {pair: float(scaled_kernel(pair, r, k)) for pair, _ in _PRINTED}
    across = [
        _claim(
            pair,
            f"spin tensor 4 pi r S^{pair}: beam along z, r along x, E r = 1",
            (f"{digits}", digits),
            ours[pair],
            _PRECISION,
            _REASON,
        )
        for pair, digits in _PRINTED
    ]
    r, k = np.array([0.4, -0.7, 1.1]), np.array([1.1, 0.3, 0.8])
    formula = float(np.trace(as_printed.beam_spin_tensor(r, k)))
    exact = sum(float(scaled_kernel(pair, r, k)) for pair, _ in _PRINTED)
    return [
        *across,
        _claim(
            "trace",
            "trace of the same tensor",
            (f"{_PRINTED_TRACE}", _PRINTED_TRACE),
            sum(ours.values()),
            _PRECISION,
        ),
        _claim(
            "trace-elsewhere",
            "trace of the tensor, r = (0.4, -0.7, 1.1)/eV, k = (1.1, 0.3, 0.8) eV",
            ("formula evaluated", formula),
            exact,
            _CLOSED,
        ),
    ]


def _claim(
    name: str,
    statement: str,
    published: tuple[str, float],
    computed: float,
    precision: float,
    reason: str = "",
) -> Claim:
    return Claim(
        id=f"{_PAPER}/{_ITEM}/sd-pc/{name}",
        paper=_PAPER,
        item=_ITEM,
        statement=statement,
        published=published[0],
        published_value=published[1],
        precision=precision,
        computed=computed,
        unit="",
        source=_SOURCE,
        reason=reason,
    )


def table() -> Table:
    """Evaluate the printed formula and the kernel with the beam across r."""
    r, k = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])
    formula = as_printed.beam_spin_tensor(r, k)
    rows = [
        (pair, float(formula[i, i]), float(scaled_kernel(pair, r, k)))
        for i, (pair, _) in enumerate(_PRINTED)
    ]
    rows.append(("trace", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    return Table(
        f"{_ITEM}-across",
        "Beam across r: spin-spin tensor of one mode, 4π r Sⁱʲ/E² at E r = 1",
        (
            Column("component, r along x and beam along z"),
            Column("printed formula"),
            Column("exact"),
            Column("printed over exact"),
        ),
        tuple((pair, printed, exact, printed / exact) for pair, printed, exact in rows),
        "Off the diagonal both are 0. The integrals in the printed formula are taken in closed "
        "form.",
    )


def figure() -> Figure:
    """Draw the diagonal components against the angle; r along x, the beam in the plane x, z."""
    alpha = np.linspace(0.0, math.pi, 361)
    r, k = np.array([_KR, 0.0, 0.0]), in_plane(np.cos(alpha), np.sin(alpha))
    printed = as_printed.beam_spin_tensor(r, k)
    curves = (
        Curve("exact, rr", alpha, scaled_kernel("xx", r, k)),
        Curve("as printed, rr", alpha, printed[:, 0, 0]),
        Curve("exact, tt and nn", alpha, scaled_kernel("zz", r, k)),
        Curve("as printed, tt", alpha, printed[:, 2, 2]),
        Curve("as printed, nn", alpha, printed[:, 1, 1]),
    )
    return Figure(
        "beam-tensor-angle",
        f"Spin-spin tensor of a beam against the angle between beam and r, E r = {_KR:g}",
        Column("α", "rad"),
        Column("4π r Sⁱʲ / E²"),
        curves,
        caption="Components along r (rr), across r in the plane of r and the beam (tt), and "
        "normal to that plane (nn); the exact tt and nn are equal. Exact kernel of one mode "
        "beside the printed decomposition; their traces agree at every angle.",
    )
