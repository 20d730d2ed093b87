"""A method is asked all that the host asks: what it gives, what that changes, how long it takes."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from app.host.contract import written
from app.host.never_ending import NeverEnds, watched
from beffroi import Method
from beffroi.report import OfTable
from beffroi.testing.checks import given_values
from beffroi.testing.checks.finding import Finding, Level
from beffroi.testing.checks.fingerprint import fingerprint
from beffroi.testing.checks.sources import Sources
from beffroi.testing.checks.templates import Given
from beffroi.words import speaking

SLOW = 0.02
"""Seconds of processor time of one call, at most: everybody waits meanwhile."""

MOST = 12
"""Findings of one play, after which it ends."""


class Enough(Exception):  # noqa: N818 - the play ends; what it found is told
    """What was found would be found over and over."""


@dataclass
class Notes:
    """What a play found so far, each thing once."""

    sources: Sources
    method: Method
    found: dict[tuple[str, str], Finding] = field(default_factory=dict)
    given: Given = field(default_factory=lambda: Given(set(), set(), set()))

    def tell(self, culprit: str, said: str, at: tuple[str, int] | None = None, level: Level = "bronze") -> None:
        """Note something, unless much the same was."""
        self.found.setdefault((culprit, said[:24]), self.sources.finding(culprit, said, at, level))
        if len(self.found) >= MOST:
            raise Enough

    def tell_raised(self, culprit: str, error: Exception) -> None:
        """Note what was raised, where in the plugin it was."""
        at = self.sources.raised_at(error)
        named = self.sources.function_at(at) if at else ""
        if at and at[0].endswith(".html"):
            named = at[0].rpartition("/")[2]
        told = f"it raises {type(error).__name__}: {error}"
        self.tell(named or culprit, told, at)
        if isinstance(error, NeverEnds):
            raise Enough  # each call would be waited for as long

    def of(self, name: str) -> str:
        """A method of the contract, as whoever wrote it calls it."""
        kinds = written(type(self.method))
        owner = next((kind for kind in kinds if name in vars(kind)), type(self.method))
        return f"{owner.__name__}.{name}"

    def timed(self, name: str, ask: Callable[..., Any], with_: Callable[[], tuple[Any, ...]] = tuple) -> Any:
        """What is given; noted where it keeps everybody waiting. Ends the play then: each call would.

        `with_` makes what it is asked with, each time anew; that is not counted.
        """
        made, spent = _timed(ask, with_())
        if spent > SLOW:
            spent = min(spent, *(_timed(ask, with_())[1] for _ in range(4)))
            if spent > SLOW:
                said = f"it takes {spent * 1000:.0f} ms of processor time, in which nobody is served"
                self.tell(name, f"{said}: do less, {SLOW * 1000:.0f} ms at most, and nothing that grows as a square.")
                raise Enough
        return made


def _timed(ask: Callable[..., Any], with_: tuple[Any, ...]) -> tuple[Any, float]:
    began = time.thread_time()
    with watched():
        made = ask(*with_)
    return made, time.thread_time() - began


Question = tuple[str, Callable[[], Any], given_values.Judge]
"""What is asked, by its name; how; and what is looked for in what is given."""


@dataclass(frozen=True)
class Sheet:
    """A state as it stands, with what a method is told beside it."""

    state: Any
    settings: Any
    stage: str
    others: tuple[OfTable[Any], ...] = ()


def ask_all(notes: Notes, sheet: Sheet, people: Iterable[str]) -> dict[str, Any]:
    """Everything, of one state; what it gave, by what was asked."""
    state, asked = sheet.state, _questions(notes.method, sheet, people)
    made: dict[str, Any] = {}
    before, kept = fingerprint(state), copy.deepcopy(state)
    for name, ask, judge in asked:
        given = _asked(notes, name, ask, judge)
        made[name] = [*made.get(name, ()), given] if name == "personal_view" else given
    if fingerprint(state) != before:
        _blame_changed(notes, replace(sheet, state=kept), people)
    _same_ids(notes, made.get("cards"), state)
    return made


def _questions(method: Method, sheet: Sheet, people: Iterable[str]) -> list[Question]:
    state = sheet.state
    asked: list[Question] = [
        ("view", lambda: method.view(state), given_values.a_dict),
        ("facilitator_view", lambda: method.facilitator_view(state), given_values.a_dict),
        ("counts", lambda: _said(method.counts(state)), given_values.sentences),
        ("participants", lambda: method.participants(state, sheet.stage), given_values.a_number),
        ("papers", lambda: method.papers(state, sheet.stage), given_values.a_number),
        ("question", lambda: method.question(sheet.settings, sheet.stage), given_values.a_text),
        ("progress", lambda: method.progress(state), given_values.done_of),
        ("can_void", lambda: method.can_void(state), given_values.anything),
        ("tables", lambda: [*map(_whole, method.tables(state))], given_values.tables),
        ("cards", lambda: list(method.cards(state)), given_values.cards),
        ("traces", lambda: list(method.traces(state)), given_values.traces),
        ("report", lambda: list(method.report(state, sheet.others, sheet.settings)), given_values.sections),
        ("withheld", lambda: sorted(method.withheld(state)), given_values.ids),
    ]
    asked += [
        ("personal_view", lambda who=who: method.personal_view(state, who), given_values.a_dict)  # type: ignore[misc]
        for who in people
    ]
    return asked


CHANGES = "it changes the state, which only commands do: give what is shown, and leave it as it is."


def _blame_changed(notes: Notes, sheet: Sheet, people: Iterable[str]) -> None:
    """Whatever it is that changed what it should only look at."""
    for name, ask, _judge in _questions(notes.method, sheet, people):
        before = fingerprint(sheet.state)
        with suppress(Exception):
            ask()
        if fingerprint(sheet.state) != before:
            notes.tell(notes.of(name), CHANGES)


def _said(counts: Any) -> Any:
    return list(counts) if not isinstance(counts, str) and type(counts).__name__ != "LazyProxy" else counts


def _whole(table: Any) -> Any:
    rows = getattr(table, "rows", None)
    return table if rows is None or isinstance(rows, list | tuple) else _with_rows(table)


def _with_rows(table: Any) -> Any:
    object.__setattr__(table, "rows", list(table.rows))
    return table


def _asked(notes: Notes, name: str, ask: Callable[[], Any], judge: given_values.Judge) -> Any:
    culprit = notes.of(name)
    try:
        with speaking("en"):
            made = notes.timed(culprit, ask)
    except Enough:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a method raises is told
        notes.tell_raised(culprit, error)
        return None
    for said in judge(notes.method, made):
        notes.tell(culprit, said)
    return made


def _same_ids(notes: Notes, cards: Any, state: Any) -> None:
    if cards and notes.method.gives_cards:
        again = {card.id for card in notes.method.cards(state) if hasattr(card, "id")}
        if again != {card.id for card in cards if hasattr(card, "id")}:
            notes.tell(notes.of("cards"), "its cards have other ids each time: take the stamp.id of each thing.")
