"""Potential of one massive pair over that of a massless pair. Majorana neutrinos lose the force
earlier: for large m r, their vector coupling is suppressed by the velocity."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    mr = np.geomspace(1e-2, 10.0, 200)
    m = 0.05 * u.eV

    def ratio(nature: str) -> Any:
        V = evaluate("forces.vacuum.pair_potential", r=mr / m, m_i=m, m_j=m, nature=nature)
        massless = evaluate("forces.vacuum.pair_potential", r=mr / m, m_i="0 eV", m_j="0 eV")
        return (V / massless).value

    return [
        {
            "x": mr,
            "curves": [(name.capitalize(), ratio(name)) for name in ("dirac", "majorana")],
            "xlabel": "m r",
            "ylabel": "V / V(m = 0)",
            "log_x": True,
            "log_y": True,
        }
    ]
