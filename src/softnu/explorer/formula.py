"""Formulas as MathML, which browsers draw by themselves: no script, no font, no network."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Final

#: latex2mathml knows the starred environment of amsmath, not the inner one.
_ALIGNED: Final = re.compile(r"\\(begin|end)\{aligned\}")


@cache
def to_mathml(latex: str) -> str:
    r"""Return a formula as a ``<math>`` element, as text if it is not understood.

    Examples
    --------
    >>> to_mathml(r"\frac{1}{2\pi T}")[:5]
    '<math'
    """
    from latex2mathml.converter import convert

    try:
        element: str = convert(_ALIGNED.sub(r"\\\1{align*}", latex.strip()), display="block")
    except Exception:  # noqa: BLE001 - the converter's errors have no common base
        return f"<code>{escape(latex)}</code>"
    return element
