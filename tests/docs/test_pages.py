"""Everything that the README and the pages show is run, and its output compared."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from softnu.cli import main

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted((ROOT / "docs").glob("*.md"))
#: Serves a page until it is stopped: its own tests drive it in a browser.
SERVES = re.compile(r"softnu explore\b(?!.*--help)").match
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page: Path, language: str) -> str:
    """Return the blocks of one language, one after the other, at their lines in the page."""
    text = page.read_text(encoding="utf-8")
    lines = [""] * (text.count("\n") + 1)
    for block in _BLOCK.finditer(text):
        if block[1] == language:
            first = text[: block.start(2)].count("\n")
            content = block[2].splitlines()
            lines[first : first + len(content)] = content
    return "\n".join(lines) + "\n"


def with_block(language: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, language).strip()]


def name(page: Path) -> str:
    return page.stem


def commands(text: str) -> list[tuple[list[str], str]]:
    """Return the words after each ``$ softnu`` and the lines that follow it."""
    found: list[tuple[list[str], str]] = []
    for line in filter(None, text.splitlines()):
        if line.startswith("$ "):
            program, *words = shlex.split(line[2:], comments=True)
            assert program == "softnu", line
            found.append((words, ""))
        else:
            found[-1] = (found[-1][0], found[-1][1] + line + "\n")
    return found


@pytest.mark.parametrize("page", with_block("pycon"), ids=name)
def test_python_of_a_page(page: Path):
    parsed = doctest.DocTestParser().get_doctest(
        blocks(page, "pycon"), {}, page.name, str(page), 0
    )
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=_FLAGS).run(parsed, out=report.append)
    assert result.attempted > 0
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("page", with_block("console"), ids=name)
def test_commands_of_a_page(page: Path, capsys: pytest.CaptureFixture[str]):
    checker = doctest.OutputChecker()
    for words, expected in commands(blocks(page, "console")):
        code = main(words)
        shown = capsys.readouterr()
        output = shown.out + shown.err
        assert checker.check_output(expected, output, _FLAGS), f"softnu {words}:\n{output}"
        assert code == (2 if "error:" in output else 0)


def test_python_of_the_readme(capsys: pytest.CaptureFixture[str]):
    source = blocks(README, "python")
    assert source.strip()
    exec(compile(source, str(README), "exec"), {})
    assert "eV" in capsys.readouterr().out


def shell_lines() -> list[str]:
    lines = [line.strip() for page in (README, *PAGES) for line in blocks(page, "sh").splitlines()]
    return [
        line for line in dict.fromkeys(lines) if line.startswith("softnu ") and not SERVES(line)
    ]


def test_shell_lines_are_found():
    assert len(shell_lines()) >= 5


@pytest.mark.parametrize("line", shell_lines())
def test_shell_line(line: str, tmp_path: Path):
    words = [
        str(ROOT / word) if word.startswith("validation/") else word
        for word in shlex.split(line, comments=True)[1:]
    ]
    done = subprocess.run(
        [sys.executable, "-m", "softnu", *words],
        cwd=tmp_path,
        env=os.environ | {"PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or any(tmp_path.iterdir())


def test_pages_do_not_load_from_elsewhere():
    """No page asks the browser for something from another host."""
    for path in (*PAGES, *(ROOT / "docs/_static").iterdir()):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(src|@import|url)\s*[=(]?\s*[\"'(]?https?://", text), path
