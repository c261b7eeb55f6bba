"""The demonstration domain in place of the physics."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from softnu import catalogue


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that holds the demonstration domain only."""
    monkeypatch.setattr(catalogue, "MODULES", {"demo": ("tests.demo_quantities",)})
    catalogue.quantities.cache_clear()
    yield
    catalogue.quantities.cache_clear()
