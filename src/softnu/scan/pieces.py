"""A computed chunk on its way to the store: the bytes of its arrays, and its marker."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from softnu.checks import FloatArray
from softnu.scan.markers import Failure, Marker, digest, gathered

Failures = Mapping[str, list[tuple[int, str]]]


@dataclass(frozen=True, eq=False)
class Piece:
    """A computed chunk.

    Attributes
    ----------
    marker : Marker
        What is kept of it beside the values.
    blocks : dict
        The values of each variable as they are stored; empty once they are.
    """

    marker: Marker
    blocks: Mapping[str, FloatArray]


def piece(
    values: Mapping[str, FloatArray],
    failures: Failures,
    warnings: tuple[str, ...],
    chunk_shape: tuple[int, ...],
) -> Piece:
    """Return a computed chunk as it is stored.

    Parameters
    ----------
    values : mapping
        The values of each variable.
    failures : mapping
        Number of each point in the chunk without a value, and why, for each variable.
    warnings : tuple of str
        What was said about the validity of the values.
    chunk_shape : tuple of int
        Shape of whole chunks: smaller ones at the ends are filled up with NaN.

    Returns
    -------
    Piece
        The chunk.
    """
    blocks = {name: _block(value, chunk_shape) for name, value in values.items()}
    marker = Marker(
        digests={name: digest(block) for name, block in blocks.items()},
        failures=gathered(failures),
        warnings=warnings,
    )
    return Piece(marker, blocks)


def lost_piece(
    variables: tuple[str, ...], shape: tuple[int, ...], chunk_shape: tuple[int, ...], reason: str
) -> Piece:
    """Return a chunk that could not be computed: all its points fail for the same reason."""
    empty = _block(np.full(shape, np.nan), chunk_shape)
    failure = Failure(reason=reason, points=((0, math.prod(shape)),))
    marker = Marker(
        digests=dict.fromkeys(variables, digest(empty)),
        failures=dict.fromkeys(variables, (failure,)),
    )
    return Piece(marker, dict.fromkeys(variables, empty))


def _block(values: FloatArray, chunk_shape: tuple[int, ...]) -> FloatArray:
    if values.shape == chunk_shape:
        return np.ascontiguousarray(values, dtype="<f8")
    block = np.full(chunk_shape, np.nan, dtype="<f8")
    block[tuple(slice(size) for size in values.shape)] = values
    return block
