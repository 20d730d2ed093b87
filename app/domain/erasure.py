"""Erasure: what people wrote is blanked where it was written and where it was copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.agenda import Agenda
from app.domain.log import LATE, Entry, blanked
from app.sdk import ERASED, Method


def erased(
    entries: Sequence[Entry], ids: Iterable[str], methods: Mapping[str, Method], agenda: Agenda
) -> dict[str, Entry]:
    """The entries as they are to be kept, by id: those named, later edits of what they made, and copies.

    An id is an entry's, or an entry's, a dot and a place: one card of those pasted together.
    """
    named = set(ids)
    places = _places(named)
    changed: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in named or entry.id in places or named & _refers(entry):
            only = () if entry.id in named else places.get(entry.id, ())
            after = _blank(entry, methods, agenda, only)
        elif entry.name == "core.open":
            after = replace(entry, data=_without_copies(entry.data, named))
        else:
            continue
        if after.data != entry.data:
            changed[entry.id] = replace(after, digest="")
    return changed


def _refers(entry: Entry) -> set[str]:
    """The cards an entry is about, so that an edit of an erased card is erased too."""
    return {str(value) for value in (entry.data.get("card"),) if value}


def _places(named: Iterable[str]) -> dict[str, set[int]]:
    """The places named of each entry that made several cards."""
    places: dict[str, set[int]] = defaultdict(set)
    for id in named:
        entry, dot, place = id.partition(".")
        if dot and place.isdecimal():
            places[entry].add(int(place))
    return places


def _blank(entry: Entry, methods: Mapping[str, Method], agenda: Agenda, places: Collection[int]) -> Entry:
    activity = agenda.activities.get(entry.activity)
    method = methods.get(activity.method) if activity else None
    command = method.command(entry.name.removeprefix(LATE)) if method else None
    if command is None:
        # The plugin is gone: without its fields, every text goes.
        return replace(entry, data={k: ERASED if isinstance(v, str) else v for k, v in entry.data.items()})
    return blanked(entry, command, places)


def _without_copies(data: dict[str, Any], named: set[str]) -> dict[str, Any]:
    cards = [{**card, "text": ERASED} if named & _ids(card) else card for card in data.get("cards", ())]
    return {**data, "cards": cards}


def _ids(card: Mapping[str, str]) -> set[str]:
    """What a copied card may be named by: itself, what it comes from, and the entry of either."""
    ids = {card["origin"], card["id"]}
    return {*ids, *(id.partition(".")[0] for id in ids)} - {""}
