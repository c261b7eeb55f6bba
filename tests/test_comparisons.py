"""Comparisons of tests state the absolute tolerance: the default of 1e-12 hides tiny values."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path for folder in ("tests", "validation") for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_tolerance_is_a_hidden_default(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called, given = ast.unparse(node.func), {keyword.arg for keyword in node.keywords}
        if called.endswith("approx"):
            assert given & {"abs", None}, f"line {node.lineno}: approx without abs"
        if called.endswith("assert_allclose") and "atol" in given:
            assert "rtol" in given, f"line {node.lineno}: atol beside the default rtol of 1e-7"
