"""Tutorials: every cell runs, and each story ends with numbers that are checked."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl
import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "tutorials"
TUTORIALS = sorted(path for path in FOLDER.glob("*.md") if path.stem != "index")
_CELL = re.compile(r"^```\{code-cell\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def cells(path: Path) -> list[str]:
    return _CELL.findall(path.read_text(encoding="utf-8"))


def test_all_are_in_the_list():
    listed = (FOLDER / "index.md").read_text(encoding="utf-8")
    assert len(TUTORIALS) >= 4
    assert all(f"\n{path.stem}\n" in listed for path in TUTORIALS)


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_tutorial(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    import matplotlib.pyplot as plt

    mpl.use("Agg")
    monkeypatch.setattr(plt, "show", lambda: plt.close("all"))
    names: dict[str, object] = {}
    for cell in cells(path):
        exec(compile(cell, str(path), "exec"), names)
    assert capsys.readouterr().out
    assert "assert " in cells(path)[-1]
