"""What a field team asks: to keep a note, whole, and to add to one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from beffroi import ANYONE, AUDIENCES, ERASED, FACILITATOR, Choice, Command, Day, Ref, Refused, Stamp, Text, translator

from .kinds import CONSENTS, KINDS, SAID
from .notebook import Notebook
from .notes import HEAD, FieldNote, Head, lines_of, sentences, tags_of, unquoted

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


def must_be_own(state: Notebook, note: FieldNote | None, stamp: Stamp) -> None:
    """Refuse what is done to the note of somebody else, or to none."""
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
        return [(kind, tidied(kind, line)) for name, kind in FIELDS.items() for line in lines_of(getattr(self, name))]

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


def tidied(kind: str, line: str) -> str:
    """A line as its kind keeps it: what was heard, without the marks around it."""
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
        must_be_own(state, state.notes.get(self.note), stamp)
        state.room_for(lines_of(self.text), len(state.notes[self.note].said))

    def apply(self, state: Notebook, stamp: Stamp) -> None:
        note = state.notes.get(self.note)
        if note:
            added = sentences(stamp.id, [(self.kind, tidied(self.kind, line)) for line in lines_of(self.text)])
            state.keep(replace(note, said={**note.said, **added}))
