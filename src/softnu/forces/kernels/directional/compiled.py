"""The loops of this folder, compiled when there is enough to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from softnu.forces.kernels import mode_loops
from softnu.forces.kernels.directional import moments, quadrature, slow_loops, waves
from softnu.numerics import filon_loops
from softnu.numerics.compiled import compile_loops

_MODULES = (mode_loops, filon_loops, waves, moments, quadrature, slow_loops)
#: Each function after those that it calls.
_NAMES = (
    "external",
    "half_norm",
    "near_zero",
    "far_from_zero",
    "remove",
    "turn",
    "waves",
    "momentum",
    "add_wave",
    "assemble",
    "assemble_gradient",
    "directions",
    "fill",
    "assemble_points",
    "spherical_bessel",
    "panel_weights",
    "fill_nodes",
    "present",
    "add_node",
    "last_coefficients",
    "fill_panel",
    "fill_spectrum",
    "slow_wave",
    "fill_slow",
)


def loop(plain: Callable[..., None], work: int, much: int) -> Callable[..., None]:
    """Return the function `plain` of the loops, compiled if `work` reaches `much`."""
    return _compiled()[plain.__name__] if work >= much else plain


@cache
def _compiled() -> dict[str, Callable[..., Any]]:
    return compile_loops(_MODULES, _NAMES)
