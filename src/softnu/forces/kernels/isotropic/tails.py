r"""Fixed nodes for the half line: a head on the real axis, a tail along a ray.

An integral :math:`\int_0^\infty dy\,n(y) A(y) \mathrm{Im}[P(y)e^{2iy}]` over an analytic
occupation is taken along the real axis to y1 and then along the ray y1 + x e^{i angle}, where
e^{2iy} decays and nothing cancels. As y1 and the angle are fixed, so are all nodes in y: the
brackets are tables and a point costs only its occupations and amplitudes, whatever r is.
The head keeps the ray away from the branch points y = +-i m r and passes under no pole of the
occupation. It should be short: head and ray cancel to the extent that the brackets grow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from softnu.forces.kernels.isotropic.amplitudes import amplitudes
from softnu.forces.kernels.isotropic.brackets import (
    Brackets,
    collect,
    real_brackets,
    steady_left_out,
    wave_brackets,
)
from softnu.forces.kernels.isotropic.factors import ComplexArray, FloatArray, Parts
from softnu.forces.kernels.isotropic.occupation import Exponential, FermiDirac, Full
from softnu.numerics.panels import geometric_edges, legendre_rule, panel_rule

Occupation = FermiDirac | Exponential | Full

#: Width in y of the panels of the head above y = pi/2: resolves poles at distance 1.25.
_STEP = 0.5 * np.pi
# Panels along the ray in units of the decay length 1/(2 sin angle).
_RAY_EDGES = np.array([0.0, 1.0, 3.0, 7.0, 14.0, 24.0, 40.0])


@dataclass(frozen=True)
class Contour:
    """A head on the real axis up to `top` and a ray from there, with tables of brackets."""

    top: float
    head: FloatArray
    head_brackets: tuple[Brackets, ...]
    ray: ComplexArray
    ray_brackets: tuple[Brackets, ...]

    def integrate(
        self, occupation: Occupation, M: FloatArray, population: str, majorana: bool, parts: Parts
    ) -> FloatArray:
        """Return the J rows without the steady part of J_d; `M` = m r is a column (p, 1)."""
        n_s, n_a = occupation(self.head)
        amp = amplitudes(self.head, M, population, majorana)
        out = collect(n_s, n_a, amp, self.head_brackets, parts)
        n_s, n_a = occupation(self.ray)
        amp = amplitudes(self.ray, M, population, majorana)
        total: FloatArray = out + collect(n_s, n_a, amp, self.ray_brackets, parts).imag
        return total


def head(quarters: int, panels: int) -> tuple[FloatArray, tuple[Brackets, ...]]:
    """Return nodes from 0 to quarters pi/4 and their brackets without steady parts.

    `panels` geometric ones near 0 resolve small m r (:func:`amplitudes.depth`).
    """
    top = quarters * np.pi / 4
    low = geometric_edges(min(top, _STEP), panels)
    y, w = panel_rule(np.concatenate([low, np.arange(2 * _STEP, top + 0.1, _STEP)]))
    s, c = np.sin(2.0 * y), np.cos(2.0 * y)
    # The k-th panel of width pi/2 has 2y = (k + 1/2) pi + (pi/2) x: the rounding of y, times
    # y^3, would be seen.
    unit, _ = legendre_rule()
    count = max(0, quarters // 2 - 1)
    sign = np.repeat((-1.0) ** np.arange(1, count + 1), unit.size)
    first = y.size - count * unit.size
    s[first:] = sign * np.tile(np.cos(_STEP * unit), count)
    c[first:] = -sign * np.tile(np.sin(_STEP * unit), count)
    brackets = real_brackets(y, w, Parts(slopes=True), (s, c))
    return y, steady_left_out(brackets, w * y * y)


def ray_rule(angle: float) -> tuple[ComplexArray, ComplexArray]:
    """Return nodes u and weights of int_0^inf du f(u) e^{2iu} along a ray; e^{2iu} included."""
    x, w = panel_rule(_RAY_EDGES / (2.0 * np.sin(angle)))
    u = x * np.exp(1j * angle)
    return u, w * np.exp(1j * angle) * np.exp(2j * u)


@lru_cache(maxsize=32)
def contour(quarters: int, angle: float, panels: int) -> Contour:
    """Return the contour with a head to quarters pi/4 (1 or even) and a ray at `angle`.

    `panels` geometric ones resolve small m r (:func:`amplitudes.depth`).
    """
    y, head_brackets = head(quarters, panels)
    top = quarters * np.pi / 4
    u, w = ray_rule(angle)
    phase = (1, 1j, -1, -1j)[quarters % 4]  # e^{2i top}, exactly
    return Contour(
        top,
        y,
        head_brackets,
        top + u,
        wave_brackets(top + u, phase * w, Parts(slopes=True)),
    )
