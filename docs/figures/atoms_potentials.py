"""What violates parity between the electron and the spin of the proton, by distance: neutrinos
with and without a form factor of 0.843 GeV, mixing of Z and photon, Z exchange over the size of
the proton. The Bohr radius is 5.3e-11 m."""

from typing import Any

import numpy as np

from softnu.atoms.parity_potentials import ParityPotentials


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    r = np.geomspace(1e-16, 1e-9, 281)
    hydrogen = ParityPotentials("1H")

    def curve(column: str) -> Any:
        values = np.abs(hydrogen.function(column)(r / 5.29177210903e-11))
        return np.where(values > 1e-45, values, np.nan)

    curves = [
        ("neutrinos", curve("loop_N")),
        ("with form factor", curve("loop_ff_N")),
        ("Z-photon mixing", curve("z_gamma_N")),
        ("Z, proton's size", curve("z_ff_N")),
    ]
    axes = {"xlabel": "r [m]", "ylabel": "|V_N| [eV]", "log_x": True, "log_y": True}
    return [{"x": r, "curves": curves, **axes}]
