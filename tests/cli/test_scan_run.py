"""``softnu scan run``, ``status`` and ``rerun`` as a user meets them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from softnu.cli.scan import running
from softnu.scan import run as running_scans
from softnu.scan.progress import Bar, Lines
from tests.scan.scans import contents, wave_scan, written


@pytest.fixture
def file(tmp_path) -> Path:
    return written(tmp_path, wave_scan(10, 4, quantity="demo.divergent"))


def test_the_group_shows_its_commands(scan):
    outcome = scan()
    assert outcome.code == 0
    assert all(word in outcome.out for word in ("run", "status", "rerun"))


def test_a_scan_from_beginning_to_end(scan, file):
    outcome = scan("run", str(file))
    store = file.with_suffix(".zarr")
    assert outcome.code == 0
    assert outcome.out == (
        f"{store}: 10 points of value\n  value missing at 1 points: the matrix element diverges\n"
    )
    assert outcome.err.splitlines()[0] == "0 %, 0 of 10 points"
    assert outcome.err.splitlines()[-1].startswith("100 %, 10 of 10 points")
    status = scan("status", str(store))
    assert status.out == (
        "10 of 10 points, 3 of 3 chunks\nvalue missing at 1 points: the matrix element diverges\n"
    )
    assert json.loads(scan("status", str(store), "--json").out) == {
        "points": 10,
        "done": 10,
        "chunks": 3,
        "chunks_done": 3,
        "missing": [{"variable": "value", "reason": "the matrix element diverges", "points": 1}],
        "warnings": [],
        "writer": None,
    }


def test_a_scan_can_be_repeated(scan, file):
    scan("run", str(file))
    store = file.with_suffix(".zarr")
    assert scan("rerun", str(store)).code == 0
    assert contents(store.with_name("scan-rerun.zarr")) == contents(store)
    assert scan("rerun", str(store), "--output", str(store.with_name("b.zarr"))).code == 0
    assert contents(store.with_name("b.zarr")) == contents(store)


def test_what_is_not_done_yet_is_said(scan, file):
    scan("run", str(file))
    store = file.with_suffix(".zarr")
    (store / ".softnu" / "done" / "0").unlink()
    outcome = scan("status", str(store))
    assert outcome.out == (
        "6 of 10 points, 2 of 3 chunks\nnobody is writing: softnu scan run goes on\n"
    )


def test_who_writes_is_said(scan, file):
    scan("run", str(file))
    store = file.with_suffix(".zarr")
    with running_scans.Store.sole_writer(store):
        assert f"process {os.getpid()} is writing" in scan("status", str(store)).out


def test_a_damaged_chunk_is_said(scan, file):
    scan("run", str(file))
    store = file.with_suffix(".zarr")
    (store / "value" / "c" / "1").write_bytes(b"rubbish")
    outcome = scan("run", str(file))
    assert outcome.code == 0
    assert f"warning: {store}: chunk 1 is computed again: the values of value have" in outcome.err


def test_many_reasons_are_not_all_shown(scan, file, monkeypatch):
    monkeypatch.setattr(running, "MOST_SHOWN", 0)
    assert "and 1 more reasons" in scan("run", str(file)).out
    assert "and 1 more reasons" in scan("status", str(file.with_suffix(".zarr"))).out


def test_a_terminal_gets_a_bar(monkeypatch):
    assert isinstance(running.reporter(terminal=False), Lines)
    assert isinstance(running.reporter(terminal=True), Bar)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("run",), "FILE.toml"),
        (("run", "absent.toml"), "cannot read absent.toml"),
        (("run", "{file}", "--engine", "procs"), "did you mean 'process'"),
        (("run", "{file}", "--engine", "dask"), "needs --scheduler"),
        (("run", "{file}", "--workers", "0"), "--workers 0 is not allowed"),
        (("run", "{file}", "--output", "{file}"), "is not the store of a scan"),
        (("status", "absent.zarr"), "cannot read absent.zarr: No such file"),
        (("status", "{file}"), "cannot read"),
        (("rerun", "absent.nc"), "cannot read absent.nc: there is no such file"),
        (("rerun", "{file}"), "it is not a netCDF file"),
        (("rum", "{file}"), "run"),
    ],
)
def test_mistakes_are_one_line(scan, file, words, message):
    outcome = scan(*(word.format(file=file) for word in words))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("softnu: error: ")
    assert outcome.err.count("\n") == 1
    assert message in outcome.err
