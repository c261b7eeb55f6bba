"""What the reproduction states: each claim's status is frozen, every difference is explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from softnu.data import load
from softnu.errors import UnknownNameError
from softnu.papers import PAPERS, TALKS, find_item, find_paper, select
from softnu.papers.claims import Claim
from softnu.papers.compute import as_json, claims, compute, counts

EXPECTED = json.loads(Path(__file__).with_name("expected_status.json").read_text(encoding="utf-8"))
CLAIM_KEYS = {
    "id",
    "paper",
    "item",
    "statement",
    "source",
    "published",
    "published_value",
    "precision",
    "decades",
    "computed",
    "computed_in_published_convention",
    "unit",
    "deviation",
    "status",
    "reason",
}


def claim(**changes) -> Claim:
    content = {
        "id": "demo",
        "paper": "2405.16801",
        "item": "table-1",
        "statement": "a number",
        "published": "2",
        "published_value": 2.0,
        "precision": 0.1,
        "computed": 2.1,
        "unit": "",
        "source": "Eq. (1)",
    }
    return Claim(**(content | changes))


def test_status_follows_from_the_values():
    assert claim().status == "reproduced"
    assert claim(computed=2.3).status == "differs"
    assert claim(published_value=None).status == "not recoverable"
    assert claim(published_value=0.0, precision=0.0, computed=0.0).status == "reproduced"
    assert claim(published_value=0.0, computed=0.2).status == "differs"


@pytest.mark.parametrize(
    ("computed", "status"), [(5.0, "reproduced"), (0.5, "differs"), (-2.0, "differs")]
)
def test_orders_of_magnitude_are_compared_in_decades(computed, status):
    assert claim(decades=0.5, computed=computed).status == status


def test_a_difference_needs_a_reason():
    assert claim().sound
    assert not claim(computed=3.0).sound
    assert not claim(computed=3.0, reason="  ").sound
    assert claim(computed=3.0, reason="another convention").sound
    assert not claim(computed=float("nan"), reason="x").sound


def test_every_claim_is_sound_and_has_its_frozen_status(results):
    found = claims(results)
    assert [c.id for c in found if not c.sound] == []
    assert {c.id: c.status for c in found} == EXPECTED


def test_reproduced_claims_carry_no_excuse_and_fit_their_item(results):
    for result in results:
        for one in result.content.claims:
            assert (one.paper, one.item) == (result.number, result.item.id), one.id
            assert one.id.startswith(f"{one.paper}/{one.item}/")
    identifiers = [c.id for c in claims(results)]
    assert len(set(identifiers)) == len(identifiers)


def test_published_convention_reproduces_the_printed_factor(results):
    doubled = [c for c in claims(results) if c.published_convention is not None]
    assert len(doubled) >= 5
    for one in doubled:
        assert one.published_convention == pytest.approx(2.0 * one.computed, rel=1e-12, abs=0)


def test_json_has_a_stable_schema(results):
    content = as_json(claims(results))
    assert set(content) == {"format", "counts", "claims"}
    assert content["format"] == "softnu-claims/1"
    assert set(content["counts"]) == {"reproduced", "differs", "not recoverable"}
    assert all(set(entry) == CLAIM_KEYS for entry in content["claims"])
    assert sum(content["counts"].values()) == len(content["claims"])
    json.dumps(content, allow_nan=False)


def test_register_knows_its_papers():
    for number in PAPERS:
        assert find_paper(number).number == number
        assert number in load("papers")
    with pytest.raises(UnknownNameError, match="did you mean 'forces-talk'"):
        find_paper("force-talk")
    with pytest.raises(UnknownNameError, match=r"did you mean '2405\.16801'"):
        find_paper("2405.16810")
    with pytest.raises(UnknownNameError, match="did you mean 'figure-3'"):
        find_item(find_paper("2405.16801"), "figure3")


def test_a_talk_is_a_selection_of_items_of_papers():
    for talk in TALKS:
        assert [(number, item.id) for number, item in select(talk)] == list(TALKS[talk])
        shown = TALKS[talk][0][1]
        with pytest.raises(UnknownNameError, match=f"did you mean '{shown}'"):
            select(talk, shown[:-1])
    every = {(number, item.id) for number, item in select()}
    assert set(PAPERS) == {number for number, _ in every}
    assert {shown for talk in TALKS.values() for shown in talk} <= every


def test_one_item_can_be_computed_alone():
    (result,) = compute("2209.07082", "gravity")
    assert counts(result.content.claims)["reproduced"] == 2
