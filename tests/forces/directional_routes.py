"""Other routes to directional kernels, which the tests compare with: sums over directions."""

import numpy as np

from softnu.forces.kernels.isotropic_tensor import LEVI_CIVITA
from softnu.forces.kernels.mode import external_vector


def two_mass_mode(r, k, m_i, m_j, population, dirac=1.0, mass_term=0.0):
    """S and A of single momenta k (..., 3) of state i with the intermediate state j.

    The formulas of softnu.forces.kernels.mode as printed, Re(c e^{-ik.r} ...) written out; the
    wave numbers of w are those of j, and below the threshold w decays.
    """
    r, k = np.broadcast_arrays(np.asarray(r, float), np.asarray(k, float))
    d, kappa = np.linalg.norm(r, axis=-1), np.linalg.norm(k, axis=-1)
    h = r / d[..., None]
    E = np.hypot(kappa, m_i)
    rate = np.sqrt((E**2 - m_j**2).astype(complex))
    decays = rate.imag > 0
    w = np.where(decays, np.exp(-rate.imag * d), np.cos(rate.real * d)) / (4 * np.pi * d)
    slope = np.where(decays, -rate.imag * w, -rate.real * np.sin(rate.real * d) / (4 * np.pi * d))
    dw = (slope - w / d)[..., None] * h
    K0, size = external_vector(kappa, np.asarray(m_i), population)
    K = (size / kappa)[..., None] * k
    wave = np.exp(-1j * (k * r).sum(axis=-1))
    c = dirac * wave
    S = np.zeros((*d.shape, 4, 4))
    A = np.zeros((*d.shape, 4, 4))
    along = (K * dw).sum(axis=-1)
    mass = mass_term * m_i * m_j * wave.real * w
    # a = (E, -i grad): products with e^{-ik.r} give C and S_n.
    S[..., 0, 0] = (c * (K0 * E * w - 1j * along)).real - mass
    mixed = (c[..., None] * ((E * w)[..., None] * K - 1j * K0[..., None] * dw)).real
    S[..., 0, 1:] = S[..., 1:, 0] = mixed
    KK = K[..., :, None] * dw[..., None, :]
    space = (-1j * c[..., None, None] * (KK + np.swapaxes(KK, -1, -2))).real
    diagonal = (c * (K0 * E * w + 1j * along)).real + mass
    S[..., 1:, 1:] = space + diagonal[..., None, None] * np.eye(3)
    axial = (c[..., None] * (K0[..., None] * dw - 1j * (E * w)[..., None] * K)).real
    A[..., 1:, 1:] = np.einsum("ijl,...l->...ij", LEVI_CIVITA, axial)
    A[..., 0, 1:] = -(c[..., None] * np.cross(K, dw)).real
    A[..., 1:, 0] = -A[..., 0, 1:]
    return S, A


def sphere_rule(axis, kappa_f, polar=60, turns=32):
    """Directions (n, 3) and weights (n,) of a von Mises-Fisher distribution about an axis."""
    n = np.asarray(axis, float) / np.linalg.norm(axis)
    frame = np.linalg.svd(n[None])[2]
    u, w = np.polynomial.legendre.leggauss(polar)
    # The distribution lives within about 40/kappa_f of the axis.
    low = max(-1.0, 1.0 - 40.0 / max(kappa_f, 1e-3))
    c, w = low + 0.5 * (1 - low) * (u + 1), 0.5 * (1 - low) * w
    phi = 2 * np.pi * (np.arange(turns) + 0.5) / turns
    circle = np.cos(phi)[:, None] * frame[1] + np.sin(phi)[:, None] * frame[2]
    directions = c[:, None, None] * n + np.sqrt(1 - c**2)[:, None, None] * circle
    bell = w * np.exp(kappa_f * (c - 1))
    weights = np.repeat(bell / bell.sum() / turns, turns)
    return directions.reshape(-1, 3), weights


def lobe_by_directions(r, k, axis, kappa_f, m_i, m_j, population, dirac=1.0, mass_term=0.0):
    """S and A of a lobe by summing single momenta."""
    directions, weights = sphere_rule(axis, kappa_f)
    S, A = two_mass_mode(r, k * directions, m_i, m_j, population, dirac, mass_term)
    return np.tensordot(weights, S, 1), np.tensordot(weights, A, 1)
