"""Only this machine opens the page, others need the token; nothing in an address is trusted."""

import asyncio
import re
import urllib.error
import urllib.request
from http.client import HTTPConnection
from urllib.parse import quote, urlparse

import pytest

from softnu.cli import main
from softnu.errors import ConfigError, ConvergenceError
from softnu.explorer import access, server
from softnu.explorer.first import First
from tests.explorer.served import served

TOKEN = "abcdefghijklmnop1234"
#: Headers of a request for a websocket.
SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
}


@pytest.fixture(scope="module")
def guarded():
    with served("--token", TOKEN) as address:
        home = address.partition("?")[0]
        assert get(f"{home}live", Cookie=f"softnu-token={TOKEN}")[0] == 200
        yield home


@pytest.fixture(scope="module")
def local():
    with served() as address:
        assert get(f"{address}live")[0] == 200
        yield address


def shake(address, **headers):
    """Return the status of a request for a connection."""
    url = urlparse(address)
    connection = HTTPConnection(url.hostname, url.port, timeout=30)
    connection.request("GET", "/ws", headers={**SOCKET, **headers})
    status = connection.getresponse().status
    connection.close()
    return status


def get(address, **headers):
    """Return status and text of an answer, whatever they are."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--host", "192.0.2.7"), "opens the page to other machines"),
        (("--host", "example.org"), "opens the page to other machines"),
        (("--host", "0.0.0.0", "--token", TOKEN), "no address that visitors could use"),
        (("--token", "short"), "16 or more letters and digits"),
        (("--token", "a b" * 10), "16 or more letters and digits"),
        (("--token", "ü" * 20), "16 or more letters and digits"),
    ],
)
def test_an_open_page_is_refused(words, message, capsys):
    assert main(["explore", "--no-browser", *words]) == 2
    assert message in capsys.readouterr().err


def test_missing_libraries_are_named(monkeypatch):
    monkeypatch.setattr(access, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r'panel and latex2mathml: pip install "softnu\[exp'):
        access.check_installed()


def test_a_port_that_is_taken_is_an_error(local, capsys):
    port = re.search(r":(\d+)/", local)[1]
    assert main(["explore", "--no-browser", "--port", port]) == 2
    assert f"port {port}: Address already in use" in capsys.readouterr().err


class Failing:
    """A process that computes nothing."""

    def ask(self, *_):
        raise ConvergenceError("too slow")


def test_the_page_comes_without_a_figure_where_there_is_none():
    assert asyncio.run(server._shown(Failing(), ())) == First()


def test_the_token_opens_page_and_files_and_nothing_else_does(guarded):
    file = "download.csv?quantity=neutrinos.mass_sum&m_lightest=0+eV"
    for wrong in ("", f"?token={TOKEN[:-1]}", "?token=%C3%BC", f"?view=atoms&token={TOKEN}x"):
        for part in ("", "live", "scripts/panel.min.js", "static/js/bokeh.min.js"):
            assert (get(guarded + part + wrong)[0] == 403) == (not part.startswith("static"))
    assert get(guarded + file)[0] == 403
    assert get(f"{guarded}{file}&token={TOKEN}")[0] == 400
    assert get(guarded + file, Cookie=f"softnu-token={TOKEN}")[0] == 200
    assert get(f"{guarded}?token={TOKEN}")[0] == 200


def test_the_connection_needs_the_token_too(guarded):
    assert shake(guarded, Origin=guarded.rstrip("/")) == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
def test_connections_from_other_pages_are_refused(local, origin):
    assert shake(local, Origin=origin) == 403
    assert shake(local, Origin=local.rstrip("/")) != 403


def test_files_are_refused_to_other_pages(local):
    file = f"{local}download.csv?quantity=neutrinos.mass_sum&m_lightest=0+eV"
    assert get(file, **{"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert get(file, **{"Sec-Fetch-Site": "same-origin"})[0] == 200


HOSTILE = [
    "",
    "quantity=__import__('os').system('id')",
    "quantity=neutrinos.mass_sum&m_lightest=__import__('os')",
    "quantity=neutrinos.mass_sum&m_lightest=1e999+eV",
    "quantity=neutrinos.mass_sum&m_lightest=0+eV:1+eV:99999999",
    "quantity=neutrinos.mass_sum&m_lightest=0+eV&oscillation_set=/etc/passwd",
    "quantity=forces.experiment.sensitivity&experiment=/etc/passwd",
    "quantity=forces.experiment.sensitivity&experiment=../../x.toml",
    "quantity=forces.vacuum.ratio_to_gravity&body1=%00&body2=Fe&r=1+nm",
    "quantity=" + "a" * 5000,
    "quantity=<script>alert(1)</script>",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_gets_a_message_and_no_traceback(local, query):
    query = quote(query, safe="=&+:%")
    status, text = get(f"{local}download.csv?{query}")
    assert status == 400
    assert text.strip()
    assert "Traceback" not in text
    assert "root:" not in text


@pytest.mark.parametrize("part", ["", "live"])
@pytest.mark.parametrize("query", HOSTILE[-3:])
def test_the_page_of_a_hostile_address_is_a_page(local, query, part):
    status, text = get(f"{local}{part}?{quote(query, safe='=&+:%')}")
    assert status == 200
    assert "Traceback" not in text
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize(
    "path",
    [
        "download.pdf",
        "download.csv/../x",
        "etc/passwd",
        "%2e%2e/x",
        "scripts/server.py",
        "scripts/../server.py",
        "scripts/%2e%2e/%2e%2e/__init__.py",
    ],
)
def test_there_are_no_other_files(local, path):
    assert get(local + path)[0] == 404
