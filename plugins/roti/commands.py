"""What is asked beside the mark: to say what would have given one more; facilitators, to enter it from paper."""

from __future__ import annotations

from beffroi import FACILITATOR, Command, Refused, Stamp, Text, translator
from beffroi.blocks.words_down import WORDS_DOWN_COMMANDS
from plugins.roti.wishes import Closing, Wish

_ = translator(__name__)

PAPER_MOST = 500
"""Wishes from paper, at most."""


class Say(Command, stage="place", apart=True, announcement=_("Sent")):
    """Say what would have given one more, or something else in its place."""

    text: str = Text(_("In a sentence"), max=200, lines=2)

    def apply(self, closing: Closing, stamp: Stamp) -> None:
        closing.wishes.by_person[stamp.who] = Wish(stamp.id, self.text)


class TakeBack(Command, stage="place", apart=True, announcement=_("Taken back")):
    """Take back what you said."""

    def apply(self, closing: Closing, stamp: Stamp) -> None:
        closing.wishes.by_person.pop(stamp.who, None)


class PaperWish(Command, stage="place", apart=True, role=FACILITATOR, title=_("Sentence from paper")):
    """Enter what somebody wrote on paper."""

    text: str = Text(_("Sentence on paper"), max=200, lines=2)

    def check(self, closing: Closing, stamp: Stamp) -> None:
        if len(closing.wishes.paper) >= PAPER_MOST:
            raise Refused(_("There are %(most)s sentences from paper, and no more are taken.", most=PAPER_MOST))

    def apply(self, closing: Closing, stamp: Stamp) -> None:
        closing.wishes.paper[stamp.id] = Wish(stamp.id, self.text)


COMMANDS: tuple[type[Command], ...] = (Say, TakeBack, PaperWish, *WORDS_DOWN_COMMANDS)
