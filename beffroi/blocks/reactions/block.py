"""The reactions of a method, as it holds them: `said = Reactions(on=portrait)`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.reactions.commands import REACTION_COMMANDS
from beffroi.blocks.reactions.feedback import Feedback
from beffroi.blocks.reactions.report import sections_of, table_of
from beffroi.blocks.reactions.stages import GALLERY
from beffroi.blocks.sheet import AMEND, FILL, Sheet
from beffroi.play import NoSettings
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Table
from beffroi.words import translator

_ = translator(__name__)


class Reactions(Block[Feedback, NoSettings]):
    """What others say of a sheet, from a twin table or in the gallery; then its table amends it.

    `on` is the sheet, another block of the method. Raises `ValueError` where it is none.
    """

    kind = "reactions"
    template = "blocks/reactions.html"
    stages = (GALLERY, AMEND)
    commands = REACTION_COMMANDS

    def __init__(self, on: Sheet, *, title: Any = "") -> None:
        super().__init__(title=title)
        if not isinstance(on, Sheet):
            raise ValueError(f"Reactions(on=…) was given {type(on).__name__}: give it a Sheet that the method holds.")
        self.on = on
        on.reactions = self

    def named_stage(self, stage: str) -> str:
        return self.on.named_stage(stage) if stage == FILL.id else super().named_stage(stage)

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Feedback:
        return Feedback()

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self.of(state).sheet = self.on.of(state)

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self.of(state).sheet = self.on.of(state)

    def view(self, feedback: Feedback, /) -> dict[str, Any]:
        return {**feedback.view(), "on": self.on.name}

    def personal_view(self, feedback: Feedback, who: str, /) -> dict[str, Any]:
        return {"my_reactions": feedback.by(who)}

    def tables(self, feedback: Feedback, /) -> Iterable[Table]:
        if feedback.by_id:
            yield table_of(feedback)

    def report(
        self, feedback: Feedback, tables: Sequence[OfTable[Feedback]], settings: NoSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(feedback, tables, self.titled or _("What others said"))
