"""The force around a beam in the plane through its axis."""

from __future__ import annotations

import numpy as np

from softnu.papers.modes import in_plane, scaled_kernel
from softnu.papers.records import Column, Content, Map

#: Half the side of the square, in 1/E; an even number of points leaves out the origin.
_REACH, _POINTS = 25.0, 240
_AXES = (Column("z, along the beam", "1/E"), Column("x, across the beam", "1/E"))
_VALUE = Column("r V over that along the beam")


def _square(name: str, title: str, values: np.ndarray, caption: str) -> Map:
    at = np.linspace(-_REACH, _REACH, _POINTS)
    return Map(
        name,
        title,
        *_AXES,
        _VALUE,
        at,
        at,
        values,
        scale="linear",
        equal=True,
        caption=caption,
    )


def _plane() -> np.ndarray:
    at = np.linspace(-_REACH, _REACH, _POINTS)
    return in_plane(at[np.newaxis, :], at[:, np.newaxis])


def _one_mode() -> Map:
    return _square(
        "map-one-mode",
        "Force around a beam of one momentum",
        scaled_kernel("00", _plane(), np.array([0.0, 0.0, 1.0])),
        "Body 2 is at the origin, body 1 at (x, z).",
    )


def build() -> Content:
    """Compute the maps."""
    return Content(figures=(_one_mode(),))
