"""Who may open the page: this machine, and others only with a token."""

from __future__ import annotations

import hmac
from importlib.util import find_spec
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from softnu.errors import ConfigError

#: Letters of a token, at least.
SHORTEST_TOKEN: Final = 16
_WORDS: Final = f"{SHORTEST_TOKEN} or more letters and digits"


def check_installed() -> None:
    """Raise :class:`ConfigError` if the libraries of the page are not there."""
    missing = [name for name in ("panel", "latex2mathml") if find_spec(name) is None]
    if missing:
        raise ConfigError(f'the page needs {" and ".join(missing)}: pip install "softnu[explore]"')


def check_address(host: str, token: str) -> None:
    """Raise :class:`ConfigError` if the page would be open to other machines without a token.

    Examples
    --------
    >>> check_address("127.0.0.1", "")
    >>> check_address("192.0.2.7", "")
    Traceback (most recent call last):
    softnu.errors.ConfigError: --host 192.0.2.7 opens the page to other machines: it needs a ...
    """
    if token and (len(token) < SHORTEST_TOKEN or not (token.isascii() and token.isalnum())):
        raise ConfigError(f"--token must have {_WORDS}, and nothing else")
    address = _address(host)
    if address is not None and address.is_unspecified:
        raise ConfigError(
            f"--host {host} is no address that visitors could use: give the one of this machine"
        )
    if not is_loopback(host) and not token:
        raise ConfigError(
            f"--host {host} opens the page to other machines: it needs a --token of {_WORDS}"
        )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address.

    Examples
    --------
    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("example.org")
    (True, True, False)
    """
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def origins(host: str, port: int) -> list[str]:
    """Return from which pages connections may come: from the page itself.

    Examples
    --------
    >>> origins("192.0.2.7", 8000)
    ['192.0.2.7:8000']
    """
    names = {host} | ({"localhost", "127.0.0.1"} if is_loopback(host) else set())
    return [f"{written(name)}:{port}" for name in sorted(names)]


def written(host: str) -> str:
    """Return a host as addresses have it.

    Examples
    --------
    >>> written("::1")
    '[::1]'
    """
    return f"[{host}]" if ":" in host else host


def is_token(given: str, token: str) -> bool:
    """Compare a token in a time that says nothing of it.

    Examples
    --------
    >>> is_token("guess", "abcdefghijklmnop")
    False
    """
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
