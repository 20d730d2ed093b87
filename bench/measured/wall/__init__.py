"""A wall of notes, written by the docs alone and nothing else in mind: what drawing costs is measured on it.

The row `wall` of the bench holds the figures; see docs/performance.md.
"""

from dataclasses import dataclass, field
from typing import Any

from beffroi import Command, Method, Ref, Refused, Stage, Stamp, Text, hookimpl, translator

_ = translator(__name__)


@dataclass
class Note:
    id: str
    who: str
    text: str
    lifts: int = 0


@dataclass
class Notes:
    by_id: dict[str, Note] = field(default_factory=dict)


class Write(Command, stage="write", apart=True):
    """Put a note on the wall."""

    text: str = Text(_("Your note"), max=200)

    def apply(self, notes: Notes, stamp: Stamp) -> None:
        notes.by_id[stamp.id] = Note(stamp.id, stamp.who, self.text)


class Reword(Command, stage="write", apart=True):
    """Reword a note of yours."""

    note: str = Ref(edits=True)
    text: str = Text(_("Your note"), max=200)

    def check(self, notes: Notes, stamp: Stamp) -> None:
        if self.note not in notes.by_id or notes.by_id[self.note].who != stamp.who:
            raise Refused(_("This note is not yours."))

    def apply(self, notes: Notes, stamp: Stamp) -> None:
        notes.by_id[self.note].text = self.text


class Lift(Reword):
    """Reword a note of yours, and have it go up."""

    def apply(self, notes: Notes, stamp: Stamp) -> None:
        super().apply(notes, stamp)
        notes.by_id[self.note].lifts += 1


class Wall(Method):
    api = 1
    id = "wall"
    title = _("Wall of notes")
    minutes = 10
    stages = (Stage("write", _("Write notes")),)
    commands = (Write, Reword, Lift)
    state = Notes
    anonymous = False

    def view(self, notes: Notes) -> dict[str, Any]:
        inorder = sorted(notes.by_id.values(), key=lambda note: (-note.lifts, note.id))
        return {"notes": [(note.id, note.text, note.lifts) for note in inorder]}

    def personal_view(self, notes: Notes, who: str) -> dict[str, Any]:
        return {"written": sum(note.who == who for note in notes.by_id.values())}


@hookimpl
def methods() -> list[Method]:
    return [Wall()]
