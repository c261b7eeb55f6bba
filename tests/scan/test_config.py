"""Configs: what they say, and all that can be wrong with them, said at once."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softnu.errors import DataError, MistakesError, SoftnuError
from softnu.scan import config as module
from softnu.scan.config import ConfigFile, ScanConfig, from_canonical, read_config
from softnu.scan.grid import Grid
from softnu.scan.mistakes import is_path
from tests.scan.scans import written

GOOD = """
schema = 1
title = "Force of relic neutrinos against distance and mass"

[[quantity]]
name = "forces.background.spin_independent"
label = "V_relic"
unit = "eV"
[quantity.inputs]
particle1 = "e"
particle2 = "n"

[[axis]]
parameter = "r"
start = "1 nm"
stop = "1 mm"
points = 20
spacing = "log"

[[axis]]
parameter = "nature"
values = ["dirac", "majorana"]

[[axis]]
name = "sample"
samples = 5
seed = 7
method = "latin_hypercube"
ranges = { m_lightest = { low = "1 meV", high = "0.1 eV", spacing = "log" } }

[run]
chunk_seconds = 0.5
"""
PAIR = """
schema = 1
[[quantity]]
name = "forces.vacuum.pair_potential"
[quantity.inputs]
r = "1 um"
"""
POINT = PAIR + '[[axis]]\nname = "point"\ncsv = "points.csv"\n'


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(MistakesError) as caught:
        read_config(written(folder, text))
    return list(caught.value.mistakes)


class TestReading:
    def test_what_a_config_holds(self, read):
        config = read(GOOD)
        assert config.title.startswith("Force")
        assert config.quantity[0].label == "V_relic"
        assert config.quantity[0].inputs == {"particle1": "e", "particle2": "n"}
        assert [axis.dimension for axis in config.axis] == ["r", "nature", "sample"]
        assert Grid.of(config).shape == (20, 2, 5)
        assert config.run.chunk_seconds == 0.5
        assert config.figure is None

    def test_the_canonical_text_gives_the_config_back(self, read):
        config = read(GOOD)
        again = from_canonical(config.canonical())
        assert again == config
        assert again.canonical() == config.canonical()
        assert hash(again) == hash(config)

    def test_the_canonical_text_does_not_depend_on_how_the_file_is_written(self, read):
        other = GOOD.replace("points = 20\nspacing", "spacing").replace(
            'start = "1 nm"', 'points = 20   # so many\nstart = "1 nm"'
        )
        assert other != GOOD
        assert read(other).canonical() == read(GOOD).canonical()

    def test_it_cannot_change_and_can_be_sent(self, read):
        config = read(GOOD)
        with pytest.raises(ValueError, match="frozen"):
            config.title = "another"
        assert pickle.loads(pickle.dumps(config)) == config

    def test_labels_are_the_last_parts_that_differ(self, read):
        config = read(
            PAIR + '[[quantity]]\nname = "forces.vacuum.pair_gradient"\n[quantity.inputs]\n'
            'r = "1 um"\n[[axis]]\nname = "p"\nzip = { m_i = ["0 eV"], m_j = ["0 eV"] }\n'
        )
        assert [one.label for one in config.quantity] == ["pair_potential", "pair_gradient"]

    def test_an_axis_feeds_only_the_quantities_that_do_not_fix_it(self, read):
        config = read(
            PAIR + '[[quantity]]\nname = "forces.vacuum.pair_potential"\nlabel = "massless"\n'
            '[quantity.inputs]\nm_i = "0 eV"\nm_j = "0 eV"\nr = "1 um"\n'
            '[[axis]]\nname = "p"\nzip = { m_i = ["1 eV", "2 eV"], m_j = ["0 eV", "0 eV"] }\n'
        )
        assert Grid.of(config).shape == (2,)


class TestFiles:
    def test_columns_of_a_file_become_values(self, read, tmp_path):
        (tmp_path / "points.csv").write_text(
            "m_i [meV], m_j [eV],nature\n1,0,dirac\n2,0.1,majorana\n"
        )
        config = read(POINT)
        (axis,) = config.axis
        assert axis.zip == {"m_i": (1.0, 2.0), "m_j": (0.0, 0.1), "nature": ("dirac", "majorana")}
        assert axis.units == {"m_i": "meV", "m_j": "eV"}
        assert "csv" not in config.canonical()
        assert str(tmp_path) not in config.canonical()

    def test_a_folder_below_and_a_byte_order_mark(self, read, tmp_path):
        (tmp_path / "below").mkdir()
        (tmp_path / "below" / "p.csv").write_bytes(b"\xef\xbb\xbfm_i [eV],m_j [eV]\r\n1,2\r\n\r\n")
        config = read(POINT.replace("points.csv", "below/p.csv"))
        assert config.axis[0].zip == {"m_i": (1.0,), "m_j": (2.0,)}

    BAD = {
        "absent": (None, "cannot read"),
        "empty": (b"", "no header"),
        "header alone": (b"m_i [eV],m_j [eV]\n", "no header with 1 to"),
        "ragged": (b"m_i [eV],m_j [eV]\n1,2\n1\n", "row 3: 1 cells under a header of 2"),
        "twice": (b"m_i [eV],m_i [eV]\n1,2\n", "not a header"),
        "no name": (b"m_i [eV],[eV]\n1,2\n", "not a header"),
        "code": (b"__import__('os'),m_j\n1,2\n", "not a header"),
        "long name": (b"m" * 100 + b",m_j [eV]\n1,2\n", "is not a name"),
        "not text": (b"m_i [eV],m_j [eV]\n\xff\xfe,2\n", "not CSV"),
        "quotes": (b'm_i [eV],m_j [eV]\n"1,2\n', "not CSV"),
        "zeros": (b"m_i [eV],m_j [eV]\n\x00,2\n", "axis.0.zip.m_i"),
        "huge cell": (b"m_i [eV],m_j [eV]\n" + b"1" * 200_000 + b",2\n", "not CSV"),
        "nan": (b"m_i [eV],m_j [eV]\nnan,2\n", "must be finite"),
        "words for numbers": (b"m_i [eV],m_j [eV]\nx,2\n", "axis.0.zip.m_i"),
        "out of range": (b"m_i [eV],m_j [eV]\n-1,2\n", "axis.0.zip.m_i"),
        "unit of another kind": (b"m_i [m],m_j [eV]\n1,2\n", "axis.0.zip.m_i"),
        "no unit": (b"m_i,m_j [eV]\n1,2\n", "axis.0.zip.m_i.*has no unit"),
        "another parameter": (b"m_i [eV],m_j [eV],m_k [eV]\n1,2,3\n", "axis.0.zip.m_k"),
    }  # fmt: skip

    @pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD.keys())
    def test_a_bad_file_is_one_clear_error(self, tmp_path, content, said):
        if content is not None:
            (tmp_path / "points.csv").write_bytes(content)
        with pytest.raises(DataError, match=said):
            read_config(written(tmp_path, POINT))

    @pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "link.csv", "a\\u0000b"])
    def test_files_elsewhere_are_not_read(self, tmp_path, name):
        folder = tmp_path / "inside"
        folder.mkdir()
        secret = tmp_path / "secret.csv"
        secret.write_text("m_i [eV],m_j [eV]\n1,2\n")
        (folder / "link.csv").symlink_to(secret)
        (mistake,) = mistakes(folder, POINT.replace("points.csv", name))
        assert mistake.startswith("axis.0.csv: ")
        assert "folder of the config" in mistake or "cannot read" in mistake

    def test_what_is_no_plain_file_is_not_read(self, tmp_path):
        os.mkfifo(tmp_path / "points.csv")
        assert "not a plain file" in mistakes(tmp_path, POINT)[0]
        with pytest.raises(DataError, match="not a plain file"):
            read_config(tmp_path)

    def test_large_files_are_not_read(self, tmp_path, monkeypatch):
        monkeypatch.setattr("softnu.scan.csv_axis.MAX_BYTES", 10)
        (tmp_path / "points.csv").write_text("m_i [eV],m_j [eV]\n1,2\n")
        assert "bytes, more than 10" in mistakes(tmp_path, POINT)[0]
        monkeypatch.setattr(module, "MAX_BYTES", 10)
        with pytest.raises(DataError, match="bytes, more than 10"):
            read_config(written(tmp_path, GOOD))

    def test_a_stored_config_names_no_files(self):
        with pytest.raises(MistakesError, match="only a config in a file"):
            from_canonical(
                '{"schema": 1, "quantity": [], "axis": [{"name": "a", "csv": "a.csv"}]}'
            )


class TestMistakes:
    def test_all_are_said_at_once_each_with_its_path(self, tmp_path):
        text = (
            GOOD.replace("schema = 1", "schema = 2")
            .replace("title =", "titles =")
            .replace("forces.background.spin_independent", "forces.background.spin_independant")
            .replace('"dirac", "majorana"', '"dirac", "majorna"')
            .replace('"1 meV"', '"1 mm"')
            .replace("chunk_seconds", "chunk_second")
            .replace("[run]", '[[quantity]]\nname = "forces.vacuum.pair_potential"\nunit = "m"\n'
                     '[quantity.inputs]\nparticle9 = "e"\nm_i = "-1 eV"\n[[axis]]\n'
                     'parameter = "m_lightst"\nstart = "0 eV"\nstop = "1 eV"\npoints = 2\n'
                     '[[axis]]\nparameter = "m_j"\nstart = "1 eV"\nstop = "1 s"\npoints = 3\n'
                     "[run]")
        )  # fmt: skip
        found = mistakes(tmp_path, text)
        for path, said in (
            ("schema = 2", "must be 1"),
            ("unknown key 'titles'", "'title'"),
            ("quantity.0.name", "'forces.background.spin_independent'"),
            ("axis.1.values.1", "'majorana'"),
            ("run: unknown key 'chunk_second'", "'chunk_seconds'"),
            ("quantity.1.unit", "cannot be expressed in 'm'"),
            ("quantity.1.inputs.particle9", "unknown parameter"),
            ("quantity.1.inputs.m_i", "must be finite and >= 0"),
            ("axis.3.parameter", "unknown parameter of the quantities"),
            ("axis.4.stop", "wrong unit"),
        ):
            assert any(one.startswith(path) and said in one for one in found), (path, found)

    ONE = {
        "no quantity": ('schema = 1\n[[axis]]\nparameter = "r"\nvalues = ["1 m"]\n',
                        "quantity is missing"),
        "no axis": (PAIR + 'm_i = "0 eV"\nm_j = "0 eV"\n', "axis is missing"),
        "no schema": (GOOD.replace("schema = 1\n", ""), "schema is missing"),
        "missing parameter": (GOOD.replace('particle2 = "n"\n', ""),
                              "quantity.0.inputs: missing particle2"),
        "two alternatives": (
            GOOD.replace('particle2 = "n"\n', 'particle2 = "n"\ntheta12 = "0.5 rad"\n'
                         "sin2_theta12 = 0.3\n"),
            "quantity.0.inputs: give only one of: sin2_theta12 or theta12",
        ),
        "an alternative on an axis": (
            GOOD.replace('particle2 = "n"\n', 'particle2 = "n"\ntheta12 = "0.5 rad"\n')
            + '[[axis]]\nparameter = "sin2_theta12"\nvalues = [0.3]\n',
            "quantity.0.inputs: give only one of: sin2_theta12 or theta12",
        ),
        "fixed and on an axis": (
            GOOD.replace('particle2 = "n"\n', 'particle2 = "n"\nr = "1 nm"\n'),
            "axis.0.parameter: 'r' is fixed already, in the inputs of quantity.0",
        ),
        "two axes of one parameter": (
            GOOD + '[[axis]]\nparameter = "r"\nname = "r2"\nvalues = ["1 m"]\n',
            "the name 'r' is taken twice (axis.0.r, axis.3.r)",
        ),
        "two axes of one name": (
            GOOD + '[[axis]]\nparameter = "T"\nname = "sample"\nvalues = ["1 K"]\n',
            "the name 'sample' is taken twice",
        ),
        "names that differ in case": (GOOD.replace("V_relic", "R"), "is taken twice"),
        "two labels": (
            PAIR + '[[quantity]]\nname = "forces.vacuum.pair_potential"\n[quantity.inputs]\n'
            'r = "1 m"\n[[axis]]\nname = "p"\nzip = { m_i = ["0 eV"], m_j = ["0 eV"] }\n',
            "(quantity.0.label, quantity.1.label)",
        ),
        "a label that is a path": (GOOD.replace("V_relic", "../V"), "is not a name"),
        "a fixed list": (GOOD.replace('particle2 = "n"\n', 'particle2 = "n"\n'
                                      'dm21_sq = ["7e-5 eV2", "8e-5 eV2"]\n'),
                         "quantity.0.inputs.dm21_sq: dm21_sq is one value here"),
        "a file of the user": (GOOD.replace('particle2 = "n"\n', 'particle2 = "n"\n'
                                            'background = "my_source.csv"\n'),
                               "reads no files but its CSVs"),
        "files on an axis": (GOOD.replace('"dirac", "majorana"', '"/etc/passwd"').replace(
            '"nature"', '"background"'), "axis.1.values.0: '/etc/passwd' is a file"),
        "lists of two lengths": (
            PAIR + '[[axis]]\nname = "p"\nzip = { m_i = ["0 eV"], m_j = ["0 eV", "1 eV"] }\n',
            "axis.0.zip: the lists differ in length: m_i 1, m_j 2",
        ),
        "unit of no column": (
            PAIR + '[[axis]]\nname = "p"\nzip = { m_i = [0], m_j = [0] }\n'
            'units = { m_i = "eV", m_j = "eV", m_k = "eV" }\n',
            "axis.0.units.m_k: unknown column 'm_k'; did you mean 'm_",
        ),
        "empty list": (GOOD.replace('"dirac", "majorana"', ""), "axis.1.values"),
        "no points": (GOOD.replace("points = 20", "points = 0"), "axis.0.points = 0"),
        "half a point": (GOOD.replace("points = 20", "points = 2.5"), "a whole number"),
        "too many points": (GOOD.replace("points = 20", "points = 10_000_001"), "axis.0.points"),
        "a grid too large": (
            GOOD.replace("points = 20", "points = 10_000_000").replace(
                "samples = 5", "samples = 10_000_000"),
            "axis: the grid has 200000000000000 points, more than 10000000000",
        ),
        "logarithm from zero": (GOOD.replace('"1 nm"', '"0 nm"'),
                                "axis.0.start: r = '0 nm' is not allowed"),
        "unknown spacing": (GOOD.replace('spacing = "log"\n', 'spacing = "cubic"\n', 1),
                            "axis.0.spacing = 'cubic'"),
        "no unit": (GOOD.replace('"1 nm"', "1"), "axis.0.start: r = 1 has no unit"),
        "numbers that are no integers": (
            'schema = 1\n[[quantity]]\nname = "forces.bodies.point_sphere"\n[quantity.inputs]\n'
            'R = "1 m"\nr = "2 m"\n[[axis]]\nparameter = "power"\nstart = 1\nstop = 2\n'
            "points = 3\n", "is not an integer"),
        "words along a line": (
            GOOD.replace('values = ["dirac", "majorana"]', "start = 0\nstop = 1\npoints = 2"),
            "axis.1.start: unknown nature",
        ),
        "unknown set": (GOOD + '[[axis]]\nname = "d"\nsamples = 3\nseed = 1\n'
                        'method = "gaussian"\noscillation_set = "NuFIT-6.1"\n',
                        "axis.3.oscillation_set: unknown oscillation_set 'NuFIT-6.1'"),
        "draws of another ordering": (
            GOOD + '[[axis]]\nname = "d"\nsamples = 3\nseed = 1\nmethod = "gaussian"\n'
            'oscillation_set = "NuFIT-6.0"\nordering = "inverted"\n',
            "axis.3.ordering: 'inverted', but quantity.0 has another ordering",
        ),
        "draws for two orderings": (
            GOOD.replace('parameter = "nature"\nvalues = ["dirac", "majorana"]',
                         'parameter = "ordering"\nvalues = ["normal", "inverted"]')
            + '[[axis]]\nname = "d"\nsamples = 3\nseed = 1\nmethod = "gaussian"\n'
            'oscillation_set = "NuFIT-6.0"\n',
            "axis.3.ordering: the draws are for one ordering, which cannot vary",
        ),
        "draws for nobody": (
            PAIR + 'm_i = "0 eV"\nm_j = "0 eV"\n[[axis]]\nname = "d"\nsamples = 3\nseed = 1\n'
            'method = "gaussian"\noscillation_set = "NuFIT-6.0"\n',
            "axis.0: no quantity has oscillation parameters",
        ),
        "an infinite number": (GOOD.replace("seed = 7", "seed = inf"), "axis.2.seed"),
        "a date": (GOOD.replace('particle2 = "n"', "particle2 = 2026-11-26"),
                   "quantity.0.inputs.particle2"),
        "not a number": (GOOD.replace('particle2 = "n"', "particle2 = nan"), "must be finite"),
        "a number without end": (GOOD.replace("seed = 7", "seed = 1" + "0" * 4000), "axis.2.seed"),
        "a table as input": (GOOD.replace('particle2 = "n"', "particle2 = { a = 1 }"),
                             "quantity.0.inputs.particle2"),
        "a date in the figure": (GOOD + "[figure]\nkind = 2026-11-26\n", "figure"),
        "a word in place of a table": ('schema = 1\nquantity = "x"\naxis = [1]\n', "quantity: "),
        "many tables": ("schema = 1\n" + '[[quantity]]\nname = "x"\n' * 40, "quantity: it must"),
    }  # fmt: skip

    @pytest.mark.parametrize(("text", "said"), ONE.values(), ids=ONE.keys())
    def test_each_has_its_path(self, tmp_path, text, said):
        found = mistakes(tmp_path, text)
        assert any(said in one for one in found), found

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("[[quantity", "is not TOML"),
            ("a = " + "[" * 5000, "is not TOML"),
            ("\x00", "not TOML"),
        ],
    )
    def test_what_is_not_toml(self, tmp_path, content, said):
        with pytest.raises(DataError, match=said):
            read_config(written(tmp_path, content))

    @pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"schema": 1}', "null"])
    def test_what_is_not_a_stored_config(self, text):
        with pytest.raises(DataError):
            from_canonical(text)

    def test_code_is_not_run(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "system", lambda *_: pytest.fail("code was run"))
        code = "__import__('os').system('x')"
        for old in ('"e"', '"1 nm"', '"V_relic"', '"eV"', '"dirac"', '"log"', '"r"'):
            with pytest.raises(DataError):
                read_config(written(tmp_path, GOOD.replace(old, f'"{code}"')))

    @given(st.dictionaries(
        st.sampled_from(["schema", "quantity", "axis", "run", "figure", "title", "other"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                st.sampled_from(["name", "inputs", "zip", "values", "parameter", "ranges", "csv",
                                 "start", "stop", "points", "samples", "method", "unit"]),
                inner, max_size=4),
            max_leaves=12,
        ),
    ))  # fmt: skip
    @settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
    def test_nonsense_is_a_clear_error(self, content):
        with pytest.raises(SoftnuError):
            module._checked(content, "nonsense", None)


def test_the_json_schema_knows_every_kind_of_axis():
    schema = ConfigFile.model_json_schema(by_alias=True)
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {"schema", "quantity", "axis"}
    names = {
        one["$ref"].rsplit("/", 1)[1] for one in schema["properties"]["axis"]["items"]["anyOf"]
    }
    assert names == {
        *("SpacedAxis", "ListedAxis", "ZippedAxis", "SampledAxis", "DrawnAxis", "FileAxis")
    }
    assert issubclass(ConfigFile, ScanConfig)


def test_names_of_the_package_are_no_paths():
    from softnu.data import load

    for table in ("materials", "backgrounds", "atoms"):
        assert not [name for name in load(table) if is_path(name)]
