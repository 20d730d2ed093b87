"""Five whys: from a problem, answer after answer, down to causes one can act on; another answer opens a branch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Glance, Kind, Method, Model, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.report import OfTable, Section
from plugins.fivewhys.commands import COMMANDS
from plugins.fivewhys.results import section_of, table_of
from plugins.fivewhys.sheet import MOST, Link, Sheet

_ = translator(__name__)

ASK = Stage(
    "ask",
    _("Ask why"),
    instruction=_("One answer after the other: each says why the one above is so. What made it possible, never who."),
    effect=_("Each sheet gets its chain of answers; all who are at it see them at once."),
)
READ = Stage(
    "read",
    _("Read the chains"),
    plenary=True,
    instruction=_("Read each chain upwards, with “therefore”. On which cause can we act?"),
    effect=_("Nobody writes any more; the chains of all tables stand side by side."),
)


class FivewhysSettings(Model):
    """The problem that is asked about."""

    problem: str = Text(
        _("Problem"),
        max=200,
        required=False,
        lines=2,
        help=_("What one sees, without its cause. Left empty, the first card handed over is it, or people say it."),
    )


class Fivewhys(Method[Sheet, FivewhysSettings]):
    """Ask why → read the chains."""

    api = 1
    id = "fivewhys"
    title = _("Five whys")
    at_a_glance = Glance("produce", people=(3, 60), takes=_("a problem"), gives=_("a cause that can be acted on"))
    minutes = 25
    shared_by = ("table", "room")
    stages = (ASK, READ)
    commands = COMMANDS
    kinds = {
        "problem": Kind(_("Problem"), weighs=True),
        "why": Kind(_("Answer to a why")),
        "root_cause": Kind(_("Root cause"), weighs=True),
    }

    def start(self, settings: FivewhysSettings, cards: Sequence[Card]) -> Sheet:
        if settings.problem:
            return Sheet(Link("", settings.problem))
        handed = next(iter(cards), None)
        return Sheet(Link(handed.id, handed.text, origin=handed.origin) if handed else None)

    def on_stage(self, sheet: Sheet, stage: str, stamp: Stamp) -> None:
        sheet.is_read = stage == "read"

    def merge_tables(self, sheet: Sheet, cards: Sequence[Card]) -> None:
        sheet.bring(cards)

    def question(self, settings: FivewhysSettings, stage: str) -> str:
        return settings.problem

    def view(self, sheet: Sheet) -> dict[str, Any]:
        return sheet.view()

    def facilitator_view(self, sheet: Sheet) -> dict[str, Any]:
        return {**sheet.view(), **sheet.tools(sheet.ends())}

    def personal_view(self, sheet: Sheet, who: str) -> dict[str, Any]:
        mine = [link for link in sheet.ends() if link.who == who]
        return {"problem": sheet.problem_said, **sheet.tools(mine)}

    def counts(self, sheet: Sheet) -> Sequence[Any]:
        return [_.many("%(n)s why answered", "%(n)s whys answered", len(sheet.links))]

    def progress(self, sheet: Sheet) -> tuple[int, int] | None:
        return max((len(chain.links) for chain in sheet.chains()), default=0), MOST

    def cards(self, sheet: Sheet) -> Sequence[Card]:
        return sheet.causes()

    def traces(self, sheet: Sheet) -> Iterator[Trace]:
        problem = sheet.problem
        if problem and problem.id:
            yield Trace(problem.id, problem.text, "problem", (problem.origin,) if problem.origin else ())
        for link in sheet.links.values():
            above = link.after or (problem.id if problem else "")
            yield Trace(link.id, link.text, "why", (above,) if above else ())
        for card in sheet.causes():
            way = tuple(id for id, _text in card.details if id)
            yield Trace(card.id, card.text, card.kind, way, card.audience)

    def tables(self, sheet: Sheet) -> Iterator[Table]:
        yield table_of(sheet)

    def report(self, sheet: Sheet, tables: Sequence[OfTable[Sheet]], settings: FivewhysSettings) -> Iterator[Section]:
        if sheet.links or not tables:
            yield section_of("chain", _("Five whys"), sheet)
        for table in tables:
            yield section_of(f"chain-{table.id}", table.name, table.state)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Fivewhys()]
