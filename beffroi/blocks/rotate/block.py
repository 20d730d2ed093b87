"""The sheets of a method that pass on, as it holds them: `sheets = Rotate()`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.rotate.commands import ROTATE_COMMANDS
from beffroi.blocks.rotate.report import sections_of, table_of, traces_of
from beffroi.blocks.rotate.rotation import Rotation
from beffroi.blocks.rotate.settings import RotateSettings
from beffroi.blocks.rotate.shown import personal_view, view
from beffroi.blocks.rotate.stages import ROUNDS
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Here, Kind, Table, Trace
from beffroi.words import translator

_ = translator(__name__)

KINDS = {"idea": Kind(_("Idea"), weighs=True)}


class Rotate(Block[Rotation, RotateSettings]):
    """Sheets that pass on: each writes on one; as the next round begins, the next one of their group comes to them.

    Cards that are handed over stand on the sheets from the start, but those that ask: these are the question.
    """

    kind = "rotate"
    template = "blocks/rotate.html"
    stages = ROUNDS
    commands = ROTATE_COMMANDS
    settings = RotateSettings
    kinds = KINDS
    takes_cards = True

    def start(self, settings: RotateSettings, cards: Sequence[Card]) -> Rotation:
        rotation = Rotation(settings.each)
        self.add_cards(rotation, cards)
        return rotation

    def add_cards(self, rotation: Rotation, cards: Sequence[Card], /) -> None:
        rotation.asked += [card for card in cards if card.asks]
        rotation.seeds += [card for card in cards if not card.asks]

    def prompts(self, rotation: Rotation, /) -> Sequence[Card]:
        return rotation.asked

    def moves_on(self, settings: RotateSettings, stage: str, /) -> bool:
        return settings.by_clock

    def gathered(self, rotation: Rotation, stage: str, here: Sequence[Here], stamp: Stamp, /) -> None:
        number = next((n for n, one in enumerate(self.stages, 1) if one.id == stage), 0)
        rotation.gather(number, here, stamp.id, stamp.lots)

    def view(self, rotation: Rotation, /) -> dict[str, Any]:
        return view(rotation)

    def personal_view(self, rotation: Rotation, who: str, /) -> dict[str, Any]:
        return personal_view(rotation, who)

    def counts(self, rotation: Rotation, /) -> Sequence[Any]:
        return rotation.counts()

    def participants(self, rotation: Rotation, stage: str, /) -> int | None:
        return rotation.wrote()

    def tables(self, rotation: Rotation, /) -> Iterable[Table]:
        if rotation.lines:
            yield table_of(rotation)

    def report(
        self, rotation: Rotation, tables: Sequence[OfTable[Rotation]], settings: RotateSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(rotation, self.titled or _("The sheets"))

    def cards(self, rotation: Rotation, /) -> Sequence[Card]:
        return [Card(line.id, line.text, "idea", origin=line.origin) for line in rotation.shown()]

    def traces(self, rotation: Rotation, /) -> Iterable[Trace]:
        return traces_of(rotation)
