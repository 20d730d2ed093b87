"""What becomes of a note of one's own: it is put right, or taken back."""

from __future__ import annotations

from dataclasses import replace

from beffroi import AUDIENCES, Choice, Command, Day, Ref, Stamp, Text, translator

from .kinds import CONSENTS
from .notebook import Notebook
from .notes import HEAD, FieldNote, Sentence, tags_of
from .writing import LONGEST, ROLE, must_be_own, tidied

_ = translator(__name__)


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
        must_be_own(state, self._note(state), stamp)

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
        must_be_own(state, state.notes.get(self.note), stamp)

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
        must_be_own(state, note, stamp)
        if note:
            state.room_for_words(len(self.text) - len(note.said[self.card].text))

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        note = state.with_sentence(self.card)
        if note is None:
            return
        kind = note.said[self.card].kind
        said = {id: one for id, one in note.said.items() if id != self.card or self.text}
        if self.text:
            said[self.card] = Sentence(self.card, kind, tidied(kind, self.text), stamp.id)
        state.keep(replace(note, said=said))


class TakeBackNote(Command, stage=("gather", "cluster")):
    """Take back a note of one's own."""

    note: str = Ref()

    def check(self, state: Notebook, stamp: Stamp) -> None:
        must_be_own(state, state.notes.get(self.note), stamp)

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        state.take_out(self.note)
