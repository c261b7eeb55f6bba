"""The sum over pairs, point by point: plain Python, compiled for very many points."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.renp.kernels.pairs import excess, structures, two_body


def add_pairs(
    s: FloatArray,
    Q: FloatArray,
    above: FloatArray,
    reference: FloatArray,
    masses: FloatArray,
    W_L: float,
    weights: FloatArray,
    sums: FloatArray,
) -> None:
    """Add the sums of :func:`softnu.renp.kernels.master.response` to `sums` (3, n).

    The loops over the n points, innermost and without branches, become vector instructions.
    """
    sizes = np.empty((6, s.size))
    pair = 0
    for i in range(masses.size):
        for j in range(i, masses.size):
            for p in range(s.size):
                t = max(excess(above[p], reference[p], masses[i], masses[j]), 0.0)
                s_p = s[p] if s[p] > 0.0 else 1.0
                Delta = two_body(t, s_p, masses[i], masses[j])
                values = structures(t, s_p, Q[p], masses[i], masses[j], W_L)
                for b in range(6):
                    sizes[b, p] = Delta * values[b]
            for b in range(weights.shape[0]):
                for c in range(3):
                    weight = weights[b, c, pair]
                    if weight != 0.0:
                        for p in range(s.size):
                            sums[c, p] += weight * sizes[b, p]
            pair += 1
