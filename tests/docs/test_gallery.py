"""The gallery: a script for every figure of the papers, and enough of what users ask for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from softnu.papers import select

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"
PUBLISHED = GALLERY / "published"
SCRIPTS = sorted(GALLERY.rglob("*.py"))
#: Items of papers that are numbers or tables, without a figure.
NUMBERS = {
    ("2405.16801", "table-1"),
    ("2405.16801", "section-3-mass"),
    ("2209.07082", "gravity"),
    ("1912.09444", "parity"),
    ("1912.09444", "mass"),
    ("1912.09444", "transitions"),
    ("1912.09444", "heavier"),
    ("2110.03510", "table-1"),
    ("2110.03510", "differences"),
    ("2401.07347", "headline"),
    ("2401.07347", "neutrinos"),
}
#: Scripts that no paper has, and how many of each domain at least.
LEAST, LEAST_OF_A_DOMAIN = 12, 3
#: Lines of code, so that a script is read in one go.
LONGEST = 60


def words(number: str, item: str) -> str:
    return f"arxiv_{number}_{item}".replace(".", "_").replace("-", "_")


def test_every_figure_of_a_paper_has_a_script():
    items = {(number, item.id) for number, item in select()}
    assert items >= NUMBERS
    scripts = {path.stem for path in PUBLISHED.glob("*.py")}
    assert scripts == {words(*one) for one in items - NUMBERS}


def test_there_are_scripts_for_every_domain():
    own = [path for path in SCRIPTS if path.parent != PUBLISHED]
    domains = {path.parent.name for path in own}
    assert domains == {"forces", "relics", "renp", "atoms", "scans"}
    assert len(own) >= LEAST
    for domain in domains:
        assert len([path for path in own if path.parent.name == domain]) >= LEAST_OF_A_DOMAIN


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_script_is_short_and_uses_the_public_package(script: Path):
    tree = ast.parse(script.read_text(encoding="utf-8"))
    title, line = (ast.get_docstring(tree) or "").splitlines()[:2]
    assert set(line) == {"="}
    assert len(line) >= len(title)
    code = script.read_text(encoding="utf-8").split('"""', 2)[2]
    assert len([line for line in code.splitlines() if line.strip()]) <= LONGEST
    used = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }
    assert any(module == "softnu" or module.startswith("softnu.") for module in used)
    assert not [m for m in used if m.startswith("softnu.papers") or re.search(r"\._|kernels", m)]
    assert "softnu.plots.style" in used


def test_scripts_have_names_of_their_own():
    names = [path.name for path in SCRIPTS]
    assert len(set(names)) == len(names)
