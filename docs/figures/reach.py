"""Forces of two iron atoms over gravity, and published sensitivities (points). Along the beams
of a reactor and of solar ⁷Be neutrinos the upper envelope is shown."""

from typing import Any

from softnu.forces.experiments.files import all_experiments
from softnu.forces.experiments.reach import DEFAULT_MEDIA, curves, reach, separations
from softnu.units import from_natural


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    experiments = all_experiments()
    found = [reach(one, medium) for one in experiments for medium in DEFAULT_MEDIA]
    r = separations(found)
    return [
        {
            "x": r.value,
            "curves": [
                (curve.label.replace("_7be", " ⁷Be"), curve.ratio) for curve in curves(found, r)
            ],
            "points": [
                (one.title, float(from_natural(one.r_natural, "m").value), one.sensitivity_ratio)
                for one in experiments
            ],
            "points_label": "sensitivity",
            "xlabel": "r [m]",
            "ylabel": "force over gravity",
            "log_x": True,
            "log_y": True,
            "y_min": 1e-40,
        }
    ]
