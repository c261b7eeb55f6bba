"""The table of papers gives well-formed BibTeX."""

from __future__ import annotations

import re

import pytest

from softnu.data import load
from softnu.data.bibliography import bibtex

PAPERS = load("papers")


@pytest.mark.parametrize("number", PAPERS)
def test_entry(number):
    entry = bibtex(number, PAPERS[number])
    assert re.fullmatch(r"\d{4}\.\d{4,5}", number)
    assert entry.isascii()
    assert entry.count("{") == entry.count("}")
    assert entry.count("$") % 2 == 0
    assert f"eprint = {{{number}}}" in entry


def test_keys_are_distinct():
    assert len({paper["key"] for paper in PAPERS.values()}) == len(PAPERS)


def test_bibtex_can_be_read():
    database = pytest.importorskip("pybtex.database")
    text = "\n".join(bibtex(number, paper) for number, paper in PAPERS.items())
    entries = database.parse_string(text, "bibtex").entries
    assert len(entries) == len(PAPERS)
    assert entries["deSalas:2020global"].persons["author"][0].prelast_names == ["de"]
