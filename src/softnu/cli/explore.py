"""``softnu explore``: the local web page."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer


def command(
    *,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Address to listen at; others need a --token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="Port, 0 for any free one.")
    ] = 8237,
    token: Annotated[
        str,
        typer.Option(
            metavar="TOKEN",
            envvar="SOFTNU_TOKEN",
            help="What visitors must know: 16 or more letters and digits.",
        ),
    ] = "",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser.")
    ] = False,
) -> None:
    """Explore quantities in a local web page.

    The page draws any quantity of the catalogue along its parameters. It works offline, and only
    this machine can open it unless --host and --token are given. Ctrl-C ends it.
    """
    from softnu.explorer.access import check_address, check_installed
    from softnu.explorer.worker import Worker

    check_address(host, token)
    check_installed()
    # It loads what it computes with while this process loads what serves.
    worker = Worker()
    worker.start()
    try:
        from softnu.explorer.server import serve

        serve(host, port, token, worker, partial(_say, show=not no_browser))
    finally:
        worker.close()


def _say(address: str, *, show: bool) -> None:
    typer.echo(f"softnu explorer at {address} (Ctrl-C ends it)")
    if show:
        import webbrowser

        webbrowser.open(address)
