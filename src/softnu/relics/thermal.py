"""Catalogue quantities: mean over the momenta of the density above flat matter, slow neutrinos."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, quantity
from softnu.relics.kernels import thermal as kernels
from softnu.relics.parameters import M_NU, H, U

_PAPER = "2401.07347"
_SOURCE = "derived: Fermi-Dirac mean of the first order in U"
_SLOW = (
    "slow neutrinos, first order in U; the mean of the exact density, "
    "relics.overdensity.profile, differs where 2hT >> 1"
)
T = Parameter("T", "temperature", "of the relic neutrinos", "1.945 K", range=POSITIVE)


@quantity(
    "relics.overdensity.thermal",
    items=(H, M_NU, U, T),
    unit="",
    formula=r"\frac{\langle\delta n\rangle}{n_0} = "
    r"-\frac{mU}{2T^2}\,\frac{P(2hT)}{1.5\,\zeta(3)}",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy="2e-13",
    validity=_SLOW,
    example={"h": "0.1 mm", "m_nu": "0.1 eV", "U": "2.5e-14 eV"},
)
def thermal(h: FloatArray, m_nu: FloatArray, U: FloatArray, T: FloatArray) -> FloatArray:
    """Mean excess of relic neutrinos above flat matter."""
    return kernels.thermal_overdensity(h, m_nu, U, T)


@quantity(
    "relics.overdensity.thermal_profile",
    items=(H, T),
    unit="",
    formula=r"P(a) = \int_0^\infty\frac{F(ax)}{e^x+1}dx,\ a = 2hT",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy="2e-13",
    validity=_SLOW,
    example={"h": "0.1 mm"},
)
def thermal_profile(h: FloatArray, T: FloatArray) -> FloatArray:
    """Profile in height of the mean excess above flat matter, ln 2 at the surface."""
    return kernels.thermal_profile(2.0 * h * T)


@quantity(
    "relics.overdensity.thermal_kernel",
    items=(Parameter("r", "length", "distance to the surface", range=NONNEGATIVE), T),
    unit="",
    formula=r"C(b) = \int_0^\infty\frac{\cos bx}{e^x+1}dx,\ b = 2rT",
    source=_SOURCE + ", as an integral over the surface",
    papers=(_PAPER,),
    accuracy="2e-14",
    validity="slow neutrinos, first order in U",
    example={"r": "0.1 mm"},
)
def thermal_kernel(r: FloatArray, T: FloatArray) -> FloatArray:
    """Weight of a piece of surface in the mean excess near a body."""
    return kernels.thermal_kernel(2.0 * r * T)
