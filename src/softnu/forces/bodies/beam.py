"""Catalogue quantities of a sphere in a beam of neutrinos."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.forces.blocks import in_blocks
from softnu.forces.bodies.powers import gap
from softnu.forces.kernels.bodies import beam, eikonal
from softnu.forces.mode import require_majorana_sum
from softnu.forces.parameters import ANGLE, M_NU, POPULATION
from softnu.neutrinos.parameters import NATURE, PART
from softnu.quantity import NONZERO_VECTOR, POSITIVE, Item, Parameter, quantity

_PAPERS = ("2405.16801",)
#: Below the smallest k R the partial waves overflow, above the largest one they take minutes.
_SMALLEST_KR, _LARGEST_KR = 1e-40, 1e5
_K = Parameter("k", "energy", "size of the momentum of the neutrinos", range=POSITIVE)
_SPHERE = Parameter("R", "length", "radius of the sphere", range=POSITIVE)
_BEAM: tuple[Item, ...] = (
    _K,
    Parameter(
        "axis",
        "vector",
        "direction in which they move; its length is ignored",
        range=NONZERO_VECTOR,
    ),
    _SPHERE,
    Parameter(
        "r",
        "length vector",
        "position of the point from the centre of the sphere, |r| > R",
        range=NONZERO_VECTOR,
    ),
)
_ACCURACY = "3e-15 (1 + k R) of the forward wave, and 1e-15 times the phases of the waves"
_EXAMPLE = {
    "k": "3 eV",
    "axis": [0.6, 0, 0.8],
    "R": "1 1/eV",
    "r": ["0.3 1/eV", "0.5 1/eV", "2 1/eV"],
}


def _check(k: FloatArray, R: FloatArray, r: FloatArray) -> None:
    gap(np.linalg.norm(r, axis=-1), R=R)
    kR = k * R
    if np.any((kR < _SMALLEST_KR) | (kR > _LARGEST_KR)):
        bad = kR[(kR < _SMALLEST_KR) | (kR > _LARGEST_KR)].flat[0]
        raise DomainError(
            f"k R = {float(bad):.3g} is not allowed: partial waves are summed from "
            f"{_SMALLEST_KR:.0e} to {_LARGEST_KR:.0e}; a larger sphere has the slow wave of "
            "forces.bodies.sphere_beam_slow, a smaller one is a point"
        )


@quantity(
    "forces.bodies.sphere_beam",
    items=(*_BEAM, PART),
    unit="1/eV2",
    formula=r"B = \int_{s<R}\! d^3s\,e^{-i\mathbf k\cdot(\mathbf r-\mathbf s)}"
    r"\frac{e^{ik|\mathbf r-\mathbf s|}}{4\pi|\mathbf r-\mathbf s|}"
    r" = e^{-i\mathbf k\cdot\mathbf r}\,ik\sum_l(2l+1)i^l h_l^{(1)}(kr)P_l\tfrac{R^3}2"
    r"[j_l^2-j_{l-1}j_{l+1}](kR)",
    source="derived from Eqs. (2.25), (2.30) of arXiv:2405.16801 by partial waves",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity="point outside the sphere, k R from 1e-40 to 1e5",
    example=_EXAMPLE | {"part": "re"},
)
def sphere_beam(
    k: FloatArray, axis: FloatArray, R: FloatArray, r: FloatArray, part: str
) -> FloatArray:
    """Spherical waves of a beam from all points of a sphere, times the beam's phase."""
    _check(k, R, r)

    def waves(k: FloatArray, R: FloatArray, axis: FloatArray, r: FloatArray) -> FloatArray:
        B = beam.sphere_beam(k, axis, R, r)
        return B.real if part == "re" else B.imag

    return in_blocks(waves, {"k": k, "R": R}, {"axis": axis, "r": r})


@quantity(
    "forces.bodies.sphere_beam_kernel",
    items=(*_BEAM, M_NU, POPULATION, NATURE),
    unit="",
    formula=r"\int_{s<R}\! d^3s\,S^{00}(\mathbf r-\mathbf s) = \mathrm{Re}\{"
    r"e^{-i\mathbf k\cdot\mathbf r}(K_0E-i\mathbf K\cdot\nabla)e^{i\mathbf k\cdot\mathbf r}"
    r"\tfrac12(B+\tilde B)\}",
    source="forces.mode.kernel (S, 00) integrated over a sphere of unit density; derived from "
    "Eqs. (2.25), (2.30) of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity="point outside the sphere, k R from 1e-40 to 1e5; static targets",
    example=_EXAMPLE | {"m_nu": "0.05 eV"},
)
def sphere_beam_kernel(
    k: FloatArray,
    axis: FloatArray,
    R: FloatArray,
    r: FloatArray,
    m_nu: FloatArray,
    population: str,
    nature: str,
) -> FloatArray:
    """Spin-independent kernel of one background mode, integrated over a sphere."""
    require_majorana_sum(nature, population)
    _check(k, R, r)

    def kernel(
        k: FloatArray, R: FloatArray, m_nu: FloatArray, axis: FloatArray, r: FloatArray
    ) -> FloatArray:
        return beam.sphere_beam_kernel(k, axis, R, r, m_nu, population, nature == "majorana")

    return in_blocks(kernel, {"k": k, "R": R, "m_nu": m_nu}, {"axis": axis, "r": r})


@quantity(
    "forces.bodies.sphere_beam_slow",
    items=(
        _K,
        _SPHERE,
        Parameter("r", "length", "distance of the point from the centre, > R", range=POSITIVE),
        Parameter("alpha", "angle", "between the momentum and r", "0 rad", range=ANGLE),
        Parameter(
            "width",
            "angle",
            "standard deviation of each component of the direction of the beam",
            "0 rad",
            range=ANGLE,
        ),
    ),
    unit="",
    formula=r"\frac{k^2R^3}{3r}\cos^2\tfrac\alpha2\,\mathrm{Re}\,\frac{3}{1-ikr\sigma^2}"
    r"\int_0^1\!dt\,t^2e^{i\beta(1-t^2+b^2)}J_0(2\beta b\sqrt{1-t^2}),\quad"
    r"\beta=\frac{kR^2}{2r(1-ikr\sigma^2)},\ b=\frac{2r}{R}\sin\tfrac\alpha2",
    source="slow wave of Eq. (4.4) of arXiv:2405.16801 averaged over the columns of a sphere",
    papers=("2405.16801", "2209.07082"),
    accuracy="of the size of the wave, beside forces.bodies.sphere_beam_kernel at k R = 50 to "
    "2000: 3e-3 for r >= 20 R, 2e-4 for r >= 100 R, growing beyond alpha = R/r",
    validity="k R >> 1, r >> R, small alpha and width; massless; phases across the sphere up to "
    "5e4; the fast wave, which averages to 0, is left out",
    example={"k": "1 eV", "R": "0.1 mm", "r": "1 cm", "alpha": "1e-3 rad"},
)
def sphere_beam_slow(
    k: FloatArray, R: FloatArray, r: FloatArray, alpha: FloatArray, width: FloatArray
) -> FloatArray:
    """Slowly varying part of the kernel of a massless beam, integrated over a large sphere."""
    gap(r, R=R)
    return eikonal.sphere_slow_kernel(k, R, r, alpha, width)
