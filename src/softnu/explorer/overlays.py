"""The controls of what lies over the figure: other curves, experiments, bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from softnu.catalogue import find
from softnu.explorer import widgets
from softnu.explorer.compute import name_of
from softnu.explorer.limits import MAX_OVERLAYS
from softnu.explorer.references import names_for
from softnu.explorer.start import companion, companions
from softnu.explorer.view import Choice, View, axis_of

_NONE = "choose one"


class Overlays:
    """What lies over the figure.

    Parameters
    ----------
    view : View
        What is shown.
    keep : callable
        Called when the present curve is to be kept.
    add : callable
        Called with a quantity that is to be added.
    changed : callable
        Called when something is taken away, or references change.
    """

    def __init__(
        self,
        view: View,
        keep: Callable[[], None],
        add: Callable[[Choice], None],
        changed: Callable[[], None],
    ) -> None:
        self._add, self._changed = add, changed
        self._view = view
        self._choices = list(view.overlays)
        self._busy = False
        self._boxes = widgets.checks("curves that are kept", {}, [])
        self._boxes.param.watch(self._unchecked, "value")
        self._others = widgets.select("overlay another quantity", {_NONE: ""}, "")
        self._others.param.watch(self._chosen, "value")
        keeper = widgets.button("Keep this curve")
        keeper.on_click(lambda _: keep())
        key = axis_of(view.choice)
        quantity = find(view.choice.name)
        known = names_for(quantity, quantity.parameters[key]) if key else ()
        self._references = widgets.checks(
            "experiments and bounds",
            {name.replace("_", " "): name for name in known},
            [name for name in view.references if name in known],
        )
        self._references.param.watch(lambda _: changed(), "value")
        parts = [keeper, self._boxes, self._others]
        if known:
            parts += [widgets.html("<h3>Experiments and bounds</h3>"), self._references]
        self.view = widgets.column(*parts, margin=0)
        self._fill(view)

    @property
    def overlays(self) -> tuple[Choice, ...]:
        """The quantities that lie over the figure."""
        return tuple(self._choices)

    @property
    def references(self) -> tuple[str, ...]:
        """The experiments and bounds."""
        return tuple(self._references.value)

    def add(self, choice: Choice, view: View) -> None:
        """Add a quantity, unless it is there."""
        if choice not in self._choices and len(self._choices) < MAX_OVERLAYS:
            self._choices.append(choice)
        self._fill(view)

    def offer(self, view: View) -> None:
        """Offer the quantities that fit; the whole catalogue is read for that."""
        self._view = view
        self._busy = True
        names = companions(view.choice)
        self._others.options = {_NONE: "", **{name: name for name in names}}
        self._others.value = ""
        self._busy = False

    def rename(self, view: View) -> None:
        """Name the quantities by what distinguishes them from what is shown now."""
        self._choices = list(view.overlays)
        self._fill(view)

    def _fill(self, view: View) -> None:
        self._view = view
        options = {
            f"{position}. {name_of(choice, view.choice)}": str(position)
            for position, choice in enumerate(self._choices, start=1)
        }
        if options == self._boxes.options and list(options.values()) == self._boxes.value:
            return
        self._busy = True
        self._boxes.param.update(options=options, value=list(options.values()))
        self._boxes.visible = bool(options)
        self._busy = False

    def _unchecked(self, event: Any) -> None:
        if self._busy:
            return
        kept = set(event.new)
        self._choices = [
            choice
            for position, choice in enumerate(self._choices, start=1)
            if str(position) in kept
        ]
        self._fill(self._view)
        self._changed()

    def _chosen(self, event: Any) -> None:
        if self._busy or not event.new:
            return
        self._busy = True
        self._others.value = ""
        self._busy = False
        self._add(companion(self._view.choice, event.new))
