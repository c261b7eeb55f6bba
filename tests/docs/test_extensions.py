"""What the documentation writes of itself: accuracies, differences, links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import generate
import mathml
import pytest
import routes
import sitecheck
from docutils import nodes

from softnu.catalogue import find, names
from softnu.catalogue.reference import compare, read_entries
from softnu.papers.claims import Claim

ROOT = Path(__file__).parents[2]


# --- formulas ----------------------------------------------------------------


@pytest.mark.parametrize("brackets", ["()", "[]", "||"])
def test_an_exponent_of_large_brackets_has_all_of_them_as_base(brackets: str):
    left, right = brackets
    latex = rf"a\Big{left}({{b}})\frac cd\Big{right}^2"
    root = mathml.ET.fromstring(mathml.to_mathml(latex, "inline", nodes.math()))
    power = next(one for one in root.iter() if one.tag.endswith("msup"))
    base, exponent = power
    assert "".join(base.itertext()) == f"{left}(b)cd{right}"
    assert exponent.text == "2"


# --- accuracy ----------------------------------------------------------------


@pytest.mark.parametrize("name", names())
def test_every_quantity_has_an_independent_route(name: str):
    assert routes.route_of(name).words


def test_routes_are_those_of_quantities_and_their_tests_exist():
    known = names()
    for prefix, route in routes.ROUTES.items():
        assert any(routes.route_of(name) is route for name in known), prefix
        assert route.files
        assert all((ROOT / path).is_file() for path in route.files), prefix


def test_the_longest_beginning_counts():
    assert (
        routes.route_of("relics.overdensity.thermal_kernel")
        is (routes.ROUTES["relics.overdensity.thermal"])
    )
    with pytest.raises(KeyError, match=r"no independent route is stated for light\.speed"):
        routes.route_of("light.speed")


#: Accuracies that are one number, at all inputs; what is uncertain beside softnu may follow.
PLAIN = re.compile(r"(\d+e-\d+)( of the formula.*| beside (?!the rounding).*)?")
#: Digits of a reference value that can tell a rounding.
ENOUGH = 15
#: A value that was made with constants of ten digits.
SHORT_CONSTANTS = {"atoms.est66_1.945"}


def full_values() -> dict[str, tuple[float, list[dict[str, Any]]]]:
    """Return, by quantity, the stated accuracy and the reference values with all their digits."""
    found: dict[str, tuple[float, list[dict[str, Any]]]] = {}
    for path in sorted((ROOT / "validation" / "reference").glob("*.json")):
        for entry in read_entries(path):
            digits = re.sub(r"e.*|[-.]", "", str(entry["value"]).lower()).lstrip("0")
            stated = PLAIN.fullmatch(find(entry["quantity"]).accuracy)
            if stated and len(digits) >= ENOUGH and entry["id"] not in SHORT_CONSTANTS:
                _, entries = found.setdefault(entry["quantity"], (float(stated[1]), []))
                entries.append(entry)
    return found


FULL = full_values()


@pytest.mark.parametrize("name", FULL)
@pytest.mark.filterwarnings("ignore::softnu.errors.ValidityWarning")
def test_reference_values_are_met_as_accurately_as_is_stated(name: str):
    stated, entries = FULL[name]
    for comparison in map(compare, entries):
        assert comparison.deviation <= stated, comparison


# --- differences -------------------------------------------------------------


def claim(computed: float, **changes: object) -> Claim:
    inputs = {
        "id": "2405.16801/x/y",
        "paper": "2405.16801",
        "item": "x",
        "statement": "a number, J_b",
        "published": "2",
        "published_value": 2.0,
        "precision": 0.01,
        "computed": computed,
        "unit": "eV",
        "source": "Eq. (1)",
        "reason": "because",
    }
    return Claim(**(inputs | changes))  # type: ignore[arg-type]  # of mixed types, as in a file


def test_what_differs_is_listed_with_both_numbers_and_the_reason():
    text = generate.differences([claim(2.0), claim(1.0)])
    row = r"| a number, J\_b | Eq. (1) | 2 | 1 | eV |"
    assert text.count(row) == 1
    assert "because" in text
    assert "{cite:t}`Ghosh:2024spin`" in text


def test_formulas_show_their_value_and_lost_numbers_their_words():
    formula = generate.differences([claim(1.0, published="x², formula evaluated")])
    assert "x², formula evaluated: 2 |" in formula
    lost = generate.differences([claim(1.0, published="illegible", published_value=None)])
    assert "| illegible | 1 |" in lost


def test_nothing_that_agrees_is_listed():
    assert generate.differences([claim(2.0)]) == ""


# --- links -------------------------------------------------------------------


def wrong(folder: Path, body: str) -> list[str]:
    (folder / "other.html").write_text('<p id="here">x</p>', encoding="utf-8")
    (folder / "index.html").write_text(body, encoding="utf-8")
    return list(sitecheck.mistakes(folder))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other.html#here">x</a>',
        '<a href="#top" id="top">x</a>',
        '<a href="https://arxiv.org/abs/2405.16801">x</a>',
        '<a href="mailto:a@b.org">x</a>',
        '<img src="other.html" alt="">',
        '<img src="data:image/png;base64,AA" alt="x">',
    ],
)
def test_good_pages_pass(tmp_path: Path, body: str):
    assert wrong(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<a href="gone.html">x</a>', "index.html: 'gone.html' leads nowhere"),
        ('<a href="other.html#gone">x</a>', "there is no such place"),
        ('<a href="http://arxiv.org">x</a>', "is no address"),
        ('<a href="https://arxiv">x</a>', "is no address"),
        ('<img src="gone.png" alt="x">', "'gone.png' does not exist"),
        ('<img src="other.html">', "has no text for those who cannot see it"),
        ('<script src="https://cdn.example.org/x.js"></script>', "is loaded from elsewhere"),
        ('<link rel="stylesheet" href="//cdn.example.org/x.css">', "is loaded from elsewhere"),
        ('<img srcset="a.png, gone.png 2x" src="other.html" alt="">', "'gone.png' does not"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, body: str, words: str):
    assert any(words in one for one in wrong(tmp_path, body))
