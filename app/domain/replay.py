"""What entries add up to: the agenda, and the state of each activity; with or without one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

from app.domain.agenda import Agenda
from app.domain.commands.activity import Hand, Open
from app.domain.commands.moderation import Undo
from app.domain.commands.registry import core_command
from app.domain.log import ActivityState, Entry, Pacer, at_once, cards_of, command_of
from beffroi import Method, Refused, translator

_ = translator(__name__)


def fold_agenda(catalogue: Mapping[str, Method], entries: Iterable[Entry]) -> Agenda:
    """Rebuild the agenda from the core's entries."""
    agenda = Agenda(catalogue)
    for entry in entries:
        if entry.is_core:
            core_command(entry).apply(agenda, entry.stamp)
    return agenda


def of_scope(entries: Iterable[Entry], scope: str) -> list[Entry]:
    """The entries that one scope is made of: its own, and those of the core, which every scope lives through."""
    return [entry for entry in entries if entry.scope == scope or entry.is_core]


def begin(method: Method, settings: Any, entries: Sequence[Entry], scope: str = "") -> ActivityState:
    """The state before any entry: with the cards of the opening, if it has opened, and those imported before it."""
    opening = next((entry for entry in entries if entry.holds(Open)), None)
    first = [*_before_opening(entries), opening] if opening else []
    cards = [card for entry in first for card in cards_of(entry.data.get("cards", ()))]
    return ActivityState(method.start(settings, cards), settings=settings, scope=scope)


def _before_opening(entries: Iterable[Entry]) -> list[Entry]:
    """What was imported before the activity opened: it starts with that, and is handed it no second time."""
    return [entry for entry in takewhile(lambda one: not one.holds(Open), entries) if entry.holds(Hand)]


def advance(method: Method, state: ActivityState, entry: Entry) -> None:
    """Bring a state one entry further."""
    if entry.is_core:
        core_command(entry).apply_to(method, state, entry.stamp)
    elif entry.is_late:
        state.late[entry.id] = entry
    else:
        command_of(method, entry).apply(state.state, entry.stamp)


def undone(entries: Iterable[Entry]) -> set[str]:
    """The ids of the entries that were taken back."""
    return {entry.data["entry"] for entry in entries if entry.holds(Undo)}


def fold(
    method: Method, settings: Any, entries: Sequence[Entry], scope: str = "", paced: Pacer = at_once
) -> ActivityState:  # fmt: skip
    """Rebuild a scope of an activity from its entries (`of_scope`), in order, without those undone.

    `paced` may rest between two.
    """
    gone = undone(paced(entries))
    kept = [entry for entry in entries if entry.id not in gone] if gone else entries
    state = begin(method, settings, kept, scope)
    first = {entry.id for entry in _before_opening(kept)}
    for entry in paced(kept):
        if entry.id not in first:
            advance(method, state, entry)
    return state


def _objections(method: Method, settings: Any, entries: Sequence[Entry], scope: str, paced: Pacer) -> set[str]:
    """The entries that, checked again where they stand, are refused or raise."""
    state = begin(method, settings, entries, scope)
    refused: set[str] = set()
    first = {entry.id for entry in _before_opening(entries)}
    for entry in paced(entries):
        if entry.id in first:
            continue
        try:
            if not entry.is_core and not entry.is_late:
                command_of(method, entry).check(state.state, entry.stamp)
            advance(method, state, entry)
        except Exception:  # noqa: BLE001 - whatever a method raises is an objection
            refused.add(entry.id)
    return refused


def undo(
    method: Method, settings: Any, entries: Sequence[Entry], target: str, scope: str = "", *, paced: Pacer = at_once
) -> ActivityState:  # fmt: skip
    """The state of a scope without `target`; refused where later entries have built on it.

    Each later entry is checked with and without it: one that is refused only without stops the undo.
    """
    gone = undone(entries)
    if target in gone or not any(entry.id == target for entry in entries):
        raise Refused(_("That has already been taken back."))
    kept = [entry for entry in entries if entry.id not in gone]
    without = [entry for entry in kept if entry.id != target]
    if _objections(method, settings, without, scope, paced) - _objections(method, settings, kept, scope, paced):
        raise Refused(_("This can no longer be taken back: others have built on it since."))
    return fold(method, settings, without, scope, paced)
