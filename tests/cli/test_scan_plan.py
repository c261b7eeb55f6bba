"""``softnu scan plan``."""

from __future__ import annotations

import json

import pytest

SCAN = """
schema = 1
[[quantity]]
name = "demo.infinite"
label = "a"
[[quantity]]
name = "demo.infinite"
label = "b"
[[axis]]
parameter = "x"
values = [1, 4, 5]
"""


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.toml"

    def write(text):
        path.write_text(text)
        return str(path)

    return write


def test_a_plan_says_points_chunks_time_and_disk(run, scan):
    outcome = run("scan", "plan", scan(SCAN))
    assert (outcome.code, outcome.err) == (0, "")
    words = [line.split(maxsplit=1) for line in outcome.out.splitlines()]
    assert words[0] == ["points:", "3 (3 x), 2 variables at each"]
    assert words[1] == ["chunks:", "1 of 3 points, 48 B"]
    assert words[2][0] == "time:"
    assert words[2][1].endswith("s per point")
    assert words[3] == ["disk:", "at most 48 B"]
    assert words[4] == ["no", "value:  at points of the sample: no value for these inputs"]


def test_a_plan_as_json(run, scan):
    content = json.loads(run("scan", "plan", scan(SCAN), "--json").out)
    assert (content["points"], content["variables"], content["bytes"]) == (3, 2, 48)
    assert content["axes"] == {"x": 3}
    assert content["chunk_shape"] == [3]
    assert content["seconds"] == 3 * content["seconds_per_point"]
    assert content["failures"] == ["no value for these inputs"]


def test_one_mistake_is_one_line(run, scan):
    outcome = run("scan", "plan", scan(SCAN.replace("demo.infinite", "demo.infinite9", 1)))
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "quantity.0.name: unknown quantity 'demo.infinite9'; did you mean" in outcome.err


def test_many_mistakes_are_all_shown(run, scan):
    wrong = "".join(f'[[quantity]]\nname = "demo.infinite{i}"\n' for i in range(20))
    outcome = run("scan", "plan", scan(f"schema = 1\n{wrong}"))
    assert (outcome.code, outcome.out) == (2, "")
    first, *rest = outcome.err.splitlines()
    assert first.endswith("has 21 mistakes")
    assert len(rest) == 21
    for i in range(20):
        assert any(line.startswith(f"  quantity.{i}.name: ") for line in rest)


def test_no_end_of_mistakes_is_shown_in_part(run, scan):
    keys = "".join(f"key{i} = 1\n" for i in range(200))
    outcome = run("scan", "plan", scan(keys + SCAN))
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 52
    assert outcome.err.splitlines()[-1] == "  and 150 more"


def test_a_file_that_is_not_there(run):
    outcome = run("scan", "plan", "absent.toml")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "softnu: error: cannot read absent.toml: No such file or directory\n"
