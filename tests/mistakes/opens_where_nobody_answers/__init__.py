"""It may be answered by a link, and begins with a stage in which one reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from beffroi import Command, Method, Ref, Refused, Stage, Text, hookimpl, translator

_ = translator(__name__)

MOST = 50


@dataclass
class Notes:
    by_id: dict[str, str] = field(default_factory=dict)


class Write(Command, stage="write"):
    """Write a note."""

    note: str = Text(_("Your note"), max=60)

    def check(self, notes, stamp):
        if len(notes.by_id) >= MOST:
            raise Refused(_("%(most)s notes at most.", most=MOST))

    def apply(self, notes, stamp):
        notes.by_id[stamp.id] = self.note


class Drop(Command, stage="write"):
    """Take a note out."""

    note: str = Ref()

    def check(self, notes, stamp):
        if self.note not in notes.by_id:
            raise Refused(_("That note is gone."))

    def apply(self, notes, stamp):
        del notes.by_id[self.note]


class Note(Method[Notes]):
    api = 1
    id = "note"
    title = _("Note")
    opens_for_days = True
    stages = (Stage("read", _("Read together")), Stage("write", _("Write")))
    commands = (Write, Drop)

    def view(self, notes):
        return {"notes": sorted(notes.by_id.items())}


@hookimpl
def methods():
    return [Note()]
