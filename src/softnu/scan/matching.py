"""Whether a store holds the scan that a config describes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from softnu.errors import ConfigError, shown

#: Keys of a config that the values do not depend on: they may change between two runs.
_FREE = ("title", "run", "figure")
#: Differences that a message lists, at most.
_LISTED = 5


def check_same(stored: str, new: str, where: str) -> None:
    """Check that two configs give the same values.

    Parameters
    ----------
    stored, new : str
        Their canonical texts.
    where : str
        The store, for the error.

    Raises
    ------
    ConfigError
        If they do not; each difference is shown with its path and both values.

    Examples
    --------
    >>> check_same('{"axis": [{"points": 3}]}', '{"axis": [{"points": 4}]}', "a.zarr")
    Traceback (most recent call last):
    softnu.errors.ConfigError: a.zarr holds another scan: axis.0.points is 3 there and 4 now; ...
    """
    before, after = json.loads(stored), json.loads(new)
    for key in _FREE:
        before.pop(key, None)
        after.pop(key, None)
    found = list(_differences("", before, after))
    if found:
        rest = len(found) - _LISTED
        listed = "; ".join(found[:_LISTED]) + (f"; and {rest} more" if rest > 0 else "")
        raise ConfigError(
            f"{where} holds another scan: {listed}; give another --output, or remove it"
        )


def _differences(path: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = {key: (before.get(key), after.get(key)) for key in before | after}
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = {str(i): pair for i, pair in enumerate(zip(before, after, strict=True))}
    else:
        if before != after:
            yield f"{path} is {_words(before)} there and {_words(after)} now"
        return
    for key, pair in pairs.items():
        yield from _differences(f"{path}.{key}" if path else str(key), *pair)


def _words(value: Any) -> str:
    if value is None:
        return "not given"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return shown(value)
