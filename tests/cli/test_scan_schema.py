"""``softnu scan schema``."""

from __future__ import annotations

import json


def test_the_schema_is_json_and_names_every_key(run):
    outcome = run("scan", "schema")
    assert (outcome.code, outcome.err) == (0, "")
    schema = json.loads(outcome.out)
    assert set(schema["properties"]) == {"schema", "title", "quantity", "axis", "run", "figure"}
    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]["QuantityTable"]["properties"]) == {
        *("name", "label", "unit", "inputs")
    }
