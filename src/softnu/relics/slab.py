"""Catalogue quantities: what a slab reflects, and the pressure on it."""

from __future__ import annotations

from softnu.checks import FloatArray, in_range
from softnu.errors import ConfigError
from softnu.quantity import NONNEGATIVE, Parameter, Range, quantity
from softnu.relics.kernels import slab as kernels

_PAPER = "2401.07347"
#: Fresnel coefficients of grazing rays divide by the cosine.
_SMALLEST_COSINE = 1e-100
_COSINE = Range(
    "0 < cos_theta <= 1",
    lambda name, value: in_range(name, value, _SMALLEST_COSINE, 1.0),
)
COS_THETA = Parameter(
    "cos_theta", "number", "cosine of the angle between beam and normal", range=_COSINE
)
DELTA = Parameter("delta", "number", "(k'^2/k^2 - 1)/2, k' the momentum inside")


@quantity(
    "relics.slab.reflectivity",
    items=(
        COS_THETA,
        DELTA,
        Parameter("kt", "number", "momentum times thickness", range=NONNEGATIVE),
    ),
    unit="",
    formula=r"R = \frac{a^2}{\mu^2+a^2},\ a = \delta\,\sin(\mu'kt)/\mu',"
    r"\ \mu' = \sqrt{\mu^2+2\delta}",
    source="derived: both faces of a slab, with interference",
    papers=(_PAPER,),
    accuracy="1e-15 times the phase mu' k t",
    validity="plane wave, uniform slab without absorption",
    example={"cos_theta": 0.5, "delta": 1e-4, "kt": 10},
)
def reflectivity(cos_theta: FloatArray, delta: FloatArray, kt: FloatArray) -> FloatArray:
    """Share of the neutrinos of a beam that a slab reflects."""
    return kernels.slab_reflectivity(cos_theta, delta, kt)


@quantity(
    "relics.slab.pressure",
    items=(
        COS_THETA,
        DELTA,
        Parameter(
            "model",
            "word",
            "faces that reflect one after the other, or that interfere",
            "coherent",
            choices=("incoherent_faces", "coherent"),
        ),
        Parameter(
            "kt",
            "number",
            "momentum times thickness, for model = coherent",
            None,
            range=NONNEGATIVE,
        ),
    ),
    unit="",
    formula=r"P = 2\mu^2R\ \text{or}\ 2\mu^2r^2(2-r),\ r = -2\delta/(\mu+\mu')^2",
    source="derived; no first order: N. Cabibbo, L. Maiani, Phys. Lett. B 114 (1982) 115",
    papers=(_PAPER,),
    accuracy="1e-15, times the phase mu' k t if coherent",
    validity="plane wave, uniform slab without absorption; in units n v k of the beam",
    example={"cos_theta": 0.5, "delta": 1e-4, "kt": 10},
)
def pressure(
    cos_theta: FloatArray, delta: FloatArray, model: str, kt: FloatArray | None
) -> FloatArray:
    """Pressure of a beam on a slab, front and rear face together, in units n v k."""
    if model == "incoherent_faces":
        return kernels.faces_pressure(cos_theta, delta)
    if kt is None:
        raise ConfigError("missing kt: model = 'coherent' depends on the thickness")
    return kernels.slab_pressure(cos_theta, delta, kt)
