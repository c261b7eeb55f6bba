"""What a spread leaves of the force along a beam of 3 MeV, against distance. First, a Gaussian
spread of directions, σ per component, with r along the beam; then a Gaussian spread of energies
at the angle α = 10⁻³. Without spread the ratio is 1 on the axis."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate

_E, _ALPHA = 3.0 * u.MeV, 1e-3 * u.rad
_WIDTHS = ("1e-2", "1e-3", "1e-4")
_SHARES = ("0.001", "0.03", "0.1")


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    r = np.geomspace(1e-11, 1.0, 400) * u.m
    kr = (_E * r / (197.3269804593025 * u.MeV * u.fm)).to_value("")
    near = np.linspace(0.01, 8.0, 800) * u.um
    angles = [
        (
            f"σ = {width} rad",
            np.abs(evaluate("forces.directional.angle_factor", kr=kr, width=f"{width} rad").value),
        )
        for width in _WIDTHS
    ]
    energies = [
        (
            f"σ/E = {share}",
            (
                evaluate(
                    "forces.directional.energy_factor",
                    E=_E,
                    sigma_E=float(share) * _E,
                    r=near,
                    alpha=_ALPHA,
                )
                / _E
            ).to_value(""),
        )
        for share in _SHARES
    ]
    return [
        {
            "x": r.value,
            "curves": angles,
            "xlabel": "r [m]",
            "ylabel": "share of the force that is left",
            "log_x": True,
            "log_y": True,
        },
        {
            "x": near.value,
            "curves": energies,
            "xlabel": "r [µm]",
            "ylabel": "⟨E cos Eφ⟩ / E",
        },
    ]
