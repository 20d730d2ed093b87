"""The grid of a programme: times, places, and what clashes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from beffroi import Card, translator
from beffroi.blocks.ballot import Option
from beffroi.blocks.grid import (
    Clash,
    Grid,
    Hours,
    Line,
    Placed,
    Span,
    in_one_place,
    needing_one_person,
    out_of_reach,
)
from plugins.programme.sessions import KINDS, LENGTHS, Plan, Programme, Room, Session
from plugins.programme.settings import ProgrammeSettings, kept_rooms, kept_slots

_ = translator(__name__)


class PlanGrid(Grid[ProgrammeSettings]):
    """Sessions by time and place."""

    settings = ProgrammeSettings

    def __init__(self) -> None:
        super().__init__(on=Programme.plannable)

    def lines_of(self, rules: ProgrammeSettings) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        return kept_slots(rules), kept_rooms(rules.places)

    def check_settings(self, settings: ProgrammeSettings) -> None:
        """The method reads all of them."""

    def start(self, settings: ProgrammeSettings, cards: Sequence[Card]) -> Plan:
        return Plan(*self.lines_of(settings), travel=settings.travel)

    def notes(self, placed: Placed, thing: Option, numbers: Mapping[str, int]) -> Iterator[Any]:
        if isinstance(thing, Session):
            people = _.many("%(n)s person", "%(n)s people", thing.people) if thing.people else ""
            yield _("%(kind)s · %(length)s", kind=KINDS.get(thing.kind, ""), length=LENGTHS.get(str(thing.minutes), ""))
            yield from (said for said in (thing.leads, people) if said)

    def clashes(self, placed: Placed) -> Iterator[Clash]:
        if isinstance(placed, Plan):
            yield from _clashes(placed)


def _clashes(plan: Plan) -> Iterator[Clash]:
    sessions = {one.id: one for one in plan.put() if isinstance(one, Session)}
    spans = [span for one in sessions.values() if (span := plan.span(one))]

    def said(one: Span, other: Span) -> dict[str, str]:
        return {"one": sessions[one.id].text, "other": sessions[other.id].text}

    def names(shared: frozenset[str], one: Span) -> str:
        return ", ".join(sessions[one.id].leaders[who] for who in sorted(shared))

    for one, other in in_one_place(spans):
        words = _("%(when)s, %(place)s: “%(one)s” and “%(other)s” are at the same time in the same place.",
                  **_at(plan, other), **said(one, other))  # fmt: skip
        yield Clash(words, (one.id, other.id))
    for one, other, shared in needing_one_person(spans):
        words = _("%(when)s: “%(one)s” and “%(other)s” need %(who)s at the same time.",
                  when=_at(plan, other)["when"], who=names(shared, one), **said(one, other))  # fmt: skip
        yield Clash(words, (one.id, other.id))
    for one, other, shared in out_of_reach(spans, plan.travel):
        words = _("%(when)s: “%(other)s” needs %(who)s, %(n)s min after “%(one)s” at another site; the way takes "
                  "%(travel)s min.", when=_at(plan, other)["when"], who=names(shared, one),
                  n=other.begins - one.ends, travel=plan.travel, **said(one, other))  # fmt: skip
        yield Clash(words, (one.id, other.id))
    for session in sessions.values():
        yield from _too_much(plan, session)


def _too_much(plan: Plan, session: Session) -> Iterator[Clash]:
    """More people than the place holds, or more minutes than the time has."""
    row, column = plan.row_of(session.id), plan.column_of(session.id)
    if isinstance(column, Room) and column.holds and session.people > column.holds:
        words = _("“%(one)s”: people expected: %(n)s; %(place)s holds %(holds)s.",
                  one=session.text, n=session.people, place=column.text, holds=column.holds)  # fmt: skip
        yield Clash(words, (session.id,))
    if isinstance(row, Hours) and session.minutes > row.minutes:
        words = _("“%(one)s” lasts %(n)s min, and its time %(slot)s min.",
                  one=session.text, n=session.minutes, slot=row.minutes)  # fmt: skip
        yield Clash(words, (session.id,))


def _at(plan: Plan, span: Span) -> dict[str, Any]:
    row, column = plan.row_of(span.id), plan.column_of(span.id)
    return {"when": row.whole if isinstance(row, Hours) else "", "place": column.said if column else ""}
