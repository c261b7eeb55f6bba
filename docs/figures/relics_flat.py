"""Asymmetry of neutrinos and antineutrinos above a flat Earth in units of the critical angle,
|δ| = 2.5e-8: the published profile, with guided modes empty, and with all modes filled."""

from typing import Any

import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    delta, zeta = 2.5e-8, np.linspace(0.0, 6.0, 301)
    theta = evaluate("relics.critical_angle", delta=-delta).value

    def asymmetry(convention: str) -> Any:
        inputs = {"delta": delta, "zeta": zeta, "convention": convention}
        return evaluate("relics.overdensity.flat_asymmetry", **inputs).value / theta

    def density(sign: float) -> Any:
        return evaluate("relics.overdensity.flat", delta=sign * delta, y=2 * zeta / theta).value

    return [
        {
            "x": zeta,
            "curves": [
                ("published", asymmetry("published")),
                ("modes empty", asymmetry("derived")),
                ("all modes", (density(-1.0) - density(1.0)) / theta),
            ],
            "xlabel": "height over penetration depth",
            "ylabel": "(n − n̄)/n over θ_c",
        }
    ]
