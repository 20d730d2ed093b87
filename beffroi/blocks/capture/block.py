"""The capture of a method, as it holds it: `done = Capture(on=dots)`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.capture.commands import CAPTURE_COMMANDS
from beffroi.blocks.capture.commitments import Commitments
from beffroi.blocks.capture.report import sections_of, tables_of
from beffroi.blocks.capture.stages import CAPTURE
from beffroi.play import NoSettings
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Action, Card, Kind, Table, Trace
from beffroi.words import translator

_ = translator(__name__)


class Capture(Block[Commitments, NoSettings]):
    """At each outcome that another block kept: who takes it on, for when, and the first step.

    `on` is the block that says what it `kept`, such as a ballot.
    """

    kind = "capture"
    template = "blocks/capture.html"
    stages = (CAPTURE,)
    commands = CAPTURE_COMMANDS
    kinds = {"action": Kind(_("Action"), "outcome")}

    def __init__(self, on: Block[Any, Any], *, title: Any = "") -> None:
        super().__init__(title=title)
        self.on = on
        on.followers = (*on.followers, self)

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Commitments:
        return Commitments()

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self.of(state).follow(self.on.kept(self.on.of(state)))

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        if not is_over:
            self.of(state).follow(())

    def followed(self, state: Any, thing: str, /) -> None:
        done = self.of(state)
        if done.kept:
            done.follow(self.on.kept(self.on.of(state)))

    def view(self, done: Commitments, /) -> dict[str, Any]:
        return done.view()

    def personal_view(self, done: Commitments, who: str, /) -> dict[str, Any]:
        mine = tuple(done.written_by(who))
        return {"kept": done.kept, "mine": mine, "bases": {one.id: done.base(one.id) for one, _text in mine}}

    def tables(self, done: Commitments, /) -> Iterable[Table]:
        return tables_of(done)

    def report(
        self, done: Commitments, tables: Sequence[OfTable[Commitments]], settings: NoSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(done)

    def commitments(self, done: Commitments, /) -> Sequence[Action]:
        return done.actions()

    def traces(self, done: Commitments, /) -> Iterable[Trace]:
        for one in done.actions():
            said = " · ".join(filter(None, (one.who, one.when, one.first)))
            yield Trace(one.id, said, "action", (one.kept,))
