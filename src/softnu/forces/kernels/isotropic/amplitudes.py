r"""What mass, helicity and nature do to an isotropic background: amplitudes of the integrands.

With y = k r, the J-factors are

.. math::
    J_a &= \int dy\, n_S (\alpha_a F_1 + \beta F_2),\quad
    J_b = \int dy\, n_S (\alpha_b F_1 - \beta F_2),\quad
    J_c = 2\int dy\, n_S \beta F_2,\\
    J_d &= 2\int dy\, n_A (\gamma F_3 + \delta F_4)

with the brackets F of :mod:`brackets` and, for the external vector (K0, K) of the helicity state,
:math:`\alpha = K_0/k,\ \beta = K/E,\ \gamma = K_0/E,\ \delta = K/k`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from softnu.errors import DomainError, unknown_name


class Amplitudes(NamedTuple):
    """alpha_a, alpha_b, beta, gamma, delta of the module's formula, real or complex arrays."""

    alpha_a: Any
    alpha_b: Any
    beta: Any
    gamma: Any
    delta: Any


def amplitudes(y: Any, M: Any, population: str, majorana: bool) -> Amplitudes:
    """Return the amplitudes at y = k r (real, or complex in the first quadrant), M = m r.

    ``sum``: (K0, K) = (E, k). ``produced``: lam (1, 1), lam = (E + k)/2. ``opposite``:
    eps (1, -1), eps = m^2/(2(E + k)), never by subtraction. Majorana: the mass term is taken
    out of J_a and doubled in J_b.

    gamma and delta of ``produced`` are less those of ``sum``: J_d of ``sum`` has a closed form
    in most cases and can be exponentially small, so it is added by the caller. The
    differences, lam/E - 1 = -eps/E and lam/k - 1 = eps/k, are minus those of ``opposite``.
    """
    ratio = (M / y) ** 2  # (m/k)^2
    e = np.sqrt(1.0 + ratio)  # E/k
    one = np.ones_like(e)
    if majorana:
        if population != "sum":
            raise DomainError(
                f"population = {population!r} is not defined for Majorana neutrinos: "
                "use 'sum', with weight_nu and weight_nubar for the two helicities"
            )
        return Amplitudes(1.0 / e, (1.0 + 2.0 * ratio) / e, 1.0 / e, one, one)
    if population == "sum":
        return Amplitudes(e, e, 1.0 / e, one, one)
    eps = 0.5 * ratio / (1.0 + e)
    if population == "produced":
        lam = 0.5 * (1.0 + e)
        return Amplitudes(lam, lam, lam / e, -eps / e, eps)
    if population == "opposite":
        return Amplitudes(eps, eps, -eps / e, eps / e, -eps)
    raise unknown_name("population", population, ["sum", "produced", "opposite"])


def steady_sign(population: str) -> float:
    r"""Return the sign of the part of J_d that does not oscillate with r.

    It is sign :math:`\cdot\, \tfrac12 (m r)^2 \int dy\, n_A k/E`, from
    gamma - delta = -+ m^2/(2 E k).
    """
    return {"sum": 0.0, "produced": -1.0, "opposite": 1.0}[population]


def depth(population: str) -> int:
    """Return how many panels, each a quarter of the next, resolve E(k) near k = m.

    The integrands of ``sum`` fall as k^3 or k^2 towards 0; of the helicities' difference from
    ``sum``, which is proportional to m^2, the same relative accuracy is wanted at any small m.
    """
    return 8 if population == "sum" else 18
