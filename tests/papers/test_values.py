"""Numbers behind the report against independently computed ones (printed digits)."""

from __future__ import annotations

import pytest

#: J factors by r T: FD a, b, c, MB a, b, c; from quadrature of the defining integrals.
FIGURE_3 = {
    0.05: (1.8552335e-4, 8.8936658e-5, 9.6586688e-5, 1.9605921e-4, 9.4147244e-5, 1.0191197e-4),
    0.1: (2.7927268e-3, 1.1723658e-3, 1.6203609e-3, 2.9585799e-3, 1.2517069e-3, 1.7068730e-3),
    0.3: (0.12876791, -0.0077488829, 0.13651679, 0.14013841, -0.0041217179, 0.14426013),
    0.5: (0.43508432, -0.25381448, 0.6888988, 0.5, -0.25, 0.75),
    1.0: (0.91454202, -1.182925, 2.097467, 1.28, -1.408, 2.688),
    2.0: (0.99940548, -1.4959453, 2.4953508, 1.7716263, -2.4490128, 4.2206391),
}
#: Iron on iron over gravity: vacuum, relic background (None: cancels vacuum).
IRON = {
    "6400 km": (3.108e-65, None),
    "0.3 m": (6.437e-36, None),
    "2–5 cm": (3.475e-32, None),
    "5–105 cm": (5.698e-37, None),
    "2 mm": (3.259e-27, 3.249e-27),
    "0.1 mm": (5.214e-22, 7.758e-25),
    "52 µm": (7.131e-21, 8.099e-25),
    "1 µm": (5.214e-14, 8.231e-25),
}
REACTOR, SOLAR = 1.106e-18, 3.13e-19
#: m/T: produced helicity over both, Majorana over both.
HELICITIES = {
    0.01: (0.999999, 0.99998),
    1.0: (0.98995, 0.860),
    10.0: (0.70860, 0.0841),
    100.0: (0.52277, 9.3e-4),
}


def table(results, name):
    (found,) = [t for r in results for t in r.content.tables if t.id == name]
    return found


def claim(results, name):
    (found,) = [c for r in results for c in r.content.claims if c.id == name]
    return found


def test_figure_3(results):
    for rT, *values in table(results, "figure-3-values").rows:
        assert values == pytest.approx(FIGURE_3[rT], rel=1e-7, abs=0)


def test_experiments(results):
    for _, separation, _, vacuum, relic, reactor, solar in table(results, "experiments").rows:
        expected_vacuum, expected_relic = IRON[separation]
        assert vacuum == pytest.approx(expected_vacuum, rel=2e-4, abs=0)
        assert relic == pytest.approx(expected_relic or vacuum, rel=2e-4, abs=0)
        assert reactor == pytest.approx(REACTOR, rel=5e-4, abs=0)
        assert solar == pytest.approx(SOLAR, rel=2e-3, abs=0)


def test_helicities(results):
    for m_over_T, produced, majorana in table(results, "helicities").rows:
        expected = HELICITIES[m_over_T]
        assert produced == pytest.approx(expected[0], abs=1e-5)
        assert majorana == pytest.approx(expected[1], rel=6e-3, abs=0)


def test_relic_numbers(results):
    ((density, length),) = table(results, "relic-numbers").rows
    assert density == pytest.approx(56.01, abs=0.005)
    assert length == pytest.approx(0.19, abs=0.005)


@pytest.mark.parametrize(
    ("name", "value", "rel"),
    [
        ("2209.07082/gravity/crossover", 0.7285, 1e-4),
        ("2405.16801/section-6/degenerate", 9.82e-4, 1e-3),
        ("2405.16801/section-6/beam", 4.95e-37, 1e-3),
        ("2405.16801/section-3/range", 1.97e-4, 3e-3),
        ("2405.16801/table-2/sd-pc/xx", 0.54030, 1e-5),
        ("2405.16801/table-2/sd-pc/yy", 0.54030, 1e-5),
        ("2405.16801/table-2/sd-pc/zz", 0.54030, 1e-5),
    ],
)
def test_quoted_numbers(results, name, value, rel):
    assert claim(results, name).computed == pytest.approx(value, rel=rel, abs=0)


def test_relic_estimate_in_both_conventions(results):
    relic = claim(results, "2405.16801/section-6/relic")
    assert relic.published_convention == pytest.approx(9.44e-44, rel=1e-3, abs=0)
    assert relic.computed == pytest.approx(4.72e-44, rel=1e-3, abs=0)


def test_routes_of_table_1_agree(results):
    rows = table(results, "table-1").rows
    assert len(rows) == 16
    for row in rows:
        assert row[-1] < 1e-12, row
