"""Kernel of single background modes: time, memory, and the printed integrals by quadrature."""

from __future__ import annotations

import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.forces.kernels.mode import mode_kernel, mode_kernel_gradient, slow_factor

_MILLION = 1_000_000
#: Points of the route by quadrature, which goes one by one: E = 1, (r, alpha).
_POINTS = ((0.7, 0.6), (3.0, 1.1), (8.0, 2.0))
#: Targets: nanoseconds per mode, arrays of the output's size, gain over quadrature.
_NANOSECONDS = 100.0
_ARRAYS = 10.0
_GAIN = 1e5
#: Independent components: 10 symmetric, 6 antisymmetric; the kernel gives all at once.
_COMPONENTS = 16
#: What a user asks of the quadrature.
_RELATIVE = 1e-8


def _by_quadrature(r: float, alpha: float) -> float:
    """S^00 of a massless mode from the Fourier transform of Eq. (2.30) over all directions.

    The principal value of the integral over the size of the momentum transfer is done by hand;
    two integrals over its direction remain.
    """

    def xi(c: float, phi: float) -> float:
        return c * np.cos(alpha) + np.sqrt(1.0 - c * c) * np.sin(alpha) * np.cos(phi)

    def inside(phi: float, c: float) -> float:
        x = xi(c, phi)
        return (1.0 - x * x) * 2.0 * x * np.sin(2.0 * x * r * c)

    # The integrand is even in phi and under reversal of the direction.
    double, _ = integrate.dblquad(inside, 0.0, 1.0, 0.0, np.pi, epsabs=0.0, epsrel=_RELATIVE)
    ring, _ = integrate.quad(lambda phi: 1.0 - xi(0.0, phi) ** 2, 0.0, np.pi, epsrel=_RELATIVE)
    return (ring / r - double) / (2.0 * np.pi**2)


def _by_kernel(r: float, alpha: float) -> float:
    k = np.array([np.sin(alpha), 0.0, np.cos(alpha)])
    return float(mode_kernel(np.array([0.0, 0.0, r]), k, 0.0, "sum", False)[0][0, 0])


def _exact(r: float, alpha: float) -> float:
    c = np.cos(alpha)
    wave = np.cos(r * c) * np.cos(r) + c * np.sin(r * c) * (np.sin(r) + np.cos(r) / r)
    return float(wave / (4.0 * np.pi * r))


def _deviation(route) -> float:
    return max(abs(route(*point) / _exact(*point) - 1.0) for point in _POINTS)


def measure() -> list[Measurement]:
    rng = np.random.default_rng(1)
    r, k = rng.normal(size=(2, _MILLION, 3))
    few_r, few_k = r[: _MILLION // 10], k[: _MILLION // 10]
    alpha = np.linspace(0.0, np.pi, _MILLION)
    output = 2 * 16 * r[:, 0].nbytes

    def kernel():
        return mode_kernel(r, k, 0.05, "sum", False)

    per_mode = 1e9 * seconds(kernel, repeat=10) / _MILLION
    slope = 1e9 * seconds(lambda: mode_kernel_gradient(few_r, few_k, 0.05, "sum", False))
    quadrature = 1e9 * seconds(lambda: [_by_quadrature(*p) for p in _POINTS], repeat=3)
    gain = quadrature / len(_POINTS) / per_mode
    one = 1e6 * seconds(lambda: mode_kernel(r[0], k[0], 0.05, "sum", False), repeat=50)
    return [
        Measurement("mode: both kernel tensors, 1e6 modes", per_mode, "ns/mode", _NANOSECONDS),
        Measurement("mode: kernels and gradients", slope / len(few_r), "ns/mode"),
        Measurement(
            "mode: slow factor", 1e3 * seconds(lambda: slow_factor(1e9, alpha)), "ns/mode"
        ),
        Measurement("mode: one mode by the plain loops", one, "us"),
        Measurement(
            "mode: all components by scipy dblquad, over ours",
            _COMPONENTS * gain,
            "x",
            _GAIN,
            at_most=False,
            note=f"{_COMPONENTS} integrals like that of S^00, which alone is {gain:.0e} x; "
            f"quadrature is off by {_deviation(_by_quadrature):.0e}, "
            f"ours by {_deviation(_by_kernel):.0e}",
        ),
        Measurement(
            "mode: peak memory for 1e6 modes", peak_bytes(kernel) / output, "outputs", _ARRAYS
        ),
    ]
