"""The library beside the agenda: methods by what they are for, each with its card; what a new activity begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from app.domain.agenda import Agenda
from beffroi import PURPOSES, Method
from beffroi.fields import meta
from beffroi.folding import folded


@dataclass(frozen=True)
class Entry:
    """One card: a method, or one of the moments that a method has a card for each of."""

    method: Method
    purpose: str
    title: Any
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """By which a form asks for it: the method, and the moment after a dot."""
        return ".".join((self.method.id, *self.settings.values()))

    @property
    def words(self) -> str:
        """What a search looks into."""
        glance = self.method.at_a_glance
        return folded(" ".join(map(str, (self.title, self.method.title, glance.takes, glance.gives))))


def entries(methods: Iterable[Method]) -> list[Entry]:
    """A card a method, or a card a moment of one that says so."""
    apart = (variants(method) or [Entry(method, purpose_of(method), method.title)] for method in methods)
    return [*chain.from_iterable(apart)]


def variants(method: Method) -> list[Entry]:
    """The moments of a method that have a card each, by its first setting."""
    name, setting = next(iter(method.settings.model_fields.items()), ("", None))
    words = meta(setting).get("options", {}) if setting else {}
    told = method.at_a_glance.variants.items()
    return [Entry(method, purpose, words[one], {name: one}) for one, purpose in told if one in words]


def purpose_of(method: Method) -> str:
    """What it is for; "" where it says nothing that is known."""
    return method.at_a_glance.purpose if method.at_a_glance.purpose in PURPOSES else ""


def by_purpose(methods: Iterable[Method]) -> list[tuple[str, Any, list[Entry]]]:
    """The library: each purpose that has cards, its words, and the cards in the order of their names."""
    every = entries(methods)
    parts = ((id, words, [one for one in every if one.purpose == id]) for id, words in PURPOSES.items())
    return [(id, words, sorted(some, key=lambda one: folded(str(one.title)))) for id, words, some in parts if some]


def begun_as(entry: Entry, agenda: Agenda, after: str) -> dict[str, Any]:
    """What a new activity is put on the agenda with: what its method usually has, and the cards that it begins with."""
    method = entry.method
    return {
        "method": method.id,
        "title": str(entry.title),
        "stages": list(method.usual_stages),
        "anonymous": method.anonymous,
        "minutes": method.minutes,
        "settings": dict(entry.settings),
        "source": usual_source(method, agenda, after),
        "after": after,
        "by_hand": True,
    }


def usual_source(method: Method, agenda: Agenda, after: str) -> str:
    """The activity before it whose cards it is likely to begin with; "" of none."""
    until = agenda.order.index(after) + 1 if after in agenda.order else len(agenda.order)
    before = [one for one in agenda.listed()[:until][::-1] if not one.aside]
    for wanted in method.at_a_glance.takes_from:
        for one in before:
            giver = agenda.method_of(one)
            if giver is not None and giver.gives_cards and wanted in ("*", one.method):
                return one.id
    return ""


def card_for(methods: Iterable[Method], id: str) -> Entry | None:
    """The card that a form asks for: of a method that has several, its first where none is said."""
    method, _dot, _moment = id.partition(".")
    some = [one for one in entries(methods) if one.method.id == method]
    return next((one for one in some if one.id == id), some[0] if some else None)
