"""The server of the page: for this machine alone unless a token is given."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

import panel as pn
from bokeh.protocol.exceptions import ProtocolError
from bokeh.server.auth_provider import AuthProvider
from panel.io.server import get_server
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from softnu.errors import EngineError, SoftnuError
from softnu.explorer import widgets
from softnu.explorer.access import check_address, is_token, origins, written
from softnu.explorer.compute import picture
from softnu.explorer.export import FORMATS, export
from softnu.explorer.limits import check
from softnu.explorer.page import Page
from softnu.explorer.start import Start, start, starts
from softnu.explorer.view import read_query
from softnu.explorer.worker import Worker

_COOKIE: Final = "softnu-token"
_CONTENT: Final = {"csv": "text/csv; charset=utf-8", "png": "image/png", "svg": "image/svg+xml"}
#: Bytes of a message from a browser, at most.
_LARGEST_MESSAGE: Final = 2**20


def serve(host: str, port: int, token: str, worker: Worker, ready: Callable[[str], None]) -> None:
    """Serve the page until the process is interrupted.

    Parameters
    ----------
    host : str
        Address to listen at.
    port : int
        Port, see :func:`softnu.explorer.access.free_port`.
    token : str
        What visitors must know, empty for none.
    worker : Worker
        Computes.
    ready : callable
        Called with the address of the page once it answers.

    Raises
    ------
    ConfigError
        If the page would be open to other machines without a token.
    EngineError
        If the port is not free.
    """
    check_address(host, token)
    logging.getLogger("bokeh").setLevel(logging.ERROR)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    for name in ("asyncio", "tornado.application"):
        logging.getLogger(name).addFilter(_is_ours)
    pn.extension(design="native", defer_load=False)
    settings: dict[str, Any] = {"token": token, "worker": worker}
    try:
        server = get_server(
            {"/": lambda: _page(worker)},
            address=host,
            port=port,
            title="softnu explorer",
            websocket_origin=origins(host, port),
            auth_provider=_Token(token),
            extra_patterns=[(rf"/download\.({'|'.join(FORMATS)})", _Download, settings)],
            websocket_max_message_size=_LARGEST_MESSAGE,
        )
    except OSError as error:
        raise EngineError(f"cannot listen at {host}, port {port}: {error.strerror}") from error
    _prepare(worker)
    server.start()
    query = f"?token={token}" if token else ""
    ready(f"http://{written(host)}:{port}/{query}")
    try:
        server.io_loop.start()
    finally:
        server.stop()


def _is_ours(record: logging.LogRecord) -> bool:
    """Tell whether a log record is about more than a visitor who has gone or was refused."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, ProtocolError | WebSocketClosedError)


def _prepare(worker: Worker) -> None:
    """Load what the first page needs, and compute its picture once, before anybody waits."""
    first = start(next(iter(starts()))).view
    threading.Thread(target=worker.ask, args=(picture, first), daemon=True).start()
    check(first)


class _Token(AuthProvider):
    """Lets in who knows the token, by the address first and by a cookie from then on."""

    def __init__(self, token: str) -> None:
        self._token = token

    @property
    def get_user(self) -> Callable[[RequestHandler], str]:
        return partial(_visitor, self._token)

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


def _visitor(token: str, handler: RequestHandler) -> str:
    """Return a name for who may see the page; raise 403 for others."""
    if not token:
        return "local"
    given = handler.get_query_argument("token", "") or handler.get_cookie(_COOKIE, "") or ""
    if not is_token(given, token):
        raise HTTPError(403, reason="the token is missing or wrong")
    if handler.request.headers.get("Upgrade", "").lower() != "websocket":
        handler.set_cookie(_COOKIE, token, httponly=True, samesite="Strict")
    return "visitor"


class _Download(RequestHandler):
    """The files of a view, described by the query."""

    def initialize(self, token: str, worker: Worker) -> None:
        self._token, self._worker = token, worker

    def prepare(self) -> None:
        _visitor(self._token, self)
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


def _page(worker: Worker) -> pn.template.Template:
    """Return the page of a visitor; what is wrong with the address is said in it."""
    current, first, problem = _first(_pairs())
    page = Page(worker, first, problem)
    template = pn.template.Template(widgets.stylesheet("page.html"))
    template.add_variable("page_style", widgets.stylesheet("page.css"))
    template.add_variable("views", [(name, one.title) for name, one in starts().items()])
    template.add_variable("current", current)
    for name in ("heading", "controls", "figure", "details"):
        template.add_panel("about" if name == "heading" else name, getattr(page, name))
    return template


def _pairs() -> list[tuple[str, str]]:
    """Return what the address says after the question mark, without the token."""
    arguments = pn.state.session_args or {}
    return [
        (key, value.decode("utf-8", "replace"))
        for key, values in arguments.items()
        for value in values
        if key != "token"
    ]


def _first(pairs: list[tuple[str, str]]) -> tuple[str, Start, str]:
    """Return the name of the start view, what is shown first, and what is wrong."""
    usual = next(iter(starts()))
    if not pairs:
        return usual, start(usual), ""
    try:
        given = dict(pairs)
        if set(given) == {"view"}:
            return given["view"], start(given["view"]), ""
        view = read_query(urlencode(pairs))
        check(view)
    except SoftnuError as error:
        return usual, start(usual), str(error)
    return "", Start("", "", (), view), ""
