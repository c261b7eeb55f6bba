"""The demonstration domain of scans in place of the physics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softnu import catalogue
from softnu.scan import engines
from softnu.scan.config import ScanConfig, read_config
from tests.scan.scans import written


@pytest.fixture
def scan_demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that holds the demonstration domain of scans only, in this process only."""
    monkeypatch.setattr(catalogue, "MODULES", {"demo": ("tests.scan.demo_domain",)})
    monkeypatch.setattr(engines, "_cores", lambda: 1)
    catalogue.quantities.cache_clear()
    yield
    catalogue.quantities.cache_clear()


@pytest.fixture
def config(scan_demo: None, tmp_path: Path) -> Callable[[str], ScanConfig]:
    """Read the text of a config."""
    return lambda text: read_config(written(tmp_path, text))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], ScanConfig]:
    """Read the text of a config whose quantities are those of the package."""
    return lambda text: read_config(written(tmp_path, text))
