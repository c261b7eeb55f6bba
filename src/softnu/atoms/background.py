"""Catalogue quantities of atoms in neutrino backgrounds: orders of magnitude."""

from __future__ import annotations

from softnu.atoms.kernels import background as kernels
from softnu.checks import FloatArray, in_range
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, Range, quantity

_PAPERS = ("2405.16801",)
_ESTIMATE = (
    "an order of magnitude: couplings of one, wave functions exp(-r/R0) normalised to a sphere "
    "of radius R0"
)
_SIZE = Parameter("R0", "length", "size of the atom", "2.6e-10 m", range=POSITIVE)
_SPEED = Range("0 to 1", lambda name, value: in_range(name, value, 0.0, 1.0))


@quantity(
    "atoms.background.ratio_relic",
    items=(
        Parameter("T", "temperature", "temperature of the neutrinos", range=POSITIVE),
        _SIZE,
        Parameter("v", "speed", "velocity of the electron, c = 1", range=_SPEED),
        Parameter("regime", "word", "limit of R0 T", choices=("small", "large")),
        Parameter(
            "convention",
            "word",
            "published doubles the terms linear in v that violate parity",
            "derived",
            choices=("derived", "published"),
        ),
    ),
    unit="",
    formula=r"\frac{32\,G_FR_0^2T^4v}{\pi^2}\ (R_0T\ll1),\quad"
    r"\frac{4\,G_FT^2v}{\pi^2}\ (R_0T\gg1)",
    source="Eqs. (6.5), (6.6) of arXiv:2405.16801, which has twice this",
    papers=_PAPERS,
    accuracy="2e-14 of the formula",
    validity=_ESTIMATE + "; Maxwell-Boltzmann statistics",
    example={"T": "1.9 K", "v": 0.01, "regime": "small"},
)
def ratio_relic(
    T: FloatArray, R0: FloatArray, v: FloatArray, regime: str, convention: str
) -> FloatArray:
    """Parity violation by thermal neutrinos over that of Z exchange."""
    printed = kernels.relic_ratio(T, R0, v, regime == "large")
    return printed if convention == "published" else 0.5 * printed


@quantity(
    "atoms.background.ratio_degenerate",
    items=(
        Parameter("mu", "energy", "chemical potential", range=NONNEGATIVE),
        _SIZE,
        Parameter("regime", "word", "limit of mu R0", "any", choices=("small", "large", "any")),
    ),
    unit="",
    formula=r"\frac{G_F}{4\pi^2R_0^2}[(s^2+2)\arctan s-2s],\ s=2\mu R_0;\quad"
    r"\frac{2G_F\mu^3R_0}{3\pi^2}\ (\mu R_0\ll1),\ \frac{G_F\mu^2}{2\pi}\ (\mu R_0\gg1)",
    source="Eq. (6.7) of arXiv:2405.16801, its integral in closed form",
    papers=_PAPERS,
    accuracy="2e-14 of the formula",
    validity=_ESTIMATE,
    example={"mu": "23 GeV"},
)
def ratio_degenerate(mu: FloatArray, R0: FloatArray, regime: str) -> FloatArray:
    """Parity violation by degenerate neutrinos over that of Z exchange."""
    return kernels.degenerate_ratio(mu, R0, regime)


@quantity(
    "atoms.background.ratio_beam",
    items=(
        Parameter("flux", "flux", "flux of the beam", range=NONNEGATIVE),
        _SIZE,
    ),
    unit="",
    formula=r"4\pi G_F\Phi_0R_0",
    source="Eq. (6.8) of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="2e-14 of the formula",
    validity=_ESTIMATE + "; Eq. (4.9) averaged over fast phases has 2 in place of 4 pi",
    example={"flux": "1e13 1/(cm2 s)"},
)
def ratio_beam(flux: FloatArray, R0: FloatArray) -> FloatArray:
    """Parity violation by a beam of neutrinos over that of Z exchange."""
    return kernels.beam_ratio(flux, R0)
