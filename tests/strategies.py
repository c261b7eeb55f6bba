"""Hypothesis strategies for physical inputs, in natural units (eV), shared by all tests."""

import numpy as np
from hypothesis import strategies as st

#: Distances from nuclear to metres, masses from nothing to the heaviest neutrino of interest.
distances = st.floats(1e-8, 1e7)
masses = st.one_of(st.just(0.0), st.floats(1e-12, 1e3))
temperatures = st.floats(1e-6, 1e6)
natures = st.sampled_from(["dirac", "majorana"])
orderings = st.sampled_from(["normal", "inverted"])
populations = st.sampled_from(["sum", "produced", "opposite"])
couplings = st.floats(-2.0, 2.0)


def vectors(low: float = -1.0, high: float = 1.0) -> st.SearchStrategy[np.ndarray]:
    """Vectors of three components, none of which is tiny beside the others."""
    return (
        st.tuples(*(st.floats(low, high) for _ in range(3)))
        .map(np.array)
        .filter(lambda v: np.linalg.norm(v) > 1e-3 * max(abs(low), abs(high)))
    )


spins = vectors().map(lambda v: v / max(1.0, np.linalg.norm(v)))
velocities = vectors(-0.05, 0.05)
