"""The sheet of a method, as it holds it: `portrait = Sheet(Slot(…), Slot(…))`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi.block import Block
from beffroi.blocks.sheet.commands import SHEET_COMMANDS
from beffroi.blocks.sheet.draft import Draft
from beffroi.blocks.sheet.lines import Slot
from beffroi.blocks.sheet.report import sections_of, table_of
from beffroi.blocks.sheet.settings import SheetSettings
from beffroi.blocks.sheet.stages import AMEND, FILL
from beffroi.report import OfTable, Section
from beffroi.vocabulary import Card, Kind, Stage, Table, Trace
from beffroi.words import translator

_ = translator(__name__)

KINDS = {"sentence": Kind(_("Sentence"), weighs=True), "source": Kind(_("Source"))}


class Sheet(Block[Draft, SheetSettings]):
    """Slots that hold sentences, each with its evidence; several people write at once, and nobody's words are lost.

    `stages` where it has others than the one in which it is filled in. In a plenary stage the room's sheet holds what
    the tables wrote, each sentence in the first slot of its `kind`. Raises `ValueError` where two slots have one id.
    """

    kind = "sheet"
    template = "blocks/whole_sheet.html"
    commands = SHEET_COMMANDS
    settings = SheetSettings
    kinds = KINDS
    takes_cards = True
    reactions: Block[Any, Any] | None = None
    """What holds the reactions to it, where it is reacted to."""

    def __init__(self, *slots: Slot, stages: tuple[Stage, ...] = (FILL,), title: Any = "") -> None:
        super().__init__(title=title)
        self.slots = {slot.id: slot for slot in slots}
        self.stages = stages  # type: ignore[misc]  # each sheet has its own
        if len(self.slots) < len(slots):
            named = next(slot.id for slot in slots if self.slots[slot.id] is not slot)
            raise ValueError(f"Two slots of a sheet are called “{named}”: name one otherwise.")

    def named_stage(self, stage: str) -> str:
        if stage == AMEND.id and AMEND not in self.stages:
            return self.reactions.named_stage(stage) if self.reactions else ""
        return super().named_stage(stage)

    def start(self, settings: SheetSettings, cards: Sequence[Card]) -> Draft:
        return Draft.begin(self.slots.values(), cards)

    def add_cards(self, draft: Draft, cards: Sequence[Card], /) -> None:
        draft.offer(cards)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        self.of(state).offer(cards)

    def merge_tables(self, draft: Draft, cards: Sequence[Card], /) -> None:
        draft.bring(cards)

    def view(self, draft: Draft, /) -> dict[str, Any]:
        return {
            **draft.view(),
            "slots": tuple(draft.slots.values()),
            "said_by": self.reactions.name if self.reactions else "",
        }

    def question(self, settings: SheetSettings, stage: str, /) -> str:
        return settings.sheet_question

    def personal_view(self, draft: Draft, who: str, /) -> dict[str, Any]:
        return {"my_down": draft.down_of(who)}

    def progress(self, draft: Draft, /) -> tuple[int, int]:
        return draft.progress(id for id, slot in draft.slots.items() if not slot.optional)

    def tables(self, draft: Draft, /) -> Iterable[Table]:
        if draft.is_begun:
            yield table_of(draft)

    def report(self, draft: Draft, tables: Sequence[OfTable[Draft]], settings: SheetSettings, /) -> Iterable[Section]:
        return sections_of(draft, tables, settings.sheet_question or self.titled or _("The sheet"))

    def cards(self, draft: Draft, /) -> Sequence[Card]:
        return draft.cards()

    def traces(self, draft: Draft, /) -> Iterable[Trace]:
        for one in draft.traces():
            yield replace(one, kind="source") if one.id in draft.evidence else one
