"""Papers: as whom a facilitator enters what people without a device wrote, in an activity.

Where contributions are signed, as each of them, by name. Where they are anonymous nobody may know whose paper is whose:
as sheet of paper 1, 2, 3…, of as many as people without a device; at tables that work apart, those of each table.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.agenda import Activity, Agenda
from app.domain.people import Person
from app.live.commands.record import Record
from app.live.commands.request import Grant
from beffroi.folding import folded

SHEET = "paper."
"""What begins the name of a sheet of paper: nobody's id has a full stop before its first letter of chance."""


@dataclass(frozen=True)
class Paper:
    """As whom one enters: somebody by name, or sheet `number` of a `table`, "" for the room's."""

    who: str
    person: str = ""
    name: str = ""
    number: int = 0
    table: str = ""


def papers(record: Record, activity: Activity) -> list[Paper]:
    """Those of an activity, in the order of names, or of tables and numbers."""
    there = sorted((one for one in record.people.values() if _is_here(one)), key=lambda one: folded(one.name))
    if not activity.anonymous:
        return [Paper(one.id, one.id, one.name) for one in there]
    tables = list(record.agenda.seating.tables) if activity.share_by == "table" else [""]
    return [
        Paper(f"{SHEET}{table}.{number}", number=number, table=table)
        for table in tables
        for number in range(1, 1 + _many(record, table))
    ]


def paper_of(record: Record, who: str) -> Paper | None:
    """The paper of that name, in whatever activity; None where there is none."""
    person = record.people.get(who)
    if person is not None:
        return Paper(who, who, person.name) if _is_here(person) else None
    table, _, number = who.removeprefix(SHEET).rpartition(".")
    if not who.startswith(SHEET) or not number.isdecimal() or (table and table not in record.agenda.seating.tables):
        return None
    return Paper(who, number=int(number), table=table) if 1 <= int(number) <= _many(record, table) else None


def may_enter(grant: Grant, activity: Activity) -> bool:
    """Whether what is entered there is entered as it should be: by name where it is signed, else by the sheet."""
    return not grant.by or activity.anonymous == (not grant.person)


def table_before(grant: Grant, agenda: Agenda) -> str:
    """The table at which somebody sits, or that a sheet of paper is of; "" for none."""
    table = grant.table or agenda.seating.at.get(grant.person, "")
    return table if table in agenda.seating.tables else ""


def _is_here(person: Person) -> bool:
    return person.on_paper and not person.left


def _many(record: Record, table: str) -> int:
    """How many people have no device: in all, or at a table."""
    at = record.agenda.seating.at
    return sum(1 for one in record.people.values() if _is_here(one) and (not table or at.get(one.id) == table))
