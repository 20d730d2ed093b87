"""The description of a method, as it holds it: `told = Described(Aspect("need", …), on=ideas)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi.block import Block
from beffroi.blocks.ballot import Option
from beffroi.blocks.ballot.block import offered_by
from beffroi.blocks.described.aspects import Aspect
from beffroi.blocks.described.commands import DESCRIBED_COMMANDS, LONGEST
from beffroi.blocks.described.descriptions import Descriptions
from beffroi.blocks.described.report import sections_of, table_of
from beffroi.blocks.described.stages import DESCRIBE, SEE
from beffroi.moderation import MOTIVES
from beffroi.play import NoSettings
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Stage, Table
from beffroi.words import translator

_ = translator(__name__)


class Described(Block[Descriptions, NoSettings]):
    """What is known of each thing, said together, an aspect at a time; what nobody said is marked as missing.

    `on` is what is described: another block of the method, or a function of the state that gives options; `of` is what
    these things are called, `under` what they answer (`Option.asked`), and `stages` where it has other words for its
    own. Raises `ValueError` for two aspects of
    one id, or one that is longer than can be written.
    """

    kind = "described"
    template = "blocks/described.html"
    commands = DESCRIBED_COMMANDS

    def __init__(
        self, *aspects: Aspect, on: Block[Any, Any] | Callable[[Any], Iterable[Option]], of: Any = "",
        under: Any = "", stages: tuple[Stage, ...] = (DESCRIBE, SEE), title: Any = "",
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self.aspects, self.on = _checked(aspects), on
        self.named = (of or _("Thing"), under)
        self.stages = stages  # type: ignore[misc]  # each has its own words
        if isinstance(on, Block):
            on.followers = (*on.followers, self)

    def offered(self, state: Any) -> Iterable[Option]:
        """What can be described now."""
        return offered_by(self.on, state)

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Descriptions:
        return Descriptions(self.aspects)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self.of(state).begin(self.offered(state))

    def followed(self, state: Any, thing: str, /) -> None:
        told = self.of(state)
        if told.things:
            told.begin(self.offered(state))
        for one in self.followers:
            one.followed(state, thing)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        told = self.of(state)
        if told.things:
            told.begin(self.offered(state))

    def view(self, told: Descriptions, /) -> dict[str, Any]:
        rows = tuple(told.rows())
        said, gaps = sum(row.told for row in rows), sum(len(row.missing) for row in rows)
        return {"aspects": told.aspects, "rows": rows, "said": said, "wanted": said + gaps}

    def facilitator_view(self, told: Descriptions, /) -> dict[str, Any]:
        return {**self.view(told), "motives": tuple(MOTIVES.items()), "binned": told.binned()}

    def options(self, told: Descriptions) -> Iterable[Option]:
        """The things, each with what is wanted and said of it: for a consent or a vote on what was described."""
        for row in told.rows():
            said = [cell for cell in row.cells if cell.said and cell.aspect.wanted and not cell.aspect.when]
            words = tuple(_("%(what)s: %(said)s", what=cell.aspect.title, said=cell.text) for cell in said)
            yield replace(row.thing, details=words)

    def settings_view(self, settings: NoSettings, /) -> dict[str, Any]:
        return {"aspects": self.aspects}

    def personal_view(self, told: Descriptions, who: str, /) -> dict[str, Any]:
        return {"my_down": told.down_of(who)}

    def tables(self, told: Descriptions, /) -> Iterable[Table]:
        if told.things:
            yield table_of(told, self.named)

    def report(
        self, told: Descriptions, tables: Sequence[OfTable[Descriptions]], settings: NoSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(told, self.named, self.titled)


def _checked(aspects: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    ids = [one.id for one in aspects]
    twice = next((id for id in ids if ids.count(id) > 1), "")
    if twice:
        raise ValueError(f"Two aspects of a description are called “{twice}”: name one otherwise.")
    long = next((one for one in aspects if one.max > LONGEST), None)
    if long:
        raise ValueError(f"The aspect “{long.id}” takes {long.max} characters: {LONGEST} at most.")
    return aspects
