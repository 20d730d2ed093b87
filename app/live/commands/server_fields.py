"""Server-side fields of a facilitator's command, which a page may not say: cards handed over, who sits where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from app.domain.agenda import Activity
from app.domain.card_copies import as_kept, copied
from app.domain.commands.activity import Hand, Open, SetStage
from app.domain.commands.agenda import Add, Configure
from app.domain.commands.base import CoreCommand
from app.domain.commands.moderation import Void
from app.domain.commands.preparing import Revise
from app.domain.commands.seating import ClearTable, DrawTables, LayTables, Seat
from app.domain.heads import who_is_here
from app.domain.people import SEATS_MOST, seat_of
from app.domain.replay import undone
from app.domain.seating import drawn
from app.domain.wording import forms_of
from app.live.commands.handover import cards_of_tables, outcomes
from app.live.commands.record import Record
from app.live.commands.request import Grant
from beffroi import PARTICIPANT, Card, Method, Refused, Stamp, translator
from beffroi.fields import meta
from beffroi.folding import folded

_ = translator(__name__)

Copies = Callable[[Record, str], list[Card]]
"""What an activity hands over."""

HANDED_MOST = 2000
"""Cards that an activity is handed in all, at most."""


def with_server_fields(record: Record, command: CoreCommand, stamp: Stamp, copies: Copies) -> CoreCommand:
    """A facilitator's command with what only the server knows: the first stage, cards handed over, who sits where."""
    if isinstance(command, Void):
        return command.model_copy(update={"person": "", "whos": _voided(record, command)})
    if isinstance(command, Add | Configure):
        method = _method_of(record, command)
        told: dict[str, Any] = {"settings": _tidied_settings(method, command.settings)}
        if _is_signed(method):
            told["anonymous"] = False
        if isinstance(command, Add) and not command.planned:
            told["planned"] = {stage.id: stage.minutes for stage in method.stages if stage.minutes}
        return command.model_copy(update=told)
    if isinstance(command, Revise):
        return command.model_copy(update=_revised(record, command))
    if isinstance(command, SetStage):
        here = _here(record, record.agenda.activities[command.activity], command.to)
        return command.model_copy(update={"cards": _brought(record, command), "here": here})
    if isinstance(command, LayTables):
        return command.model_copy(update={"names": _table_names(record, command.count)})
    if isinstance(command, DrawTables):
        return command.model_copy(update={"seating": _drawn(record, command, stamp), "been": {}})
    if isinstance(command, Seat) and command.person not in record.people:
        raise Refused(_("That person is no longer here."))
    if isinstance(command, ClearTable) and any(entry.scope == command.table for entry in record.entries):
        raise Refused(_("This table has written something: it stays. Move its people instead."))
    if isinstance(command, Hand):
        _room_for(record, command)
    return _opened(record, command, copies) if isinstance(command, Open) else command


def with_zone(record: Record, kind: type[CoreCommand], data: dict[str, Any]) -> dict[str, Any]:
    """What is asked of an activity, with the time zone of the workshop in the settings that have a place for it."""
    settings = data.get("settings")
    if not issubclass(kind, Add | Configure | Revise) or not isinstance(settings, dict):
        return data
    activity = record.agenda.activities.get(str(data.get("activity", "")))
    method = record.agenda.catalogue.get(activity.method if activity else str(data.get("method", "")))
    fields = method.settings.model_fields if method else {}
    places = [name for name, field in fields.items() if meta(field)["widget"] == "zone"]
    return {**data, "settings": {**settings, **dict.fromkeys(places, record.zone)}} if places else data


def _room_for(record: Record, command: Hand) -> None:
    """Refuse more cards than an activity takes in all: each is drawn on every page of it."""
    log = record.logs[command.activity]
    gone = undone(log)
    handed = (entry for entry in log if entry.holds(Open, Hand) and entry.id not in gone)
    if sum(len(entry.data.get("cards", ())) for entry in handed) + len(command.cards) > HANDED_MOST:
        raise Refused(_("An activity takes %(most)s cards from others at most.", most=HANDED_MOST))


def _opened(record: Record, command: Open, copies: Copies) -> CoreCommand:
    activity = record.agenda.activities[command.activity]
    stage = activity.stage if activity.opened else activity.stages[0]
    method = record.agenda.method_of(activity)
    takes_all = method is not None and method.takes_outcomes and not activity.source
    handed = [] if activity.opened else [*copies(record, activity.source), *(outcomes(record) if takes_all else ())]
    cards = [as_kept(card) for card in handed]
    if activity.source and not activity.opened and not cards:
        raise Refused(_("Nothing can be handed over to it yet: reveal the cards of its source first."))
    forms = forms_of(method) if method and not activity.opened else {}
    here = [] if activity.opened else _here(record, activity, stage)
    return command.model_copy(update={"to": stage, "cards": cards, "forms": forms, "here": here})


def _here(record: Record, activity: Activity, to: str) -> list[dict[str, str]]:
    """Who is here, where a stage asks: by their ids, which tell nothing of who came first."""
    method = record.agenda.method_of(activity)
    stage = method.stage(to) if method else None
    if stage is None or not stage.gathers:
        return []
    sat = record.agenda.seating.at
    people = sorted(who_is_here(record.people.values(), record.has_page), key=lambda person: person.id)
    return [
        {"who": who, "site": person.site, "table": sat.get(person.id, "")} for person in people for who in person.whos()
    ]


def _method_of(record: Record, command: Add | Configure) -> Method:
    agenda = record.agenda
    return agenda.catalogue[command.method if isinstance(command, Add) else agenda.activities[command.activity].method]


def _revised(record: Record, command: Revise) -> dict[str, Any]:
    """What only the server knows of what changes of an activity."""
    activity = record.agenda.activities[command.activity]
    method = record.agenda.catalogue[activity.method]
    told: dict[str, Any] = {}
    if command.settings:
        whole = _tidied_settings(method, {**activity.settings, **command.settings})
        told["settings"] = {name: whole[name] for name in command.settings}
    if command.anonymous and "anonymous" in command.model_fields_set and _is_signed(method):
        told["anonymous"] = False
    return told


def _is_signed(method: Method) -> bool:
    return method.always_signed or any(stage.gathers for stage in method.stages)


def _tidied_settings(method: Method, settings: dict[str, Any]) -> dict[str, Any]:
    """The settings with their texts as they are kept: they are read from the log as they stand there."""
    read = method.settings.model_validate(settings)
    return {name: _tidied(getattr(read, name), said) for name, said in settings.items()}


def _tidied(read: Any, said: Any) -> Any:
    return read if isinstance(read, str) else said


def _table_names(record: Record, count: int) -> tuple[str, ...]:
    taken = {folded(table.name) for table in record.agenda.seating.tables.values()}
    numbers = (n for n in range(1, 1000) if folded(str(_("Table %(n)s", n=n))) not in taken)
    return tuple(str(_("Table %(n)s", n=next(numbers))) for _place in range(count))


def _drawn(record: Record, command: DrawTables, stamp: Stamp) -> dict[str, str]:
    """Who sits where: those without a table, everybody anew, or one who came late."""
    sat = record.agenda.seating.at
    here = {person.id: person for person in record.people.values() if not person.left}
    if command.late:
        moving = [here[command.late]] if command.late in here else []
    else:
        moving = [person for person in here.values() if command.again or person.id not in sat]
    if not moving:
        raise Refused(_("Everybody who is here has a table already."))
    taken: dict[str, int] = defaultdict(int)
    for id in (sat.keys() & here.keys()) - {person.id for person in moving}:
        taken[sat[id]] += here[id].seats
    made = drawn(record.agenda.seating.tables.values(), taken, moving, stamp.lots)
    if not made:
        raise Refused(_("No table is laid where they are: lay one, or a mixed one."))
    return made


def _brought(record: Record, command: SetStage) -> list[dict[str, Any]]:
    """The cards that the tables bring to a plenary stage: what is new, and, under its id, what was worded anew."""
    activity = record.agenda.activities[command.activity]
    method = record.agenda.method_of(activity)
    stage = method.stage(command.to) if method else None
    if method is None or stage is None or not stage.plenary:
        return []
    entries = (entry for entry in record.logs[activity.id] if entry.holds(SetStage))
    before = {card["origin"]: card for entry in entries for card in entry.data.get("cards", ())}
    made = (as_kept(copied(card)) for card in cards_of_tables(record, activity, method))
    now = [{**card, "id": before[card["origin"]]["id"]} if card["origin"] in before else card for card in made]
    return [card for card in now if card != before.get(card["origin"])]


def _voided(record: Record, command: Void) -> tuple[str, ...]:
    """As whom a person's seats voted in the activity: who they are is not kept beside it."""
    activity, method = record.playable(command.activity)
    if record.is_closed(activity) or not method.can_void(record.scopes[activity.id][""].state):
        raise Refused(_("Votes can be voided only while they are hidden."))
    whos = [command.person, *(seat_of(command.person, seat) for seat in range(1, SEATS_MOST + 1))]
    grants = (Grant("", PARTICIPANT, who) for who in whos)
    return tuple(record.who_in(activity, grant) for grant in grants)
