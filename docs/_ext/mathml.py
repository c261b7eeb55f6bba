"""Formulas as MathML, which browsers draw by themselves: no script, no font, no network."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging

_LOG = logging.getLogger(__name__)
#: latex2mathml knows the starred environment of amsmath, not the inner one.
_ALIGNED = re.compile(r"\\(begin|end)\{aligned\}")
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
#: Names that stand upright and keep a distance from what is beside them.
_FUNCTIONS = {"cos", "cosh", "cot", "coth", "exp", "ln", "log", "sin", "sinh", "tan", "tanh"}
_THIN = "0.1667em"
#: Elements with indices or exponents; the brackets that open what others close.
_SCRIPTS = {"msup", "msub", "msubsup"}
_OPENING = {")": "(", "]": "[", "}": "{", "|": "|", "∣": "∣"}
#: Names in Unicode of what the converter calls variants.
_ALPHABETS = {"bold": "BOLD", "bold-italic": "BOLD ITALIC", "script": "SCRIPT"}
#: What the converter leaves behind where it does not know a command.
_LEFT_OVER = re.compile(r"\\[A-Za-z]+|<m[ion]>&</m[ion]>")


def to_mathml(latex: str, display: str, node: nodes.Node) -> str:
    """Convert a formula; warn if part of it was not understood."""
    try:
        element = convert(_ALIGNED.sub(r"\\\1{align*}", latex.strip()), display=display)
    except Exception as error:  # noqa: BLE001 - the converter has no common base
        _LOG.warning("formula %r: %s: %s", latex, type(error).__name__, error, location=node)
        return f"<code>{latex}</code>"
    if found := _LEFT_OVER.search(element):
        _LOG.warning("formula %r: %r is not understood", latex, found[0], location=node)
        return element
    return _finished(element)


def _finished(element: str) -> str:
    """Put thin spaces around functions, as TeX does; write bold and script letters as such."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.fromstring(element)
    for row in root.iter():
        if row.get("mathvariant") in _ALPHABETS:
            alphabet = _ALPHABETS[row.attrib.pop("mathvariant")]
            row.text = "".join(_letter(one, alphabet) for one in row.text or "")
        if _tag(row) in {"mrow", "mtd", "math"}:
            row[:] = _with_spaces(_with_bases(row))
    return ET.tostring(root, encoding="unicode")


def _letter(plain: str, alphabet: str) -> str:
    """Return the letter of Unicode's mathematical alphabet: browsers know no other way."""
    words = unicodedata.name(plain).removeprefix("LATIN ").removeprefix("GREEK ")
    name = f"{alphabet} {words.replace('LETTER ', '')}"
    try:
        return unicodedata.lookup(f"MATHEMATICAL {name}")
    except KeyError:  # some script letters were in Unicode before the alphabet
        return unicodedata.lookup(name)


def _with_bases(row: ET.Element) -> list[ET.Element]:
    r"""Give \Big[...\Big]^2 its whole as base: a bracket with an exponent is not stretched."""
    done: list[ET.Element] = []
    for item in row:
        if _tag(item) in _SCRIPTS and (size := item[0].get("minsize")):
            opening = (_OPENING[item[0].text or ""], size)
            places = [i for i, one in enumerate(done) if (one.text, one.get("minsize")) == opening]
            if places:
                base = ET.Element(f"{{{_NAMESPACE}}}mrow")
                base[:] = [*done[places[-1] :], item[0]]
                item[0] = base
                del done[places[-1] :]
        done.append(item)
    return done


def _with_spaces(items: list[ET.Element]) -> Iterator[ET.Element]:
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        if _is_function(item) and before is not None and _tag(before) not in {"mo", "mspace"}:
            yield ET.Element(f"{{{_NAMESPACE}}}mspace", width=_THIN)
        yield item
        if _is_function(item) and after is not None and _tag(after) not in {"mo", "mspace"}:
            yield ET.Element(f"{{{_NAMESPACE}}}mspace", width=_THIN)


def _is_function(item: ET.Element) -> bool:
    if _tag(item) in _SCRIPTS:
        return _is_function(item[0])
    return _tag(item) == "mi" and item.text in _FUNCTIONS


def _tag(item: ET.Element) -> str:
    return item.tag.removeprefix(f"{{{_NAMESPACE}}}")


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(to_mathml(node.astext(), "inline", node))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="formula"))
    translator.body.append(to_mathml(node.astext(), "block", node))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the renderer."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
