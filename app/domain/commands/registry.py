"""The core's commands by name: what an act of the log is, and who may ask what."""

from __future__ import annotations

from app.domain.commands import activity, agenda, moderation, preparing, running, seating
from app.domain.commands.base import CoreCommand
from app.domain.log import Entry

COMMANDS: dict[str, type[CoreCommand]] = {
    kind.about.name: kind
    for kind in (
        agenda.Add,
        agenda.Configure,
        agenda.Note,
        agenda.PlanStage,
        agenda.Remove,
        agenda.Place,
        agenda.Pause,
        agenda.Conclude,
        agenda.OpenResults,
        agenda.Lock,
        preparing.Revise,
        preparing.Duplicate,
        preparing.Park,
        preparing.Schedule,
        preparing.Expect,
        preparing.TakeBack,
        activity.Open,
        activity.SetStage,
        activity.Hand,
        activity.Close,
        activity.Clock,
        running.TellAll,
        running.Spoke,
        moderation.Undo,
        moderation.Admit,
        moderation.Drop,
        moderation.Void,
        moderation.Erase,
        seating.LayTable,
        seating.LayTables,
        seating.ChangeTable,
        seating.ClearTable,
        seating.DrawTables,
        seating.Seat,
    )
}


class UnknownAct(LookupError):
    """A log holds an act of the core that this version does not know."""


def core_command(entry: Entry) -> CoreCommand:
    """The command that an entry of the core holds; raises `UnknownAct`: what was done is never passed over."""
    kind = COMMANDS.get(entry.name)
    if kind is None:
        raise UnknownAct(f"the log holds {entry.name!r}, which this version does not know: a newer one wrote it")
    command = kind.from_entry(entry.data, entry.version)
    assert isinstance(command, CoreCommand)  # noqa: S101 - of its own kind
    return command


def moves_everybody(name: str) -> bool:
    """Whether a command of that name takes the hand: who asks it leads."""
    kind = COMMANDS.get(name)
    return kind is not None and kind.moves_everybody
