"""Pages that the package writes itself: catalogue, bibliography, figures."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from routes import route_of

from softnu.catalogue import MODULES, evaluate, quantities
from softnu.catalogue.describe import NO_RANGE, as_text, describe
from softnu.catalogue.reference import Comparison, compare_file
from softnu.data import load
from softnu.data.bibliography import bibtex
from softnu.errors import ValidityWarning
from softnu.papers.claims import Claim
from softnu.papers.compute import claims, compute
from softnu.plots.inline import inline_levels, inline_map, inline_svg
from softnu.quantity import Alternatives, Group, Item, Parameter, Quantity

#: A domain with more quantities is split by subject, the second word of the names.
_LONGEST_PAGE = 8
_DOMAINS = {
    "neutrinos": "Masses and mixing",
    "matter": "Couplings of matter",
    "backgrounds": "Neutrino backgrounds",
    "forces": "Forces",
    "atoms": "Atoms",
    "relics": "Relic neutrinos",
    "renp": "Radiative emission of neutrino pairs",
}


def everything(docs: Path) -> None:
    """Write all generated files below `docs`/generated."""
    target = docs / "generated"
    (target / "catalogue").mkdir(parents=True, exist_ok=True)
    (target / "figures").mkdir(parents=True, exist_ok=True)
    papers = load("papers")
    entries = [bibtex(number, paper) for number, paper in papers.items()]
    write(target / "papers.bib", "\n\n".join(entries) + "\n")
    pages = catalogue_pages()
    for path in (target / "catalogue").glob("*.md"):
        if path.name.removesuffix(".md") not in pages:
            path.unlink()
    for name, text in pages.items():
        write(target / "catalogue" / f"{name}.md", text)
    write(target / "accuracy.md", accuracy(docs.parent / "validation" / "reference"))
    differing(target / "differing.md", docs.parent / "src")
    for script in sorted((docs / "figures").glob("*.py")):
        write(target / "figures" / f"{script.stem}.html", figure(script))


def write(path: Path, text: str) -> None:
    """Write a file if it changes: what is untouched is not read again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


# --- figures -----------------------------------------------------------------


def figure(script: Path) -> str:
    """Run a figure's script; its docstring is the caption, `panels()` the drawings."""
    spec = spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    caption = " ".join((module.__doc__ or "").split())
    drawings = "".join(
        drawing(number, script.stem, panel) for number, panel in enumerate(module.panels())
    )
    return f'<figure class="plot">{drawings}<figcaption>{caption}</figcaption></figure>\n'


def drawing(number: int, name: str, panel: dict[str, Any]) -> str:
    """Draw one panel, a map if it has values; screen readers get the names of its axes."""
    identity = f"{name}-{number}".replace("_", "-")
    if "panels" in panel:
        return inline_levels(**panel, name=identity)
    label = f"{panel['ylabel']} against {panel['xlabel']}"
    svg = (inline_map if "values" in panel else inline_svg)(**panel, name=identity)
    return svg.replace(f'aria-label="{identity}"', f'aria-label="{label}"', 1)


# --- accuracy ----------------------------------------------------------------


def accuracy(folder: Path) -> str:
    """Return the tables of accuracies: stated, by which route tested, and measured deviations."""
    found: dict[str, dict[str, Comparison]] = {}
    with warnings.catch_warnings():
        # Some values lie where the physics, not the number, is doubtful.
        warnings.simplefilter("ignore", ValidityWarning)
        for path in sorted(folder.glob("*.json")):
            for comparison in compare_file(path):
                # A value that two files share counts once.
                found.setdefault(comparison.quantity, {})[comparison.entry_id] = comparison
    lines: list[str] = []
    for domain in MODULES:
        lines += [f"### {_DOMAINS.get(domain, domain.capitalize())}", ""]
        lines += [":::{table}", ":class: accuracy", ""]
        lines += _table(
            ("quantity", "stated accuracy", "independent route", "values", "largest deviation"),
            [
                (
                    _link(quantity.name),
                    _text(describe(quantity)["accuracy"]),
                    _text(route_of(quantity.name).words),
                    str(len(found[quantity.name])) if quantity.name in found else "",
                    _verdict(list(found.get(quantity.name, {}).values())),
                )
                for quantity in quantities(domain).values()
            ],
        )
        lines += [":::", ""]
    return "\n".join(lines)


def _verdict(comparisons: Sequence[Comparison]) -> str:
    if not comparisons:
        return ""
    missed = "" if all(one.agrees for one in comparisons) else " **missed**"
    return _largest(comparisons) + missed


def _largest(comparisons: Sequence[Comparison]) -> str:
    deviations = [comparison.deviation for comparison in comparisons if comparison.expected]
    return f"{max(deviations):.0e}" if any(deviations) else "none"


# --- differences from the literature -----------------------------------------


def differing(target: Path, sources: Path) -> None:
    """Write the tables of published values that differ; it takes a minute, so only if need be."""
    newest = max(path.stat().st_mtime for path in sources.rglob("*.py"))
    if not target.exists() or target.stat().st_mtime < newest:
        target.write_text(differences(claims(compute())), encoding="utf-8")


def differences(found: Iterable[Claim]) -> str:
    """Return the tables of claims that are not reproduced, by paper and reason."""
    papers: dict[str, dict[str, list[Claim]]] = {}
    for claim in found:
        if claim.status != "reproduced":
            papers.setdefault(claim.paper, {}).setdefault(claim.reason, []).append(claim)
    lines: list[str] = []
    for number, reasons in papers.items():
        lines += [f"### {{cite:t}}`{load('papers')[number]['key']}`", ""]
        for reason, members in reasons.items():
            header = ("what", "where", "printed", "here", "")
            rows = [
                (_text(c.statement), _text(c.source), _printed(c), _number(c.computed), c.unit)
                for c in members
            ]
            lines += [":::{table}", ":class: differing", "", *_table(header, rows), ":::", ""]
            lines += [_text(reason), ""]
    return "\n".join(lines)


def _printed(claim: Claim) -> str:
    if claim.published_value is None:
        return _text(claim.published)
    if "formula evaluated" in claim.published:
        return f"{_text(claim.published)}: {_number(claim.published_value)}"
    return _text(claim.published)


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "\N{MINUS SIGN}")  # where a line may not end


# --- catalogue ---------------------------------------------------------------


def catalogue_pages() -> dict[str, str]:
    """Return the pages of the catalogue by file name without ending."""
    pages: dict[str, str] = {}
    overview = ["# Catalogue", "", _INTRODUCTION, ""]
    for domain in MODULES:
        found = quantities(domain)
        overview += [f"## {_DOMAINS.get(domain, domain.capitalize())}", ""]
        overview += _table(
            ("quantity", "unit", "meaning"),
            [(_link(q.name), _unit(q.unit), q.meaning) for q in found.values()],
        )
        for subject, members in _subjects(domain, found.values()).items():
            pages[subject] = page(subject, members)
    toctree = ["```{toctree}", ":hidden:", "", *pages, "```", ""]
    return {"index": "\n".join([*overview, *toctree]), **pages}


_INTRODUCTION = (
    "Every quantity that softnu computes, written from the same register as `softnu list` and "
    "`softnu explain`. Each is evaluated by its name, from the command line "
    "(`softnu eval NAME --param value`) or from Python (`softnu.evaluate(NAME, param=value)`)."
)


def _subjects(domain: str, found: Iterable[Quantity]) -> dict[str, list[Quantity]]:
    members = list(found)
    if len(members) <= _LONGEST_PAGE:
        return {domain: members}
    subjects: dict[str, list[Quantity]] = {}
    for quantity in members:
        words = quantity.name.split(".")
        subjects.setdefault(".".join(words[:2]) if len(words) > 2 else domain, []).append(quantity)
    return subjects


def page(subject: str, members: Sequence[Quantity]) -> str:
    """Return the page of one subject."""
    return "\n".join([f"# {subject}", "", *(line for q in members for line in section(q))])


def section(quantity: Quantity) -> list[str]:
    """Return the lines on one quantity."""
    known = describe(quantity)
    result = evaluate(quantity.name, **quantity.example)
    value = f"{float(result.value)!r} {quantity.unit}".rstrip()
    lines = [f"({_label(quantity.name)})=", f"## {quantity.name}", "", known["meaning"], ""]
    lines += ["$$", known["formula"], "$$", ""]
    if quantity.items:
        header = ("parameter", "kind", "allowed", "default", "meaning")
        lines += [":::{table}", ":class: parameters", ""]
        lines += [*_table(header, list(_rows(quantity.items))), ":::", ""]
        lines += [f"*Give one of:* {words}.\n" for words in _choices(quantity.items)]
    cited = ", ".join(f"{{cite:p}}`{load('papers')[number]['key']}`" for number in quantity.papers)
    lines += [
        f"Result\n: {_unit(quantity.unit) or 'dimensionless'}\n",
        f"Source\n: {_text(known['source'])} {cited}\n",
        f"Accuracy\n: {_text(known['accuracy'])}\n",
        f"Validity\n: {_text(known['validity'])}\n",
        "```console",
        f"$ {known['example']['command']}",
        value,
        "```",
        "",
    ]
    return lines


def _rows(items: tuple[Item, ...], choice: str = "") -> Iterable[tuple[str, ...]]:
    for item in items:
        if isinstance(item, Parameter):
            yield _row(item, choice)
        elif isinstance(item, Alternatives):
            for option in item.options:
                for parameter in option:
                    yield _row(parameter, "one of")
        elif isinstance(item, Group):
            yield from _rows(item.items)


def _choices(items: tuple[Item, ...]) -> Iterable[str]:
    for item in items:
        if isinstance(item, Alternatives):
            options = (" with ".join(f"`{p.name}`" for p in option) for option in item.options)
            yield " or ".join(options)
        elif isinstance(item, Group):
            yield from _choices(item.items)


def _row(parameter: Parameter, choice: str) -> tuple[str, ...]:
    words = [f"`{word}`" for word in parameter.choices]
    if parameter.kind not in NO_RANGE:
        words.append(_text(parameter.range.text))
    allowed = ", ".join(words)
    default = "*required*" if parameter.required else _default(parameter)
    if choice and parameter.required:
        default = f"*{choice}*"
    return f"`{parameter.name}`", parameter.kind, allowed, default, _text(parameter.meaning)


def _default(parameter: Parameter) -> str:
    if parameter.default_text or parameter.default is None:
        return parameter.describe_default()
    return f"`{as_text(parameter.default)}`"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return [
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    ] + [""]


_ARXIV = re.compile(r"arXiv:(\d{4}\.\d{4,5})")


def _text(words: str) -> str:
    """Keep plain words plain: no emphasis by underscores, quantities and papers as links."""
    escaped = re.sub(r"([*_<>|$])", r"\\\1", words)
    return _ARXIV.sub(r"[arXiv:\1](https://arxiv.org/abs/\1)", escaped)


def _unit(unit: str) -> str:
    return f"`{unit}`" if unit else ""


def _label(name: str) -> str:
    return "quantity-" + name.replace(".", "-").replace("_", "-")


def _link(name: str) -> str:
    return f"[`{name}`](#{_label(name)})"
