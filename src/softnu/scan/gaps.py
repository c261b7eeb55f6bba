"""Points of a finished dataset that have no value, and why."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from softnu.errors import ConfigError
from softnu.scan.markers import Marker
from softnu.scan.store import Store

Codes = npt.NDArray[np.int32]


class Gaps:
    """Why points have no value, as numbers of reasons; 0 where there is a value.

    Parameters
    ----------
    store : Store
        A finished dataset.

    Attributes
    ----------
    reasons : dict
        For each variable with such points, why: the reason of number n stands at n - 1.

    Raises
    ------
    ConfigError
        If the dataset is not finished.
    """

    def __init__(self, store: Store) -> None:
        done = store.done()
        if len(done) < store.chunks.count:
            raise ConfigError(
                f"{store.path} is not finished: {len(done)} of {store.chunks.count} chunks; "
                "softnu scan run goes on, and xarray.open_zarr opens it as it is"
            )
        self._store = store
        self.reasons: dict[str, list[str]] = {}
        for one in store.missing()[0]:
            self.reasons.setdefault(one.variable, []).append(one.reason)
        self._numbers = {
            variable: {reason: n for n, reason in enumerate(reasons, start=1)}
            for variable, reasons in self.reasons.items()
        }

    def codes(self, i: int) -> dict[str, Codes]:
        """Return the numbers of the reasons in a chunk, for each variable that has some."""
        marker: Marker = self._store.marker(i)
        found = {}
        for variable, numbers in self._numbers.items():
            flat = np.zeros(self._store.points(i), dtype=np.int32)
            for failure in marker.failures.get(variable, ()):
                for start, stop in failure.points:
                    flat[start:stop] = numbers[failure.reason]
            found[variable] = flat.reshape(self._store.shape(i))
        return found
