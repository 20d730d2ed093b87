"""Benchmark: what others do, case by case on the same criteria; then lessons, and whether they can be done here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Glance, Kind, Method, Model, Refused, Stage, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.placing import PLACE, SHOW, Placements, Placing
from beffroi.report import OfTable, Scale, Section
from plugins.benchmark import results, shown
from plugins.benchmark.cases import CASE_COMMANDS
from plugins.benchmark.cells import CELL_COMMANDS
from plugins.benchmark.criteria import kept, written
from plugins.benchmark.grid import CASES_MOST, FIELDS, LONG, SHORT, Benchmark, typed
from plugins.benchmark.lessons import LESSON_COMMANDS
from plugins.benchmark.pasted import Paste

_ = translator(__name__)

FILL = Stage(
    "fill",
    _("Fill in the grid"),
    instruction=_("Case by case: what was found, and where it is from. An empty cell is an answer too."),
    effect=_("Everyone fills in the grid, on phones or at tables; all see it at once."),
)
LEARN = Stage(
    "lessons",
    _("Compare and learn"),
    instruction=_("Read one criterion across all cases. What could we do as they do? One sentence a lesson."),
    effect=_("The grid shows criterion by criterion; everyone writes lessons, which all see."),
)
TRANSPOSE = replace(
    PLACE,
    title=_("Can it be done here?"),
    instruction=_("Each for yourself, from 1 to 5: can this be done here? Nobody sees it before all are shown."),
    effect=_("Everyone places each lesson by themselves; nobody sees anything yet."),
)
RANK = replace(
    SHOW,
    title=_("See the best lessons"),
    instruction=_("The first can be done here, so we say. Where we are apart: what did each of us see?"),
)
HERE = Scale(_("Can be done here"), 1, 5, _("not at all"), _("at once"))


class BenchmarkSettings(Model):
    """What is compared, and by what."""

    question: str = Text(_("What do we want to learn?"), max=300, required=False, lines=2)
    criteria: str = Text(
        _("Criteria, one a line"),
        max=2_500,
        required=False,
        lines=6,
        listed=True,
        distinct=True,
        help=_(
            "A title alone is answered in words. Title / yes or no. Title / what 0 means / what 4 means. Left empty: "
            "what they do, what it takes, what it changes, what did not work."
        ),
    )
    cases: str = Text(
        _("Cases, one a line"),
        max=8_000,
        required=False,
        lines=5,
        listed=True,
        distinct=True,
        help=_("Organisation / kind / role of the contact / when / source. More can be added while it is filled in."),
    )


class Transposing(Placing):
    """The placing of lessons, ranked: the most transposable first, rather than what divides."""

    def view(self, placements: Placements, /) -> dict[str, Any]:
        said = super().view(placements)
        rows = tuple(sorted(said["rows"], key=lambda pair: -pair[0].on[0].median if pair[0].on else 0))
        placed = [(row.thing.id, row.text, row.on[0].median) for row, _corner in rows if row.on]
        return {**said, "rows": rows, "chart": results.ranks_of(placed) if placed else None}


class BenchmarkMethod(Method[Benchmark, BenchmarkSettings]):
    """Fill in the grid → compare and learn → can it be done here? → the best lessons."""

    api = 1
    id = "benchmark"
    title = _("Benchmark")
    at_a_glance = Glance(
        "gather", people=(6, 60), takes=_("cases, or a pasted table"), gives=_("lessons, and what can be done here")
    )
    minutes = 60
    stages = (FILL, LEARN, TRANSPOSE, RANK)
    commands = (*CASE_COMMANDS, *CELL_COMMANDS, Paste, *LESSON_COMMANDS)
    kinds = {
        "case": Kind(_("Case"), "place"),
        "lesson": Kind(_("Lesson"), weighs=True),
        "source": Kind(_("Source"), "evidence"),
    }
    places = Transposing(on=Benchmark.options, scales=(HERE,), title=_("Can it be done here?"))

    def check_settings(self, settings: BenchmarkSettings) -> None:
        try:
            written(settings.criteria)
        except Refused as refused:
            raise Refused(refused.sentence, errors={"criteria": refused.sentence}) from None
        said = _cases_told(settings.cases)
        if said:
            raise Refused(said, errors={"cases": said})

    def start(self, settings: BenchmarkSettings, cards: Sequence[Card]) -> Benchmark:
        places = self.places.start(self.places.rules(settings), ())
        bench = Benchmark(places, kept(settings.criteria))
        bench.cases = {case.id: case for case in typed(settings.cases)}
        self.add_cards(bench, cards)
        return bench

    def add_cards(self, bench: Benchmark, cards: Sequence[Card]) -> None:
        bench.evidence |= {card.id: card for card in cards}

    def question(self, settings: BenchmarkSettings, stage: str) -> str:
        return settings.question

    def view(self, bench: Benchmark) -> dict[str, Any]:
        return {**super().view(bench), **shown.view(bench)}

    def facilitator_view(self, bench: Benchmark) -> dict[str, Any]:
        return {**super().facilitator_view(bench), **shown.view(bench), **shown.tools(bench)}

    def personal_view(self, bench: Benchmark, who: str) -> dict[str, Any]:
        return {**super().personal_view(bench, who), **shown.mine(bench, who)}

    def participants(self, bench: Benchmark, stage: str) -> int | None:
        if stage == "lessons":
            return len({one.who for one in bench.lessons.values()})
        return super().participants(bench, stage)

    def tables(self, bench: Benchmark) -> Iterator[Table]:
        yield from results.tables_of(bench)
        yield from super().tables(bench)

    def report(
        self, bench: Benchmark, tables: Sequence[OfTable[Benchmark]], settings: BenchmarkSettings
    ) -> Iterator[Section]:
        yield from results.sections_of(bench)
        yield from super().report(bench, tables, settings)

    def cards(self, bench: Benchmark) -> Sequence[Card]:
        return results.cards_of(bench)

    def traces(self, bench: Benchmark) -> Iterator[Trace]:
        return results.traces_of(bench)


def _cases_told(lines: str) -> Any:
    """What is wrong with the cases that are typed, with the line; "" where nothing is."""
    found = [line for line in map(str.strip, lines.splitlines()) if line]
    if len(found) > CASES_MOST:
        return _("A benchmark holds %(most)s cases at most.", most=CASES_MOST)
    for number, line in enumerate(found, 1):
        parts = [part.strip() for part in line.split("/", len(FIELDS))]
        if not parts[0]:
            return _("Cases, line %(n)s: begin with the organisation.", n=number)
        if any(len(part) > (LONG if n == len(FIELDS) else SHORT) for n, part in enumerate(parts)):
            return _("Cases, line %(n)s: a part of it is longer than %(most)s characters.", n=number, most=SHORT)
    return ""


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [BenchmarkMethod()]
