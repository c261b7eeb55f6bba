"""Files of reference values: read them, evaluate each entry, compare."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from softnu.catalogue import evaluate
from softnu.errors import ConfigError, DataError, SoftnuError, shown
from softnu.units import express

#: The value of the key ``format`` in such a file.
FORMAT = "softnu-reference/1"
_KEYS = ("id", "quantity", "inputs", "value", "unit", "rtol")


@dataclass(frozen=True)
class Comparison:
    """One reference value beside the computed one.

    Attributes
    ----------
    entry_id, quantity : str
        Which entry it is.
    expected, computed : float
        Both values, in the entry's unit; `computed` is nan if the evaluation failed.
    rtol, atol : float
        The agreement that is asked for: ``|computed - expected| <= atol + rtol |expected|``.
    error : str
        Why there is no value, empty if there is one.
    """

    entry_id: str
    quantity: str
    expected: float
    computed: float
    rtol: float
    atol: float
    error: str = ""

    @property
    def deviation(self) -> float:
        """Relative deviation (absolute where the expected value is 0)."""
        if self.computed == self.expected:
            return 0.0
        difference = abs(self.computed - self.expected)
        return difference / abs(self.expected) if self.expected else difference

    @property
    def agrees(self) -> bool:
        """Whether the computed value meets the tolerance; infinities only meet themselves."""
        if self.error:
            return False
        if np.isinf(self.expected) or np.isinf(self.computed):
            return self.computed == self.expected
        bound = self.atol + self.rtol * abs(self.expected)
        return abs(self.computed - self.expected) <= bound


def read_entries(path: Path) -> list[dict[str, Any]]:
    """Read the entries of a reference file.

    Parameters
    ----------
    path : Path
        A JSON file with ``"format": "softnu-reference/1"`` and ``"entries"``.

    Returns
    -------
    list of dict
        Entries with the keys id, quantity, inputs, value, unit, rtol and perhaps atol.

    Raises
    ------
    DataError
        If the file cannot be read or lacks something; the message says where.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is not JSON: {error}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise DataError(f"{path}: the key 'format' must be {FORMAT!r}")
    entries = content.get("entries")
    if not isinstance(entries, list):
        raise DataError(f"{path}: the key 'entries' must be a list")
    for number, entry in enumerate(entries):
        _check_entry(f"{path}: entry {number}", entry)
    return entries


def _check_entry(where: str, entry: Any) -> None:
    missing = [key for key in _KEYS if not isinstance(entry, dict) or key not in entry]
    if missing:
        raise DataError(f"{where} lacks {', '.join(missing)}")
    for key in ("quantity", "unit"):
        if not isinstance(entry[key], str):
            raise DataError(f"{where}: {key} = {shown(entry[key])} is not text")
    if not isinstance(entry["inputs"], dict):
        raise DataError(f"{where}: inputs is not an object")
    for key in ("value", "rtol", "atol"):
        try:
            number = float(entry.get(key) or 0.0)
        except (TypeError, ValueError) as error:
            raise DataError(f"{where}: {key} = {shown(entry[key])} is not a number") from error
        if np.isnan(number):
            raise DataError(f"{where}: {key} is nan")
        if key != "value" and not 0.0 <= number < np.inf:
            raise DataError(f"{where}: {key} = {number} must be finite and >= 0")


def compare(entry: Mapping[str, Any]) -> Comparison:
    """Evaluate one entry by the public path and compare; an error becomes part of the result."""
    expected, atol = float(entry["value"]), float(entry.get("atol") or 0.0)
    computed, error = float("nan"), ""
    try:
        result = evaluate(entry["quantity"], **entry["inputs"])
        result = express("the result", result, entry["unit"])
        if result.shape:
            raise ConfigError(f"the result is an array of shape {result.shape}, not one number")
        computed = float(result.value)
    except SoftnuError as problem:
        error = str(problem)
    return Comparison(
        str(entry["id"]),
        str(entry["quantity"]),
        expected,
        computed,
        float(entry["rtol"]),
        atol,
        error,
    )


def compare_file(path: Path) -> Iterator[Comparison]:
    """Yield the comparison of every entry of a reference file."""
    for entry in read_entries(path):
        yield compare(entry)
