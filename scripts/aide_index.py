"""The pages of help, parted at their headings: what a search looks through."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

BLOCKS = frozenset(("p", "li", "td", "th", "dt", "dd", "pre", "h1", "h2", "h3", "blockquote"))
HEADINGS = frozenset(("h1", "h2", "h3", "dt"))


class _Sections(HTMLParser):
    """Parts a page at its headings, and at each thing that the reference describes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = [[page, "", "", ""]]
        self._page, self._anchor, self._heading = page, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "section":
            self._anchor = said.get("id") or ""
        if tag in HEADINGS and (tag != "dt" or said.get("id")):
            anchor = said.get("id") or self._anchor
            self.found.append([self._page, anchor, anchor.split(".")[-1] if tag == "dt" else "", ""])
            self._heading = tag
        self._add(" " if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._heading:
            self._heading = ""
        self._add(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if self._heading in ("h1", "h2", "h3"):
            self.found[-1][2] += data
        else:
            self._add(data)

    def _add(self, text: str) -> None:
        self.found[-1][3] += text


def parted(page: str, body: str) -> Iterator[list[str]]:
    """(page, anchor, title, text) of each piece that has a title."""
    parser = _Sections(page)
    parser.feed(body)
    for name, anchor, title, text in parser.found:
        if title:
            yield [name, anchor, title, " ".join(text.split())]
