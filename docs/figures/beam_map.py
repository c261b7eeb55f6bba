"""Force around a beam (E r ⟨S⁰⁰⟩ 4π/E³, its size along one beam is 1) in a plane through the axis
z, in units of 1/E: with a spread of directions of σ = 0.25 rad per component."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_map`."""
    at = np.linspace(-25.0, 25.0, 220)
    z, x = at[np.newaxis, :], at[:, np.newaxis]
    zero = np.zeros((at.size, at.size))
    r = np.stack([x + zero, zero, z + zero], axis=-1)
    S = evaluate(
        "forces.directional.kernel",
        tensor="S",
        component="00",
        r=r / u.eV,
        k="1 eV",
        axis=[0, 0, 1],
        kappa_f=16,
    )
    values = 4.0 * np.pi * np.linalg.norm(r, axis=-1) * S.value
    return [
        {
            "x": at,
            "y": at,
            "values": values.T,
            "xlabel": "z, along the beam [1/E]",
            "ylabel": "x, across the beam [1/E]",
            "label": "r V over that along one beam",
            "scale": "linear",
            "equal": True,
        }
    ]
