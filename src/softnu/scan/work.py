"""What a worker does with a chunk."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from softnu import __version__
from softnu.errors import EngineError, ValidityWarning
from softnu.scan.compute import compute_chunk
from softnu.scan.config import from_canonical
from softnu.scan.grid import Grid
from softnu.scan.pieces import Piece, piece
from softnu.scan.store import Store


@dataclass(frozen=True)
class Work:
    """Computes chunks of a scan, in any process on any machine.

    Attributes
    ----------
    config : str
        Canonical text of the config.
    points_per_chunk : int
        How the grid is divided.
    path : Path or None
        The store, if the worker writes the values itself.
    version : str
        The softnu that asks for the work.
    """

    config: str
    points_per_chunk: int
    path: Path | None
    version: str = __version__

    def __call__(self, i: int) -> Piece:
        """Compute chunk `i`.

        Raises
        ------
        EngineError
            If this process has another version of softnu, whose values may differ.
        StoreError
            If the values cannot be written.
        """
        if self.version != __version__:
            raise EngineError(
                f"the worker has softnu {__version__}, the scan is of softnu {self.version}"
            )
        config = from_canonical(self.config)
        grid = Grid.of(config)
        chunks = grid.chunks(self.points_per_chunk)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", ValidityWarning)
            result = compute_chunk(config, chunks.bounds(i))
        words = tuple(sorted({str(warning.message) for warning in said}))
        computed = piece(result.values, result.failures, words, chunks.shape)
        if self.path is None:
            return computed
        return Store(self.path, config, grid, chunks).keep_values(i, computed)
