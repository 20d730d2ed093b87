"""Ideation whose groups a machine proposes: it reads the cards on the server itself, and a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from beffroi import Card, Method, hookimpl, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.capture import Capture
from beffroi.blocks.cards import Cards
from beffroi_grouping import encoder
from beffroi_grouping.commands import GROUPING_COMMANDS
from beffroi_grouping.comparing import Group, likened
from beffroi_grouping.proposals import Board, seen
from beffroi_grouping.sureness import LEAST

_ = translator(__name__)


class ProposedGroups(Method[Board]):
    """Silent brainstorm → reveal → read → group with proposals → vote → decide → who does what."""

    api = 1
    id = "proposedgroups"
    title = _("Ideation, groups proposed")
    minutes = 30
    commands = GROUPING_COMMANDS
    ideas = Cards()
    dots = Ballot(on=ideas)
    done = Capture(on=dots)

    def facilitator_view(self, board: Board) -> dict[str, Any]:
        return {**super().facilitator_view(board), "proposals": seen(board)}

    def cards(self, board: Board) -> Sequence[Card]:
        """All of them, as they are grouped: nothing is thrown away."""
        return self.ideas.cards(board.ideas)

    def work(self, snapshot: Any) -> dict[str, Any]:
        """Which card is like which group: in a process of its own, which alone has the model in memory."""
        try:
            return {"asked": snapshot["asked"], "found": found(snapshot["seeds"], snapshot["cards"])}
        except ImportError:
            return {"asked": snapshot["asked"], "missing": True}


def found(seeds: Sequence[dict[str, Any]], cards: Sequence[Sequence[str]]) -> str:
    """A line for each card that is like a group enough: its id, the group's, how sure in per cent."""
    titles = [seed["title"] for seed in seeds]
    held = [text for seed in seeds for text in seed["held"]]
    vectors = iter(encoder.encoded([*titles, *held, *(text for _id, text in cards)]))
    named = [next(vectors) for _title in titles]
    groups = [
        Group(vector if seed["title"] else None, [next(vectors) for _text in seed["held"]])
        for vector, seed in zip(named, seeds, strict=True)
    ]
    told = zip(cards, likened(groups, list(vectors)), strict=True)
    return "\n".join(
        f"{id} {seeds[place]['id']} {round(100 * share)}" for (id, _text), (place, share) in told if share >= LEAST
    )


@hookimpl
def methods() -> list[Method[Any]]:
    return [ProposedGroups()]
