"""What is asked of an empathy map: notes of one's own, those from paper, and, facilitators, what is taken off it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from beffroi import ERASED, FACILITATOR, Choice, Command, Flag, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.cards import handed_texts
from beffroi.signs import cut, shortened
from plugins.empathy.areas import TITLES
from plugins.empathy.person import Note, PersonMap

_ = translator(__name__)

LENGTH = 140
"""Characters of a note."""

MOST = 12
"""Notes a person."""

ROOM = 500
"""Notes on one map."""


def _room_for(drawn: PersonMap, more: int = 1) -> None:
    if len(drawn.notes) + more > ROOM:
        raise Refused(_("The map is full: %(most)s notes.", most=ROOM))


def _own(drawn: PersonMap, note: str, who: str) -> None:
    found = drawn.notes.get(note)
    if found is None or found.who != who:
        raise Refused(_("That note is no longer here, or is not yours."))


class Add(Command, stage="fill", apart=True, announcement=_("Note added")):
    """Put a note in an area."""

    area: str = Choice(_("Area"), TITLES)
    text: str = Text(_("Your note"), max=LENGTH, lines=2)
    heard: bool = Flag(_("We heard or saw it"))

    def check(self, drawn: PersonMap, stamp: Stamp) -> None:
        _room_for(drawn)
        if len(drawn.of(stamp.who)) >= MOST:
            raise Refused(_("You have %(most)s notes, which is the most: change one, or take one back.", most=MOST))

    def apply(self, drawn: PersonMap, stamp: Stamp) -> None:
        drawn.notes[stamp.id] = Note(stamp.id, self.area, self.text, stamp.who, self.heard)


class Change(Command, stage="fill", apart=True, announcement=_("Note changed")):
    """Word a note of one's own anew, or put it in another area."""

    note: str = Ref(edits=True)
    area: str = Choice(_("Area"), TITLES)
    text: str = Text(_("New wording"), max=LENGTH, lines=2)
    heard: bool = Flag(_("We heard or saw it"))

    def check(self, drawn: PersonMap, stamp: Stamp) -> None:
        _own(drawn, self.note, stamp.who)

    def apply(self, drawn: PersonMap, stamp: Stamp) -> None:
        if found := drawn.notes.get(self.note):
            drawn.notes[self.note] = replace(found, area=self.area, text=self.text, heard=self.heard, worded=stamp.id)


class TakeBack(Command, stage="fill", apart=True, announcement=_("Note taken back")):
    """Take a note of one's own back."""

    note: str = Ref()

    def check(self, drawn: PersonMap, stamp: Stamp) -> None:
        _own(drawn, self.note, stamp.who)

    def apply(self, drawn: PersonMap, stamp: Stamp) -> None:
        drawn.notes.pop(self.note, None)


class PaperNotes(Command, stage="fill", role=FACILITATOR, title=_("Notes from paper")):
    """Enter notes from paper, one a line, all of one area."""

    area: str = Choice(_("Area of these notes"), TITLES)
    lines: str = Text(_("Notes written on paper, one a line"), max=12_000, lines=4, listed=True)

    def texts(self) -> list[str]:
        """The notes, blank lines left out."""
        return list(handed_texts(self.lines))

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """A line a note stays, so that the others keep their ids."""
        texts = cls.model_construct(**data).texts()
        kept = (ERASED if not places or place in places else text for place, text in enumerate(texts))
        return {**data, "lines": "\n".join(kept)}

    def undo_label(self, drawn: PersonMap) -> str:
        return shortened(" · ".join(self.texts()), LENGTH)

    def check(self, drawn: PersonMap, stamp: Stamp) -> None:
        _room_for(drawn, len(self.texts()))
        too_long = next((text for text in self.texts() if len(text) > LENGTH), None)
        if too_long:
            start = cut(too_long, 40)
            raise Refused(
                _("A note holds %(most)s characters; this line is longer: “%(line)s…”", most=LENGTH, line=start)
            )

    def apply(self, drawn: PersonMap, stamp: Stamp) -> None:
        made = (Note(f"{stamp.id}.{place}", self.area, text) for place, text in enumerate(self.texts()))
        drawn.notes.update({note.id: note for note in made})


class TakeOff(Command, role=FACILITATOR, affects_others=True, title=_("Note taken off the map")):
    """Take somebody's note off the map."""

    note: str = Ref()

    def undo_label(self, drawn: PersonMap) -> str:
        found = drawn.notes.get(self.note)
        return found.text if found else ""

    def check(self, drawn: PersonMap, stamp: Stamp) -> None:
        if self.note not in drawn.notes:
            raise Refused(_("That note is no longer here."))

    def apply(self, drawn: PersonMap, stamp: Stamp) -> None:
        drawn.notes.pop(self.note, None)


COMMANDS: tuple[type[Command], ...] = (Add, Change, TakeBack, PaperNotes, TakeOff)
