"""What the page shows, as plain text: a quantity, its inputs, what lies over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from softnu.catalogue import find
from softnu.catalogue.axes import is_axis
from softnu.errors import ConfigError, shown

#: Keys of a query that are not parameters of the quantity.
QUANTITY, OVERLAY, REFERENCE, SCALE = "quantity", "overlay", "reference", "scale"
#: Scales of the vertical axis.
SCALES: Final = ("auto", "linear", "log")
#: Characters of a query, and pairs in it, at most.
_LONGEST, _MOST = 8000, 100


@dataclass(frozen=True)
class Choice:
    """A quantity with inputs as a user writes them.

    Attributes
    ----------
    name : str
        Dotted catalogue name.
    inputs : mapping of str to str
        Values by parameter. An axis is ``start:stop:points[:log]``; the first one is horizontal.
    """

    name: str
    inputs: Mapping[str, str] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the inputs as the pairs of a query."""
        yield QUANTITY, self.name
        yield from self.inputs.items()


@dataclass(frozen=True)
class View:
    """What the page shows.

    Attributes
    ----------
    choice : Choice
        The quantity, with one or two axes among its inputs.
    overlays : tuple of Choice
        Others to draw in the same figure, along the same horizontal axis.
    references : tuple of str
        Names of experiments and bounds that lie over the figure.
    scale : {"auto", "linear", "log"}
        Of the vertical axis.
    """

    choice: Choice
    overlays: tuple[Choice, ...] = ()
    references: tuple[str, ...] = ()
    scale: str = "auto"

    def along(self, key: str, axis: str) -> View:
        """Return the view along another horizontal axis; overlays follow it.

        Parameters
        ----------
        key : str
            The parameter of the quantity.
        axis : str
            Its axis as text.

        Returns
        -------
        View
            The axis comes first among the inputs, and each overlay has it in place of its own:
            along the same parameter if it has that, otherwise along the one it varies by.
        """
        rest = {name: text for name, text in self.choice.inputs.items() if name != key}
        overlays = tuple(_along(one, key, axis, rest) for one in self.overlays)
        return replace(
            self, choice=replace(self.choice, inputs={key: axis, **rest}), overlays=overlays
        )

    def query(self) -> str:
        """Return the view as the query of an address, see :func:`read_query`.

        Examples
        --------
        >>> View(Choice("forces.isotropic.screening_length", {"T": "1 K:3 K:50"})).query()
        'quantity=forces.isotropic.screening_length&T=1+K%3A3+K%3A50'
        """
        pairs = list(self.choice.pairs())
        pairs += [(OVERLAY, urlencode(list(overlay.pairs()))) for overlay in self.overlays]
        pairs += [(REFERENCE, name) for name in self.references]
        if self.scale != "auto":
            pairs.append((SCALE, self.scale))
        return urlencode(pairs)


def _along(overlay: Choice, key: str, axis: str, rest: Mapping[str, str]) -> Choice:
    """Return an overlay along another axis; what varied before has the value of the view."""
    own = axis_of(overlay)
    theirs = key if key in find(overlay.name).parameters else own
    if theirs is None:
        return overlay
    inputs = {
        name: rest.get(name, text) if name == own else text
        for name, text in overlay.inputs.items()
        if name != theirs
    }
    return replace(overlay, inputs={theirs: axis, **inputs})


def axis_of(choice: Choice) -> str | None:
    """Return the parameter along the horizontal axis, None if nothing varies.

    Examples
    --------
    >>> axis_of(Choice("forces.isotropic.screening_length", {"T": "1 K:3 K:50"}))
    'T'
    """
    return next((key for key, text in choice.inputs.items() if is_axis(text)), None)


def with_points(axis: str, count: int) -> str:
    """Return the text of an axis with another number of points.

    Examples
    --------
    >>> with_points("1 K:3 K:50:log", 5)
    '1 K:3 K:5:log'
    """
    start, stop, _, *spacing = axis.split(":")
    return ":".join([start, stop, str(count), *spacing])


def read_query(query: str) -> View:
    """Return the view that a query describes; nothing in it is computed or opened here.

    Parameters
    ----------
    query : str
        As :meth:`View.query` writes it, with or without the leading ``?``.

    Returns
    -------
    View
        The view.

    Raises
    ------
    ConfigError
        If the query is too long, names no quantity, or gives something twice.

    Examples
    --------
    >>> read_query("quantity=relics.delta&k=1+eV&scale=log").choice.inputs
    {'k': '1 eV'}
    """
    choice, rest = _read(query)
    scale = rest.pop(SCALE, ["auto"])[-1]
    if scale not in SCALES:
        raise ConfigError(f"scale = {shown(scale)} is not allowed: {', '.join(SCALES)}")
    overlays = []
    for text in rest.get(OVERLAY, []):
        overlay, others = _read(text)
        if others:
            raise ConfigError(f"an overlay has no {', '.join(others)} of its own")
        overlays.append(overlay)
    return View(choice, tuple(overlays), tuple(rest.get(REFERENCE, [])), scale)


def _read(query: str) -> tuple[Choice, dict[str, list[str]]]:
    """Return the choice in a query, and what else is in it."""
    if len(query) > _LONGEST:
        raise ConfigError(f"the address is too long: more than {_LONGEST} characters")
    try:
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=_MOST)
    except ValueError:
        raise ConfigError(f"the address has more than {_MOST} parts") from None
    names: list[str] = []
    inputs: dict[str, str] = {}
    rest: dict[str, list[str]] = {}
    for key, value in pairs:
        if key == QUANTITY:
            names.append(value)
        elif key in {OVERLAY, REFERENCE, SCALE}:
            rest.setdefault(key, []).append(value)
        elif key in inputs:
            raise ConfigError(f"{shown(key)} is given twice in the address")
        else:
            inputs[key] = value
    if len(names) != 1:
        problem = "names no quantity" if not names else "names several quantities"
        raise ConfigError(f"the address {problem}: write ?quantity=NAME&PARAM=VALUE")
    return Choice(names[0], inputs), rest
