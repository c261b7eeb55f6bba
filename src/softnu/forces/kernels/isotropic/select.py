"""The public J-factors: which route computes which point."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from softnu.errors import DomainError, unknown_name
from softnu.forces.kernels.isotropic import fermi_dirac, massive, maxwell_boltzmann
from softnu.forces.kernels.isotropic.factors import FloatArray, JFactors, Parts

#: Points worked on together, so that temporary arrays stay small.
BLOCK: Final = 16384
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
    0.16228632872849691
    """
    rows = _evaluate(
        (r, T, mu, m_nu, weight_nu, weight_nubar), distribution, population, majorana, Parts()
    )
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
    arrays = (r, T, mu, m_nu, weight_nu, weight_nubar)
    rows = _evaluate(arrays, distribution, population, majorana, parts)
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
        J and r dJ/dr.

    Examples
    --------
    >>> _, slope = j_factors_with_slopes(
    ...     np.float64(1e-3), 1.0, 0.0, 0.0, 1.0, 1.0, "maxwell_boltzmann", "sum", False
    ... )
    >>> float(slope.a) / 128e-12
    0.999988
    """
    rows = _evaluate(
        (r, T, mu, m_nu, weight_nu, weight_nubar),
        distribution,
        population,
        majorana,
        Parts(slopes=True),
    )
    return JFactors(*rows[:4]), JFactors(*rows[4:])


def _evaluate(
    arrays: tuple[npt.ArrayLike, ...],
    distribution: str,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    """Broadcast and work through blocks of points; shape (rows, ...)."""
    if distribution not in _DISTRIBUTIONS:
        raise unknown_name("distribution", distribution, _DISTRIBUTIONS)
    if population not in _POPULATIONS:
        raise unknown_name("population", population, _POPULATIONS)
    floats = [np.asarray(a, dtype=np.float64) for a in arrays]
    shape = np.broadcast_shapes(*(a.shape for a in floats))
    size = int(np.prod(shape))
    flat = [
        np.broadcast_to(a.reshape(()), (size,))
        if a.size == 1
        else np.broadcast_to(a, shape).reshape(-1)
        for a in floats
    ]
    out = np.empty((parts.rows, size))
    for start in range(0, size, BLOCK):
        block = [a[start : start + BLOCK] for a in flat]
        route = _maxwell_boltzmann if distribution == "maxwell_boltzmann" else _fermi_dirac
        out[:, start : start + BLOCK] = route(*block, population, majorana, parts)
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
    r: FloatArray,
    T: FloatArray,
    mu: FloatArray,
    m: FloatArray,
    w: FloatArray,
    wbar: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    if np.any(T == 0.0):
        raise DomainError("T = 0 is not allowed with distribution 'maxwell_boltzmann'")
    t = r * T
    even, odd = maxwell_boltzmann.activities(mu / T, w, wbar)
    closed = maxwell_boltzmann.massless(t, even, odd, parts)
    out = _closed_for(population, closed)
    at = np.flatnonzero(m > 0.0)
    if at.size:
        todo = parts._replace(d=parts.d and population != "sum")
        rows = massive.thermal(
            t[at], np.zeros(at.size), m[at] * r[at], None, population, majorana, todo
        )
        out[:, at] = rows * _per_row(2.0 * even[at], 2.0 * odd[at], parts)
        if population == "sum":  # J_d does not depend on the mass
            d = _d_rows(parts)
            out[np.ix_(d, at)] = closed[np.ix_(d, at)]
    return out


def _fermi_dirac(
    r: FloatArray,
    T: FloatArray,
    mu: FloatArray,
    m: FloatArray,
    w: FloatArray,
    wbar: FloatArray,
    population: str,
    majorana: bool,
    parts: Parts,
) -> FloatArray:
    cold = T == 0.0
    # At T = 0 only the species at +|mu| is there.
    even = np.where(cold & (mu < 0.0), wbar, w)
    closed = fermi_dirac.massless(2.0 * np.pi * (r * T), 2.0 * (mu * r), parts) * even
    out = _closed_for(population, closed)
    exact = cold | (w == wbar)
    at = np.flatnonzero((m > 0.0) | ~exact)
    if at.size == 0:
        return out
    mass_free = exact & (population == "sum")
    todo = parts._replace(d=parts.d and not bool(np.all(mass_free[at])))
    sign = np.where(mu < 0.0, -1.0, 1.0)
    rows = np.zeros((parts.rows, at.size))
    frozen = cold[at]
    if np.any(frozen):
        k = at[frozen]
        rows[:, frozen] = massive.filled(
            np.abs(mu[k]) * r[k], m[k] * r[k], population, majorana, todo
        ) * _per_row(even[k], even[k] * sign[k], parts)
    if not np.all(frozen):
        k = at[~frozen]
        more = np.where(mu[k] < 0.0, wbar[k], w[k])
        less = np.where(mu[k] < 0.0, w[k], wbar[k])
        rows[:, ~frozen] = massive.thermal(
            r[k] * T[k],
            np.abs(mu[k]) / T[k],
            m[k] * r[k],
            (more, less, sign[k]),
            population,
            majorana,
            todo,
        )
    for d in _d_rows(parts):  # J_d of both helicities does not depend on the mass
        rows[d] = np.where(mass_free[at], closed[d, at], rows[d])
    out[:, at] = rows
    return out
