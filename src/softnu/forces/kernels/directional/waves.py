r"""A plane wave averaged over a lobe of directions, as a sum of few waves.

A lobe is a von Mises-Fisher distribution of directions,
:math:`\kappa_f e^{\kappa_f \hat k\cdot\hat n}/(4\pi\sinh\kappa_f)`. With
:math:`x = kr`, :math:`\mathbf V = \kappa_f\hat n - i x\hat r`, :math:`Z^2 = \mathbf V^2` and
:math:`g_0 = \sinh Z/Z`, :math:`g_1 = g_0'/Z`, :math:`g_2 = g_1'/Z = (g_0 - 3g_1)/Z^2`:

.. math::
    \langle e^{-i\mathbf k\cdot\mathbf r}\rangle &= N g_0, \qquad
    N = \kappa_f/\sinh\kappa_f, \\
    \langle \hat k_i e^{-i\mathbf k\cdot\mathbf r}\rangle &= N g_1 V_i, \\
    \langle \hat k_i\hat k_l e^{-i\mathbf k\cdot\mathbf r}\rangle
    &= N (g_1\delta_{il} + g_2 V_i V_l).

Times the two halves :math:`e^{\pm i\kappa_j r}` of the spherical wave these are four
exponentials, with :math:`W = \kappa_f - i x`:
:math:`e^{Z-W}` and :math:`e^{-Z-W^*}` are slow, :math:`e^{Z-W^*}` and :math:`e^{-Z-W}` fast.
None of them overflows, and

.. math:: Z - W = \frac{2i\kappa_f x(1-\hat n\cdot\hat r)}{Z+W}

holds the slow phase to all digits.

These functions are plain Python; they are compiled when there are many points.
"""

from __future__ import annotations

import cmath
import math

from softnu.forces.kernels.mode_loops import DROP, FAST_PHASE, KEEP
from softnu.numerics.filon import ComplexArray

#: Waves at most, and numbers for each: the factors of <1>, of n and r in <k_i>, and of
#: delta_il, n n, n r + r n, r r in <k_i k_l>.
WAVES, FACTORS = 4, 7
#: Below this |Z| the exponentials cancel each other: series in Z^2, to rounding.
CROSSOVER = 2.0
_TERMS = 13
#: e^-745 is the smallest number.
_UNDERFLOW = -745.0


def waves(
    x: float,
    shift: complex,
    rate: complex,
    kappa_f: float,
    cosine: float,
    versine: float,
    fast: int,
    exponent: ComplexArray,
    carrier: ComplexArray,
    slope: ComplexArray,
    factor: ComplexArray,
) -> int:
    r"""Fill the waves of one lobe and one momentum; return how many there are.

    Parameters
    ----------
    x : float
        k r.
    shift, rate : complex
        :math:`(\kappa_j - k) r` and :math:`\kappa_j`, where the spherical wave has
        :math:`\cos\kappa_j r`; imaginary :math:`\kappa_j` stands for
        :math:`e^{-|\kappa_j| r}`.
    kappa_f : float
        Concentration of the lobe, infinite for a single direction.
    cosine, versine : float
        Cosine c of the angle between lobe and r, and 1 - |c| without cancellation.
    fast : int
        Which waves are replaced by their average, 0.
    exponent, carrier, slope : ndarray (4,)
        To be filled: the waves are the products of the exponentials of `exponent` and
        `carrier`, whose sum would round; `slope` is the logarithmic derivative of their part
        :math:`e^{\pm i\kappa_jr}`.
    factor : ndarray (4, 7)
        To be filled: what multiplies the wave in the moments of the direction.
    """
    count = 0
    decays = rate.imag > 0.0
    c = abs(cosine)
    if math.isinf(kappa_f):
        exponent[0], carrier[0] = 1j * x * versine, 1j * shift
        exponent[1], carrier[1] = -1j * x * (2.0 - versine), -1j * shift
        for n in range(2):
            slope[n] = 1j * rate if n == 0 else -1j * rate
            for m in range(FACTORS):
                factor[n, m] = 0.0
            factor[n, 0] = factor[n, 1] = factor[n, 4] = 1.0
        count = 2
        slow = 1
    else:
        size = max(kappa_f, x)
        u, v = kappa_f / size, x / size
        W = complex(u, -v)
        z = cmath.sqrt(complex((u - v) * (u + v), -2.0 * u * v * c))
        if (z * W.conjugate()).real < 0.0:
            z = -z
        Z = size * z
        if abs(Z) < CROSSOVER:
            count, slow = 2, 2
            near_zero(Z * Z, x, kappa_f, factor)
            exponent[0], carrier[0] = complex(-kappa_f, x), 1j * shift
            exponent[1], carrier[1] = complex(-kappa_f, -x), -1j * shift
            slope[0], slope[1] = 1j * rate, -1j * rate
        else:
            gap = size * (2j * u * v * versine / (z + W))
            far_from_zero(Z, u / z, -1j * v / z, half_norm(kappa_f), factor)
            opposite = -gap - 2.0 * kappa_f
            exponent[0], carrier[0] = gap, 1j * shift
            exponent[1], carrier[1] = opposite, -1j * shift
            exponent[2], carrier[2] = gap, -1j * (2.0 * x + shift)
            exponent[3], carrier[3] = opposite, 1j * (2.0 * x + shift)
            slope[0], slope[3] = 1j * rate, 1j * rate
            slope[1], slope[2] = -1j * rate, -1j * rate
            count, slow = 4, 2
    return select(count, slow, decays, cosine < 0.0, fast, exponent, carrier, slope, factor)


def half_norm(kappa_f: float) -> float:
    """Return kappa_f/(1 - e^{-2 kappa_f}): N e^{kappa_f}/2."""
    return -kappa_f / math.expm1(-2.0 * kappa_f) if kappa_f > 0.0 else 0.5


def near_zero(zz: complex, x: float, kappa_f: float, factor: ComplexArray) -> None:
    """Fill the factors of two waves, e^{-kappa_f +- ix}, from the series of g_0, g_1, g_2."""
    norm = 2.0 * half_norm(kappa_f)
    g0, g1, g2 = 0j, 0j, 0j
    power = 1.0 + 0j  # zz^n/(2n+1)!
    # g_1 and g_2 are derivatives with respect to zz/2: their terms are those of g_0 that follow.
    for n in range(_TERMS):
        g0 += power
        following = 1.0 / ((2 * n + 2) * (2 * n + 3))
        g1 += (2 * n + 2) * following * power
        g2 += (2 * n + 4) * (2 * n + 2) * following / ((2 * n + 4) * (2 * n + 5)) * power
        power *= zz * following
    along = -1j * x
    for n in range(2):
        factor[n, 0] = norm * g0
        factor[n, 1] = norm * g1 * kappa_f
        factor[n, 2] = norm * g1 * along
        factor[n, 3] = norm * g1
        factor[n, 4] = norm * g2 * kappa_f * kappa_f
        factor[n, 5] = norm * g2 * kappa_f * along
        factor[n, 6] = norm * g2 * along * along


def far_from_zero(
    Z: complex, a: complex, b: complex, half_norm: float, factor: ComplexArray
) -> None:
    """Fill the factors of the four waves, e^{+Z} and e^{-Z} in turn; a, b = kappa_f/Z, -ix/Z."""
    per_Z = 1.0 / Z
    for n in range(WAVES):
        sign = 1.0 if n % 2 == 0 else -1.0
        first = half_norm * per_Z * (1.0 - sign * per_Z)
        second = half_norm * per_Z * sign - 3.0 * first * per_Z
        factor[n, 0] = half_norm * per_Z * sign
        factor[n, 1] = first * a
        factor[n, 2] = first * b
        factor[n, 3] = first * per_Z
        factor[n, 4] = second * a * a
        factor[n, 5] = second * a * b
        factor[n, 6] = second * b * b


def select(
    count: int,
    slow: int,
    decays: bool,
    backward: bool,
    fast: int,
    exponent: ComplexArray,
    carrier: ComplexArray,
    slope: ComplexArray,
    factor: ComplexArray,
) -> int:
    """Keep the waves that are wanted; turn the lobe round if it points against r.

    A lobe along -n has the complex conjugate moments, with the sign of n reversed. A decaying
    spherical wave is one exponential, not half of a cosine.
    """
    kept = 0
    for n in range(count):
        if decays and slope[n].real > 0.0:
            continue
        if fast == DROP and n >= slow and not decays:
            continue
        total = exponent[n] + carrier[n]
        if fast != KEEP and abs(total.imag) > FAST_PHASE:
            continue
        if total.real < _UNDERFLOW:
            continue
        twice = 2.0 if decays else 1.0
        exponent[kept] = exponent[n].conjugate() if backward else exponent[n]
        carrier[kept] = carrier[n].conjugate() if backward else carrier[n]
        slope[kept] = slope[n].conjugate() if backward else slope[n]
        for m in range(FACTORS):
            value = twice * factor[n, m]
            if backward:
                value = value.conjugate()
                # The factors of r in <k_i>, and of n r + r n.
                if m in (2, 5):
                    value = -value
            factor[kept, m] = value
        kept += 1
    return kept
