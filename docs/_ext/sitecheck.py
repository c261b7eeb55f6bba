"""When the pages are built: every link leads somewhere, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sphinx.application import Sphinx
from sphinx.util import logging

_LOG = logging.getLogger(__name__)
#: Tags that make a browser load something, and the attributes that say what.
_LOADED = {"img": ("src", "srcset"), "script": ("src",), "iframe": ("src",), "source": ("src",)}
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")


class Page(HTMLParser):
    """What a page points to, loads, and can be pointed to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.nameless: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag has."""
        found = {name: value or "" for name, value in attrs}
        self.anchors.update(found[name] for name in ("id", "name") if name in found)
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "link" and found.get("rel") == "stylesheet":
            self.loaded.append(found["href"])
        for name in _LOADED.get(tag, ()):
            if name in found:
                self.loaded += [one.split()[0] for one in found[name].split(", ") if one.strip()]
        if tag == "img" and "alt" not in found:  # empty beside words that say the same
            self.nameless.append(found.get("src", "an image"))


def mistakes(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the pages of a folder."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    for path, page in sorted(pages.items()):
        here = path.relative_to(folder)
        for link in dict.fromkeys(page.links):
            if wrong := _wrong_link(link, path, pages):
                yield f"{here}: {wrong}"
        for link in dict.fromkeys(page.loaded):
            if urlsplit(link).netloc:
                yield f"{here}: {link!r} is loaded from elsewhere"
            elif not link.startswith("data:") and not (path.parent / _path(link)).exists():
                yield f"{here}: {link!r} does not exist"
        for image in page.nameless:
            yield f"{here}: {image!r} has no text for those who cannot see it"


def _wrong_link(link: str, path: Path, pages: dict[Path, Page]) -> str:
    parts = urlsplit(link)
    if parts.scheme == "mailto":
        return ""
    if parts.scheme or parts.netloc:
        good = parts.scheme == "https" and _HOST.fullmatch(parts.netloc)
        return "" if good else f"{link!r} is no address"
    target = (path.parent / _path(link)).resolve() if parts.path else path.resolve()
    if not target.exists():
        return f"{link!r} leads nowhere"
    if not parts.fragment or target not in pages:
        return ""
    known = unquote(parts.fragment) in pages[target].anchors
    return "" if known else f"{link!r}: there is no such place"


def _path(link: str) -> str:
    return unquote(urlsplit(link).path)


def _check(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name == "html":
        for mistake in mistakes(Path(app.outdir).resolve()):
            _LOG.warning("%s", mistake)


def setup(app: Sphinx) -> dict[str, Any]:
    """Check when everything is written."""
    app.connect("build-finished", _check, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
