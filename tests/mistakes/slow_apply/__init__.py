"""Work that grows as the square of what is there."""

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
        sum(a * b for a in range(1500) for b in range(1500))


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
    stages = (Stage("write", _("Write")), Stage("read", _("Read together")))
    commands = (Write, Drop)

    def view(self, notes):
        return {"notes": sorted(notes.by_id.items())}


@hookimpl
def methods():
    return [Note()]
