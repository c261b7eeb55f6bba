"""The functions J of massless thermal neutrinos, Fermi-Dirac and Maxwell-Boltzmann, against r T.
J<sub>d</sub> needs an asymmetry: here μ = T. The other limits differ by a factor of two."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate

_STATISTICS = {"FD": "fermi_dirac", "MB": "maxwell_boltzmann"}


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    rT = np.linspace(0.01, 2.5, 250)
    T = 1e-4 * u.eV

    def curves(factors: str) -> list[tuple[str, Any]]:
        return [
            (
                f"J_{factor} {short}",
                evaluate(
                    "forces.isotropic.j_factor",
                    factor=factor,
                    r=rT / T,
                    T=T,
                    mu=T if factor == "d" else 0 * T,
                    distribution=name,
                ).value,
            )
            for factor in factors
            for short, name in _STATISTICS.items()
        ]

    return [
        {"x": rT, "curves": curves(factors), "xlabel": "r T", "ylabel": "J"}
        for factors in ("ad", "bc")
    ]
