"""The list that a method works on, as it holds it: `typed = Listed()`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from beffroi.block import Block
from beffroi.blocks.ballot import Ballot, Option, as_option
from beffroi.blocks.cards import handed_texts
from beffroi.command import Model
from beffroi.fields import Text
from beffroi.refused import Refused
from beffroi.vocabulary import Card, Trace
from beffroi.words import translator

_ = translator(__name__)

MOST = 300
"""Things that are typed, at most: each is drawn on every page."""


class ListSettings(Model):
    """The list to work on."""

    lines: str = Text(
        _("Options, one a line"),
        max=12_000,
        kept=20_000,
        required=False,
        lines=6,
        listed=True,
        distinct=True,
        help=_("Cards handed over by another activity come after them."),
    )


class Listed(Block[list[Option], ListSettings]):
    """Options that are there from the start: typed, and handed over."""

    kind = "listed"
    settings = ListSettings
    takes_cards = True
    kinds = Ballot.kinds

    def check_settings(self, settings: ListSettings) -> None:
        typed = len(list(handed_texts(settings.lines)))
        if typed > MOST:
            raise Refused(_("A list takes %(most)s options at most; here are %(n)s.", most=MOST, n=typed))

    def start(self, settings: ListSettings, cards: Sequence[Card]) -> list[Option]:
        typed = [Option(_id_of(text), text) for text in dict.fromkeys(handed_texts(settings.lines))]
        return [*typed, *map(as_option, cards)]

    def add_cards(self, options: list[Option], cards: Sequence[Card]) -> None:
        options.extend(map(as_option, cards))

    def options(self, options: list[Option]) -> Iterable[Option]:
        """What stands on the list."""
        return options

    def traces(self, options: list[Option]) -> Iterable[Trace]:
        for one in options:
            yield Trace(one.id, one.text, "option", (one.origin,) if one.origin else (), one.audience)


def _id_of(text: str) -> str:
    """The words name the option: a line added above must not move what was said of the others."""
    return "o" + sha256(text.encode()).hexdigest()[:12]
