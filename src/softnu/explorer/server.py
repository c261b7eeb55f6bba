"""The server of the page: for this machine alone unless a token is given.

It answers before the libraries of the page are loaded: first come the heading and a still figure,
made by the process that computes, and then the parts that live.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop
from tornado.routing import Router
from tornado.template import Template
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from softnu.data import load
from softnu.errors import EngineError, SoftnuError
from softnu.explorer.access import check_address, is_token, origins, written
from softnu.explorer.first import First, first, pairs
from softnu.explorer.worker import Worker

_COOKIE: Final = "softnu-token"
#: Connections that may wait: a browser opens several at once.
_BACKLOG: Final = 128
#: Seconds that a page waits for its still figure.
_PATIENCE: Final = 4.0
#: The scripts of the page, in the order in which they run, and the folders they come from.
_SCRIPTS: Final = {
    "bokeh.min.js": ("bokeh", "server/static/js"),
    "bokeh-widgets.min.js": ("bokeh", "server/static/js"),
    "bokeh-tables.min.js": ("bokeh", "server/static/js"),
    "panel.min.js": ("panel", "dist"),
}


def serve(host: str, port: int, token: str, worker: Worker, ready: Callable[[str], None]) -> None:
    """Serve the page until the process is interrupted.

    Parameters
    ----------
    host : str
        Address to listen at.
    port : int
        Port, 0 for any free one.
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
        If the port is taken, or the address not one of this machine.
    """
    check_address(host, token)
    for name in ("bokeh", "tornado.access"):
        logging.getLogger(name).setLevel(logging.ERROR)
    for name in ("asyncio", "tornado.application"):
        logging.getLogger(name).addFilter(_is_ours)
    asyncio.run(_serve(host, port, token, worker, ready))


async def _serve(
    host: str, port: int, token: str, worker: Worker, ready: Callable[[str], None]
) -> None:
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    site = _Site(token, worker)
    HTTPServer(site).add_socket(listening)
    query = f"?token={token}" if token else ""
    ready(f"http://{written(host)}:{port}/{query}")
    # Whoever opens the page now finds its first figure drawn, or nearly.
    drawing = asyncio.create_task(_shown(worker, ()))
    try:
        live = await asyncio.to_thread(import_module, "softnu.explorer.live")
        application = live.application(worker, token, origins(host, port))
        application.initialize(IOLoop.current())
        application.start()
        try:
            site.open(application)
            await drawing
            await asyncio.Event().wait()
        finally:
            application.stop()
    finally:
        # A computation would keep the thread that waits for it, and that this process.
        worker.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise EngineError(f"cannot listen at {host}, port {port}: {error.strerror}") from error
    made.setblocking(False)
    return made


def _is_ours(record: logging.LogRecord) -> bool:
    """Tell whether a log record is about more than a visitor who has gone or was refused."""
    error = record.exc_info[1] if record.exc_info else None
    theirs = isinstance(error, WebSocketClosedError) or type(error).__name__ == "ProtocolError"
    return not theirs


def visitor(token: str, handler: RequestHandler) -> str:
    """Return a name for who may see the page; raise 403 for others."""
    if not token:
        return "local"
    given = handler.get_query_argument("token", "") or handler.get_cookie(_COOKIE, "") or ""
    if not is_token(given, token):
        raise HTTPError(403, reason="the token is missing or wrong")
    if handler.request.headers.get("Upgrade", "").lower() != "websocket":
        handler.set_cookie(_COOKIE, token, httponly=True, samesite="Strict")
    return "visitor"


class _Site(Router):
    """Answers itself what comes first, and leaves the rest to what lives, once that is loaded."""

    def __init__(self, token: str, worker: Worker) -> None:
        self._opened = asyncio.Event()
        self._live: Any = None
        self._first = Application(
            [
                ("/", _Front, {"token": token, "worker": worker}),
                ("/scripts/(.*)", _Script, {"token": token}),
                (".*", _Early, {"token": token, "opened": self._opened}),
            ]
        )

    def open(self, live: Any) -> None:
        """Let requests pass to what lives."""
        self._live = live
        self._opened.set()

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        comes_first = request.path == "/" or request.path.startswith("/scripts/")
        if comes_first or self._live is None:
            return self._first.find_handler(request, **kwargs)
        if request.path == "/live":
            # Scripts of an application find its connection by the address of the page, the root.
            request.path = "/"
        return self._live.find_handler(request, **kwargs)


class _Early(RequestHandler):
    """Sends a visitor who came early to the same address again when it answers."""

    def initialize(self, token: str, opened: asyncio.Event) -> None:
        self._token, self._opened = token, opened

    async def get(self) -> None:
        visitor(self._token, self)
        await self._opened.wait()
        self.redirect(self.request.uri or "/", status=307)


class _Script(RequestHandler):
    """The scripts of the libraries, which need not be loaded for that."""

    def initialize(self, token: str) -> None:
        self._token = token

    def get(self, name: str) -> None:
        visitor(self._token, self)
        if name not in _SCRIPTS:
            raise HTTPError(404)
        package, folder = _SCRIPTS[name]
        found = find_spec(package)
        assert found is not None
        assert found.origin is not None
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish((Path(found.origin).parent / folder / name).read_bytes())


class _Front(RequestHandler):
    """The page as it comes first."""

    def initialize(self, token: str, worker: Worker) -> None:
        self._token, self._worker = token, worker

    async def get(self) -> None:
        visitor(self._token, self)
        given = pairs(self.request.arguments)
        views = {name: table["title"] for name, table in load("explorer_views").items()}
        values = dict(given) or {"view": next(iter(views))}
        self.write(
            _page(
                "head.html",
                style=_text("page.css"),
                scripts=_SCRIPTS,
                views=views.items(),
                current=values["view"] if set(values) == {"view"} else "",
            )
        )
        await self.flush()
        shown = await _shown(self._worker, given)
        self.finish(
            _page("body.html", heading=shown.heading, still=shown.still, script=_text("front.js"))
        )


async def _shown(worker: Worker, given: tuple[tuple[str, str], ...]) -> First:
    """Return what can be shown soon: what takes longer, or is wrong, comes with the rest."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(worker.ask, first, given), _PATIENCE)
    except (SoftnuError, TimeoutError):
        return First()


def _page(name: str, **values: Any) -> bytes:
    return Template(_text(name)).generate(**values)


def _text(name: str) -> str:
    return (files("softnu.explorer") / name).read_text(encoding="utf-8")
