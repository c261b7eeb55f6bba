"""What a visitor sees before anything can be moved: made by the process that computes.

The page's own process names these functions before it has loaded what they need: hence the
imports inside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from softnu.explorer.picture import Picture
    from softnu.explorer.start import Start

#: Pictures that are kept: one that was still is asked for once more when it can be moved.
_KEPT: Final = 8


@dataclass(frozen=True)
class First:
    """The beginning of the page of a visitor.

    Attributes
    ----------
    heading : str
        What is shown, as HTML.
    still : str
        The figure as an ``<svg>`` element, empty if there is none.
    """

    heading: str = ""
    still: str = ""


def pairs(arguments: Mapping[str, list[bytes]]) -> tuple[tuple[str, str], ...]:
    """Return what an address says after the question mark, without the token.

    Examples
    --------
    >>> pairs({"view": [b"renp"], "token": [b"abcdefghijklmnop"]})
    (('view', 'renp'),)
    """
    return tuple(
        (key, value.decode("utf-8", "replace"))
        for key, values in arguments.items()
        for value in values
        if key != "token"
    )


@lru_cache(maxsize=_KEPT)
def first(given: tuple[tuple[str, str], ...]) -> First:
    """Return the beginning of the page for the keys and values of an address.

    Raises
    ------
    SoftnuError
        If the view cannot be computed.

    Examples
    --------
    >>> first((("quantity", "neutrinos.mass_sum"), ("m_lightest", "0 eV:1 eV:2"))).still[:4]
    '<svg'
    """
    from softnu.catalogue import find
    from softnu.explorer.about import heading
    from softnu.explorer.still import still

    shown, _ = start_of(given)
    quantity = find(shown.view.choice.name)
    return First(heading(quantity, shown.text), still(picture_of(shown.view.query())))


def start_of(given: Sequence[tuple[str, str]]) -> tuple[Start, str]:
    """Return what is shown first, and what is wrong with the keys and values of an address.

    Examples
    --------
    >>> start_of([("view", "nowhere")])[1]
    "unknown start view 'nowhere'..."
    """
    from softnu.errors import SoftnuError
    from softnu.explorer.limits import check
    from softnu.explorer.start import Start, start, starts
    from softnu.explorer.view import read_query

    values = dict(given)
    usual = start(next(iter(starts())))
    try:
        if not values:
            return usual, ""
        if set(values) == {"view"}:
            return start(values["view"]), ""
        view = read_query(urlencode(given))
        check(view)
    except SoftnuError as error:
        return usual, str(error)
    return Start("", "", (), view), ""


@lru_cache(maxsize=_KEPT)
def picture_of(query: str) -> Picture:
    """Return the picture of a view, see :func:`softnu.explorer.compute.picture`.

    Parameters
    ----------
    query : str
        The view, as :meth:`softnu.explorer.view.View.query` writes it.

    Raises
    ------
    SoftnuError
        If the view cannot be read or computed.

    Examples
    --------
    >>> picture_of("quantity=forces.isotropic.screening_length&T=1+K:2+K:2").columns
    ('T [K]', 'forces.isotropic.screening_length [m]')
    """
    from softnu.explorer.compute import picture
    from softnu.explorer.view import read_query

    return picture(read_query(query))
