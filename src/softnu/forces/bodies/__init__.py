"""Extended bodies: their energy, force, gravity and torques, and a sphere in a beam."""

from softnu.forces.bodies.face import body_force, body_gravity, body_potential
from softnu.forces.bodies.torque import Placed, rigid_torque, spin_torque

__all__ = [
    "Placed",
    "body_force",
    "body_gravity",
    "body_potential",
    "rigid_torque",
    "spin_torque",
]
