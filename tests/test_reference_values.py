"""Every shipped reference value, evaluated by the path that users take."""

import warnings
from pathlib import Path

import pytest

from softnu.catalogue.reference import compare, read_entries
from softnu.errors import ValidityWarning

FILES = sorted((Path(__file__).parents[1] / "validation" / "reference").glob("*.json"))
ENTRIES = [
    pytest.param(entry, id=f"{path.stem}-{entry['id']}")
    for path in FILES
    for entry in read_entries(path)
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_reference_value_is_met_within_its_tolerance(entry):
    with warnings.catch_warnings():
        # Some entries test the formula at masses where recoil would matter.
        warnings.simplefilter("ignore", ValidityWarning)
        comparison = compare(entry)
    assert comparison.agrees, comparison


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_value_off_by_ten_tolerances_is_a_miss(path):
    entry = dict(read_entries(path)[0])
    entry["value"] = str(float(entry["value"]) * (1 + 10 * entry["rtol"]) + 1e-300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        assert not compare(entry).agrees
