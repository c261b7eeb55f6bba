"""What an experiment would see of a force, over gravity: between points or spheres."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError
from softnu.forces.experiment_face import Experiment, sphere_volume
from softnu.forces.kernels.bodies.central import CentralPotential, point_sphere, spheres
from softnu.forces.medium import Medium

#: Step in ln r of the derivative: its error is the fourth power, for slopes of a few units.
_STEP: Final = 1e-3
#: Offsets in steps and weights of the five-point formula for the first derivative.
_OFFSETS: Final = np.array([-2.0, -1.0, 1.0, 2.0])
_WEIGHTS: Final = np.array([1.0, -8.0, 8.0, -1.0]) / 12.0


def compares_points(experiment: Experiment) -> bool:
    """Tell whether an experiment compares energies of two points, as a ratio of potentials."""
    return not (experiment.sees_force or experiment.body1.radius or experiment.body2.radius)


def signal(experiment: Experiment, medium: Medium, r: FloatArray) -> FloatArray:
    r"""Return the size of the force in a medium over gravity.

    Where the sensitivity is a force or an acceleration, forces are compared, otherwise energies:
    with :math:`\rho = |V/V_{grav}|` of two atoms, two points have :math:`\rho` and
    :math:`\rho - d\rho/d\ln r`, and spheres the integrals of :math:`\rho(s)/s` over both,
    relative to those of 1/s. In a beam :math:`\rho` stands for all of these: along it, it is an
    envelope that falls like gravity; with a spread it is the ratio of energies of points.

    Parameters
    ----------
    experiment : Experiment
        Bodies, and whether it sees a force or an energy.
    medium : Medium
        Vacuum or background.
    r : ndarray (...)
        Separation of the points, or of the surfaces of the spheres, 1/eV, > 0.

    Returns
    -------
    ndarray (...)
        Dimensionless. Relative error 1e-10 where derivatives are taken, otherwise that of the
        catalogue's ratios to gravity.

    Raises
    ------
    ConfigError
        If a force or spheres are asked for in a degenerate background or one with a chemical
        potential, where the potential changes its sign.

    Examples
    --------
    >>> from softnu.forces.experiments import load_experiment
    >>> experiment = load_experiment("washington_2020")
    >>> print(f"{float(signal(experiment, Medium(), experiment.r_natural)):.3e}")
    7.131e-21
    """
    bodies, force = experiment.bodies, experiment.sees_force
    R1, R2 = sorted((experiment.body1.R_natural, experiment.body2.R_natural))
    if medium.is_beam or compares_points(experiment):
        return medium.ratio_to_gravity(bodies, r)
    if not medium.keeps_sign:
        raise ConfigError(
            f"the potential in {medium.label} changes its sign: only energies of points can be "
            "compared there, not forces or spheres"
        )
    if not R2:
        shifted = r[..., np.newaxis] * np.exp(_STEP * _OFFSETS)
        slope = medium.ratio_to_gravity(bodies, shifted) @ _WEIGHTS / _STEP
        return np.asarray(medium.ratio_to_gravity(bodies, r) - slope)
    length = medium.decay_length
    potential = CentralPotential(
        lambda s: medium.ratio_to_gravity(bodies, s) / s,
        lengths=(length,) if length else (),
        endless=not (medium.is_vacuum and length),
    )
    D = experiment.centres_natural(r)
    newton = sphere_volume(R2) / (D**2 if force else D)
    if not R1:
        return point_sphere(potential, R2, r, force=force) / newton
    return spheres(potential, R1, R2, r, force=force) / (newton * sphere_volume(R1))
