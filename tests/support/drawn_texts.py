"""What a browser makes of a text in a page: whether something keeps it from turning the sentence around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from app.host.rendering.typeset import READ
from beffroi.signs import FIRST_STRONG_ISOLATE, POP_ISOLATE

VOID = {"meta", "link", "img", "input", "br", "hr", "source", "wbr", "path", "circle", "rect"}
ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}[^{POP_ISOLATE}]*{POP_ISOLATE}")


class Texts(HTMLParser):
    """Where `mark` stands in a page with nothing around it that isolates it; and how often it is drawn at all."""

    def __init__(self, html: str, mark: str):
        super().__init__(convert_charrefs=True)
        self.mark, self.inside, self.bare, self.drawn, self.broken = mark, [], [], 0, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if "<bdi>" in name + (value or ""):
                self.broken.append((tag, name, value))
            if name in READ:
                self._look(value or "", f"{tag}[{name}]")
            elif self.mark in (value or "") and name in ("value", "href") and FIRST_STRONG_ISOLATE in value:
                self.broken.append((tag, name, value))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if self.inside and self.inside[-1] in ("script", "style"):
            return
        if self.inside and self.inside[-1] == "textarea":  # as typed: a field has a direction of its own
            if FIRST_STRONG_ISOLATE in data:
                self.broken.append(("textarea", "", data))
            return
        self._look(data, "/".join(self.inside[-3:]), is_safe="bdi" in self.inside)

    def _look(self, text, where, is_safe=False):
        self.drawn += self.mark in text
        if self.mark in ISOLATED.sub("", text) and not is_safe:
            self.bare.append((where, text.strip()))


def check_isolated(html: str, mark: str) -> int:
    """Every place where the mark is drawn isolates it; how many there are."""
    read = Texts(html, mark)
    assert not read.bare, read.bare
    assert not read.broken, read.broken
    return read.drawn
