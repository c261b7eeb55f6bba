"""A store is a labelled zarr dataset whose chunks are there whole or not at all."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
import zarr
from hypothesis import given
from hypothesis import strategies as st

from softnu import __version__
from softnu.errors import ConfigError, DataError, StoreError
from softnu.scan.atomic import write_atomically
from softnu.scan.grid import Grid
from softnu.scan.markers import Failure, Marker, by_reason
from softnu.scan.pieces import lost_piece, piece
from softnu.scan.store import Store, read_attributes
from tests.scan.scans import contents, wave_scan

WORDS = """
[[axis]]
parameter = "kind"
values = ["sine", "cosine"]
"""
ZIPPED = """
schema = 1
[[quantity]]
name = "demo.wave"
[[axis]]
name = "pair"
zip = { x = [1, 2, 3, 4, 5], y = [0, 1, 0, 1, 0] }
"""


def made(path: Path, config, per_chunk: int = 4) -> Store:
    """Return a new store."""
    grid = Grid.of(config)
    return Store.create(path, config, grid, grid.chunks(per_chunk))


def filled(store: Store, **failures) -> Store:
    """Give every chunk of a store its number in the grid as values."""
    for i in range(store.chunks.count):
        numbers = np.arange(store.grid.size, dtype=float).reshape(store.grid.shape)
        values = numbers[store.chunks.bounds(i)]
        store.keep(i, piece({"value": values}, failures, (), store.chunks.shape))
    return store


@pytest.fixture
def store(config, tmp_path) -> Store:
    return made(tmp_path / "a.zarr", config(wave_scan(10, 4) + WORDS))


def test_labels_and_units_reach_every_reader(store):
    filled(store)
    expected = np.arange(20.0).reshape(10, 2)
    for dataset in (store.to_dataset(), xr.open_zarr(store.path, chunks=None)):
        assert dataset.value.dims == ("x", "kind")
        assert dataset.value.attrs["units"] == "eV"
        assert dataset.x.values.tolist() == list(range(10))
        assert dataset.kind.values.tolist() == ["sine", "cosine"]
        np.testing.assert_array_equal(dataset.value.values, expected)
    array = zarr.open_group(store.path, mode="r")["value"]
    assert array.metadata.zarr_format == 3
    np.testing.assert_array_equal(array[...], expected)


def test_parameters_that_vary_together_are_coordinates_of_one_dimension(config, tmp_path):
    store = made(tmp_path / "a.zarr", config(ZIPPED), per_chunk=2)
    dataset = xr.open_zarr(store.path, chunks=None)
    assert dataset.wave.dims == ("pair",)
    assert set(dataset.wave.coords) == {"x", "y"}
    assert dataset.y.values.tolist() == [0, 1, 0, 1, 0]


def test_what_is_not_computed_is_nan_and_counted(store):
    numbers = np.arange(4.0).reshape(2, 2)
    store.keep(0, piece({"value": numbers}, {}, (), store.chunks.shape))
    dataset = store.to_dataset()
    assert dataset.attrs["computed_points"] == 4
    assert int(dataset.value.notnull().sum()) == 4
    assert "computed_points" not in filled(store).to_dataset().attrs


def test_attributes_say_everything_and_nothing_of_the_machine(store):
    found = read_attributes(store.path)
    assert found["softnu_config"] == store.config.canonical()
    assert found["softnu_version"] == __version__
    assert json.loads(found["softnu_constants"])["exact"]["c_m_per_s"] == 299792458
    assert found["citations"].count("eprint = {") == 2
    everything = b"".join(contents(store.path).values())
    for secret in (socket.gethostname(), str(store.path.parent), str(Path.home())):
        assert secret.encode() not in everything


def test_the_same_scan_gives_the_same_bytes(config, tmp_path):
    text = wave_scan(10, 4)
    one, other = (filled(made(tmp_path / name, config(text))) for name in ("a.zarr", "b.zarr"))
    assert contents(one.path) == contents(other.path)


def test_opening_gives_the_store_back(store):
    again = Store.open(store.path)
    assert again.config.canonical() == store.config.canonical()
    assert again.chunks == store.chunks
    assert again.done() == set()
    assert filled(again).done() == set(range(5))


def test_values_without_a_marker_do_not_count(store):
    numbers = piece({"value": np.ones((2, 2))}, {}, (), store.chunks.shape)
    rest = store.keep_values(0, numbers)
    assert store.done() == set()
    store.keep(0, rest)
    assert store.done() == {0}
    assert store.verify() == {}


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "damage"),
    [
        (flip_a_bit, "the values of value have changed"),
        (lambda path: os.truncate(path, 5), "the values of value have changed"),
        (Path.unlink, "cannot be read"),
    ],
)
def test_damaged_values_are_found(store, spoil, damage):
    filled(store)
    spoil(store.path / "value" / "c" / "2" / "0")
    assert list(store.verify()) == [2]
    assert damage in store.verify()[2]
    store.reject(2)
    assert store.done() == {0, 1, 3, 4}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"digests": {}}', b"\xff", b'{"x": 1}'])
def test_damaged_markers_are_found(store, content):
    filled(store)
    (store.path / ".softnu" / "done" / "1").write_bytes(content)
    assert store.verify() == {1: "the marker is damaged"}
    store.missing()


def test_missing_values_are_counted_by_reason(store):
    filled(store, value=[(0, "r = 0"), (1, "r = 0"), (3, "diverges")])
    missing, _ = store.missing()
    assert [(one.reason, one.points) for one in missing] == [("r = 0", 10), ("diverges", 5)]
    about = store.to_dataset().value.attrs
    assert about["failed_points"] == 15
    assert about["failure_reasons"] == ["r = 0 (10)", "diverges (5)"]


def test_a_chunk_that_is_given_up_is_missing_altogether(store):
    store.keep(4, lost_piece(store.variables, store.shape(4), store.chunks.shape, "deadly"))
    assert store.verify() == {}
    [one] = store.missing()[0]
    assert (one.points, one.reason) == (4, "deadly")


def test_a_new_title_is_the_same_scan(config, tmp_path):
    store = filled(made(tmp_path / "a.zarr", config(wave_scan(10, 4, title="old"))))
    again = Store.open(store.path).adopt(config(wave_scan(10, 5, title="new")))
    assert xr.open_zarr(store.path, chunks=None).attrs["title"] == "new"
    assert again.chunks == store.chunks
    assert again.verify() == {}


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        (wave_scan(11, 4), "axis.0.points is 10 there and 11 now; axis.0.stop is 9 there and 10"),
        (wave_scan(10, 4, quantity="demo.deadly"), "quantity.0.name is 'demo.wave' there and"),
        (wave_scan(10, 4) + WORDS, "axis is a list of 1 there and a list of 2 now"),
    ],
)
def test_another_scan_is_refused_with_the_difference(config, tmp_path, text, difference):
    store = made(tmp_path / "a.zarr", config(wave_scan(10, 4)))
    before = contents(store.path)
    with pytest.raises(ConfigError) as caught:
        store.adopt(config(text))
    assert difference in str(caught.value)
    assert contents(store.path) == before


def test_another_version_is_refused(store):
    root = store.path / "zarr.json"
    root.write_text(root.read_text().replace(__version__, "0.0.0"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"begun by softnu 0\.0\.0"):
        Store.open(store.path).adopt(store.config)


def test_an_interrupted_creation_is_no_store_and_nothing_of_it_is_kept(store, config):
    filled(store)
    (store.path / "zarr.json").unlink()
    assert not Store.is_at(store.path)
    again = made(store.path, config(wave_scan(10, 4)))
    assert Store.open(store.path).done() == set()
    assert contents(store.path) == contents(
        made(store.path.with_name("b.zarr"), again.config).path
    )


def test_folders_of_others_are_left_alone(tmp_path):
    assert not Store.is_at(tmp_path / "new.zarr")
    assert not Store.is_at(tmp_path)
    (tmp_path / "thesis.tex").write_text("years of work")
    for path in (tmp_path, tmp_path / "thesis.tex"):
        with pytest.raises(StoreError, match="is not the store of a scan"):
            Store.is_at(path)


@pytest.mark.parametrize("content", [None, "{", "[]", "{}", '{"attributes": {"title": ""}}'])
def test_what_is_no_store_cannot_be_opened(tmp_path, content):
    if content is not None:
        (tmp_path / "zarr.json").write_text(content)
    with pytest.raises(DataError, match=r"not the store of a scan|is damaged"):
        Store.open(tmp_path)


def test_unfinished_files_are_cleared(store):
    stray = store.path / ".softnu" / "partial" / "1-ab"
    stray.write_bytes(b"half a chunk")
    store.clean()
    assert not stray.exists()


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"cannot write .*folder"):
        write_atomically(tmp_path / "folder", b"x", tmp_path / "partial")
    assert list((tmp_path / "partial").iterdir()) == []


@given(st.dictionaries(st.integers(0, 60), st.sampled_from(["one", "two", "three"])))
def test_reasons_are_kept_for_every_point(reasons):
    points = sorted(reasons.items())
    gathered = by_reason(points)
    opened = {point: one.reason for one in gathered for run in one.points for point in range(*run)}
    assert opened == reasons
    assert sum(one.count for one in gathered) == len(reasons)
    marker = Marker(digests={"v": "0"}, failures={"v": gathered}, warnings=("é",))
    assert Marker.from_bytes(marker.to_bytes()) == marker


def test_many_neighbours_take_no_room():
    [one] = by_reason((i, "same") for i in range(10_000))
    assert one == Failure(reason="same", points=((0, 10_000),))
