"""The report: one page that opens offline, the claims as JSON, a CSV of each table and figure."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from softnu.data import load
from softnu.errors import DataError
from softnu.papers.claims import Claim
from softnu.papers.compute import Result, as_json, claims, counts
from softnu.papers.export import csv_files, file_name
from softnu.papers.records import Figure, Map, Scheme

#: Turns a figure, a map or a scheme of levels into an ``<svg>`` element.
Draw = Callable[[Figure | Map | Scheme], str]
_PACKAGES = ("softnu", "numpy", "scipy", "astropy")
_DIGITS = 6
_GREEK = {
    "alpha": "α",
    "delta": "δ",
    "mu": "μ",
    "nu": "ν",
    "pi": "π",
    "sigma": "σ",
}
_WORD = re.compile(rf"(?<![A-Za-z])({'|'.join(_GREEK)})(?![A-Za-z0-9])")
#: One letter with an index that ends where the word does, as in J_a, C_nu, V_total.
_INDEX = re.compile(r"(?<![A-Za-z0-9_])(\w)_([A-Za-z0-9α-ω]+)")
#: A command of BibTeX between dollars.
_COMMAND = re.compile(r"\$\\(\w+)\$")
_POWER = re.compile(r"\^(-?\w+)")


def write(results: Sequence[Result], folder: Path, draw: Draw) -> Path:
    """Write ``index.html``, ``claims.json`` and the CSV files.

    Parameters
    ----------
    results : sequence of Result
        What was computed.
    folder : Path
        Where to write; it is made if need be.
    draw : callable
        Turns a figure into an ``<svg>`` element.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    DataError
        If the folder cannot be written.
    """
    files = dict(csv_files(results))
    content = {"version": version("softnu"), **as_json(claims(results))}
    files["claims.json"] = (
        json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    )
    files["index.html"] = render(results, draw)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DataError(f"cannot write the report to {folder}: {error.strerror}") from error
    return folder / "index.html"


def render(results: Sequence[Result], draw: Draw) -> str:
    """Return the page."""
    environment = Environment(
        loader=PackageLoader("softnu.papers", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    environment.filters["symbols"] = symbols
    environment.filters["svg"] = lambda figure: Markup(draw(figure))
    found = claims(results)
    return environment.get_template("report.html.j2").render(
        papers=_by_paper(results),
        titles={name: plain(entry["title"]) for name, entry in load("papers").items()},
        counts=counts(found),
        differing=_by_reason(found, "differs"),
        missing=_by_reason(found, "not recoverable"),
        csv=file_name,
        version=version("softnu"),
        versions={name: version(name) for name in _PACKAGES}
        | {"python": platform.python_version()},
        date=datetime.now(tz=UTC).date().isoformat(),
        constants=_constants(),
    )


def number(value: Any) -> Any:
    """Write a float for people, with powers of ten; leave text as it is.

    Examples
    --------
    >>> number(1.5e-12)
    Markup('1.5&nbsp;×&nbsp;10<sup>−12</sup>')
    >>> number(-0.25)
    Markup('−0.25')
    """
    if not isinstance(value, float):
        return value
    digits, _, exponent = f"{value + 0.0:.{_DIGITS}g}".partition("e")
    text = digits.replace("-", "−")
    if exponent:
        power = str(int(exponent)).replace("-", "−")
        text += f"&nbsp;×&nbsp;10<sup>{power}</sup>"
    return Markup(text)


def symbols(text: str) -> Markup:
    """Write words of formulas for people: Greek letters, indices and powers.

    Examples
    --------
    >>> symbols("J_a/(mu r)^4 < 1")
    Markup('J<sub>a</sub>/(μ r)<sup>4</sup> &lt; 1')
    """
    shown = _WORD.sub(lambda match: _GREEK[match[0]], str(escape(text)))
    shown = _INDEX.sub(r"\1<sub>\2</sub>", shown)
    return Markup(_POWER.sub(r"<sup>\1</sup>", shown))


def plain(title: str) -> str:
    r"""Write a title without the commands and braces of BibTeX.

    Examples
    --------
    >>> plain(r"Asymmetry of {C$\nu$B} on the round {Earth}")
    'Asymmetry of CνB on the round Earth'
    """
    shown = _COMMAND.sub(lambda match: _GREEK.get(match[1], match[1]), title)
    return shown.replace("{", "").replace("}", "")


def _by_paper(results: Iterable[Result]) -> list[tuple[str, list[Result]]]:
    return [(name, list(group)) for name, group in groupby(results, key=lambda r: r.number)]


def _by_reason(found: Iterable[Claim], status: str) -> list[tuple[str, list[Claim]]]:
    """Claims of one status, those that share a reason together."""
    groups: dict[str, list[Claim]] = {}
    for claim in found:
        if claim.status == status:
            groups.setdefault(claim.reason, []).append(claim)
    return list(groups.items())


def _constants() -> list[tuple[str, str, str]]:
    return [
        (name, repr(value), section["source"])
        for section in load("constants").values()
        for name, value in section.items()
        if name != "source"
    ]
