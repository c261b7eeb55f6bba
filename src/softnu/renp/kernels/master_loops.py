"""The sum over pairs, point by point: plain Python, compiled for very many points."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.renp.kernels.pairs import structures, two_body


def add_pairs(
    below: FloatArray,
    s: FloatArray,
    Q: FloatArray,
    scale: FloatArray,
    reference: FloatArray,
    masses: FloatArray,
    W_L: float,
    weights: FloatArray,
    sums: FloatArray,
) -> None:
    """Add the sums of :func:`softnu.renp.kernels.master.response` of n points to sums (4, n)."""
    n = masses.size
    for p in range(below.size):
        if s[p] <= 0.0:
            continue
        pair = 0
        for i in range(n):
            for j in range(i, n):
                M = masses[i] + masses[j]
                away = (M - reference[p]) * (M + reference[p])
                t = scale[p] * (below[p] - away / scale[p])
                if t > 0.0:
                    Delta = two_body(t, s[p], masses[i], masses[j])
                    values = structures(t, s[p], Q[p], masses[i], masses[j], W_L)
                    for b in range(weights.shape[0]):
                        size = Delta * values[b]
                        for c in range(4):
                            sums[c, p] += size * weights[b, c, pair]
                pair += 1
