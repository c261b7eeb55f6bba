"""Single files of a dataset hold what the dataset holds, and why something is missing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
import yaml

from softnu.errors import ConfigError, DataError
from softnu.scan import hepdata
from softnu.scan.export import export
from softnu.scan.rerun import read_scan
from softnu.scan.run import run
from softnu.scan.store import Store
from tests.scan.scans import Stops, contents

#: x = 3 has no value; the chunks do not divide the axes, and one of them cuts the inner axis.
SCAN = """
schema = 1
title = "Waves"
[[quantity]]
name = "demo.divergent"
label = "f"
[[quantity]]
name = "demo.wave"
label = "wave"
unit = "meV"
[[axis]]
name = "pair"
zip = { x = [1, 2, 3, 4, 5], y = [0, 1, 0, 1, 0] }
[[axis]]
parameter = "kind"
values = ["sine", "cosine"]
[run]
points_per_chunk = 3
"""
REASON = "the matrix element diverges"
#: Formats with all digits lose nothing.
EXACT = 1e-15


@pytest.fixture
def store(config, tmp_path) -> Store:
    return run(config(SCAN), tmp_path / "scan.zarr")


@pytest.fixture
def plain(store, tmp_path) -> xr.Dataset:
    return store.to_dataset().load()


class TestNetCDF:
    @pytest.fixture
    def file(self, store, tmp_path) -> Path:
        path = tmp_path / "scan.nc"
        export(store, path)
        return path

    def test_it_has_the_same_variables(self, file, plain):
        with xr.open_dataset(file, engine="h5netcdf") as found:
            del plain["f"].attrs["failure_reasons"]
            for name in ("f", "wave", "x", "y", "kind"):
                assert found[name].identical(plain[name]), name
            assert found.attrs == plain.attrs

    def test_it_says_what_it_is(self, file):
        with xr.open_dataset(file, engine="h5netcdf") as found:
            assert found["wave"].attrs["units"] == "meV"
            assert found["x"].attrs["long_name"] == "a number"
            assert json.loads(found.attrs["softnu_config"])["title"] == "Waves"
            assert json.loads(found.attrs["softnu_constants"])
            assert "@article" in found.attrs["citations"]
            assert found.attrs["softnu_version"]

    def test_missing_points_have_their_reason(self, file):
        with xr.open_dataset(file, engine="h5netcdf") as found:
            assert np.all(np.isnan(found["f"]) == (found["f_missing"] > 0))
            reasons = found["f_reason"].values[found["f_missing"].values]
            assert list(reasons[2]) == [REASON, REASON]
            assert set(reasons[[0, 1, 3, 4]].ravel()) == {""}
            assert "wave_missing" not in found

    def test_a_scan_is_repeated_from_it(self, file, store, tmp_path):
        config, points = read_scan(file)
        assert config == store.config
        again = run(config, tmp_path / "again.zarr", points_per_chunk=points)
        assert contents(again.path) == contents(store.path)

    def test_the_same_dataset_gives_the_same_file(self, file, store, tmp_path):
        export(store, tmp_path / "again.nc")
        assert (tmp_path / "again.nc").read_bytes() == file.read_bytes()

    def test_it_does_not_know_the_machine(self, file, tmp_path):
        assert str(tmp_path).encode() not in file.read_bytes()


class TestCSV:
    def test_one_row_for_each_point(self, store, plain, tmp_path):
        export(store, tmp_path / "scan.csv")
        with (tmp_path / "scan.csv").open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        assert header == ["x", "y", "kind", "f", "wave [meV]", "f missing because"]
        assert len(rows) == 10
        assert [row[:3] for row in rows[:3]] == [
            ["1.0", "0.0", "sine"],
            ["1.0", "0.0", "cosine"],
            ["2.0", "1.0", "sine"],
        ]
        assert [row[3] == "" for row in rows] == [row[5] == REASON for row in rows]
        assert sum(row[3] == "" for row in rows) == 2
        for column, name in ((3, "f"), (4, "wave")):
            values = [float(row[column]) if row[column] else np.nan for row in rows]
            assert np.array_equal(values, plain[name].values.ravel(), equal_nan=True)

    def test_no_column_of_reasons_without_any(self, config, tmp_path):
        whole = SCAN.replace("[1, 2, 3, 4, 5]", "[1, 2, 4, 5, 6]")
        store = run(config(whole), tmp_path / "whole.zarr")
        export(store, tmp_path / "scan.csv")
        first = (tmp_path / "scan.csv").read_text(encoding="utf-8").splitlines()[0]
        assert first == "x,y,kind,f,wave [meV]"


class TestHEPData:
    @pytest.fixture
    def folder(self, store, tmp_path) -> Path:
        export(store, tmp_path / "hepdata" / "submission.yaml")
        return tmp_path / "hepdata"

    def test_it_is_valid(self, folder):
        # In a process of its own, where its warnings and files do not count as ours.
        program = Path(sys.executable).with_name("hepdata-validate")
        words = [str(program), "--directory", str(folder)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "submission.yaml is valid" in done.stdout

    def test_a_table_for_each_variable(self, folder, plain):
        record, *tables = yaml.safe_load_all((folder / "submission.yaml").read_text("utf-8"))
        assert "Waves" in record["comment"]
        assert [table["name"] for table in tables] == ["f", "wave"]
        for table in tables:
            content = yaml.safe_load((folder / table["data_file"]).read_text("utf-8"))
            axes = [axis["header"]["name"] for axis in content["independent_variables"]]
            assert axes == ["x", "y", "kind"]
            values = [one["value"] for one in content["dependent_variables"][0]["values"]]
            numbers = [np.nan if value == "-" else value for value in values]
            expected = plain[table["name"]].values.ravel()
            assert np.allclose(numbers, expected, rtol=EXACT, atol=0, equal_nan=True)

    def test_missing_points_have_their_reason(self, folder):
        content = yaml.safe_load((folder / "f.yaml").read_text("utf-8"))
        values, reasons = (
            [one["value"] for one in variable["values"]]
            for variable in content["dependent_variables"]
        )
        assert [value == "-" for value in values] == [reason == REASON for reason in reasons]
        assert values.count("-") == 2

    def test_units_and_quantity_are_said(self, folder):
        content = yaml.safe_load((folder / "wave.yaml").read_text("utf-8"))
        [variable] = content["dependent_variables"]
        assert variable["header"] == {"name": "wave", "units": "meV"}
        assert {"name": "quantity", "value": "demo.wave"} in variable["qualifiers"]

    def test_tables_that_are_too_large_are_refused(self, store, tmp_path, monkeypatch):
        monkeypatch.setattr(hepdata, "MAX_BYTES", 300)
        with pytest.raises(ConfigError, match="a table of HEPData has at most 300 bytes"):
            export(store, tmp_path / "large" / "submission.yaml")
        assert not (tmp_path / "large").exists()
        monkeypatch.setattr(hepdata, "_MAX_POINTS", 5)
        with pytest.raises(ConfigError, match="10 points: a table of HEPData"):
            export(store, tmp_path / "large" / "submission.yaml")

    def test_the_list_is_no_table(self, store, tmp_path):
        with pytest.raises(ConfigError, match="a table has that name"):
            export(store, tmp_path / "wave.yaml")


def test_unknown_endings(store, tmp_path):
    with pytest.raises(ConfigError, match=r"the file must end in \.nc, \.csv, \.yaml"):
        export(store, tmp_path / "scan.hdf")


@pytest.mark.parametrize("ending", ["nc", "csv", "yaml"])
def test_an_unfinished_dataset_is_refused(config, tmp_path, ending):
    with pytest.raises(KeyboardInterrupt):
        run(config(SCAN), tmp_path / "scan.zarr", engine=Stops(2, KeyboardInterrupt))
    store = Store.open(tmp_path / "scan.zarr")
    with pytest.raises(ConfigError, match=r"is not finished: 2 of \d+ chunks"):
        export(store, tmp_path / f"scan.{ending}")


@pytest.mark.parametrize("ending", ["nc", "csv", "yaml"])
def test_a_place_that_cannot_be_written(store, tmp_path, ending):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot write"):
        export(store, tmp_path / "file" / f"scan.{ending}")


@pytest.mark.parametrize("ending", ["nc", "csv"])
def test_nothing_half_is_left(store, tmp_path, ending, monkeypatch):
    def breaks(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("softnu.scan.gaps.Gaps.codes", breaks)
    before = set(tmp_path.iterdir())
    with pytest.raises(DataError, match="No space left"):
        export(store, tmp_path / f"scan.{ending}")
    assert set(tmp_path.iterdir()) == before
