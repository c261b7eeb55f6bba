"""What the catalogue says of a quantity, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from softnu.explorer.formula import to_mathml
from softnu.quantity import Quantity


def heading(quantity: Quantity, text: str = "") -> str:
    """Return name and meaning, or what a start view says of itself."""
    return (
        f"<h2>{escape(quantity.meaning)}</h2><p>{escape(text)} "
        f'<code class="faint">{escape(quantity.name)}</code></p>'
    )


def facts(quantity: Quantity) -> str:
    """Return formula, result, source, accuracy and validity.

    Examples
    --------
    >>> from softnu.catalogue import find
    >>> "2405.16801" in facts(find("forces.isotropic.screening_length"))
    True
    """
    papers = ", ".join(f"arXiv:{paper}" for paper in quantity.papers) or "none"
    rows = {
        "result": quantity.unit or "dimensionless",
        "source": quantity.source,
        "papers": papers,
        "accuracy": quantity.accuracy,
        "validity": quantity.validity,
    }
    listed = "".join(f"<dt>{key}</dt><dd>{escape(value)}</dd>" for key, value in rows.items())
    return f"<h3>Formula</h3>{to_mathml(quantity.formula)}<dl>{listed}</dl>"


def alarm(message: str) -> str:
    """Return an error as a message that screen readers speak.

    Examples
    --------
    >>> alarm("r < 0")
    '<div class="alarm" role="alert">r &lt; 0</div>'
    """
    return f'<div class="alarm" role="alert">{escape(message)}</div>'


def remarks(found: Iterable[str]) -> str:
    """Return warnings and notes."""
    return "".join(f'<div class="remark" role="status">{escape(one)}</div>' for one in found)


def downloads(query: str, endings: Iterable[str]) -> str:
    """Return the links to the files of a view."""
    links = (
        f'<a href="download.{ending}?{escape(query)}" download>{ending.upper()}</a>'
        for ending in endings
    )
    return f'<h3>Download</h3><p class="downloads">{"".join(links)}</p>'
