from __future__ import annotations

import pytest

from softnu.papers.compute import Result, compute


@pytest.fixture(scope="session")
def results() -> list[Result]:
    return compute()
