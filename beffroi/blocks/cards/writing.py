"""Writing cards: one's own, in silence, and those from paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.looked_up import question_here
from beffroi.blocks.cards.notes import Note
from beffroi.blocks.cards.stages import BEFORE_VOTE
from beffroi.command import Command
from beffroi.fields import ERASED, Ref, Text
from beffroi.refused import Refused
from beffroi.signs import cut, shortened
from beffroi.spoken import in_words
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

LENGTH = 140
"""Characters on a card: an idea, not a speech."""

MOST = 1000
"""Cards on one board."""


def _room_for(deck: Deck, more: int = 1) -> None:
    if len(deck.notes) + more > MOST:
        raise Refused(_("The board is full: %(most)s cards.", most=MOST))


def _own(deck: Deck, card: str, stamp: Stamp) -> Note:
    note = deck.notes.get(card)
    if note is None or note.who != stamp.who or note.paper:
        raise Refused(_("That card is no longer here, or is not yours."))
    return note


class Write(Command, stage="collect", apart=True, announcement=_("Card added")):
    """Write a card."""

    question: str = Ref(default="")
    """Which of the questions that were handed over it answers, where there are several."""
    text: str = Text(_("Your idea"), max=LENGTH, lines=3)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        if deck.asked and not deck.answered_by(self.question):
            raise Refused(_("Choose the question that your idea answers."))
        _room_for(deck)
        if len(deck.of(stamp.who)) >= deck.per_person:
            raise Refused(_("You have written all your cards: edit one, or take one back."))

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        question = deck.answered_by(self.question)
        deck.add(Note(stamp.id, self.text, stamp.who, site=stamp.site, question=question))


class Edit(Command, stage="collect", apart=True, announcement=_("Card changed")):
    """Change the words of a card of one's own, or which of the questions that were handed over it answers."""

    card: str = Ref(edits=True)
    question: str = Ref(default="")
    """The question that it answers from now on; "" leaves it under the one that it is under."""
    text: str = Text(_("New wording"), max=LENGTH, lines=3)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _own(deck, self.card, stamp)
        if self.question:
            question_here(deck, self.question)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        note = deck.notes[self.card]
        question = self.question or note.question
        deck.change(note, text=self.text, question=question, parts=((stamp.id, ""),), reworded=False)
        deck.read.discard(self.card)


class TakeBack(Command, stage="collect", apart=True, announcement=_("Card taken back")):
    """Take back a card of one's own."""

    card: str = Ref()

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _own(deck, self.card, stamp)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        del deck.notes[self.card]


class PaperCards(Command, stage=BEFORE_VOTE, role=FACILITATOR, title=_("Cards from paper")):
    """Enter cards written on paper, one a line; a pasted table gives a card a row."""

    question: str = Ref(default="")
    lines: str = Text(_("Cards written on paper, one a line"), max=12_000, kept=20_000, lines=4, listed=True)

    def texts(self) -> list[str]:
        """The cards: one a line, the cells of a pasted table joined, blank lines left out."""
        cells = (" · ".join(filter(None, map(str.strip, line.split("\t")))) for line in self.lines.splitlines())
        return [text for text in cells if text]

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """A line a card stays, so that the other cards keep their ids."""
        texts = cls.model_construct(**data).texts()
        kept = (ERASED if not places or place in places else text for place, text in enumerate(texts))
        return {**data, "lines": "\n".join(kept)}

    def hidden_undo_label(self) -> str:
        return _.many("%(n)s card", "%(n)s cards", len(self.texts()))

    def undo_label(self, deck: Deck) -> str:
        texts = self.texts()
        said = shortened(" · ".join(texts), LENGTH)
        return in_words(_.many("%(n)s card: %(said)s", "%(n)s cards: %(said)s", len(texts), said=said))

    def check(self, deck: Deck, stamp: Stamp) -> None:
        texts = self.texts()
        _room_for(deck, len(texts))
        too_long = next((text for text in texts if len(text) > LENGTH), None)
        if too_long:
            raise Refused(
                _(
                    "A card holds %(most)s characters; this line is longer: “%(line)s…”",
                    most=LENGTH,
                    line=cut(too_long, 40),
                )
            )

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        question = deck.answered_by(self.question)
        texts = enumerate(self.texts())
        deck.add_all(Note(f"{stamp.id}.{n}", text, stamp.who, paper=True, question=question) for n, text in texts)


def handed_texts(lines: str) -> Iterable[str]:
    """The lines of a typed list, blank ones left out."""
    return (line.strip() for line in lines.splitlines() if line.strip())
