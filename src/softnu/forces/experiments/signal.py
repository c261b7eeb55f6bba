"""What an experiment would see of a force, over gravity: between points, spheres, slabs."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_N
from softnu.errors import ConfigError
from softnu.forces.experiments.experiment import Experiment
from softnu.forces.experiments.medium import Medium
from softnu.forces.kernels.bodies.central import CentralPotential
from softnu.forces.kernels.bodies.shapes import energy, gravity_force, is_point

#: Step in ln r of the derivative: its error is the fourth power, for slopes of a few units.
_STEP: Final = 1e-3
#: Offsets in steps and weights of the five-point formula for the first derivative.
_OFFSETS: Final = np.array([-2.0, -1.0, 1.0, 2.0])
_WEIGHTS: Final = np.array([1.0, -8.0, 8.0, -1.0]) / 12.0


def compares_points(experiment: Experiment) -> bool:
    """Tell whether an experiment compares energies of two points, as a ratio of potentials."""
    points = is_point(experiment.body1.shape) and is_point(experiment.body2.shape)
    return points and not experiment.sees_force


def signal(experiment: Experiment, medium: Medium, r: FloatArray) -> FloatArray:
    r"""Return the size of the force in a medium over gravity.

    Where the sensitivity is a force or an acceleration, forces are compared, otherwise energies:
    with :math:`\rho = |V/V_{grav}|` of two atoms, two points have :math:`\rho` and
    :math:`\rho - d\rho/d\ln r`, spheres and slabs the integrals of :math:`\rho(s)/s` over both
    relative to those of 1/s. In a beam :math:`\rho` stands for all of these: along it, it is an
    envelope that falls like gravity; with a spread it is the ratio of energies of points.

    Parameters
    ----------
    experiment : Experiment
        Bodies, and whether it sees a force or an energy.
    medium : Medium
        Vacuum or background.
    r : ndarray (...)
        Separation of the points, or of the surfaces of the bodies, 1/eV, > 0.

    Returns
    -------
    ndarray (...)
        Dimensionless. Relative error 1e-10 where derivatives are taken, otherwise that of the
        catalogue's ratios to gravity.

    Raises
    ------
    ConfigError
        If a force or extended bodies are asked for in a background with a chemical potential or
        a tabulated one, where the potential may change its sign.

    Examples
    --------
    >>> from softnu.forces.experiments.files import load_experiment
    >>> experiment = load_experiment("washington_2020")
    >>> print(f"{float(signal(experiment, Medium(), experiment.r_natural)):.3e}")
    7.131e-21
    """
    bodies, force = experiment.bodies, experiment.sees_force
    if medium.is_beam or compares_points(experiment):
        return medium.ratio_to_gravity(bodies, r)
    if not medium.keeps_sign:
        raise ConfigError(
            f"the potential in {medium.label} may change its sign: only energies of points can be "
            "compared there, not forces or extended bodies"
        )
    shape1, shape2 = experiment.body1.shape, experiment.body2.shape
    if is_point(shape1) and is_point(shape2):
        shifted = r[..., np.newaxis] * np.exp(_STEP * _OFFSETS)
        slope = medium.ratio_to_gravity(bodies, shifted) @ _WEIGHTS / _STEP
        return np.asarray(medium.ratio_to_gravity(bodies, r) - slope)
    length = medium.decay_length
    potential = CentralPotential(
        lambda s: medium.ratio_to_gravity(bodies, s) / s,
        lengths=(length,) if length else (),
        endless=not (medium.is_vacuum and length),
    )
    one = np.ones(())
    newton = -gravity_force(shape1, shape2, r, one, one) / G_N
    if not force:
        newton = newton * (r + experiment.body1.R_natural + experiment.body2.R_natural)
    return np.asarray(energy(potential, shape1, shape2, r, force=force) / newton)
