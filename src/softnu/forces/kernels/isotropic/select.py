"""The public J-factors: which route computes which point."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.errors import DomainError, unknown_name
from softnu.forces.kernels.isotropic import fermi_dirac, massive, maxwell_boltzmann
from softnu.forces.kernels.isotropic.factors import (
    FloatArray,
    JFactors,
    Parts,
    Points,
    flat_points,
)

#: Points worked on together, so that temporary arrays stay small.
BLOCK: Final = 16384
# r T below which the gas is degenerate.
_COLD: Final = 1e-60
_DISTRIBUTIONS: Final = ("fermi_dirac", "maxwell_boltzmann")
_POPULATIONS: Final = ("sum", "produced", "opposite")


def j_factors(
    r: FloatArray,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
    distribution: str,
    population: str,
    majorana: bool,
) -> JFactors:
    r"""Return J_a, J_b, J_c, J_d of a thermal background.

    .. math::
        V = -\frac{G_F^2}{4\pi^3r^5}\{g_Vg_V' J_a + g_Ag_A'[\sigma_1\!\cdot\!\sigma_2 J_b
        + (\sigma_1\!\cdot\!\hat r)(\sigma_2\!\cdot\!\hat r)J_c
        - \hat r\!\cdot\!(\sigma_1\times\sigma_2)J_d]\}

    with occupations in k, not E, at any mass: w n(k; mu) of neutrinos and wbar n(k; -mu) of
    antineutrinos. Secs. 3.1-3.3 of arXiv:2405.16801; closed forms for massless neutrinos,
    quadrature along a contour otherwise.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.
    T : ndarray (...)
        Temperature, eV, >= 0; 0 with ``fermi_dirac`` is the degenerate gas filled to |mu|.
    mu : ndarray (...)
        Chemical potential, eV, either sign.
    m_nu : ndarray (...)
        Neutrino mass, eV, >= 0.
    weight_nu, weight_nubar : ndarray (...)
        Factors of the occupations of neutrinos and antineutrinos; for Majorana neutrinos those
        of left and right helicity.
    distribution : {"fermi_dirac", "maxwell_boltzmann"}
        Statistics.
    population : {"sum", "produced", "opposite"}
        Helicities filled: both, the one of the weak interaction, the other.
    majorana : bool
        Majorana neutrinos (with ``sum``); Dirac otherwise.

    Returns
    -------
    JFactors
        Four arrays of the broadcast shape. Relative error below 1e-12 of the largest of J_a, J_b
        and J_c, and of J_d; 1e-13 for massless neutrinos, also where J_d is e^{-2 pi r T}. The
        rounding of the phase 2 mu r adds 1e-16 of it.

    Examples
    --------
    >>> J = j_factors(np.float64(0.3), 1.0, 0.8, 0.0, 1.0, 1.0, "fermi_dirac", "sum", False)
    >>> float(J.a)
    0.16228632873
    """
    points, shape = flat_points(r, T, mu, m_nu, weight_nu, weight_nubar)
    rows = _evaluate(points, shape, distribution, population, majorana, Parts())
    return JFactors(*rows)


def j_factor(
    factor: str,
    r: FloatArray,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
    distribution: str,
    population: str,
    majorana: bool,
) -> FloatArray:
    """Return one factor, "a", "b", "c" or "d", without the work that only the others need.

    Parameters
    ----------
    factor : {"a", "b", "c", "d"}
        Which.
    r, T, mu, m_nu, weight_nu, weight_nubar, distribution, population, majorana
        As in :func:`j_factors`.

    Returns
    -------
    ndarray (...)

    Examples
    --------
    >>> float(
    ...     j_factor("d", np.float64(25.0), 1.0, 2.5, 0.0, 1.0, 1.0, "fermi_dirac", "sum", False)
    ... )
    -1.7509787e-62
    """
    if factor not in JFactors._fields:
        raise unknown_name("factor", factor, JFactors._fields)
    parts = Parts(abc=factor != "d", d=factor == "d")
    points, shape = flat_points(r, T, mu, m_nu, weight_nu, weight_nubar)
    rows = _evaluate(points, shape, distribution, population, majorana, parts)
    wanted: FloatArray = rows[JFactors._fields.index(factor)]
    return wanted


def j_factors_with_slopes(
    r: FloatArray,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
    distribution: str,
    population: str,
    majorana: bool,
) -> tuple[JFactors, JFactors]:
    """Return the J-factors and r dJ/dr, from the same quadrature nodes.

    Parameters
    ----------
    r, T, mu, m_nu, weight_nu, weight_nubar, distribution, population, majorana
        As in :func:`j_factors`.

    Returns
    -------
    factors, slopes : JFactors
        J and r dJ/dr. Slopes have a relative error (of the larger of J and slope) below 1e-12
        to r T = 10, 5e-12 to 60 and 1e-10 beyond, where massive ones are the small rest of
        what cancels.

    Examples
    --------
    >>> _, slope = j_factors_with_slopes(
    ...     np.float64(1e-3), 1.0, 0.0, 0.0, 1.0, 1.0, "maxwell_boltzmann", "sum", False
    ... )
    >>> float(slope.a) / 128e-12
    0.999988
    """
    points, shape = flat_points(r, T, mu, m_nu, weight_nu, weight_nubar)
    rows = _evaluate(points, shape, distribution, population, majorana, Parts(slopes=True))
    return JFactors(*rows[:4]), JFactors(*rows[4:])


def _evaluate(
    points: Points,
    shape: tuple[int, ...],
    distribution: str,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    """Work through blocks of points; shape (rows, *shape)."""
    if distribution not in _DISTRIBUTIONS:
        raise unknown_name("distribution", distribution, _DISTRIBUTIONS)
    if population not in _POPULATIONS:
        raise unknown_name("population", population, _POPULATIONS)
    route = _maxwell_boltzmann if distribution == "maxwell_boltzmann" else _fermi_dirac
    out = np.empty((parts.rows, points.r.size))
    for start in range(0, points.r.size, BLOCK):
        block = slice(start, start + BLOCK)
        out[:, block] = route(points.at(block), population, majorana, parts)
    return out.reshape((parts.rows, *shape))


def _closed_for(population: str, rows: FloatArray) -> FloatArray:
    """Massless neutrinos: the produced helicity is all there is."""
    return np.zeros_like(rows) if population == "opposite" else rows.copy()


def _per_row(even: FloatArray, odd: FloatArray, parts: Parts) -> FloatArray:
    """Factors of n_S for a, b, c and of n_A for d, one per row."""
    return np.stack([even, even, even, odd] * (parts.rows // 4))


def _d_rows(parts: Parts) -> list[int]:
    return [3, 7] if parts.slopes else [3]


def _maxwell_boltzmann(
    points: Points, population: str, majorana: bool, parts: Parts
) -> FloatArray:
    r, T, mu, m, w, wbar = points
    if np.any(T == 0.0):
        raise DomainError("T = 0 is not allowed with distribution 'maxwell_boltzmann'")
    t = r * T
    with np.errstate(over="ignore"):  # refused by activities
        x = mu / T
    even, odd = maxwell_boltzmann.activities(x, w, wbar)
    closed = maxwell_boltzmann.massless(t, even, odd, parts)
    out = _closed_for(population, closed)
    at = np.flatnonzero(m > 0.0)
    if at.size:
        todo = parts._replace(d=parts.d and population != "sum")
        rows = massive.thermal(
            t[at], np.zeros(at.size), m[at] * r[at], None, population, majorana, todo
        )
        rows *= _per_row(2.0 * even[at], 2.0 * odd[at], parts)
        if population != "opposite":  # J_d of `sum` does not depend on the mass
            for d in _d_rows(parts):
                rows[d] += closed[d, at]
        out[:, at] = rows
    return out


def _fermi_dirac(points: Points, population: str, majorana: bool, parts: Parts) -> FloatArray:
    r, T, mu, m, w, wbar = points
    # Colder, the width of the edge is nothing.
    cold = r * T < _COLD
    # At T = 0 only the species at +|mu| is there.
    even = np.where(cold & (mu < 0.0), wbar, w)
    closed = fermi_dirac.massless(2.0 * np.pi * (r * T), 2.0 * (mu * r), parts) * even
    out = _closed_for(population, closed)
    exact = cold | (w == wbar)
    at = np.flatnonzero((m > 0.0) | ~exact)
    if at.size == 0:
        return out
    exact = exact[at]
    todo = parts
    if population == "sum" and bool(np.all(exact)):
        todo = parts._replace(d=False)
    points = points.at(at)
    rows = _numerical(points, population, majorana, todo)
    if parts.d and population != "opposite":
        # J_d of `sum` does not depend on the mass; that of `produced` was computed less it.
        both = closed[:, at]
        if population == "produced" and not np.all(exact):
            k = ~exact
            both[:, k] = _numerical(points.at(k), "sum", majorana, parts._replace(abc=False))
        for d in _d_rows(parts):
            if population == "produced":
                rows[d] += both[d]
            else:
                rows[d] = np.where(exact, both[d], rows[d])
    out[:, at] = rows
    return out


def _numerical(points: Points, population: str, majorana: bool, parts: Parts) -> FloatArray:
    """Fermi-Dirac by quadrature; J_d of ``produced`` less that of ``sum``."""
    r, T, mu, m, w, wbar = points
    back = mu < 0.0
    sign = np.where(back, -1.0, 1.0)
    more, less = np.where(back, wbar, w), np.where(back, w, wbar)
    size, M = np.abs(mu), m * r
    rows = np.zeros((parts.rows, r.size))
    cold = r * T < _COLD
    if np.any(cold):
        k = np.flatnonzero(cold)
        rows[:, k] = massive.filled(size[k] * r[k], M[k], population, majorana, parts)
        rows[:, k] *= _per_row(more[k], more[k] * sign[k], parts)
    if not np.all(cold):
        k = np.flatnonzero(~cold)
        rows[:, k] = massive.thermal(
            r[k] * T[k],
            size[k] / T[k],
            M[k],
            (more[k], less[k], sign[k]),
            population,
            majorana,
            parts,
        )
    return rows
