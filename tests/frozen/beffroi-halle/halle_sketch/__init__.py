"""One sheet a table, a gallery, and a plenary that lists what the tables made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, Kind, Method, Stage, Table, hookimpl, translator
from beffroi.blocks.reactions import GALLERY, Feedback, Reactions
from beffroi.blocks.sheet import AMEND, FILL, Draft, Sheet, Slot

_ = translator(__name__)

SLOTS = (
    Slot("name", _("Name"), max=40, kind=""),
    Slot("needs", _("Needs"), most=3, kind="need"),
    Slot("ease", _("Ease"), choices=(("1", _("Low")), ("5", _("High")))),
)


@dataclass
class Sketch:
    """A sheet, what is said of it, and in the plenary what came from all the tables."""

    sheet: Draft
    reactions: Feedback
    brought: list[Card] = field(default_factory=list)


class Sketching(Method):
    """Fill in → gallery → amend → together."""

    api = 1
    id = "halle_sketch"
    title = _("Sketch")
    stages = (FILL, GALLERY, AMEND, Stage("together", _("Together"), plenary=True))
    state = Sketch
    sheet = Sheet(*SLOTS)
    reactions = Reactions(on=sheet)
    shared_by = ("table", "room")
    kinds = {"need": Kind(_("Need"), "evidence", weighs=True)}
    anonymous = False

    def merge_tables(self, state: Sketch, cards: Sequence[Card]) -> None:
        state.brought.extend(cards)

    def view(self, state: Sketch) -> dict[str, Any]:
        return {**state.sheet.view(), **state.reactions.view(), "slots": SLOTS, "brought": state.brought}

    def progress(self, state: Sketch) -> tuple[int, int]:
        return state.sheet.progress(("name", "needs"))

    def tables(self, state: Sketch) -> Iterable[Table]:
        rows = state.sheet.rows(SLOTS)
        if rows:
            yield Table("sketch", (_("Slot"), _("Text"), _("Source")), rows)


@hookimpl
def methods() -> list[Method]:
    return [Sketching()]
