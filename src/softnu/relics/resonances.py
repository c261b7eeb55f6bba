"""Catalogue quantity: the pole that decides how large trapped waves are."""

from __future__ import annotations

from softnu.checks import FloatArray, in_range
from softnu.quantity import Parameter, Range, quantity
from softnu.relics.kernels import resonance

_BETA = Range(
    f"{resonance.SMALLEST:g} to {resonance.LARGEST:g}",
    lambda name, value: in_range(name, value, resonance.SMALLEST, resonance.LARGEST),
)


@quantity(
    "relics.overdensity.regge_pole",
    items=(
        Parameter("beta", "number", "2^(1/3) (kR)^(2/3) delta, delta > 0", range=_BETA),
        Parameter("part", "word", "real or imaginary part", "im", choices=("re", "im")),
    ),
    unit="",
    formula=r"\frac{\mathrm{Ai}'(s_1-\beta)}{\mathrm{Ai}(s_1-\beta)} = "
    r"\frac{\mathrm{Bi}'(s_1)+i\,\mathrm{Ai}'(s_1)}{\mathrm{Bi}(s_1)+i\,\mathrm{Ai}(s_1)}",
    source="derived: Airy approximation of the partial waves near the surface",
    papers=("2401.07347",),
    accuracy="1e-9",
    validity="kR >> 1; resonances change delta n/n_0 by about "
    "2 sqrt(2 delta) exp(-2 pi (kR/2)^(1/3) Im s_1)",
    example={"beta": 2},
)
def regge_pole(beta: FloatArray, part: str) -> FloatArray:
    """First pole of the scattering amplitude in the angular momentum, attractive sphere."""
    pole = resonance.regge_pole(beta)
    return pole.imag if part == "im" else pole.real
