"""Dot vote: the vote engine by itself, on a list typed, pasted or handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from beffroi import Block, Card, Method, Model, Refused, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import Ballot, Option, as_option
from beffroi.blocks.capture import Capture
from beffroi.blocks.cards import handed_texts

_ = translator(__name__)


OPTIONS_MOST = 300
"""Options that are typed, at most: each is drawn on every page."""


class ListSettings(Model):
    """The list to vote on."""

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
    """Options that are there from the start: typed, and handed over. Nothing of it is drawn: the vote on it is."""

    kind = "listed"
    settings = ListSettings
    takes_cards = True
    kinds = Ballot.kinds

    def check_settings(self, settings: ListSettings) -> None:
        typed = len(list(handed_texts(settings.lines)))
        if typed > OPTIONS_MOST:
            raise Refused(_("A vote takes %(most)s options at most; here are %(n)s.", most=OPTIONS_MOST, n=typed))

    def start(self, settings: ListSettings, cards: Sequence[Card]) -> list[Option]:
        typed = [Option(_id_of(text), text) for text in dict.fromkeys(handed_texts(settings.lines))]
        return [*typed, *map(as_option, cards)]

    def add_cards(self, options: list[Option], cards: Sequence[Card]) -> None:
        options.extend(map(as_option, cards))

    def options(self, options: list[Option]) -> Iterable[Option]:
        """What is voted on."""
        return options

    def traces(self, options: list[Option]) -> Iterable[Trace]:
        for one in options:
            yield Trace(one.id, one.text, "option", (one.origin,) if one.origin else (), one.audience)


def _id_of(text: str) -> str:
    """The words name the option: a line added above must not move anybody's dots."""
    return "o" + sha256(text.encode()).hexdigest()[:12]


class Dotvote(Method):
    """Vote → decide → who does what."""

    api = 1
    id = "dotvote"
    title = _("Dot vote")
    minutes = 10
    typed = Listed()
    dots = Ballot(on=typed)
    done = Capture(on=dots)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Dotvote()]
