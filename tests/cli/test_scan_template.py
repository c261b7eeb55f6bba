"""``softnu scan template``."""

from __future__ import annotations

import tomllib

import pytest


@pytest.mark.parametrize("name", ["demo.well", "demo.shift", "demo.body", "demo.oscillation"])
def test_a_template_can_be_planned_as_it_is(run, tmp_path, name):
    outcome = run("scan", "template", name)
    assert (outcome.code, outcome.err) == (0, "")
    path = tmp_path / "scan.toml"
    path.write_text(outcome.out)
    assert run("scan", "plan", str(path)).code == 0
    assert tomllib.loads(outcome.out)["quantity"][0]["name"] == name


def test_parameters_are_explained(run):
    out = run("scan", "template", "demo.well").out
    assert 'm_nu = "0.1 eV"  # neutrino mass; in eV, >= 0, default 0 eV' in out
    assert 'parameter = "r"\nstart = "0.9 um"\nstop = "1 um"\n' in out


def test_unknown_name(run):
    outcome = run("scan", "template", "demo.wlel")
    assert (outcome.code, outcome.out) == (2, "")
    assert "did you mean 'demo.well'" in outcome.err
