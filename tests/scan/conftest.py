"""Configs from text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from softnu.scan.config import ScanConfig, read_config
from tests.scan.scans import written


@pytest.fixture
def config(scan_demo: None, tmp_path: Path) -> Callable[[str], ScanConfig]:
    """Read the text of a config."""
    return lambda text: read_config(written(tmp_path, text))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], ScanConfig]:
    """Read the text of a config whose quantities are those of the package."""
    return lambda text: read_config(written(tmp_path, text))
