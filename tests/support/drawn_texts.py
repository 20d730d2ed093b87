"""What a browser makes of a text in a page: whether something keeps it from turning the sentence around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from app.host.rendering.typeset import READ
from beffroi.signs import FIRST_STRONG_ISOLATE, POP_ISOLATE

VOID = {"meta", "link", "img", "input", "br", "hr", "source", "wbr", "path", "circle", "rect"}
ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}[^{POP_ISOLATE}]*{POP_ISOLATE}")


class Texts(HTMLParser):
    """Where `mark` stands in a page with nothing around it that isolates it; and how often it is drawn at all.

    `mute` is where nothing around it says in which language it is.
    """

    def __init__(self, html: str, mark: str):
        super().__init__(convert_charrefs=True)
        self.mute: list[str] = []
        self.languages: list[str] = []
        self.mark, self.inside, self.bare, self.drawn, self.broken = mark, [], [], 0, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if "<bdi" in name + (value or ""):
                self.broken.append((tag, name, value))
            if name in READ:
                self._look(value or "", f"{tag}[{name}]")
            elif self.mark in (value or "") and name in ("value", "href") and FIRST_STRONG_ISOLATE in value:
                self.broken.append((tag, name, value))
        if tag not in VOID:
            self.inside.append(tag)
            self.languages.append(dict(attrs).get("lang") or "")

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            self.languages.pop()
        self.languages = self.languages[: len(self.inside)]

    def handle_data(self, data):
        if self.inside and self.inside[-1] in ("script", "style"):
            return
        if self.inside and self.inside[-1] == "textarea":  # as typed: a field has a direction of its own
            if FIRST_STRONG_ISOLATE in data:
                self.broken.append(("textarea", "", data))
            return
        if self.mark in data and not any(self.languages) and self.inside[-1:] not in (["option"], ["title"]):
            self.mute.append("/".join(self.inside[-3:]) + ": " + data.strip())
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


def check_marked(html: str, mark: str) -> int:
    """The same; and every place in a text says which language it is in."""
    mute = Texts(html, mark).mute
    assert not mute, mute
    return check_isolated(html, mark)
