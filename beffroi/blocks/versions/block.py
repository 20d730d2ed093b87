"""The texts of a method that are worded together, as it holds them: `texts = Versions(on=typed)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.ballot import Option
from beffroi.blocks.ballot.block import offered_by
from beffroi.blocks.versions.commands import LONGEST, VERSIONS_COMMANDS
from beffroi.blocks.versions.report import sections_of, tables_of
from beffroi.blocks.versions.shown import text_shown
from beffroi.blocks.versions.stages import GATHER, WORD
from beffroi.blocks.versions.texts import Texts
from beffroi.moderation import MOTIVES
from beffroi.play import NoSettings
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kind, Stage, Table, Trace
from beffroi.words import translator

_ = translator(__name__)


class Versions(Block[Texts, NoSettings]):
    """Texts that are worded together: each version stays, what changed shows word by word, nobody's words are lost.

    `on` is where they come from, another block of the method or a function of the state that gives options; without
    one, people propose them all. `during` is the stage of another block in which they are worded, in the place of its
    own; `stages` where it has other words for these, or one of them alone.
    """

    kind = "versions"
    template = "blocks/versions.html"
    commands = VERSIONS_COMMANDS
    kinds = {"text": Kind(_("Text worded together"), "outcome", weighs=True)}

    def __init__(
        self, on: Block[Any, Any] | Callable[[Any], Iterable[Option]] | None = None, *, during: str = "",
        stages: tuple[Stage, ...] = (GATHER, WORD), title: Any = "",
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self.on, self.within = on, during
        self.stages = stages  # type: ignore[misc]  # each has its own words
        if isinstance(on, Block):
            on.followers = (*on.followers, self)

    def named_stage(self, stage: str) -> str:
        known = {one.id for one in self.stages}
        if stage in known:
            return super().named_stage(stage)
        return self.within if stage == WORD.id else ""

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Texts:
        return Texts()

    def _follow(self, state: Any) -> None:
        if self.on is not None:
            self.of(state).take(offered_by(self.on, state))

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self._follow(state)

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self._follow(state)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        self._follow(state)

    def followed(self, state: Any, thing: str, /) -> None:
        self._follow(state)
        for one in self.followers:
            one.followed(state, thing)

    def options(self, texts: Texts) -> Iterable[Option]:
        """The texts as they stand."""
        return texts.options()

    def view(self, texts: Texts, /) -> dict[str, Any]:
        shown = tuple(text_shown(n, one) for n, one in enumerate(texts.shown(), 1))
        return {"texts": shown, "most": LONGEST, "contested": sum(bool(one.beside) for one in shown)}

    def facilitator_view(self, texts: Texts, /) -> dict[str, Any]:
        return {**self.view(texts), "motives": tuple(MOTIVES.items()), "down": texts.down()}

    def personal_view(self, texts: Texts, who: str, /) -> dict[str, Any]:
        return {"my_down": texts.down_of(who)}

    def tables(self, texts: Texts, /) -> Iterable[Table]:
        return tables_of(texts)

    def report(self, texts: Texts, tables: Sequence[OfTable[Texts]], settings: NoSettings, /) -> Iterable[Section]:
        return sections_of(texts, self.titled)

    def cards(self, texts: Texts, /) -> Sequence[Card]:
        return [
            Card(one.id, one.text, "text", one.audience, one.origin, parts=one.parts, look=one.look)
            for one in texts.options()
        ]

    def traces(self, texts: Texts, /) -> Iterable[Trace]:
        for one in texts.options():
            yield Trace(one.id, one.text, "text", (one.origin,) if one.origin else (), one.audience)
