"""Radial integrals of hydrogen in arbitrary precision, as sums over powers of the radius.

The route of textbooks: monomials, each with its gamma function. It cancels, so that many digits
are needed; functions are dictionaries from the power of rho to its coefficient, all of them
times ``exp(-rho/n)``. The derivative of the potential is used as it stands.
"""

from functools import cache

from mpmath import binomial, factorial, fsum, gamma, hyp2f1, mp, mpf, pi, sqrt


def digits(one, two):
    """Enough for the cancellation between monomials, with forty to spare."""
    return 40 + one[0] + two[0]


@cache
def radial_function(n, l):
    """R_nl without its exponential."""
    with mp.workdps(200):
        norm = mpf(2) / n**2 * sqrt(factorial(n - l - 1) / factorial(n + l))
        return {
            l + k: norm
            * (-1) ** k
            * binomial(n + l, n - l - 1 - k)
            / factorial(k)
            * (mpf(2) / n) ** (l + k)
            for k in range(n - l)
        }


def gradient_of(function, n, l, target):
    """R' - l R/rho for a target l + 1, R' + (l + 1) R/rho for a target l - 1."""
    shift = -l if target == l + 1 else l + 1
    found = {}
    for power, c in function.items():
        found[power - 1] = found.get(power - 1, 0) + c * (power + shift)
        found[power] = found.get(power, 0) - c / n
    return {power: c for power, c in found.items() if c != 0}


def product_of(one, two):
    found = {}
    for p, a in one.items():
        for q, b in two.items():
            found[p + q] = found.get(p + q, 0) + a * b
    return found


def momentum_and_gradient(one, two, moment, slope_moment):
    """K_p and K_g of states (n, l); `moment(q)` is the integral of rho^q exp(-beta rho) F."""
    (n1, l1), (n2, l2) = one, two
    first, second = radial_function(n1, l1), radial_function(n2, l2)
    slope = product_of(first, second)
    gradient = fsum(c * slope_moment(power + 2) for power, c in slope.items())
    moving = product_of(first, gradient_of(second, n2, l2, l1))
    momentum = fsum(c * moment(power + 2) for power, c in moving.items()) + gradient / 2
    return momentum, gradient


def power_integrals(one, two, s, kappa=0):
    """K_p and K_g for F = rho^-s exp(-kappa rho)."""
    with mp.workdps(digits(one, two)):
        rate = mpf(1) / one[0] + mpf(1) / two[0] + mpf(kappa)

        @cache
        def integral(q):
            return gamma(q + 1) / rate ** (q + 1)

        return momentum_and_gradient(
            one,
            two,
            lambda q: integral(q - s),
            lambda q: -s * integral(q - s - 1) - mpf(kappa) * integral(q - s),
        )


def pair_integrals(one, two, mass, majorana):
    """K_p and K_g for massive neutrinos, F = rho^-5 y^3 K_3/8 or rho^-5 y^2 K_2/2, y = 2 m rho.

    Integrals of powers, exponentials and Bessel functions are hypergeometric, Gradshteyn and
    Ryzhik (6.621.3).
    """
    with mp.workdps(digits(one, two)):
        rate, c = mpf(1) / one[0] + mpf(1) / two[0], 2 * mpf(mass)

        @cache
        def integral(power, order):
            mu = power + 1
            front = sqrt(pi) * (2 * c) ** -order / (rate + c) ** (mu - order)
            gammas = gamma(mu + order) * gamma(mu - order) / gamma(mu + mpf(1) / 2)
            z = (rate - c) / (rate + c)
            return front * gammas * hyp2f1(mpf(1) / 2 - order, mu - order, mu + mpf(1) / 2, z)

        # F = strength K_order(c rho) rho^-fall, and K_nu' = -K_(nu+1) + nu K_nu/z.
        order, fall, strength = (2, 3, c**2 / 2) if majorana else (3, 2, c**3 / 8)
        return momentum_and_gradient(
            one,
            two,
            lambda q: strength * integral(q - fall, order),
            lambda q: (
                strength
                * (
                    (order - fall) * integral(q - fall - 1, order)
                    - c * integral(q - fall, order + 1)
                )
            ),
        )


def moment_of(one, two, power):
    """Integral of rho^(2 + power) R_1 R_2."""
    with mp.workdps(digits(one, two)):
        rate = mpf(1) / one[0] + mpf(1) / two[0]
        both = product_of(radial_function(*one), radial_function(*two))
        return fsum(c * gamma(q + 3 + power) / rate ** (q + 3 + power) for q, c in both.items())
