"""A programme as its templates read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beffroi import translator
from beffroi.blocks.grid import Hours, called
from beffroi.blocks.registration import Registration, waits_said
from beffroi.moderation import MOTIVES, motive_said, tally
from plugins.programme.sessions import KINDS, LENGTHS, Programme, Session

_ = translator(__name__)

ORDERED = 3


@dataclass(frozen=True)
class Told:
    """A session as it is drawn; `holds` is 0 where as many may come as like, `about` what it is called by its words."""

    id: str
    text: str
    kind: Any
    length: Any
    session: Session
    when: Any = ""
    hours: Any = ""
    place: Any = ""
    taken: int = 0
    holds: int = 0
    waiting: int = 0
    about: str = ""

    @property
    def is_full(self) -> bool:
        """Whether the next one waits."""
        return 0 < self.holds <= self.taken

    @property
    def first(self) -> dict[str, Any]:
        """What its form begins with."""
        one = self.session
        return {
            "session": one.id, "text": one.text, "kind": one.kind, "leads": one.leads, "minutes": str(one.minutes),
            "people": one.people, "needs": one.needs,
        }  # fmt: skip


@dataclass(frozen=True)
class Time:
    """A time of the programme, with what is on then."""

    id: str
    day: Any
    hours: Any
    sessions: tuple[Told, ...]


@dataclass(frozen=True)
class Mine:
    """A session for which one registered: with a place, or at what place of the waiting list; `clash` overlaps it."""

    told: Told
    waits: int
    clash: str = ""


def told(programme: Programme, session: Session, names: Mapping[str, str]) -> Told:
    """A session as it is drawn; `names` are what each is called by its words alone."""
    plan, id = programme.planned, session.id
    row, column = plan.row_of(id), plan.column_of(id)
    is_there = isinstance(row, Hours) and column is not None
    kind, length = KINDS.get(session.kind, ""), LENGTHS.get(str(session.minutes), "")
    about = names.get(id, "")
    if not is_there or not isinstance(row, Hours) or column is None:
        return Told(id, session.text, kind, length, session, about=about)
    holds, count = programme.holds(id), programme.lists.count(id)
    taken = programme.lists.taken(id, holds)
    return Told(
        id, session.text, kind, length, session, row.whole, row.said, column.said, taken, holds, count - taken, about,
    )  # fmt: skip


def view(programme: Programme) -> dict[str, Any]:
    """What everybody may see: never who registered."""
    there, names = programme.options(), called(programme.sessions.values())
    return {
        "proposals": tuple(told(programme, one, names) for one in there if isinstance(one, Session)),
        "times": tuple(times_of(programme, names)),
        "registrations": sum(map(len, programme.lists.joined.values())),
        "down": tally(one.motive for one in programme.sessions.values() if one.motive),
    }


def times_of(programme: Programme, names: Mapping[str, str]) -> list[Time]:
    """Time after time, what is on; times at which nothing is, are left out."""
    plan = programme.planned
    by_row: dict[str, list[Session]] = {}
    for one in plan.put():
        if session := programme.there(one.id):
            by_row.setdefault(plan.at[one.id][0], []).append(session)
    return [
        Time(row.id, row.heading, row.said, tuple(told(programme, one, names) for one in by_row[row.id]))
        for row in plan.rows
        if row.id in by_row
    ]


def tools(programme: Programme) -> dict[str, Any]:
    """What facilitators have besides: the lists of those who registered, what was taken down."""
    sessions = programme.sessions.values()
    names = called(sessions)
    return {
        "lists": tuple(_listed(programme, one, names) for one in sessions if programme.lists.count(one.id)),
        "on_programme": tuple((one.id, one.text) for one in sessions if programme.there(one.id)),
        "taken_down": tuple((one.id, one.text, motive_said(one.motive)) for one in sessions if one.motive),
        "motives": tuple(MOTIVES.items()),
    }


def _listed(programme: Programme, session: Session, names: Mapping[str, str]) -> tuple[Any, ...]:
    """A session, those who have a place, those who wait."""
    return told(programme, session, names), *programme.lists.named(session.id, programme.holds(session.id))


def mine(programme: Programme, who: str) -> dict[str, Any]:
    """What one person sees alone: what they proposed, where they registered, the lists of what they lead."""
    own, joined = programme.of(who), programme.mine(who)
    names = called(programme.sessions.values()) if own or joined else {}  # asked of everybody, at each registration
    rows = tuple(
        sorted((_mine(programme, one, made, names) for one, made in joined), key=lambda row: _order(programme, row))
    )
    return {
        "my_proposals": tuple(told(programme, one, names) for one in own if not one.motive),
        "my_down": tuple((one.id, one.text, motive_said(one.motive)) for one in own if one.motive),
        "my_sessions": rows,
        "my_name": programme.lists.name_of(who).text,
        "my_lists": tuple(_listed(programme, one, names) for one in own if one.is_led and not one.motive),
        "own": {
            row.told.id: {"place": str(waits_said(row.waits) if row.waits else _("You are registered"))} for row in rows
        },
    }


def _mine(programme: Programme, session: Session, made: Registration, names: Mapping[str, str]) -> Mine:
    clash = programme.in_the_way(session, made.who)
    return Mine(
        told(programme, session, names),
        programme.lists.waits(session.id, made.id, programme.holds(session.id)),
        clash.text if clash else "",
    )


def _order(programme: Programme, row: Mine) -> int:
    span = programme.planned.span(row.told.session)
    return span.begins if span else 0
