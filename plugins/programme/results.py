"""What leaves a programme: its tables, its part of the report, its cards. Never who registered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Table, Trace, translator
from beffroi.moderation import told_of
from beffroi.report import Figure, Item, Listing, Section
from plugins.programme.sessions import Programme, Session
from plugins.programme.shown import Told, times_of, told, view

_ = translator(__name__)


def tables_of(programme: Programme) -> Iterator[Table]:
    """Every proposal with its time and place, and how many registered."""
    columns = (
        _("Day and time"), _("Place"), _("Title"), _("Kind"), _("Who leads it"), _("Minutes"), _("People expected"),
        _("What it needs"), _("Registered"), _("Waiting"),
    )  # fmt: skip
    there = [one for time in times_of(programme, {}) for one in time.sessions]
    placed = {one.id for one in there}
    rest = [
        told(programme, one, {}) for one in programme.options() if isinstance(one, Session) and one.id not in placed
    ]
    if there or rest:
        rows = [_row(one) for one in (*there, *rest)]
        links = [{"card": one.id, "origin": one.session.origin} for one in (*there, *rest)]
        yield Table("programme", columns, rows, links)


def _row(one: Told) -> tuple[Any, ...]:
    said = one.session
    counts = (one.taken, one.waiting) if one.when else ("", "")
    return (one.when, one.place, one.text, one.kind, said.leads, said.minutes, said.people, said.needs, *counts)


def sections_of(programme: Programme) -> Iterator[Section]:
    """The programme, time after time; what found no place; how many registered, never who."""
    times = times_of(programme, {})
    pieces: list[Any] = [
        Listing([_item(one) for one in time.sessions], _("%(day)s, %(hours)s", day=time.day, hours=time.hours),
                version="direction")
        for time in times
    ]  # fmt: skip
    placed = {one.id for time in times for one in time.sessions}
    rest = [one for one in programme.options() if one.id not in placed]
    if rest:
        pieces.append(Listing([Item(one.text, **_made(one)) for one in rest if isinstance(one, Session)],
                              _("Proposed, and not in the programme")))  # fmt: skip
    if all := sum(map(len, programme.lists.joined.values())):
        pieces.append(Figure(all, _("registrations, waiting lists included")))
    if down := view(programme)["down"]:
        pieces.append(told_of(down))
    if pieces:
        yield Section("programme", _("The programme"), tuple(pieces), version="direction")


def _item(one: Told) -> Item:
    about = " · ".join(str(said) for said in (one.kind, one.session.leads) if said)
    return Item(one.text, one.place, about, version="direction", **_made(one.session))


def _made(session: Session) -> dict[str, Any]:
    ids = tuple(dict.fromkeys(filter(None, (session.id, session.worded))))
    return {"ids": ids, "origins": (session.origin,) if session.origin else ()}


def cards_of(programme: Programme) -> Sequence[Card]:
    """What is in the programme; before anything is, what was proposed."""
    there = [one.session for time in times_of(programme, {}) for one in time.sessions]
    return [_card(one) for one in there or programme.options() if isinstance(one, Session)]


def _card(one: Session) -> Card:
    parts = ((one.worded, one.text),) if one.worded and one.worded != one.id else ()
    return Card(one.id, one.text, "session", one.audience, one.origin, parts=parts)


def traces_of(programme: Programme) -> Iterator[Trace]:
    """The proposals, with what they came from, and what became of them."""
    placed = {one.id for time in times_of(programme, {}) for one in time.sessions}
    for one in programme.options():
        became = _("In the programme") if one.id in placed else ""
        yield Trace(one.id, one.text, "session", (one.origin,) if one.origin else (), one.audience, became)
