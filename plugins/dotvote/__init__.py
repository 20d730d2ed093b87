"""Dot vote: the vote engine by itself, on a list typed, pasted or handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from beffroi import Card, Method, Refused, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import BALLOT_COMMANDS, DECIDE, VOTE, Ballot, BallotSettings, Option
from beffroi.blocks.cards import handed_texts

_ = translator(__name__)


OPTIONS_MOST = 300
"""Options that are typed, at most: each is drawn on every page."""


class DotvoteSettings(BallotSettings):
    """The list to vote on, and the rules of the vote."""

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


@dataclass
class Vote:
    """The options as they were at the start, and the vote on them."""

    options: list[Option]
    ballot: Ballot


def _options(cards: Iterable[Card]) -> list[Option]:
    """Cards handed over, as options."""
    return [
        Option(
            card.id, card.text, tuple(text for _id, text in card.details), origin=card.origin, audience=card.audience
        )
        for card in cards
    ]


def _id_of(text: str) -> str:
    """The words name the option: a line added above must not move anybody's dots."""
    return "o" + sha256(text.encode()).hexdigest()[:12]


class Dotvote(Method[Vote, DotvoteSettings]):
    """Vote → decide."""

    id = "dotvote"
    title = _("Dot vote")
    minutes = 10
    stages = (VOTE, DECIDE)
    commands = BALLOT_COMMANDS

    def check_settings(self, settings: DotvoteSettings) -> None:
        typed = len(list(handed_texts(settings.lines)))
        if typed > OPTIONS_MOST:
            raise Refused(_("A vote takes %(most)s options at most; here are %(n)s.", most=OPTIONS_MOST, n=typed))

    def start(self, settings: DotvoteSettings, cards: Sequence[Card]) -> Vote:
        typed = [Option(_id_of(text), text) for text in dict.fromkeys(handed_texts(settings.lines))]
        return Vote([*typed, *_options(cards)], Ballot(settings))

    def entering(self, state: Vote, stage: str, stamp: Stamp) -> None:
        if stage == "vote":
            state.ballot.begin(state.options, stamp.lots)
        else:
            state.ballot.close()

    def view(self, state: Vote) -> dict[str, Any]:
        return state.ballot.view()

    def overview(self, state: Vote) -> dict[str, Any]:
        return state.ballot.overview()

    def mine(self, state: Vote, who: str) -> dict[str, Any]:
        return state.ballot.mine(who)

    def can_void(self, state: Vote) -> bool:
        return state.ballot.open and not state.ballot.revealed

    def void(self, state: Vote, who: str) -> None:
        state.ballot.void(who)

    def asks(self, settings: DotvoteSettings, stage: str) -> str:
        return settings.ballot_question

    def taken_part(self, state: Vote, stage: str) -> int | None:
        return state.ballot.voters() if stage == "vote" else None

    def tables(self, state: Vote) -> Iterable[Table]:
        return state.ballot.tables()

    def cards(self, state: Vote) -> Sequence[Card]:
        kept = [row.option for row in state.ballot.ranked() if row.kept] if state.ballot.revealed else []
        return [Card(option.id, option.text, "option", option.audience, option.origin) for option in kept]

    def receive(self, state: Vote, cards: Sequence[Card]) -> None:
        new = _options(cards)
        state.options.extend(new)
        state.ballot.add(new)

    def traces(self, state: Vote) -> Iterable[Trace]:
        return state.ballot.traces(state.options)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Dotvote()]
