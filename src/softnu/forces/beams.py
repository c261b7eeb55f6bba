"""Forces of named backgrounds that come from one direction: beams, and tables of a flux."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.backgrounds import FluxTable
from softnu.backgrounds.flux import FluxSpectrum, gaussian_spectrum
from softnu.checks import FloatArray
from softnu.constants import G_F
from softnu.forces.kernels.directional.lobe import lobe_kernel, one_mass
from softnu.forces.kernels.directional.slow import slow_S00
from softnu.forces.kernels.directional.spectra import Lobes, directional_S00
from softnu.forces.kernels.directional.spread import gaussian_energy_factor
from softnu.forces.named_backgrounds import NamedBackground
from softnu.forces.parameters import FLAVOURS, TwoBodies
from softnu.forces.validity import warn_outside_validity
from softnu.matter import particle_couplings

#: Neutrinos of a beam: one helicity and no mass, for which the population does not matter.
_MASSLESS: Final = one_mass(0.0, majorana=False)
_AXIS: Final = np.array([0.0, 0.0, 1.0])


def beam_potential(
    particle1: str, particle2: str, r: FloatArray, background: NamedBackground
) -> FloatArray:
    r"""Return the potential of two named particles at rest, eV.

    .. math:: -4G_F^2\,g_Vg_V'\int dE\,\frac{d\Phi}{dE}\,\frac{\langle S^{00}\rangle}{E}

    Eqs. (2.25), (2.30) of arXiv:2405.16801 for the flavours of the background.
    """
    flavours = _flavours(background)
    (g_V1, _, mass1), (g_V2, _, mass2) = (
        particle_couplings(name, flavours) for name in (particle1, particle2)
    )
    warn_outside_validity(
        E_nu=_largest_energy(background),
        sigma_E=background.sigma_E,
        mass=np.minimum(mass1, mass2),
    )
    return -4.0 * G_F**2 * (g_V1 @ g_V2) * _flux_kernel(r, background, "auto")


def beam_slow_potential(
    bodies: TwoBodies, r: FloatArray, background: NamedBackground
) -> FloatArray:
    r"""Return the slow part of the potential of two atoms at rest, eV.

    .. math:: -\frac{G_F^2\Phi\,g_Vg_V'}{\pi r}\cos^2\frac\alpha2\,
        \mathrm{Re}\langle Ee^{iE\varphi}\rangle,\quad\varphi=2r\sin^2(\alpha/2)

    Eq. (4.4) of arXiv:2405.16801 with a spread of energies; with a spread of directions the
    slow waves of the averaged kernel, :func:`softnu.forces.kernels.directional.slow.slow_S00`.
    """
    chosen = [FLAVOURS.index(flavour) for flavour in _flavours(background)]
    products = bodies.products[..., chosen].sum(axis=-1)
    if background.table is not None:
        return -4.0 * G_F**2 * products * _flux_kernel(r, background, "drop")
    warn_outside_validity(E_nu=background.E, sigma_E=background.sigma_E)
    E, sigma_E, alpha = background.E, background.sigma_E, background.alpha
    phi = 2.0 * r * np.sin(0.5 * alpha) ** 2
    mean = np.cos(0.5 * alpha) ** 2 * gaussian_energy_factor(E, sigma_E, phi).real
    if np.any(background.width):
        spread = slow_S00(r, alpha, E, sigma_E, background.kappa_f)
        mean = np.where(background.width > 0.0, E * spread, mean)
    return -(G_F**2) * products * background.flux / (np.pi * r) * mean


def _flavours(background: NamedBackground) -> tuple[str, ...]:
    table = background.table
    return table.flavours if isinstance(table, FluxTable) else ("e",)


def _largest_energy(background: NamedBackground) -> FloatArray:
    table = background.table
    if isinstance(table, FluxTable):
        return np.asarray(table.kernel_spectrum.edges[-1])
    return background.E


def _flux_kernel(r: FloatArray, background: NamedBackground, fast: str) -> FloatArray:
    """Return S^00 times flux over energy, averaged over energies and directions; eV^5."""
    table = background.table
    if table is None and not np.any(background.sigma_E):
        at = _separation(r, background.alpha)
        S, _ = lobe_kernel(at, background.E, _AXIS, background.kappa_f, _MASSLESS, "sum", fast)
        return background.flux / background.E * S[..., 0, 0]
    parameters = np.broadcast_arrays(
        r, background.alpha, background.kappa_f, background.E, background.sigma_E
    )
    distances, alpha, *keys = (values.reshape(-1) for values in parameters)
    distinct, which = np.unique(np.stack(keys), axis=1, return_inverse=True)
    kernel = np.empty(distances.shape)
    # One integral over energies for each spectrum and lobe, at all its separations at once.
    for number, (kappa_f, E, sigma_E) in enumerate(distinct.T):
        chosen = np.flatnonzero(which.reshape(-1) == number)
        spectrum: FluxSpectrum = (
            table.kernel_spectrum
            if isinstance(table, FluxTable)
            else gaussian_spectrum(E, sigma_E, 1.0)
        )
        lobe = Lobes(_AXIS[np.newaxis], np.array([kappa_f]), np.ones(1))
        at = _separation(distances[chosen], alpha[chosen])
        kernel[chosen] = directional_S00(at, spectrum, lobe, _MASSLESS, "sum", fast)
    flux = np.asarray(1.0) if table is not None else background.flux
    return flux * kernel.reshape(parameters[0].shape)


def _separation(r: FloatArray, alpha: FloatArray) -> FloatArray:
    """Return r (..., 3) at the angle alpha to the axis of the background, z."""
    x, zero, z = np.broadcast_arrays(r * np.sin(alpha), 0.0, r * np.cos(alpha))
    return np.stack([x, zero, z], axis=-1)
