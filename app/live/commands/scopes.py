"""Whose sheet a command is about, whether it comes late, and which table its stamp keeps."""

from __future__ import annotations

from app.domain.agenda import Activity, Agenda
from app.domain.seating import Seating
from app.live.commands.request import CommandRequest, Grant
from beffroi import PARTICIPANT, Command, Method, Refused, Stage, translator

_ = translator(__name__)


def scope_of(ask: CommandRequest, seating: Seating, activity: Activity, method: Method, kind: type[Command]) -> str:
    """Whose sheet a command is about: the room's, the asker's own table's, or another's where it may be."""
    if activity.share_by != "table":
        return ""
    stage = _stage_for(activity, method, kind)
    if stage is not None and stage.plenary:
        return ""
    person = ask.grant.person
    own = seating.tables.get(ask.grant.table) or seating.at_table(person)
    scope = ask.scope or (own.id if own else "")
    if not scope:
        raise Refused(_("You sit at no table yet: tell the facilitators."))
    if scope not in seating.tables:
        raise Refused(_("That table is no longer there."))
    is_guest = kind.about.from_other_tables and ((own and own.twin == scope) or (stage is not None and stage.gallery))
    if ask.grant.is_facilitator or scope in (ask.grant.table, *seating.been[person]) or is_guest:
        return scope
    raise Refused(_("This sheet is another table's: you can read it, not change it."))


def _stage_for(activity: Activity, method: Method, kind: type[Command]) -> Stage | None:
    """The stage that a command is for: the present one, or its own first where that one does not take it."""
    during = kind.about.during
    return method.stage(activity.stage if not during or activity.stage in during else during[0])


def is_late(agenda: Agenda, activity: Activity, method: Method, kind: type[Command], grant: Grant) -> bool:
    """Whether a command comes for a past stage that keeps what is late; refused where nothing keeps it."""
    if agenda.paused and grant.role == PARTICIPANT and not grant.link:
        raise Refused(_("The workshop is paused: your text stays here, send it again in a moment."))
    if not kind.about.during or activity.stage in kind.about.during:
        return False
    past = [method.stage(id) for id in kind.about.during if activity.is_past((id,))]
    if any(stage and stage.late == "tray" for stage in past):
        return grant.role == PARTICIPANT
    if activity.is_past(kind.about.during):
        raise Refused(_("This stage is over: it no longer takes contributions."))
    raise Refused(_("This stage does not take that; follow the screen."))


def table_of(ask: CommandRequest, seating: Seating, activity: Activity, kind: type[Command], scope: str) -> str:
    """The table that a stamp keeps: the one whose sheet was written on, else, where it may be known, one's own."""
    person = ask.grant.person
    if scope and scope in (ask.grant.table, *seating.been[person]):
        return scope
    return "" if activity.anonymous and not kind.about.keeps_table else seating.at.get(person, "")
