"""Random atoms, photons, neutrinos and couplings for the tests of pair emission."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from softnu.checks import FloatArray
from softnu.renp.kernels import couplings, kinematics, master
from softnu.renp.kernels.couplings import ComplexArray, Current
from softnu.renp.kernels.kinematics import Photon

numbers = st.floats(-2.0, 2.0).map(lambda x: round(x, 6))
natures = st.booleans()
weights = st.sampled_from([0.0, 0.3, 1 / 3, 0.5, 1.0])
hermitian = st.lists(numbers, min_size=18, max_size=18).map(
    lambda x: _hermitian(np.reshape(x[:9], (3, 3)) + 1j * np.reshape(x[9:], (3, 3)))
)
#: Two splittings in hierarchy, as neutrinos have them; some massless, some degenerate.
masses = st.tuples(
    st.sampled_from([0.0, 1e-3, 0.03]), st.floats(1e-3, 0.2), st.floats(0.0, 0.2)
).map(np.cumsum)


def _hermitian(matrix: ComplexArray) -> ComplexArray:
    return 0.5 * (matrix + matrix.conj().T)


class Emitted(NamedTuple):
    """An atom of 2 eV, a photon, three neutrinos."""

    photon: Photon
    masses: FloatArray
    a: ComplexArray

    def sums(self, W_L: float, majorana: bool, mediator: Current | None = None) -> master.Response:
        """Sums over pairs."""
        weak = couplings.weak_current(self.a, majorana)
        form = master.quadratic_form(weak, mediator, self.masses, majorana)
        return master.response(self.photon, self.masses, np.float64(W_L), form)


def _emit(omega: float, boost: float, m: FloatArray, a: ComplexArray) -> Emitted:
    photon = kinematics.photon_at(np.float64(2.0), np.float64(omega), np.float64(boost))
    return Emitted(photon, m, a)


#: Photons from far below to above all thresholds.
emitted = st.builds(
    _emit, st.floats(0.1, 1.2), st.sampled_from([0.0, 0.2, -0.3]), masses, hermitian
)
