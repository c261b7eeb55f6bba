"""Every example of a scan works as it is; run in small, it has all values and its figure."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from softnu.cli import main
from softnu.scan.config import read_config
from softnu.scan.store import Store

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.toml"))
#: Points of each long axis in small.
FEW = 4


def test_there_is_one_for_each_domain():
    names = {read_config(path).quantity[0].name.split(".")[0] for path in EXAMPLES}
    assert names >= {"forces", "relics", "renp", "atoms"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_runs_and_draws(path, tmp_path):
    config = read_config(path)
    assert config.title
    assert config.figure is not None
    points = re.compile(r"^points = \d+$", re.MULTILINE)
    text, count = points.subn(f"points = {FEW}", path.read_text(encoding="utf-8"))
    assert count > 0
    small = tmp_path / path.name
    small.write_text(text, encoding="utf-8")
    assert main(("scan", "run", str(small), "--engine", "process")) == 0
    dataset = Store.open(small.with_suffix(".zarr")).to_dataset()
    for name in dataset.data_vars:
        assert np.all(np.isfinite(dataset[name])), name
    assert small.with_suffix(".png").stat().st_size > 10_000


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_says_how_to_run_it(path):
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert any(f"softnu scan run {path.name}" in line for line in rest[:8])
