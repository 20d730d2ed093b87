"""Erasing by ids, as the facilitator and as the writer do, and what is left of it in votes."""

from __future__ import annotations

from app.live.commands.request import SYSTEM, CommandRequest, Grant

BOB = "Attend une réponse depuis trois mois"


def erase(workshop, *ids) -> bool:
    return workshop.room.erasure.erase_named(list(ids), Grant(workshop.facts.id, SYSTEM, "erasure"))


def erase_all_of(workshop, person):
    """As somebody does on their own page: everything that can still be traced to them."""
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(workshop.room.presence.people[person]))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))


def react(workshop, who, activity, table, **data) -> str:
    answer = workshop.room.ask(CommandRequest(workshop.grant(who), activity, "react", data, f"r-{data}", "en", table))
    assert answer.accepted, answer
    return answer.entry


def texts(workshop, activity) -> list[str]:
    record = workshop.room.record
    blocks = record.agenda.method_of(record.agenda.activities[activity]).blocks.values()
    vote = next(block for block in blocks if block.kind == "ballot").of(record.standing(activity).state)
    return sorted(one.text for one in vote.options.values())
