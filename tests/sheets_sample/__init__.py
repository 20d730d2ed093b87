"""A method of the tests: one sheet a table, a gallery, and a plenary that lists what the tables made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, Method, Stage, Table
from beffroi.blocks.reactions import GALLERY, REACTION_COMMANDS, Reactions
from beffroi.blocks.sheet import AMEND, FILL, SHEET_COMMANDS, Sheet, Slot

SLOTS = {
    slot.id: slot
    for slot in (
        Slot("name", "Name", max=40),
        Slot("needs", "Needs", most=3),
        Slot("ease", "Ease", choices=(("1", "Low"), ("5", "High"))),
    )
}


@dataclass
class Sketch:
    """A sheet, what is said of it, and in the plenary what came from all the tables."""

    sheet: Sheet = field(default_factory=Sheet)
    reactions: Reactions = field(default_factory=Reactions)
    brought: list[Card] = field(default_factory=list)

    def slot(self, id: str) -> Slot | None:
        return SLOTS.get(id)


class Sketching(Method):
    """Fill in → gallery → amend → together."""

    api = 1
    id = "sketch"
    title = "Sketch"
    stages = (FILL, GALLERY, AMEND, Stage("together", "Together", plenary=True))
    commands = (*SHEET_COMMANDS, *REACTION_COMMANDS)
    state = Sketch
    shared_by = ("table",)
    anonymous = False

    def start(self, settings: Any, cards: Sequence[Card]) -> Sketch:
        made = Sketch()
        made.sheet.offer(cards)
        return made

    def add_cards(self, state: Sketch, cards: Sequence[Card]) -> None:
        state.sheet.offer(cards)

    def merge_tables(self, state: Sketch, cards: Sequence[Card]) -> None:
        state.brought.extend(cards)

    def view(self, state: Sketch) -> dict[str, Any]:
        return {**state.sheet.view(), **state.reactions.view(), "slots": SLOTS.values(), "brought": state.brought}

    def progress(self, state: Sketch) -> tuple[int, int]:
        return state.sheet.progress(("name", "needs"))

    def tables(self, state: Sketch) -> Iterable[Table]:
        rows = state.sheet.rows(SLOTS.values())
        if rows:
            yield Table("sketch", ("Slot", "Text", "Source"), rows)

    def cards(self, state: Sketch) -> Sequence[Card]:
        return [Card(line.id, line.text, "need") for line in state.sheet.at("needs")]
