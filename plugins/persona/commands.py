"""What a table does beside filling in the sheet: choose evidence, say what the portrait rests on, vote."""

from __future__ import annotations

from typing import Any

from beffroi import ANYONE, Card, Choice, Command, Day, Flag, Number, Ref, Refused, Stamp, Text, translator
from beffroi.blocks.ballot import Dot
from plugins.persona.portrait import REMEMBERED, Portrait
from plugins.persona.slots import CHANNELS

_ = translator(__name__)

MOST_REMEMBERED = 40


class Gather(Command, stage="gather", role=ANYONE, title=_("Card chosen, or left out")):
    """Say that a card speaks of this person, or that it does not after all."""

    card: str = Ref()
    speaks: bool = Flag(_("It speaks of this person"), default=True)

    def undo_label(self, portrait: Portrait) -> str:
        card = portrait.sheet.evidence.get(self.card)
        return card.text if card else ""

    def check(self, portrait: Portrait, stamp: Stamp) -> None:
        if self.card not in portrait.sheet.evidence:
            raise Refused(_("That card is no longer here: choose another."))

    def apply(self, portrait: Portrait, stamp: Stamp) -> None:
        portrait.gathered = [card for card in portrait.gathered if card != self.card]
        if self.speaks:
            portrait.gathered.append(self.card)


class Remember(Command, stage=("gather", "fill", "amend"), role=ANYONE, title=_("Words written from memory")):
    """Add what somebody at the table heard themselves; it is marked as remembered, and chosen at once."""

    text: str = Text(_("What was said, and where"), max=200, lines=3, help=_("“I called four times.” (desk, Amiens)"))

    def check(self, portrait: Portrait, stamp: Stamp) -> None:
        remembered = [card for card in portrait.sheet.evidence.values() if card.kind == REMEMBERED]
        if len(remembered) >= MOST_REMEMBERED:
            raise Refused(_("This table has remembered enough: choose among what is there."))

    def apply(self, portrait: Portrait, stamp: Stamp) -> None:
        portrait.sheet.offer([Card(stamp.id, self.text, REMEMBERED, portrait.audience)])
        portrait.gathered.append(stamp.id)


class Prefer(Command, stage=("fill", "amend"), role=ANYONE, title=_("Preferred channel")):
    """Say that this person prefers a channel, or does not after all; several hold together."""

    channel: str = Choice(_("Preferred channels"), CHANNELS)
    prefers: bool = Flag(_("Preferred"), default=True)

    def undo_label(self, portrait: Portrait) -> str:
        return str(CHANNELS[self.channel])

    def apply(self, portrait: Portrait, stamp: Stamp) -> None:
        kept = {*portrait.channels, self.channel} if self.prefers else {*portrait.channels} - {self.channel}
        portrait.channels = tuple(channel for channel in CHANNELS if channel in kept)


class Ground(Command, stage=("fill", "amend"), role=ANYONE, title=_("What the portrait rests on")):
    """Say on how many interviews the portrait rests, and when it is to be looked at again."""

    interviews: int = Number(_("Interviews it rests on"), low=0, high=999, default=0)
    review: str = Day(_("To be reviewed on"), help=_("A persona ages: within a year."))

    def apply(self, portrait: Portrait, stamp: Stamp) -> None:
        portrait.interviews, portrait.review = self.interviews, self.review


class DotForOthers(Dot, name="dot"):
    """Place a dot; where that is the rule, not on the persona of one's own table."""

    def check(self, portrait: Any, stamp: Stamp) -> None:
        card = portrait.brought.get(self.option)
        if portrait.ballot.rules.no_self_vote and card and stamp.table and card.table == stamp.table:
            raise Refused(_("This one is your table's: place your dots on the others."))
        super().check(portrait.ballot, stamp)

    def apply(self, portrait: Any, stamp: Stamp) -> None:
        super().apply(portrait.ballot, stamp)


COMMANDS: tuple[type[Command], ...] = (
    Gather, Remember, Prefer, Ground, DotForOthers,
)  # fmt: skip
