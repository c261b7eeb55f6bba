"""The control of an axis: which parameter varies, from where to where, in how many points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from softnu.explorer import widgets
from softnu.explorer.start import POINTS, can_vary
from softnu.quantity import Quantity

_NOTHING = "nothing"


class AxisControl:
    """Choose a parameter and its range.

    Parameters
    ----------
    title : str
        Which axis it is.
    quantity : Quantity
        Whose parameters.
    axis : tuple of str
        The parameter and the text of its axis, both empty for none.
    switched : callable
        Called when another parameter is chosen, with the old and the new one.
    changed : callable
        Called when the range changes.
    """

    def __init__(
        self,
        title: str,
        quantity: Quantity,
        axis: tuple[str, str],
        switched: Callable[[AxisControl, str, str], None],
        changed: Callable[[], None],
    ) -> None:
        self._switched, self._changed = switched, changed
        self._busy = False
        names = [name for name, p in quantity.parameters.items() if can_vary(p)]
        self._choice = widgets.select(
            title, {_NOTHING: "", **{name: name for name in names}}, axis[0]
        )
        self._start = widgets.text("from")
        self._stop = widgets.text("to")
        self._points = widgets.text("points", str(POINTS))
        self._spacing = widgets.select("spacing", {"linear": "", "logarithmic": "log"}, "")
        self._range = widgets.column(
            widgets.row(self._start, self._stop),
            widgets.row(self._points, self._spacing),
            margin=0,
        )
        self.view = widgets.column(self._choice, self._range, margin=0)
        self.put(axis[1])
        self._choice.param.watch(self._chosen, "value")
        for entry in (self._start, self._stop, self._points, self._spacing):
            entry.param.watch(self._edited, "value")

    @property
    def name(self) -> str:
        """The parameter, empty if nothing varies."""
        return str(self._choice.value)

    @property
    def text(self) -> str:
        """The axis as text, empty if nothing varies."""
        if not self.name:
            return ""
        parts = (self._start.value, self._stop.value, self._points.value, self._spacing.value)
        return ":".join(part.strip() for part in parts if part)

    @property
    def start(self) -> str:
        """Where the axis begins."""
        return str(self._start.value).strip()

    def put(self, axis: str) -> None:
        """Show the text of an axis without a call of `changed`."""
        self._busy = True
        self._range.visible = bool(self.name)
        if axis:
            start, stop, points, *spacing = (part.strip() for part in axis.split(":"))
            self._start.value, self._stop.value, self._points.value = start, stop, points
            self._spacing.value = "log" if spacing == ["log"] else ""
        self._busy = False

    def clear(self) -> None:
        """Let nothing vary, without a call of `switched`."""
        self._busy = True
        self._choice.value = ""
        self._range.visible = False
        self._busy = False

    def _chosen(self, event: Any) -> None:
        if not self._busy:
            self._range.visible = bool(self.name)
            self._switched(self, str(event.old), str(event.new))

    def _edited(self, _: Any) -> None:
        if not self._busy:
            self._changed()
