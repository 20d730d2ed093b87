"""Erasure: what people wrote is blanked where it was written and where it was copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.agenda import Agenda
from app.domain.log import LATE, Entry, blanked
from app.sdk import ERASED, Method


def erased(
    entries: Sequence[Entry], ids: Iterable[str], methods: Mapping[str, Method], agenda: Agenda
) -> dict[str, Entry]:
    """The entries as they are to be kept, by id: those named, later edits of what they made, and copies."""
    named = set(ids)
    changed: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in named or named & _refers(entry):
            after = _blank(entry, methods, agenda)
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


def _blank(entry: Entry, methods: Mapping[str, Method], agenda: Agenda) -> Entry:
    activity = agenda.activities.get(entry.activity)
    method = methods.get(activity.method) if activity else None
    command = method.command(entry.name.removeprefix(LATE)) if method else None
    if command is None:
        # The plugin is gone: without its fields, every text goes.
        return replace(entry, data={k: ERASED if isinstance(v, str) else v for k, v in entry.data.items()})
    return blanked(entry, command)


def _without_copies(data: dict[str, Any], named: set[str]) -> dict[str, Any]:
    cards = [
        {**card, "text": ERASED} if _root(card["origin"]) in named or _root(card["id"]) in named else card
        for card in data.get("cards", ())
    ]
    return {**data, "cards": cards}


def _root(id: str) -> str:
    """The entry that a card comes from: cards pasted together carry its id, a dot and a place."""
    return id.partition(".")[0]
