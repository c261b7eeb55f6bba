r"""Parity violation by neutrinos in muonium, an electron and an antimuon.

Both particles are charged leptons, so that a neutrino may change its mass state at both ends:
all pairs :math:`(i, j)` of mass states are exchanged, and Majorana phases count. Lengths are in
units of :math:`a = 1/(\alpha\mu_r)`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.atoms.kernels.couplings import Couplings, with_recoil
from softnu.atoms.kernels.elements import loop_scale, require_convergent
from softnu.atoms.kernels.hydrogenic import Orbital
from softnu.atoms.kernels.potentials import SINGULARITY
from softnu.atoms.kernels.radial import Ladders, smooth_ladders
from softnu.checks import FloatArray
from softnu.forces.kernels.spectral import scaled_potential
from softnu.forces.kernels.vacuum import PAIRS, ComplexArray, pair_strengths
from softnu.matter.kernels import mass_basis_coupling


class LeptonExchange(NamedTuple):
    """What the force of neutrinos between two charged leptons needs beside its couplings.

    Attributes
    ----------
    m_a : ndarray (..., 3)
        Masses of the neutrinos times a.
    mass : float
        Reduced mass over the electron's.
    """

    m_a: FloatArray
    mass: float

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape (..., 12): both parts of the potential of six pairs of mass states."""
        return (*self.m_a.shape[:-1], 2 * len(PAIRS))

    def ladders(self, one: Orbital, two: Orbital) -> Ladders:
        """Return the radial integrals (..., 12), or raise where they diverge.

        The first six belong to the potentials of Majorana neutrinos, the others to the mass
        terms; 1e-14.
        """
        require_convergent(
            (one.l, two.l), SINGULARITY["neutrino_pair"], "choose states with l1 + l2 >= 5"
        )
        m = self.m_a[..., np.newaxis]

        def scaled(rho: FloatArray) -> FloatArray:
            parts = [_decaying(rho, m[..., i, :], m[..., j, :]) for i, j in PAIRS]
            return np.stack([part[n] for n in (0, 1) for part in parts], axis=-2)

        return smooth_ladders(one, two, scaled, 2.0 * float(np.max(self.m_a, initial=0.0)))

    def scale(self, Z: FloatArray) -> FloatArray:
        """Return the unit of matrix elements, eV."""
        return loop_scale(Z, self.mass)


def _decaying(rho: FloatArray, m_i: FloatArray, m_j: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return both parts of the potential of one pair over that of massless neutrinos."""
    scaled, decay = scaled_potential(rho, m_i, m_j), np.exp(-(m_i + m_j) * rho)
    return scaled.majorana * decay, scaled.mass_term * decay


def loop_couplings(
    U: ComplexArray, sin2_theta_w: FloatArray, majorana: bool, mass: float, partner: float
) -> Couplings:
    r"""Return the couplings of all pairs of mass states to electron and antimuon.

    .. math:: H_1 = +\sum_{ij}b^e_{ij}a^\mu_{ji},\qquad H_2 = \sum_{ij}a^e_{ij}b^\mu_{ji}

    with :math:`a^\alpha_{ij} = U^*_{\alpha i}U_{\alpha j}+g_V\delta_{ij}`,
    :math:`b^\alpha_{ij} = U^*_{\alpha i}U_{\alpha j}+g_A\delta_{ij}`: the vector coupling of an
    antiparticle has the other sign, the axial one the same.

    Parameters
    ----------
    U : ndarray (..., 3, 3) of complex
        Mixing matrix.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle.
    majorana : bool
        Majorana neutrinos, whose mass terms have :math:`g_{ij}g'_{ij}` in place of
        :math:`g_{ij}g'_{ji}`; Dirac otherwise.
    mass, partner : float
        Reduced mass over that of the electron, and over that of the muon.

    Returns
    -------
    Couplings
        Arrays (..., 12) in the order of :meth:`LeptonExchange.ladders`, with recoil. Sec. 2 of
        arXiv:1912.09444 and Sec. 2.2 of arXiv:2405.16801 for two leptons, signs as derived.
    """
    (a_e, b_e), (a_mu, b_mu) = (
        [mass_basis_coupling(f, current, U, sin2_theta_w, 0.0, 0.0) for current in _CURRENTS]
        for f in ("e", "mu")
    )
    H1, H2 = (
        np.concatenate(pair_strengths(one, two, majorana), axis=-1)
        for one, two in ((b_e, a_mu), (a_e, b_mu))
    )
    return with_recoil(Couplings(H1, H2, np.zeros(())), mass, partner)


_CURRENTS = ("vector", "axial")
