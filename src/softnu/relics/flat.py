"""Catalogue quantities: density of one momentum above flat matter and slabs."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.quantity import NONNEGATIVE, Parameter, quantity
from softnu.relics.kernels import flat as kernels
from softnu.relics.kernels import guided
from softnu.relics.parameters import MODES

_PAPER = "2401.07347"
_SOURCE = "derived: local density of states above a half-space"
_FLAT = "flat, lossless matter, isotropic flux of one momentum"
DELTA = Parameter("delta", "number", "(k'^2/k^2 - 1)/2, k' the momentum inside")
Y = Parameter("y", "number", "2 k h, h the height", range=NONNEGATIVE)
ZETA = Parameter("zeta", "number", "height over the penetration depth", range=NONNEGATIVE)


@quantity(
    "relics.overdensity.flat",
    items=(DELTA, Y, MODES),
    unit="",
    formula=r"D = -\int_1^\infty d\mu\,\frac{\mu-\mu'}{\mu+\mu'}\cos y\mu,\ "
    r"\mu' = \sqrt{\mu^2+2\delta};\ \text{guided waves empty:}\ D-\theta_cG(y\theta_c/2)",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy="8e-15 of the amplitude |delta|/(2 + 2y) for |delta| <= 5e-3, 1e-12 above; "
    "and the rounding of the phase y",
    validity=_FLAT,
    example={"delta": 2.5e-8, "y": 1},
)
def flat(delta: FloatArray, y: FloatArray, modes: str) -> FloatArray:
    """Excess of neutrinos above a half-space, delta n/n_0, exact in delta."""
    if modes == "guided_empty":
        return guided.flat_empty_density(delta, y)
    return kernels.flat_density(delta, y)


@quantity(
    "relics.overdensity.flat_profile",
    items=(Y,),
    unit="",
    formula=r"F(y) = \mathrm{Re}\,E_2(-iy) = \cos y-y\,(\pi/2-\mathrm{Si}\,y)",
    source=_SOURCE + ", first order",
    papers=(_PAPER,),
    accuracy="6e-15 of the amplitude 1/(1 + y), and the rounding of the phase y",
    validity=_FLAT + "; delta n/n_0 = delta F/2 for |delta| << 1",
    example={"y": 1},
)
def flat_profile(y: FloatArray) -> FloatArray:
    """Profile in height of the excess above a half-space, small delta."""
    return kernels.flat_profile(y)


@quantity(
    "relics.overdensity.guided_profile",
    items=(ZETA,),
    unit="",
    formula=r"G(\zeta) = \int_0^\infty(\sqrt{1+x^2}-x)^2\cos(2\zeta x)\,dx",
    source="derived: sum over the guided waves of a half-space",
    papers=(_PAPER,),
    accuracy="5e-15",
    validity=_FLAT + "; theta_c G is missing if the guided waves are empty",
    example={"zeta": 1},
)
def guided_profile(zeta: FloatArray) -> FloatArray:
    """Profile in height of the guided waves outside of attractive matter."""
    return guided.guided_profile(zeta)


@quantity(
    "relics.overdensity.flat_asymmetry",
    items=(
        DELTA,
        ZETA,
        Parameter(
            "convention",
            "word",
            "with the flux from below and G, or as published",
            "derived",
            choices=("derived", "published"),
        ),
    ),
    unit="",
    formula=r"D(-|\delta|,y)-D(|\delta|,y)+\theta_cG(\zeta),\ y = 2\zeta/\theta_c;\ "
    r"\text{published: } \tfrac{2}{15}\theta_c(3+5e^{-\zeta})",
    source="derived; published: arXiv:2212.00036",
    papers=(_PAPER, "2212.00036"),
    accuracy="1e-14 of theta_c",
    validity=_FLAT + ", guided waves empty; only the size of delta counts",
    example={"delta": 2.5e-8, "zeta": 0},
)
def flat_asymmetry(delta: FloatArray, zeta: FloatArray, convention: str) -> FloatArray:
    """Neutrinos minus antineutrinos above a flat Earth, over the density of each."""
    if convention == "published":
        return guided.published_asymmetry(delta, zeta)
    return guided.asymmetry(delta, zeta)


@quantity(
    "relics.overdensity.slab",
    items=(
        DELTA,
        Parameter("kh", "number", "momentum times height", range=NONNEGATIVE),
        Parameter("kt", "number", "momentum times thickness", range=NONNEGATIVE),
    ),
    unit="",
    formula=r"\frac{\delta n}{n_0} = \frac\delta2\,[F(2kh)-F(2k(h+t))]",
    source="derived: first Born approximation",
    papers=(_PAPER,),
    accuracy="6e-15 of |delta|; of the difference, that over 2 kt for thin slabs",
    validity=_FLAT + "; |delta| << 1 and kt |delta| << 1",
    example={"delta": 1e-8, "kh": 0.3, "kt": 2},
)
def slab(delta: FloatArray, kh: FloatArray, kt: FloatArray) -> FloatArray:
    """Excess of neutrinos above a slab, first order in delta."""
    return kernels.slab_density(delta, kh, kt)
