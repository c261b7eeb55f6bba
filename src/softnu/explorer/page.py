"""The page of one visitor: controls that make a view, and what the view shows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, Final

import panel as pn

from softnu.catalogue import MODULES, find, quantities
from softnu.catalogue.axes import is_axis
from softnu.errors import SoftnuError
from softnu.explorer import about, snippets, widgets
from softnu.explorer.axis import AxisControl
from softnu.explorer.drawing import Drawing
from softnu.explorer.export import FORMATS
from softnu.explorer.fields import Fields
from softnu.explorer.first import picture_of
from softnu.explorer.limits import check
from softnu.explorer.overlays import Overlays
from softnu.explorer.picture import Picture
from softnu.explorer.start import POINTS, Start, first_choice, working_axis
from softnu.explorer.view import SCALES, Choice, View, with_points
from softnu.explorer.worker import Worker

#: Milliseconds after which the page says that it is still computing.
_PATIENCE: Final = 500
#: Milliseconds after the first picture when the rest of the catalogue is read.
_LATER: Final = 2000
#: Points of a second axis, unless somebody asks for others: a curve for each.
_SECOND: Final = 5
_COPIES: Final = {
    "Python": "python",
    "command line": "command",
    "scan config": "config",
    "address": "query",
}
_COPY: Final = """
const done = () => { button.label = "Copied"; setTimeout(() => { button.label = "Copy" }, 1500) }
if (navigator.clipboard) navigator.clipboard.writeText(source.value).then(done)
"""


class Page:
    """The parts of the page and what they show.

    Parameters
    ----------
    worker : Worker
        Computes.
    start : Start
        What is shown first.
    problem : str
        A message about the address, if it could not be read.
    """

    def __init__(self, worker: Worker, start: Start, problem: str = "") -> None:
        self._worker = worker
        self._document = pn.state.curdoc
        self._lock = threading.Lock()
        self._wanted: View | None = None
        self._working = False
        self._loading = self._loaded = False
        self._drawing = Drawing()
        self.about = widgets.html()
        self.messages = widgets.html(about.alarm(problem) if problem else "")
        self._plot = pn.pane.Bokeh(None, sizing_mode="stretch_width", min_height=440)
        self._value = widgets.html()
        self._facts = widgets.html()
        self._downloads = widgets.html()
        self._problem = problem
        self._controls = widgets.column(margin=0)
        self._chooser()
        self._copies()
        self._scale = widgets.select("vertical scale", list(SCALES), start.view.scale)
        self._scale.param.watch(self._changed, "value")
        self.controls = widgets.column(self._find, self._names, self._controls, margin=0)
        self.figure = widgets.column(self.messages, self._value, self._plot, margin=0)
        self.details = widgets.column(self._downloads, self._facts, *self._copy_parts, margin=0)
        self._show_view(start.view, start.text)

    # --- choosing a quantity ---------------------------------------------------------

    def _chooser(self) -> None:
        self._find = widgets.text("find a quantity", placeholder="words of its name or meaning")
        self._names = pn.widgets.Select(
            name="quantity",
            groups={},
            sizing_mode="stretch_width",
            stylesheets=[widgets.stylesheet("parts.css")],
        )
        self._find.param.watch(self._filter, "value_input")
        self._names.param.watch(self._chosen, "value")

    def _filter(self, _: Any = None) -> None:
        """Offer the quantities whose name or meaning has all words; the current one always."""
        words = self._find.value_input.lower().split()
        current = self._view.choice.name
        domains = MODULES if self._loaded else (current.split(".", 1)[0],)
        groups = {}
        for domain in domains:
            found = {
                f"{name.removeprefix(domain + '.')}: {quantity.meaning}": name
                for name, quantity in quantities(domain).items()
                if name == current
                or all(word in f"{name} {quantity.meaning}".lower() for word in words)
            }
            if found:
                groups[domain] = found
        self._names.param.update(groups=groups, value=current)

    def _chosen(self, event: Any) -> None:
        if event.new and event.new != self._view.choice.name:
            self._later(partial(first_choice, event.new), self._start_quantity)

    def _start_quantity(self, choice: Choice) -> None:
        self._show_view(View(choice))

    # --- controls of a view ----------------------------------------------------------

    def _show_view(self, view: View, text: str = "") -> None:
        """Make the controls of a view and ask for its picture."""
        quantity = find(view.choice.name)
        self._view = view
        axes = [(name, one) for name, one in view.choice.inputs.items() if is_axis(one)]
        axes += [("", "")] * (2 - len(axes))
        switched, changed = self._switched, self._changed
        self._horizontal = AxisControl("horizontal axis", quantity, axes[0], switched, changed)
        self._second = AxisControl("second axis", quantity, axes[1], switched, changed)
        self._fields = Fields(quantity, view.choice.inputs, changed)
        self._overlays = Overlays(view, self._keep, self._add_overlay, changed)
        self._fields.hide(self._varying())
        self._controls.objects = [
            self._horizontal.view,
            self._second.view,
            self._fields.view,
            self._overlays.view,
            self._scale,
        ]
        self.about.object = about.heading(quantity, text)
        self._facts.object = about.facts(quantity)
        self._filter()
        if self._loaded:
            self._overlays.offer(view)
        self._changed()

    def _varying(self) -> set[str]:
        return {self._horizontal.name, self._second.name} - {""}

    def view(self) -> View:
        """Return what the controls say."""
        axes = {one.name: one.text for one in (self._horizontal, self._second) if one.name}
        fixed = {key: text for key, text in self._fields.values().items() if key not in axes}
        view = replace(
            self._view,
            choice=Choice(self._view.choice.name, axes | fixed),
            overlays=self._overlays.overlays,
            references=self._overlays.references,
            scale=self._scale.value,
        )
        key = self._horizontal.name
        return view.along(key, axes[key]) if key and is_axis(axes[key]) else view

    def _switched(self, control: AxisControl, old: str, new: str) -> None:
        """Give the old parameter of an axis a value, and find a range for the new one."""
        if old:
            field = self._fields.field(old)
            field.put(field.value or control.start)
        other = self._second if control is self._horizontal else self._horizontal
        if new and new == other.name:
            other.clear()
        self._fields.hide(self._varying())
        if not new:
            self._changed()
            return
        inputs = {
            **({other.name: other.text} if other.name else {}),
            **self._fields.values(),
        }
        choice = Choice(self._view.choice.name, inputs)

        def put(axis: str) -> None:
            if axis:
                few = control is self._second and axis.split(":")[2] == str(POINTS)
                control.put(with_points(axis, _SECOND) if few else axis)
                self._changed()
            else:
                self.messages.object = about.alarm(
                    f"no range of {new} was found that works with the other values: give one"
                )

        self._later(partial(working_axis, choice, new), put)

    def _keep(self) -> None:
        """Keep the present curve in the figure, so that others can be compared with it."""
        view = self.view()
        self._overlays.add(view.choice, view)
        self._changed()

    def _add_overlay(self, choice: Choice) -> None:
        self._overlays.add(choice, self.view())
        self._changed()

    # --- from the view to the picture ------------------------------------------------

    def _changed(self, _: Any = None) -> None:
        """Ask for the picture of what the controls say; only the latest view is computed."""
        view = self.view()
        try:
            check(view)
        except SoftnuError as error:
            self._refuse(str(error))
            return
        self._view = view
        self._overlays.rename(view)
        with self._lock:
            self._wanted = view
            if self._working:
                return
            self._working = True
        threading.Thread(target=self._work, daemon=True).start()
        self._document.add_timeout_callback(self._say_busy, _PATIENCE)

    def _work(self) -> None:
        while True:
            with self._lock:
                view, self._wanted = self._wanted, None
                self._working = view is not None
            if view is None:
                return
            answer = self._answer(partial(picture_of, view.query()))
            self._soon(partial(self._show, view, answer))

    def _answer(self, question: Callable[[], Any]) -> Any:
        try:
            return self._worker.ask(question)
        except SoftnuError as error:
            return error

    def _later(self, question: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Ask the worker, and go on with its answer when it is there."""

        def arrived(answer: Any) -> None:
            if isinstance(answer, SoftnuError):
                self._refuse(str(answer))
            else:
                then(answer)

        def work() -> None:
            self._soon(partial(arrived, self._answer(question)))

        threading.Thread(target=work, daemon=True).start()

    def _soon(self, call: Callable[[], None]) -> None:
        """Run a call where the page may be changed; the visitor may have gone meanwhile."""
        if self._document.session_context is not None:
            self._document.add_next_tick_callback(call)

    def _say_busy(self) -> None:
        if self._working:
            self.messages.object = about.remarks(["computing ..."])

    def _refuse(self, message: str) -> None:
        self.messages.object = about.alarm(message)

    def _show(self, view: View, answer: Picture | SoftnuError) -> None:
        if isinstance(answer, SoftnuError):
            self._refuse(str(answer))
            return
        problem = about.alarm(self._problem) if self._problem else ""
        self._problem = ""
        self.messages.object = problem + about.remarks(answer.remarks)
        single = answer.value is not None
        self._plot.visible = not single
        self._value.object = (
            f'<p class="value">{escape(answer.y_label)} = {answer.value:.8g}</p>' if single else ""
        )
        if not single and self._drawing.show(answer):
            self._plot.object = self._drawing.figure
        self._downloads.object = about.downloads(view.query(), FORMATS[:1] if single else FORMATS)
        self._fill_copy()
        if not self._loading:
            self._loading = True
            self._document.add_timeout_callback(self._start_loading, _LATER)

    def _start_loading(self) -> None:
        threading.Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        """Read the whole catalogue after the first picture, for the lists to choose from."""
        for domain in MODULES:
            quantities(domain)

        def offer() -> None:
            self._loaded = True
            self._filter()
            self._overlays.offer(self._view)

        self._soon(offer)

    # --- copies ------------------------------------------------------------------------

    def _copies(self) -> None:
        self._copy_kind = widgets.select("the same as", list(_COPIES), "Python")
        self._copy_kind.param.watch(self._fill_copy, "value")
        self._copy_text = widgets.html()
        source = pn.widgets.TextInput(visible=False)
        button = widgets.button("Copy", max_width=120)
        button.js_on_click(args={"source": source, "button": button}, code=_COPY)
        self._copy_source = source
        self._copy_parts: Sequence[Any] = (
            widgets.html("<h3>Copy</h3>"),
            self._copy_kind,
            self._copy_text,
            button,
            source,
        )

    def _fill_copy(self, _: Any = None) -> None:
        kind = _COPIES[self._copy_kind.value]
        if kind == "query":
            text = f"?{self._view.query()}"
        else:
            text = getattr(snippets, kind)(self._view)
        self._copy_source.value = text
        self._copy_text.object = f'<pre tabindex="0">{escape(text)}</pre>'
