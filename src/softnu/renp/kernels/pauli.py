r"""How relic neutrinos block the emission of slow pairs.

States that relic neutrinos fill are closed by Pauli's principle: the squared current of each pair
is multiplied by :math:`h(p_i)\tilde h(p_j)`, with

.. math:: h(p) = 1 - \frac1{e^{(p-\mu)/T}+1}, \qquad \tilde h(p) = 1 - \frac1{e^{(p+\mu)/T}+1}

for the neutrino and the antineutrino, whatever the helicity. Over the angle of neutrino i in the
pair's rest frame, :math:`\cos\theta^* = 2x - 1`, the momenta are

.. math::
    p_z = \tfrac12\big(QA_i/s - q_0\Delta\big) + q_0\Delta\,x, \qquad
    p_T^2 = s\Delta^2\,x(1-x), \qquad A_i = s + m_i^2 - m_j^2

along and across the pair's momentum. The variable of integration is t in
:math:`x = \sin^2(t/2)`, in which momenta that begin at 0 are smooth.
"""

from __future__ import annotations

import numpy as np

from softnu.backgrounds.kernels.thermal import fermi_dirac
from softnu.checks import FloatArray
from softnu.numerics.panels import geometric_edges, panel_rule, uniform_edges
from softnu.renp.kernels import pairs
from softnu.renp.kernels.kinematics import Photon, excess
from softnu.renp.kernels.master import CONTACT, MASS

#: Further than this many T from mu an occupation is 0 or 1 to 1e-17.
_TAIL = 39.0
#: Panels over both tails: at most 4 T wide, the poles of f are pi T away.
_PANELS = 20
#: Panels towards p = 0, each a quarter of the one before: below the last, 1e-4 T, what is not
#: smooth weighs 1e-12 of the layer.
_GRADED = 7


def pair_at_rest(E_eg: FloatArray, p: FloatArray, mass: FloatArray) -> Photon:
    """Return the kinematics of a photon that leaves a pair without momentum.

    Parameters
    ----------
    E_eg : ndarray (...)
        Energy of the excited state, eV.
    p : ndarray (...)
        Momentum of each neutrino in a pair of equal masses, eV, > 0; all its digits are kept.
    mass : ndarray (...)
        Mass of each, eV.

    Returns
    -------
    Photon
        Its energy is boost times E_eg, with the boost that this takes.

    Examples
    --------
    >>> photon = pair_at_rest(np.float64(2.0), np.float64(0.3), np.float64(0.4))
    >>> float(photon.q0), float(photon.Q), float(photon.omega)
    (1.0, 0.0, 1.0)
    """
    q0 = 2.0 * np.hypot(p, mass)
    return Photon(E_eg - q0, q0, np.zeros(()), q0 * q0, 4.0 * p * p, 2.0 * mass)


def pauli_factor(
    photon: Photon,
    masses: FloatArray,
    W_L: FloatArray,
    weights: FloatArray,
    T: FloatArray,
    mu: FloatArray,
) -> FloatArray:
    r"""Return the spectrum with blocking over the one without.

    Parameters
    ----------
    photon : Photon
        Kinematics (...).
    masses : ndarray (..., n)
        Neutrino masses, eV.
    W_L : ndarray (...)
        Longitudinal weight.
    weights : ndarray (2, 3, p, ...)
        :func:`softnu.renp.kernels.master.quadratic_form` of the weak current.
    T, mu : ndarray (...)
        Temperature, > 0, and chemical potential of the relic neutrinos, eV.

    Returns
    -------
    ndarray (...)
        0 to 1; nan where no channel is open. Derived. Absolute error 1e-12, and that of the
        rounding of Q over T.
    """
    s = np.where(photon.s > 0.0, photon.s, 1.0)
    Q = photon.Q
    layers = _layers(T, mu)
    blocked = free = np.zeros(())
    for pair, (i, j) in enumerate(zip(*np.triu_indices(masses.shape[-1]), strict=True)):
        m_i, m_j = masses[..., i], masses[..., j]
        t = np.maximum(excess(photon, m_i, m_j), 0.0)
        Delta = pairs.two_body(t, s, m_i, m_j)
        squares, mass = weights[CONTACT, 0, pair], weights[MASS, 0, pair] * m_i * m_j
        free = free + Delta * (squares * pairs.contact(t, s, Q, m_i, m_j, W_L) + mass)
        step, square = photon.q0 * Delta, s * Delta**2
        d = (m_i - m_j) * (m_i + m_j) / s
        least_i, least_j = (0.5 * (Q * (1.0 + e) - step) for e in (d, -d))
        edges_i = _angles(layers, m_i, least_i, Q * Delta)
        edges_j = np.pi - _angles(layers, m_j, least_j, Q * Delta)
        edges = _sorted(edges_i, edges_j)
        for panel in range(edges.shape[-1] - 1):
            angle, width = panel_rule(edges[..., panel : panel + 2])
            if not np.any(width):
                continue
            x, y = np.sin(0.5 * angle) ** 2, np.cos(0.5 * angle) ** 2
            z_i, z_j = (_last(least_i) + _last(step) * x, _last(least_j) + _last(step) * y)
            across = _last(square) * x * y
            holes = _holes(np.sqrt(z_i**2 + across), np.sqrt(z_j**2 + across), _last(T), _last(mu))
            terms = _last(squares) * pairs.contact_at(_last(t), z_i, z_j, across, _last(W_L))
            # dx = sin(angle)/2 d(angle) runs from 0 to 1.
            mean = np.sum(0.5 * np.sin(angle) * width * holes * (terms + _last(mass)), axis=-1)
            blocked = blocked + Delta * mean
    opened = free > 0.0
    ratio = np.where(opened, blocked, np.nan) / np.where(opened, free, 1.0)
    return np.asarray(np.minimum(ratio, 1.0))


def _last(value: FloatArray) -> FloatArray:
    """Give an array a last axis for the nodes."""
    return np.asarray(value)[..., np.newaxis]


def _layers(T: FloatArray, mu: FloatArray) -> FloatArray:
    """Momenta between which occupations are smooth, along a last axis."""
    middle, reach = np.abs(mu), _TAIL * np.asarray(T)
    tails = uniform_edges(np.maximum(middle - reach, 0.0), middle + reach, _PANELS)
    return np.concatenate([geometric_edges(tails[..., 1], _GRADED), tails], axis=-1)


def _angles(
    layers: FloatArray, mass: FloatArray, least: FloatArray, span: FloatArray
) -> FloatArray:
    """Angles at which the momentum passes the layers: from 0, where it is least, to pi."""
    E, least_E = np.hypot(layers, _last(mass)), np.hypot(_last(mass), _last(least))
    # E - E_min without cancellation; the energy changes by span in all.
    rise = (layers - np.abs(_last(least))) * (layers + np.abs(_last(least)))
    rise = np.maximum(rise, 0.0) / np.maximum(E + least_E, np.finfo(float).tiny)
    x = np.minimum(rise, _last(span)) / np.where(_last(span) > 0.0, _last(span), 1.0)
    return 2.0 * np.arcsin(np.sqrt(x))


def _sorted(edges_i: FloatArray, edges_j: FloatArray) -> FloatArray:
    """Edges of panels from 0 to pi that hold those of both neutrinos."""
    shape = np.broadcast_shapes(edges_i.shape[:-1], edges_j.shape[:-1])
    parts = [np.broadcast_to(a, (*shape, a.shape[-1])) for a in (edges_i, edges_j)]
    ends = np.broadcast_to([0.0, np.pi], (*shape, 2))
    return np.sort(np.concatenate([*parts, ends], axis=-1), axis=-1)


def _holes(p_i: FloatArray, p_j: FloatArray, T: FloatArray, mu: FloatArray) -> FloatArray:
    """Mean over both orders of a pair of the probability that its states are free.

    The hole of an occupation, 1 - f, is the occupation with the signs of p and mu reversed.
    """
    nu_i, nu_j = fermi_dirac(-p_i, T, -mu), fermi_dirac(-p_j, T, -mu)
    nubar_i, nubar_j = fermi_dirac(-p_i, T, mu), fermi_dirac(-p_j, T, mu)
    return 0.5 * (nu_i * nubar_j + nubar_i * nu_j)
