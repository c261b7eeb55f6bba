"""``softnu scan figure`` and ``export``, and the figure that ``run`` draws at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scan.scans import wave_scan, written

FIGURE = '[figure]\nkind = "lines"\nx = "x"\n'


@pytest.fixture
def file(tmp_path) -> Path:
    return written(tmp_path, wave_scan(10, 4) + FIGURE)


def test_run_draws_the_figure(scan, file):
    outcome = scan("run", str(file))
    assert outcome.out.splitlines()[-1] == f"figure: {file.with_suffix('.png')}"
    assert file.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_run_may_leave_it_out(scan, file):
    outcome = scan("run", str(file), "--no-figure")
    assert outcome.code == 0
    assert not file.with_suffix(".png").exists()


def test_a_scan_without_figure_draws_none(scan, tmp_path):
    assert scan("run", str(written(tmp_path, wave_scan(10, 4)))).code == 0
    outcome = scan("figure", str(tmp_path / "scan.zarr"))
    assert outcome.code == 2
    assert "the config has no figure" in outcome.err


def test_mistakes_of_the_figure_stop_the_scan_before_it_begins(scan, file):
    file.write_text(file.read_text().replace('x = "x"', 'x = "y"'))
    outcome = scan("run", str(file))
    assert outcome.code == 2
    assert "figure.x: unknown parameter on the axes: 'y'" in outcome.err
    assert not file.with_suffix(".zarr").exists()


def test_figure_draws_again(scan, file, tmp_path):
    scan("run", str(file), "--no-figure")
    store = str(file.with_suffix(".zarr"))
    assert scan("figure", store).out == f"written: {file.with_suffix('.png')}\n"
    other = tmp_path / "other.svg"
    assert scan("figure", store, "--output", str(other)).code == 0
    assert other.read_bytes().startswith(b"<?xml")


def test_figure_takes_that_of_another_config(scan, file, tmp_path):
    scan("run", str(file), "--no-figure")
    store = str(file.with_suffix(".zarr"))
    other = tmp_path / "other.toml"
    other.write_text(file.read_text() + 'ylabel = "up"\n')
    picture = tmp_path / "other.svg"
    assert scan("figure", store, "--config", str(other), "--output", str(picture)).code == 0
    other.write_text(file.read_text().replace("stop = 9", "stop = 8"))
    outcome = scan("figure", store, "--config", str(other))
    assert outcome.code == 2
    assert "holds another scan: axis.0.stop is 9 there and 8 now" in outcome.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("figure", "{store}", "--output", "a.txt"), "--output a.txt: the file must end in"),
        (("figure", "{store}", "--output", "{store}/no/a.png"), "cannot write"),
        (("figure", "absent.zarr"), "cannot read absent.zarr"),
        (("export", "absent.zarr", "--to", "a.nc"), "cannot read absent.zarr"),
        (("export", "{store}", "--to", "a.txt"), "the file must end in .nc, .csv, .yaml"),
    ],
)
def test_mistakes(scan, file, words, said):
    scan("run", str(file), "--no-figure")
    store = str(file.with_suffix(".zarr"))
    outcome = scan(*(word.format(store=store) for word in words))
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("name", ["scan.nc", "scan.csv", "hepdata/submission.yaml"])
def test_export_writes_a_file(scan, file, tmp_path, name):
    scan("run", str(file), "--no-figure")
    path = tmp_path / name
    outcome = scan("export", str(file.with_suffix(".zarr")), "--to", str(path))
    assert (outcome.code, outcome.out) == (0, f"written: {path}\n")
    assert path.stat().st_size > 0


def test_a_netcdf_file_is_repeated(scan, file, tmp_path):
    scan("run", str(file), "--no-figure")
    scan("export", str(file.with_suffix(".zarr")), "--to", str(tmp_path / "scan.nc"))
    outcome = scan("rerun", str(tmp_path / "scan.nc"))
    assert outcome.code == 0
    assert (tmp_path / "scan-rerun.zarr").is_dir()
