r"""Exact density of relic neutrinos around and in a uniform sphere, by partial waves.

An isotropic flux of one momentum k on a sphere of radius R, where the momentum is
:math:`k' = k\sqrt{1+2\delta}`. With the phase shifts

.. math::
    \tan\delta_l = \frac{k\,j_l(k'R)\,j_{l+1}(kR) - k'\,j_l(kR)\,j_{l+1}(k'R)}
                        {k\,j_l(k'R)\,n_{l+1}(kR) - k'\,j_{l+1}(k'R)\,n_l(kR)} = \frac{N_l}{M_l}

of arXiv:2401.07347 the density exceeds that far away by

.. math::
    \frac{\delta n}{n_0} &= \sum_l (2l+1)\big[\sin^2\delta_l\,(n_l^2-j_l^2)(kr)
        - \sin 2\delta_l\,j_l n_l(kr)\big], & r &\ge R, \\
    \frac{\delta n}{n_0} &= \sum_l (2l+1)\Big[\frac{(k'/k)^2\,j_l(k'r)^2}{N_l^2+M_l^2}
        - j_l(kr)^2\Big], & r &\le R,

N and M in the normalisation of :mod:`softnu.relics.kernels.partial_loops` (derived by
continuity). The sums take a time proportional to kR and memory proportional to its cube root.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.numerics.compiled import compile_loops
from softnu.relics.kernels import partial_loops

Progress = Callable[[float], object]

#: From this many waves on it pays to compile the loops (some seconds per process).
MANY = 2_000_000
#: Waves between two reports of progress, about a second's.
REPORT = 100_000_000
#: Nearer to the centre in units of 1/k only the wave l = 0 is there.
CENTRE = 1e-100

_NAMES = (
    "margin",
    "turning",
    "decay",
    "wave_number",
    "stretched",
    "first_decaying",
    "last_wave",
    "begin",
    "add",
    "wave_outside",
    "wave_inside",
    "wave_near",
    "climb",
    "upward",
    "ratios",
    "ratio_excesses",
    "regular",
    "apart",
    "regular_excess",
    "numerators",
    "over_body_wave",
    "descend",
    "tangent",
    "tangents",
    "sums",
)


@cache
def _compiled() -> dict[str, Callable[..., None]]:
    return compile_loops((partial_loops,), _NAMES)


def _loop(name: str, waves: float) -> Callable[..., None]:
    return _compiled()[name] if waves >= MANY else getattr(partial_loops, name)


def tan_phase_shift(l: npt.NDArray[np.int64], delta: FloatArray, kR: FloatArray) -> FloatArray:
    r"""Return :math:`\tan\delta_l` of a uniform sphere.

    Parameters
    ----------
    l : ndarray of int (...)
        Angular momentum, >= 0.
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2, > -1/2.
    kR : ndarray (...)
        Momentum times radius, > 0.

    Returns
    -------
    ndarray (...)
        0 where it is below 1e-300 (1e-150 if delta is nearly -1/2).

    Notes
    -----
    Formula above. The error relative to delta kR is 1e-15 at l > kR, and 1e-16 kR^(1/2) below;
    the time is proportional to the smaller of l and kR.
    """
    l, delta, kR = np.broadcast_arrays(l, delta, kR)
    out = np.empty(l.size)
    run = _loop("tangents", float(np.minimum(l, kR).sum()) + 10.0 * l.size)
    run(l.ravel(), kR.ravel(), delta.ravel(), out)
    return out.reshape(l.shape)


def centre_overdensity(delta: FloatArray, kR: FloatArray) -> FloatArray:
    r"""Return :math:`2\delta\sin^2 k'R/(1+2\delta\cos^2 k'R)`, at the centre of a sphere.

    Parameters
    ----------
    delta, kR : ndarray (...)
        As for :func:`tan_phase_shift`.

    Returns
    -------
    ndarray (...)
        :math:`\delta n/n_0`, from the wave l = 0 alone.
    """
    inner = np.sqrt(1.0 + 2.0 * delta) * kR
    return 2.0 * delta * np.sin(inner) ** 2 / (1.0 + 2.0 * delta * np.cos(inner) ** 2)


def sphere_overdensity(
    delta: FloatArray,
    kR: FloatArray,
    kr: FloatArray,
    inside: npt.NDArray[np.bool_],
    progress: Progress | None = None,
    workers: int = 1,
) -> FloatArray:
    r"""Return :math:`\delta n/n_0` around or in a uniform sphere, summed over partial waves.

    Parameters
    ----------
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2, > -1/2.
    kR : ndarray (...)
        Momentum times radius, > 0.
    kr : ndarray (...)
        Momentum times distance from the centre, >= kR outside, <= kR inside.
    inside : ndarray of bool (...)
        Which of the two sums; they agree at kr = kR.
    progress : callable, optional
        Called about once a second with the share of the work that is done.
    workers : int
        Threads among which points are shared out; they compute at the same time.

    Returns
    -------
    ndarray (...)
        The excess over the density far away.

    Notes
    -----
    Sums above; the error is that of :func:`rounding`. Some 8 ns per wave: 0.1 s at kR = 1e7, two
    minutes for the Earth.
    """
    delta, kR, kr, inside = np.broadcast_arrays(delta, kR, kr, inside)
    out = np.array(centre_overdensity(delta, kR))
    away = kr > CENTRE
    points = [np.ascontiguousarray(v[away]) for v in (kR, kr, delta, inside)]
    out[away] = _sum_points(points, progress, workers)
    return out


def rounding(delta: FloatArray, kR: FloatArray) -> FloatArray:
    r"""Return a bound on the error of :func:`sphere_overdensity`.

    Parameters
    ----------
    delta, kR : ndarray (...)
        As for :func:`sphere_overdensity`.

    Returns
    -------
    ndarray (...)
        The smaller of :math:`3\times10^{-15}(1+kR)^{3/2}|\delta|` and 5e-12, which grows
        with the square root of kR above 1e10. Measured.
    """
    phase = 3e-15 * (1.0 + kR) ** 1.5 * np.abs(delta)
    return np.minimum(phase, 5e-12 * np.sqrt(np.maximum(kR / 1e10, 1.0)))


def _sum_points(
    points: list[npt.NDArray[np.generic]], progress: Progress | None, workers: int
) -> FloatArray:
    kR, kr, delta, inside = points
    waves = np.where(inside, np.maximum(kr, np.minimum(kr * np.sqrt(1 + 2 * delta), kR)), kR)
    waves = waves + partial_loops.LEAST_MARGIN
    total = float(waves.sum())
    run = _loop("sums", total)
    out = np.empty(kR.size)
    # The largest first, in turn to every worker.
    order = np.argsort(-waves, kind="stable")
    done, lock = [0.0] * workers, Lock()

    def work(worker: int) -> None:
        mine = order[worker::workers]
        before = np.concatenate([[0.0], np.cumsum(waves[mine])])
        place, state = np.zeros(2, dtype=np.int64), np.empty(partial_loops.STATE)
        values = np.empty(mine.size)
        while place[0] < mine.size:
            run(*(v[mine] for v in (kR, kr, delta, inside)), place, REPORT, state, values)
            with lock:
                done[worker] = before[place[0]] + float(place[1])
                if progress is not None:
                    progress(min(sum(done) / total, 1.0))
        out[mine] = values

    if workers == 1:
        work(0)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(work, range(workers)))
    return out
