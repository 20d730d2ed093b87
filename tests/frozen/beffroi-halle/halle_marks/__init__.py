"""A block, and a method that holds two of it: each gives a mark from 0 to 10, unseen until all are shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Block, Card, Command, Method, Model, Number, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.report import Bar, Bars, OfTable, Section

_ = translator(__name__)

RATE = Stage("rate", _("Give a mark"), hidden=True, effect=_("Each gives a mark, which nobody sees yet."))
SHOW = Stage("show", _("See the marks"), effect=_("Everybody sees how the marks are spread."))


class GaugeSettings(Model):
    """What a facilitator sets."""

    asked: str = Text(_("Question"), max=200, required=False)


@dataclass
class Marks:
    """Its part of the state: one mark a person bounds it."""

    by_person: dict[str, int] = field(default_factory=dict)
    shown: bool = False

    def spread(self) -> list[tuple[int, int]]:
        """(mark, people), the lowest first."""
        return sorted(Counter(self.by_person.values()).items())


class Rate(Command, stage="rate", apart=True, announcement=_("Mark sent")):
    """Give your mark, or change it."""

    mark: int = Number(_("From 0 to 10"), low=0, high=10)

    def apply(self, marks: Marks, stamp: Stamp) -> None:
        marks.by_person[stamp.who] = self.mark


class Gauge(Block[Marks, GaugeSettings]):
    """Marks from 0 to 10, unseen until all are shown."""

    kind = "halle_gauge"
    template = "halle_gauge.html"
    stages = (RATE, SHOW)
    commands = (Rate,)
    settings = GaugeSettings

    def start(self, settings: GaugeSettings, cards: Sequence[Card]) -> Marks:
        return Marks()

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self.of(state).shown = stage == SHOW.id

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self.of(state).shown = is_over

    def view(self, marks: Marks, /) -> dict[str, Any]:
        return {"spread": marks.spread() if marks.shown else []}

    def personal_view(self, marks: Marks, who: str, /) -> dict[str, Any]:
        return {"mark": marks.by_person.get(who)}

    def counts(self, marks: Marks, /) -> Sequence[Any]:
        n = len(marks.by_person)
        return [_.many("%(n)s mark so far.", "%(n)s marks so far.", n)]

    def participants(self, marks: Marks, stage: str, /) -> int | None:
        return len(marks.by_person) if stage == RATE.id else None

    def question(self, settings: GaugeSettings, stage: str, /) -> str:
        return settings.asked

    def tables(self, marks: Marks, /) -> Iterator[Table]:
        if marks.shown:
            yield Table("marks", (_("Mark"), _("People")), marks.spread())

    def report(self, marks: Marks, tables: Sequence[OfTable[Marks]], settings: GaugeSettings, /) -> Iterator[Section]:
        if marks.shown:
            bars = [Bar(str(mark), people) for mark, people in marks.spread()]
            yield Section("marks", settings.asked or _("Marks"), (Bars(bars, _("People"), _("Mark")),))


class BeforeAfter(Method):
    """Marks before and after what happens between them."""

    api = 1
    id = "halle_marks"
    title = _("Before and after")
    minutes = 10
    before = Gauge(title=_("Before"))
    after = Gauge(title=_("After"))


@hookimpl
def methods() -> list[Method]:
    return [BeforeAfter()]
