"""The parts of the page that live: an application of Panel, one session for each visitor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import panel as pn
from bokeh.server.auth_provider import AuthProvider
from bokeh.server.tornado import BokehTornado
from panel.io.application import build_applications
from tornado.web import HTTPError, RequestHandler

from softnu.errors import SoftnuError
from softnu.explorer import widgets
from softnu.explorer.export import FORMATS, export
from softnu.explorer.first import pairs, start_of
from softnu.explorer.page import Page
from softnu.explorer.server import visitor
from softnu.explorer.view import read_query
from softnu.explorer.worker import Worker

_CONTENT: Final = {"csv": "text/csv; charset=utf-8", "png": "image/png", "svg": "image/svg+xml"}
#: Bytes of a message from a browser, at most.
_LARGEST_MESSAGE: Final = 2**20


def application(worker: Worker, token: str, origins: Sequence[str]) -> BokehTornado:
    """Return the application; its root is what takes the place of the still page.

    Parameters
    ----------
    worker : Worker
        Computes.
    token : str
        What visitors must know, empty for none.
    origins : sequence of str
        Hosts and ports from whose pages connections may come.
    """
    pn.extension(design="native", defer_load=False)
    settings: dict[str, Any] = {"token": token, "worker": worker}
    return BokehTornado(
        build_applications({"/": lambda: _parts(worker)}, title="softnu explorer"),
        extra_websocket_origins=origins,
        auth_provider=_Token(token),
        extra_patterns=[(rf"/download\.({'|'.join(FORMATS)})", _Download, settings)],
        websocket_max_message_size_bytes=_LARGEST_MESSAGE,
    )


class _Token(AuthProvider):
    """Lets in who knows the token, by the address first and by a cookie from then on."""

    def __init__(self, token: str) -> None:
        self._token = token

    @property
    def get_user(self) -> Callable[[RequestHandler], str]:
        return partial(visitor, self._token)

    @property
    def get_user_async(self) -> None:
        return None

    @property
    def login_url(self) -> None:
        return None

    @property
    def get_login_url(self) -> None:
        return None

    @property
    def login_handler(self) -> None:
        return None

    @property
    def logout_url(self) -> None:
        return None

    @property
    def logout_handler(self) -> None:
        return None


class _Download(RequestHandler):
    """The files of a view, described by the query."""

    def initialize(self, token: str, worker: Worker) -> None:
        self._token, self._worker = token, worker

    def prepare(self) -> None:
        visitor(self._token, self)
        if self.request.headers.get("Sec-Fetch-Site", "none") == "cross-site":
            raise HTTPError(403, reason="files are for the page itself")

    async def get(self, ending: str) -> None:
        self.set_header("X-Content-Type-Options", "nosniff")
        try:
            view = read_query(self.request.query)
            content = await asyncio.to_thread(self._worker.ask, export, view, ending)
        except SoftnuError as error:
            self.set_status(400)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"{error}\n")
            return
        name = f"{view.choice.name}.{ending}"
        self.set_header("Content-Type", _CONTENT[ending])
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


def _parts(worker: Worker) -> pn.template.Template:
    """Return the parts of the page of a visitor; what is wrong with the address is said there."""
    template = pn.template.Template(widgets.stylesheet("live.html"))
    places = {
        name: widgets.column(margin=0) for name in ("about", "controls", "figure", "details")
    }
    for name, place in places.items():
        template.add_panel(name, place)
    page = Page(worker, *start_of(pairs(pn.state.session_args or {})))
    # Only now: a template writes down all it holds with each part that it gets.
    for name, place in places.items():
        place.append(getattr(page, name))
    return template
