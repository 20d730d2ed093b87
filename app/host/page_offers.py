"""What a page offers to do: its forms, its buttons, and the lists to choose from, read from its HTML."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from app.host.asked_fields import Asked, inside


@dataclass
class Offer:
    """A command that a page offers, with what it carries."""

    command: str
    data: dict[str, Any] = field(default_factory=dict)
    is_whole: bool = False
    """Whether one tap sends it as it is: nothing is left to fill in."""
    key: str = ""
    options: str = ""
    """Of a list to choose from: its name, and the field as which what is chosen is sent."""


class _Reader(HTMLParser):
    """Reads a page from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[Offer] = []
        self.lists: dict[str, list[str]] = {}
        self._form: Offer | None = None
        self._asked = Asked()
        self._named = ""
        """The list to choose from, of a form, that is open."""
        self._list: list[str] | None = None
        self._choices: dict[str, str] = {}
        """What the buttons share that stand beside each other to choose from."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and "data-command" in said:
            self._form, self._asked = Offer(said["data-command"]), Asked()
            self.offers.append(self._form)
        elif tag == "input" and self._form and said.get("type") == "hidden":
            within, last = inside(self._form.data, said.get("name", ""))
            within[last] = said.get("value", "")
        elif tag in ("input", "textarea", "select") and self._form and "." in said.get("name", ""):
            self._asks(tag, said)
        elif tag == "option" and self._named:
            self._asked.take(tag, {**said, "name": self._named})
        elif "data-choices" in said:
            self._choices = said
        elif tag == "button":
            self._button(said)
        elif tag == "template" and "data-list" in said:
            self._list = self.lists.setdefault(said["data-list"], [])
        elif tag == "option" and self._list is not None:
            self._list.append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            one, *others = self._asked.ways()
            self.offers += [replace(self._form, data={**self._form.data, **data}) for data in others]
            self._form.data |= one
            self._form = None
        elif tag == "select":
            self._named = ""
        elif tag == "template":
            self._list = None

    def _asks(self, tag: str, said: dict[str, str]) -> None:
        if tag == "select":
            self._named = said["name"]
        else:
            self._asked.take(tag, said)

    def _button(self, said: dict[str, str]) -> None:
        carried = json.loads(said.get("data-data") or "{}")
        if "data-command" in said:
            self.offers.append(Offer(said["data-command"], carried, is_whole=True))
        elif "data-write" in said:
            self.offers.append(Offer(said["data-write"], carried))
        elif "data-choose" in said:
            key, options = said.get("data-key", ""), said.get("data-options", "")
            self.offers.append(Offer(said["data-choose"], carried, key=key, options=options))
        elif "data-pick" in said:
            shared, key = json.loads(self._choices["data-data"]), self._choices["data-key"]
            data = {**shared, key: said["data-pick"]}
            self.offers.append(Offer(self._choices["data-choices"], data, is_whole=True))


@lru_cache(maxsize=64)
def offers_of(html: str) -> tuple[Offer, ...]:
    """All that a page offers, in its order; a list to choose from once for each thing in it.

    A page that stayed as it was, or that others have too, is read once.
    """
    reader = _Reader()
    reader.feed(html)
    return tuple(made for offer in reader.offers for made in _chosen(offer, reader.lists))


def _chosen(offer: Offer, lists: dict[str, list[str]]) -> list[Offer]:
    if not offer.options:
        return [offer]
    named = lists.get(offer.options, [])
    return [Offer(offer.command, {**offer.data, offer.key: value}, is_whole=True) for value in named]
