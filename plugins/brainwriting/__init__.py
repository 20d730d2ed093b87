"""Brainwriting, 6-3-5 for any number: sheets pass on in silence; then each group keeps the ideas that go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import Card, Glance, Here, Kind, Method, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.rotate import ROUNDS, Rotate, RotateSettings
from beffroi.report import OfTable, Section
from plugins.brainwriting import results, shown
from plugins.brainwriting.choosing import Chosen
from plugins.brainwriting.commands import COMMANDS

_ = translator(__name__)

MARK = Stage(
    "mark",
    _("Mark"),
    hidden=True,
    gathers=True,
    minutes=4,
    instruction=_("On the sheet that you hold, mark up to three ideas that should go on."),
    effect=_("The sheets stay where they are; everyone marks up to three ideas on theirs."),
)
KEEP = Stage(
    "keep",
    _("Keep"),
    minutes=6,
    instruction=_("Talk about the ideas that were marked: your group keeps a few, the page says how many."),
    effect=_("All ideas are shown to everyone; each group keeps a few of its own."),
)
READ = Stage(
    "read",
    _("Read together"),
    minutes=5,
    instruction=_("Each group reads out what it keeps, in a minute."),
    effect=_("What the groups kept is shown large, and can be handed over as cards."),
)


class BrainwritingSettings(RotateSettings):
    """What is asked, and how much each writes."""

    question: str = Text(_("Question"), max=300, required=False, lines=2)


class Brainwriting(Method[Chosen, BrainwritingSettings]):
    """Rounds in which the sheets pass on → mark → keep → read together."""

    api = 1
    id = "brainwriting"
    title = _("Brainwriting (6-3-5)")
    at_a_glance = Glance("produce", people=(4, 60), takes=_("a question"), gives=_("a few ideas a group, out of many"))
    minutes = 32
    stages = (*ROUNDS, MARK, KEEP, READ)
    commands = COMMANDS
    anonymous = False
    always_signed = True
    kinds = {"idea": Kind(_("Idea"), weighs=True)}
    sheets = Rotate()

    def start(self, settings: BrainwritingSettings, cards: Sequence[Card]) -> Chosen:
        return Chosen(self.sheets.start(settings, cards))

    def gathered(self, state: Chosen, stage: str, here: Sequence[Here], stamp: Stamp) -> None:
        if stage == MARK.id:
            state.sheets.settle(here, stamp.id, stamp.lots)
        else:
            super().gathered(state, stage, here, stamp)

    def on_stage(self, state: Chosen, stage: str, stamp: Stamp) -> None:
        super().on_stage(state, stage, stamp)
        state.is_open = stage in (KEEP.id, READ.id)

    def question(self, settings: BrainwritingSettings, stage: str) -> str:
        return settings.question

    def view(self, state: Chosen) -> dict[str, Any]:
        return {**super().view(state), **shown.view(state)}

    def personal_view(self, state: Chosen, who: str) -> dict[str, Any]:
        return {**super().personal_view(state, who), **shown.personal_view(state, who)}

    def counts(self, state: Chosen) -> Sequence[Any]:
        return [*super().counts(state), *state.counts()]

    def participants(self, state: Chosen, stage: str) -> int | None:
        return len(state.marks) if stage == MARK.id else super().participants(state, stage)

    def tables(self, state: Chosen) -> Iterable[Table]:
        return results.tables(state)

    def report(
        self, state: Chosen, tables: Sequence[OfTable[Chosen]], settings: BrainwritingSettings
    ) -> Iterable[Section]:  # fmt: skip
        yield from results.kept(state)
        yield from super().report(state, tables, settings)

    def cards(self, state: Chosen) -> Sequence[Card]:
        return results.cards(state)

    def traces(self, state: Chosen) -> Iterable[Trace]:
        return results.traces(state)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Brainwriting()]
