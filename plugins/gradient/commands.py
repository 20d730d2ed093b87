"""What is asked of a gradient: to take a position, to take it back, and, facilitators, to enter one from paper."""

from __future__ import annotations

from beffroi import FACILITATOR, Choice, Command, Refused, Stamp, Text, translator
from beffroi.blocks.words_down import WORDS_DOWN_COMMANDS
from plugins.gradient.positions import DEGREES, Position, Positions

_ = translator(__name__)

PAPER_MOST = 500
"""Positions from paper, at most."""


class Take(Command, stage="choose", apart=True, announcement=_("Position sent")):
    """Take a degree, or another."""

    degree: str = Choice(_("Your degree of agreement"), DEGREES)
    reason: str = Text(_("Your reason, if you wish"), max=140, required=False, lines=2)

    def apply(self, positions: Positions, stamp: Stamp) -> None:
        positions.by_person[stamp.who] = Position(stamp.id, self.degree, self.reason, stamp.site)


class TakeBack(Command, stage="choose", apart=True, announcement=_("Position taken back")):
    """Take your position back."""

    def apply(self, positions: Positions, stamp: Stamp) -> None:
        positions.by_person.pop(stamp.who, None)


class PaperPosition(Command, stage="choose", apart=True, role=FACILITATOR, title=_("Position from paper")):
    """Enter one person's position from paper."""

    degree: str = Choice(_("Degree on paper"), DEGREES)
    reason: str = Text(_("Reason on paper, if there is one"), max=140, required=False, lines=2)

    def check(self, positions: Positions, stamp: Stamp) -> None:
        if len(positions.paper) >= PAPER_MOST:
            raise Refused(_("There are %(most)s positions from paper, and no more are taken.", most=PAPER_MOST))

    def apply(self, positions: Positions, stamp: Stamp) -> None:
        positions.paper[stamp.id] = Position(stamp.id, self.degree, self.reason)


COMMANDS: tuple[type[Command], ...] = (Take, TakeBack, PaperPosition, *WORDS_DOWN_COMMANDS)
