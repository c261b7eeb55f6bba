"""Matter: couplings of particles and atoms to neutrinos, isotopes, materials."""

from softnu.matter.isotopes import Isotope, isotope
from softnu.matter.kernels import (
    atom_coupling,
    atom_mass_basis_coupling,
    fermion_coupling,
    mass_basis_coupling,
    to_mass_basis,
    weak_charge,
)
from softnu.matter.materials import Material, material
from softnu.matter.particles import (
    Particle,
    atom,
    coupling_matrix,
    electron,
    neutron,
    nucleus,
    particle,
    particle_couplings,
    proton,
)

__all__ = [
    "Isotope",
    "Material",
    "Particle",
    "atom",
    "atom_coupling",
    "atom_mass_basis_coupling",
    "coupling_matrix",
    "electron",
    "fermion_coupling",
    "isotope",
    "mass_basis_coupling",
    "material",
    "neutron",
    "nucleus",
    "particle",
    "particle_couplings",
    "proton",
    "to_mass_basis",
    "weak_charge",
]
