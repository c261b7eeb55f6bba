r"""The slow wave of S^00: what is left of a beam's force after spreads of its source."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.directional import lobe, moments, slow_loops
from softnu.forces.kernels.directional.compiled import loop
from softnu.forces.kernels.directional.spread import gaussian_energy_factor, gaussian_wave
from softnu.numerics.panels import legendre_rule

#: Nodes across the Gaussian: they resolve a phase of 200.
_NODES = 128
#: Energies from which on it pays to compile the loops.
_MANY = 20_000


def slow_S00(
    r: FloatArray,
    alpha: FloatArray,
    E: FloatArray,
    sigma_E: FloatArray,
    kappa_f: FloatArray,
) -> FloatArray:
    r"""Return the slow wave of S^00 of massless neutrinos with spreads, over :math:`E/(4\pi r)`.

    The potential of a flux :math:`\Phi` with vector couplings is
    :math:`-g_Vg_V'\,G_F^2\Phi E/(\pi r)` times this factor, which is
    :func:`softnu.forces.kernels.mode.slow_factor`,
    :math:`\cos^2(\alpha/2)\cos(2Er\sin^2(\alpha/2))`, without spreads, for Er >> 1 and
    alpha < pi/2. Beyond pi/2 the other wave is the slow one: the factor is the same at
    pi - alpha, as S^00 is when the bodies are exchanged.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.
    alpha : ndarray (...)
        Angle between r and the mean direction in which the neutrinos move, 0 to pi.
    E, sigma_E : ndarray (...)
        Mean and standard deviation of a Gaussian distribution of energies, eV,
        0 <= sigma_E < E/5.
    kappa_f : ndarray (...)
        Concentration of the von Mises-Fisher distribution of directions, 1/sigma^2 for a small
        angle sigma per component, infinite without spread.

    Returns
    -------
    ndarray (...)
        :math:`4\pi r\langle S^{00}/E\rangle/E_0`, averaged over directions and energies,
        without the terms that oscillate with 2Er; Eq. (4.3) of arXiv:2405.16801.

    Notes
    -----
    Accurate to 1e-13 beside 1e-15 times the slow phase. Where directions and energies are both
    spread, energies below 0 are cut off (4e-6 of the weight at sigma_E = E/5, 6e-16 at E/8).
    Closed form for a beam:
    :math:`\cos^2(\alpha/2)\mathrm{Re}\langle Ee^{iE\varphi}\rangle/E_0
    - \cos\alpha\,\mathrm{Im}\langle e^{iE\varphi}\rangle/(2E_0r)`.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> float(slow_S00(1e6 * one, 1e-3 * one, one, 0.0 * one, np.inf * one))
    0.8775821
    """
    r, alpha, E, sigma_E, kappa_f = np.broadcast_arrays(r, alpha, E, sigma_E, kappa_f)
    near = np.minimum(alpha, np.pi - alpha)
    half_sine, half_cosine = np.sin(0.5 * near), np.cos(0.5 * near)
    beam = np.isinf(kappa_f)
    phi = 2.0 * r * half_sine**2
    main = half_cosine**2 * gaussian_energy_factor(E, sigma_E, phi).real
    rest = np.cos(near) * gaussian_wave(E, sigma_E, phi).imag / (2.0 * r)
    result: FloatArray = np.asarray((main - rest) / E)
    if np.all(beam):
        return result
    spread = ~beam
    points = np.stack([a[spread] for a in (r, half_sine, half_cosine, E, sigma_E, kappa_f)])
    values = np.zeros(points.shape[1])
    unit, weight = legendre_rule(_NODES)
    fill = loop(slow_loops.fill_slow, values.size * _NODES, _MANY)
    fill(points, unit, weight, lobe.work_room(moments.SCALAR), values)
    result[spread] = values
    return result
