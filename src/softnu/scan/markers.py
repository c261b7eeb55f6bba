"""What is kept of a finished chunk beside its values: checksums, and why points have no value.

The file of a marker is the sign that a chunk is finished; only the one writer of a store makes
it, after the values are on the disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import Field

from softnu.errors import DataError
from softnu.schema import FrozenTable

#: Points first to last (not included), counted along the chunk in C order.
Run = tuple[int, int]


class Failure(FrozenTable):
    """Points of a chunk that have no value for the same reason.

    Attributes
    ----------
    reason : str
        Why.
    points : tuple of (int, int)
        First point and the one after the last of each stretch, in C order within the chunk.
    """

    reason: str
    points: tuple[Run, ...]

    @property
    def count(self) -> int:
        """How many points they are."""
        return sum(stop - start for start, stop in self.points)


class Marker(FrozenTable):
    """A finished chunk.

    Attributes
    ----------
    digests : dict
        SHA-256 of the bytes of each variable's chunk.
    failures : dict
        Points without a value, by variable.
    warnings : tuple of str
        What was said about the validity of the values.
    """

    digests: dict[str, str]
    failures: dict[str, tuple[Failure, ...]] = Field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many values are missing."""
        return sum(failure.count for some in self.failures.values() for failure in some)

    def to_bytes(self) -> bytes:
        """Return the content of its file."""
        content = self.model_dump(mode="json")
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read it back; raise :class:`DataError` if the file is damaged."""
        try:
            return cls.model_validate_json(content)
        except ValueError as error:
            raise DataError("the marker is damaged") from error


def digest(block: Any) -> str:
    """Return the SHA-256 of the bytes of a chunk."""
    return hashlib.sha256(block).hexdigest()


def by_reason(points: Iterable[tuple[int, str]]) -> tuple[Failure, ...]:
    """Gather failed points by their reason, neighbours as one stretch.

    Examples
    --------
    >>> [one] = by_reason([(3, "r = 0"), (4, "r = 0"), (9, "r = 0")])
    >>> one.points, one.count
    (((3, 5), (9, 10)), 3)
    """
    runs: dict[str, list[list[int]]] = {}
    for point, reason in sorted(points):
        found = runs.setdefault(reason, [])
        if found and found[-1][1] == point:
            found[-1][1] += 1
        else:
            found.append([point, point + 1])
    return tuple(
        Failure(reason=reason, points=tuple((start, stop) for start, stop in found))
        for reason, found in runs.items()
    )


def gathered(failures: Mapping[str, Iterable[tuple[int, str]]]) -> dict[str, tuple[Failure, ...]]:
    """Gather the failed points of each variable that has some."""
    found = {variable: by_reason(points) for variable, points in failures.items()}
    return {variable: some for variable, some in found.items() if some}
