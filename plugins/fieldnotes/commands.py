"""What a field team asks: to keep a note, to put it right, to take it back; and what facilitators may set aside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from beffroi import (
    ANYONE,
    AUDIENCES,
    ERASED,
    FACILITATOR,
    Choice,
    Command,
    Day,
    Ref,
    Refused,
    Stamp,
    Text,
    translator,
)

from .kinds import CONSENTS, KINDS, SAID
from .notebook import HEAD, FieldNote, Head, Notebook, Sentence, lines_of, sentences, tags_of, unquoted

_ = translator(__name__)

FIELDS = {"facts": "fact", "feelings": "feeling", "questions": "question", "verbatims": "verbatim"}
"""The fields of a note that hold sentences, in the order that their places follow."""

HEADED = ("place", "whom", "tags")
"""The free texts of a note's head."""

LONGEST = 4000
LISTED: dict[str, Any] = {"max": LONGEST, "required": False, "listed": True}
MOST = 500
"""Notes in one activity."""

A_LINE = _("One a line.")
ROLE = _("A role in words, never a name: “father of a pupil”, “reception agent”.")
CONSENT = _(
    "To be quoted. Without it, the verbatims are shown to you alone: on no board, no screen, in no export. "
    "Facts, feelings and questions stay."
)


CONTEXT = _("Context")
"""What of a note can be said later: on a phone, standing, the words that one heard come first."""


def erased_lines(text: str, first: int, places: Collection[int]) -> str:
    """A field with its lines erased, or those at `places`; each keeps its line, so that the others keep their ids."""
    lines = lines_of(text)
    return "\n".join(ERASED if not places or first + n in places else line for n, line in enumerate(lines))


def _own(state: Notebook, note: FieldNote | None, stamp: Stamp) -> None:
    if note is None or note.who != stamp.who:
        raise Refused(_("That note is no longer here, or is not yours."))


class WriteNote(Command, stage="gather", role=ANYONE, title=_("Field note")):
    """Write a note, whole: a single command, so that it can be written without a network and sent later.

    Nothing but a sentence is required: a note that comes days late must not be refused for its head.
    """

    kind: str = Ref(edits=False)
    verbatims: str = Text(_("Verbatims"), lines=3, help=_("Word for word, without names. One a line."), **LISTED)
    consent: str = Choice(_("Consent"), CONSENTS, default="none", help=CONSENT)
    facts: str = Text(_("Facts"), lines=3, help=_("What I saw and heard. One a line."), **LISTED)
    place: str = Text(_("Place"), max=80, required=False, under=CONTEXT)
    day: str = Day(_("Day"), today=True, help=_("Left empty: the day on which it is sent."), under=CONTEXT)
    whom: str = Text(_("Whom I met"), max=120, required=False, help=ROLE, under=CONTEXT)
    audience: str = Choice(_("About"), AUDIENCES, default="external", under=CONTEXT)
    feelings: str = Text(_("Feelings"), lines=2, help=_("Theirs or mine. One a line."), under=CONTEXT, **LISTED)
    questions: str = Text(_("Questions"), lines=2, help=A_LINE, under=CONTEXT, **LISTED)
    tags: str = Text(_("Tags"), max=200, required=False, help=_("Between commas: waiting, forms."), under=CONTEXT)

    def pairs(self) -> list[tuple[str, str]]:
        """Its sentences, as (kind, text), in the order of their places."""
        return [(kind, _tidied(kind, line)) for name, kind in FIELDS.items() for line in lines_of(getattr(self, name))]

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        kept, first = dict(data), HEAD + 1
        for name in HEADED if not places or HEAD in places else ():
            kept[name] = ERASED if data.get(name) else ""
        for name in FIELDS:
            text = str(data.get(name, ""))
            kept[name] = erased_lines(text, first, places)
            first += len(lines_of(text))
        return kept

    def undo_label(self, state: Notebook) -> str:
        first = next((text for kind, text in self.pairs() if kind != "verbatim"), "")
        return " · ".join(part for part in (self.place, first) if part)

    def check(self, state: Notebook, stamp: Stamp) -> None:
        if self.kind not in KINDS:
            raise Refused(_("This page is out of date: reload it."))
        if not self.pairs():
            raise Refused(_("Write at least one fact, feeling, question or verbatim."))
        if len(state.notes) >= MOST:
            raise Refused(_("The notebook is full: %(most)s notes.", most=MOST))
        state.room_for([text for _kind, text in self.pairs()])

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        # The room fills it in; entries that were made before it did have the day of their stamp.
        day = self.day or datetime.fromtimestamp(stamp.at / 1000, UTC).date().isoformat()
        head = Head(self.kind, self.place, day, self.whom, self.audience, self.consent, tags_of(self.tags))
        said = sentences(stamp.id, self.pairs())
        state.keep(FieldNote(stamp.id, stamp.who, head, said, paper=stamp.role == FACILITATOR))


def _tidied(kind: str, line: str) -> str:
    return unquoted(line) if kind == "verbatim" else line


class AddTo(Command, stage=("gather", "cluster")):
    """Add to a note of one's own: one sentence a line.

    In both stages, so that it never waits in the tray, where a verbatim without consent could be read.
    """

    note: str = Ref(edits=True)
    kind: str = Choice(_("What it is"), SAID, default="verbatim")
    text: str = Text(_("What to add, one a line"), max=LONGEST, lines=3, listed=True)

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        return {**data, "text": erased_lines(str(data.get("text", "")), HEAD + 1, places)}

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _own(state, state.notes.get(self.note), stamp)
        state.room_for(lines_of(self.text), len(state.notes[self.note].said))

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        note = state.notes.get(self.note)
        if note:
            added = sentences(stamp.id, [(self.kind, _tidied(self.kind, line)) for line in lines_of(self.text)])
            state.keep(replace(note, said={**note.said, **added}))


class EditNote(Command, stage=("gather", "cluster")):
    """Put the head of a note of one's own right. `card` names its head, so that erasing this erases the correction."""

    card: str = Ref(edits=True)
    place: str = Text(_("Place"), max=80)  # required: a form that was just sent stands empty until the answer comes
    day: str = Day(_("Day"), required=True)
    whom: str = Text(_("Whom I met"), max=120, required=False, help=ROLE)
    audience: str = Choice(_("About"), AUDIENCES, default="external")
    tags: str = Text(_("Tags"), max=200, required=False)

    def _note(self, state: Notebook) -> FieldNote | None:
        return state.notes.get(self.card.removesuffix(f".{HEAD}"))

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _own(state, self._note(state), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        note = self._note(state)
        if note:
            said = {"place": self.place, "day": self.day, "whom": self.whom, "audience": self.audience}
            state.keep(replace(note, head=replace(note.head, **said, tags=tags_of(self.tags))))


class NoteConsent(Command, stage=("gather", "cluster")):
    """Note that whoever was met agreed to be quoted, or no longer does."""

    note: str = Ref()
    consent: str = Choice(_("Consent"), CONSENTS, default="none")

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _own(state, state.notes.get(self.note), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        note = state.notes.get(self.note)
        if note:
            state.keep(replace(note, head=replace(note.head, consent=self.consent)))


class Correct(Command, stage=("gather", "cluster")):
    """Put a sentence of one's own right; left empty, it is taken out."""

    card: str = Ref(edits=True)
    text: str = Text(_("New wording; left empty, it is taken out"), max=LONGEST, lines=3, required=False)

    def check(self, state: Notebook, stamp: Stamp) -> None:
        note = state.with_sentence(self.card)
        _own(state, note, stamp)
        if note:
            state.room_for_words(len(self.text) - len(note.said[self.card].text))

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        note = state.with_sentence(self.card)
        if note is None:
            return
        kind = note.said[self.card].kind
        said = {id: one for id, one in note.said.items() if id != self.card or self.text}
        if self.text:
            said[self.card] = Sentence(self.card, kind, _tidied(kind, self.text), stamp.id)
        state.keep(replace(note, said=said))


class TakeBackNote(Command, stage=("gather", "cluster")):
    """Take back a note of one's own."""

    note: str = Ref()

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _own(state, state.notes.get(self.note), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        state.take_out(self.note)


def _known(state: Notebook, note: str) -> None:
    if note not in state.notes:
        raise Refused(_("That note is no longer here."))


class SetAside(Command, stage=("gather", "cluster"), role=FACILITATOR, title=_("Note put in the bin")):
    """Put a whole note in the bin; nothing is deleted."""

    note: str = Ref()

    def undo_label(self, state: Notebook) -> str:
        return state.notes[self.note].head.label if self.note in state.notes else ""

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _known(state, self.note)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        state.board.aside.add(self.note)


class BringBack(Command, stage=("gather", "cluster"), role=FACILITATOR, title=_("Note taken out of the bin")):
    """Take a note out of the bin."""

    note: str = Ref()

    def undo_label(self, state: Notebook) -> str:
        return state.notes[self.note].head.label if self.note in state.notes else ""

    def check(self, state: Notebook, stamp: Stamp) -> None:
        _known(state, self.note)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        state.board.aside.discard(self.note)


NOTE_COMMANDS: tuple[type[Command], ...] = (
    WriteNote, AddTo, EditNote, NoteConsent, Correct, TakeBackNote, SetAside, BringBack,
)  # fmt: skip
