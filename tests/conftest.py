"""Hypothesis draws the same examples in every run; ``--hypothesis-profile=explore`` draws new."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from softnu import catalogue
from softnu.scan import engines

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("repeatable")


@pytest.fixture
def scan_demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that holds the demonstration domain of scans only, in this process only."""
    monkeypatch.setattr(catalogue, "MODULES", {"demo": ("tests.scan.demo_domain",)})
    monkeypatch.setattr(engines, "_cores", lambda: 1)
    catalogue.quantities.cache_clear()
    yield
    catalogue.quantities.cache_clear()
