"""Kernel of one background mode: time and memory, over integrals over the momentum transfer."""

from __future__ import annotations

import numpy as np
from scipy import integrate, special

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.forces.kernels.mode import mode_kernel, mode_kernel_gradient

#: Modes of one vectorised call; fewer for the gradients, which need four times the memory.
_MANY, _FEWER = 1_000_000, 200_000
#: Targets: nanoseconds per mode for all 32 components, speed over quadrature, peak memory.
_NANOSECONDS = 100.0
_RATIO = 1e5
_OUTPUTS = 10.0
#: Where the routes are compared: k r = 3, alpha = 1.1.
_X, _ALPHA = 3.0, 1.1
#: Error of our kernel there, of the largest component: measured in validation/.
_ERROR = 1e-14
#: Convergence factors e^{-eta q r} of the integral over |q|, extrapolated to 0; relative
#: accuracy asked of each quadrature.
_ETAS = (0.01, 0.005)
_ACCURACY = 1e-5


def _modes(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.normal(size=(count, 3)), rng.normal(size=(count, 3)), np.full(count, 0.3)


def _ours() -> float:
    r = np.array([0.0, 0.0, _X])
    k = np.array([np.sin(_ALPHA), 0.0, np.cos(_ALPHA)])
    return float(mode_kernel(r, k, np.asarray(0.0), "sum", False)[0][0, 0])


def _by_momentum_transfer() -> float:
    """Transform Eq. (2.30) of arXiv:2405.16801 over |q| and the angle xi of q with k = 1.

    The azimuth gives a Bessel function; the pole at q = 2|xi| is a principal value.
    """
    along, across = _X * np.cos(_ALPHA), _X * np.sin(_ALPHA)

    def of_xi(xi: float, eta: float) -> float:
        pole = 2.0 * abs(xi)

        def regular(q: float) -> float:
            wave = np.cos(q * along * xi) * special.j0(q * across * np.sqrt(1.0 - xi * xi))
            return q * q / (q + pole) * wave * np.exp(-eta * q * _X)

        near, _ = integrate.quad(
            regular,
            0.0,
            2.0 * pole,
            weight="cauchy",
            wvar=pole,
            epsrel=_ACCURACY,
            epsabs=_ACCURACY,
        )
        far, _ = integrate.quad(
            lambda q: regular(q) / (q - pole),
            2.0 * pole,
            2.0 * pole + 20.0 / (eta * _X),
            epsrel=_ACCURACY,
            epsabs=_ACCURACY,
            limit=400,
        )
        return (1.0 - xi * xi) * (near + far)

    values = [
        integrate.quad(of_xi, 0.0, 1.0, args=(eta,), epsrel=_ACCURACY, limit=200)[0]
        for eta in _ETAS
    ]
    limit = values[1] + (values[1] - values[0]) * _ETAS[1] / (_ETAS[0] - _ETAS[1])
    return float(limit / np.pi**2)


def _by_directions() -> float:
    """The same with the integral over |q| done by hand: what is left is one over directions."""
    c, s = np.cos(_ALPHA), np.sin(_ALPHA)

    def circle(phi: float) -> float:
        return 1.0 - (s * np.cos(phi)) ** 2

    def sphere(phi: float, mu: float) -> float:
        xi = abs(mu * c + np.sqrt(1.0 - mu * mu) * s * np.cos(phi))
        return (1.0 - xi * xi) * xi * np.sin(2.0 * _X * xi * mu)

    on_circle, _ = integrate.quad(circle, 0.0, 2.0 * np.pi)
    on_sphere, _ = integrate.dblquad(sphere, 0.0, 1.0, 0.0, 2.0 * np.pi)
    return float(on_circle / _X - 2.0 * on_sphere) / (4.0 * np.pi**2)


def measure() -> list[Measurement]:
    many, fewer = _modes(_MANY), _modes(_FEWER)
    kernel = seconds(lambda: mode_kernel(*many, "produced", False), repeat=10) / _MANY
    gradient = seconds(lambda: mode_kernel_gradient(*fewer, "produced", False)) / _FEWER
    exact = _ours()
    routes = [
        ("scipy over |q| and angle, S00 only", _by_momentum_transfer, _RATIO),
        ("scipy over directions, S00 only, |q| by hand", _by_directions, None),
    ]
    outputs = 2 * 16 * 8 * _MANY
    return [
        Measurement("mode: all 32 components, 1e6 modes", 1e9 * kernel, "ns/mode", _NANOSECONDS),
        Measurement("mode: with the 96 of the gradient", 1e9 * gradient, "ns/mode"),
        *(
            Measurement(
                f"mode: {name}, over ours",
                seconds(route, repeat=1) / kernel,
                "x",
                target,
                at_most=False,
                note=f"it is off by {abs(route() / exact - 1.0):.0e}, ours by < {_ERROR:.0e}",
            )
            for name, route, target in routes
        ),
        Measurement(
            "mode: peak memory for 1e6 modes",
            peak_bytes(lambda: mode_kernel(*many, "produced", False)) / outputs,
            "outputs",
            _OUTPUTS,
        ),
    ]
