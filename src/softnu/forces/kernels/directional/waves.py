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

#: Waves at most, the slow ones first, and numbers for each: the factors of <1>, of n and r in
#: <k_i>, which are the first three, and of delta_il, n n, n r + r n, r r in <k_i k_l>.
WAVES, SLOW, FIRST, FACTORS = 4, 2, 3, 7
#: Exponent of a wave that is not there.
ABSENT = complex(-math.inf, 0.0)
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
) -> bool:
    r"""Fill the waves of one lobe and one momentum; return whether Z is near 0.

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
        :math:`e^{\pm i\kappa_jr}`. A wave that is not there has the exponent -infinity.
    factor : ndarray (4, 3) or (4, 7)
        To be filled: what multiplies the wave in the moments of the direction, the second
        moments only if there is room.
    """
    exponent[:] = ABSENT
    slope[0] = slope[3] = 1j * rate
    slope[1] = slope[2] = -1j * rate
    decays = rate.imag > 0.0
    if math.isinf(kappa_f):
        exponent[0], carrier[0] = 1j * x * versine, 1j * shift
        exponent[2], carrier[2] = -1j * x * (2.0 - versine), -1j * shift
        remove(decays, fast, exponent, carrier, slope)
        factor[:] = 0.0
        for m in (0, 1, 4):
            if m < factor.shape[1]:
                factor[:, m] = 2.0 if decays else 1.0
        turn(cosine < 0.0, exponent, carrier, slope, factor)
        return False
    size = max(kappa_f, x)
    u, v = kappa_f / size, x / size
    square = complex((u - v) * (u + v), -2.0 * u * v * abs(cosine))
    norm = 2.0 * half_norm(kappa_f) if decays else half_norm(kappa_f)
    near = abs(square) * size * size < CROSSOVER * CROSSOVER
    if near:
        exponent[0], carrier[0] = complex(-kappa_f, x), 1j * shift
        exponent[1], carrier[1] = complex(-kappa_f, -x), -1j * shift
        remove(decays, fast, exponent, carrier, slope)
        near_zero(square * size * size, x, kappa_f, norm, factor)
    else:
        W = complex(u, -v)
        z = cmath.sqrt(square)
        if z.real * u - z.imag * v < 0.0:  # Re(Z W^*)
            z = -z
        gap = size * (2j * u * v * versine / (z + W))
        opposite = -gap - 2.0 * kappa_f
        exponent[0], carrier[0] = gap, 1j * shift
        exponent[1], carrier[1] = opposite, -1j * shift
        exponent[2], carrier[2] = gap, -1j * (2.0 * x + shift)
        exponent[3], carrier[3] = opposite, 1j * (2.0 * x + shift)
        remove(decays, fast, exponent, carrier, slope)
        far_from_zero(1.0 / z, size, u, v, norm, exponent, factor)
    turn(cosine < 0.0, exponent, carrier, slope, factor)
    return near


def half_norm(kappa_f: float) -> float:
    """Return kappa_f/(1 - e^{-2 kappa_f}): N e^{kappa_f}/2."""
    return -kappa_f / math.expm1(-2.0 * kappa_f) if kappa_f > 0.0 else 0.5


def near_zero(zz: complex, x: float, kappa_f: float, norm: float, factor: ComplexArray) -> None:
    """Fill the factors of two waves, e^{-kappa_f +- ix}, from the series of g_0, g_1, g_2."""
    g0, g1, g2 = 0j, 0j, 0j
    power = 2.0 * norm + 0j  # times zz^n/(2n+1)!
    # g_1 and g_2 are derivatives with respect to zz/2: their terms are those of g_0 that follow.
    for n in range(_TERMS):
        g0 += power
        following = 1.0 / ((2 * n + 2) * (2 * n + 3))
        g1 += (2 * n + 2) * following * power
        g2 += (2 * n + 2) * following / (2 * n + 5) * power
        power *= zz * following
    along = -1j * x
    for n in range(2):
        factor[n, 0] = g0
        factor[n, 1] = g1 * kappa_f
        factor[n, 2] = g1 * along
        if factor.shape[1] == FACTORS:
            factor[n, 3] = g1
            factor[n, 4] = g2 * kappa_f * kappa_f
            factor[n, 5] = g2 * kappa_f * along
            factor[n, 6] = g2 * along * along


def far_from_zero(
    per_z: complex,
    size: float,
    u: float,
    v: float,
    norm: float,
    exponent: ComplexArray,
    factor: ComplexArray,
) -> None:
    """Fill the factors of the waves that are there: of e^{+Z} and e^{-Z} in turn, Z = size z."""
    per_Z = per_z / size
    a, b = u * per_z, -1j * v * per_z
    for n in range(WAVES):
        if exponent[n].real == -math.inf:
            continue
        sign = 1.0 if n % 2 == 0 else -1.0
        zeroth = norm * sign * per_Z
        first = zeroth * (sign - per_Z)
        factor[n, 0] = zeroth
        factor[n, 1] = first * a
        factor[n, 2] = first * b
        if factor.shape[1] == FACTORS:
            second = zeroth - 3.0 * first * per_Z
            factor[n, 3] = first * per_Z
            factor[n, 4] = second * a * a
            factor[n, 5] = second * a * b
            factor[n, 6] = second * b * b


def remove(
    decays: bool, fast: int, exponent: ComplexArray, carrier: ComplexArray, slope: ComplexArray
) -> None:
    """Mark the waves that are not wanted as absent.

    A decaying spherical wave is one exponential, not half of a cosine.
    """
    for n in range(WAVES):
        if exponent[n].real == -math.inf:
            continue
        total = exponent[n] + carrier[n]
        if (
            total.real < _UNDERFLOW
            or (decays and slope[n].real > 0.0)
            or (fast == DROP and n >= SLOW and not decays)
            or (fast != KEEP and abs(total.imag) > FAST_PHASE)
        ):
            exponent[n] = ABSENT


def turn(
    backward: bool,
    exponent: ComplexArray,
    carrier: ComplexArray,
    slope: ComplexArray,
    factor: ComplexArray,
) -> None:
    """Turn the lobe round if it points against r.

    A lobe along -n has the complex conjugate moments, with the sign of n reversed.
    """
    if not backward:
        return
    for n in range(WAVES):
        if exponent[n].real == -math.inf:
            continue
        exponent[n] = exponent[n].conjugate()
        carrier[n] = carrier[n].conjugate()
        slope[n] = slope[n].conjugate()
        for m in range(factor.shape[1]):
            value = factor[n, m].conjugate()
            # The factors of r in <k_i>, and of n r + r n.
            factor[n, m] = -value if m in (2, 5) else value
