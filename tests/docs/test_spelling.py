"""Spelling: every word of the pages is English or on the list of the trade's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spellchecker import SpellChecker

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "docs" / "words.txt"
PAGES = [
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "tutorials").glob("*.md")),
    *sorted((ROOT / "docs" / "gallery").rglob("*.rst")),
    *sorted((ROOT / "docs" / "gallery").rglob("*.py")),
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
]
#: Code, formulas, links, roles and names of files: no prose.
_NO_PROSE = re.compile(
    r"^---\n.*?^---$|^(`{3,}|:{3,}).*?^\1$|\$\$.*?\$\$|\$[^$]*\$|``.*?``|`[^`]*`|\]\([^)]*\)"
    r"|https?://\S+|\{[^}]*\}|:[a-z:]+:`[^`]*`|\S+\.(?:toml|md|py|json|csv|cff|png|stl)\b",
    re.DOTALL | re.MULTILINE,
)
_WORD = re.compile(r"(?<![\w\\])[A-Za-z][a-z]+(?:'[a-z]+)?(?![\w(])")


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        text = text.split('"""')[1]
    return _NO_PROSE.sub(" ", text)


@pytest.fixture(scope="module")
def checker() -> SpellChecker:
    english = SpellChecker()
    english.word_frequency.load_words(WORDS.read_text(encoding="utf-8").split())
    return english


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_of_a_page(path: Path, checker: SpellChecker):
    assert checker.unknown(_WORD.findall(prose(path))) == set()


def test_a_mistake_is_found(checker: SpellChecker):
    assert checker.unknown(_WORD.findall("The nuetrino is lightt.")) == {"nuetrino", "lightt"}


def test_the_list_is_sorted_and_not_english():
    listed = WORDS.read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    assert SpellChecker().known(listed) == set()
