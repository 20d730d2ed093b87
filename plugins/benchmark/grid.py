"""What a benchmark holds: cases, what was found of each by criterion, the lessons drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from beffroi import Card, Refused, translator
from beffroi.blocks.ballot import Option
from beffroi.blocks.placing import Placements
from beffroi.folding import folded
from plugins.benchmark.criteria import Criterion

_ = translator(__name__)

CASES_MOST = 16
"""Cases, at most, those that were taken out too."""

LESSONS_MOST, OF_ONE = 40, 8
"""Lessons of a benchmark, and of one person."""

SHORT, LONG = 80, 200
"""Characters of what is said of a case; of a cell, a source, a lesson."""

FIELDS = ("kind", "contact", "date", "source")
"""What is said of a case beside who it is."""


@dataclass(frozen=True)
class Case:
    """An organisation that is compared, `text`; `contact` is a role, never a name, `date` when it was asked.

    `table` is the one that fills it in, "" for anybody; it is `out` where it was taken out. `worded` is the entry that
    says it, "" for the settings.
    """

    id: str
    text: str
    kind: str = ""
    contact: str = ""
    date: str = ""
    source: str = ""
    table: str = ""
    out: bool = False
    worded: str = ""

    @property
    def about(self) -> str:
        """Its kind, the contact's role and the date, in one line."""
        return " · ".join(filter(None, (self.kind, self.contact, self.date)))


@dataclass(frozen=True)
class Cell:
    """What was found of a case by a criterion: its `value` where it is graded, `text` and where that is from.

    `card` is the evidence it rests on; `worded` is the entry that said it last.
    """

    id: str
    text: str = ""
    value: str = ""
    source: str = ""
    card: str = ""
    worded: str = ""


@dataclass(frozen=True)
class Lesson:
    """What is to be learnt, and from which `case`; `who` wrote it, never shown.

    A `motive` says why it was taken down.
    """

    id: str
    text: str
    case: str = ""
    who: str = ""
    motive: str = ""
    worded: str = ""


@dataclass
class Benchmark:
    """The state: `cells` are by case and criterion, `evidence` what was handed over."""

    places: Placements
    criteria: tuple[Criterion, ...] = ()
    cases: dict[str, Case] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    evidence: dict[str, Card] = field(default_factory=dict)

    # --- cases and cells -----------------------------------------------------------------------

    def here(self) -> list[Case]:
        """The cases that are compared."""
        return [case for case in self.cases.values() if not case.out]

    def criterion(self, id: str) -> Criterion | None:
        """The criterion of that id."""
        return next((one for one in self.criteria if one.id == id), None)

    def called(self, organisation: str) -> Case | None:
        """The case of that organisation, however it is spelt."""
        key = folded(organisation)
        return next((case for case in self.here() if folded(case.text) == key), None)

    def cell(self, case: str, criterion: str) -> Cell | None:
        """What was found there."""
        return self.cells.get((case, criterion))

    def filled(self, case: str) -> int:
        """By how many criteria something was found of a case."""
        return sum((case, one.id) in self.cells for one in self.criteria)

    def source_of(self, case: Case, cell: Cell) -> str:
        """Where a cell is from: a card that it rests on, what was written beside it, or the source of its case."""
        card = self.evidence.get(cell.card)
        return " · ".join(filter(None, (card.text if card else "", cell.source))) or case.source

    def room_for(self, more: int = 1) -> None:
        """Refuse a case too many."""
        if len(self.cases) + more > CASES_MOST:
            raise Refused(_("A benchmark holds %(most)s cases at most.", most=CASES_MOST))

    def put(self, case: str, criterion: str, cell: Cell) -> None:
        """Have that said there, under the id that what stood there had."""
        had = self.cells.get((case, criterion))
        self.cells[case, criterion] = replace(cell, id=had.id, card=had.card) if had else cell

    def add(self, case: Case) -> None:
        """A case more."""
        self.cases[case.id] = case

    def deal(self, tables: Sequence[str]) -> None:
        """Give the cases that no table at work has to the tables in turn, the least laden first."""
        laden = {table: sum(case.table == table for case in self.here()) for table in tables}
        for case in self.here():
            if tables and case.table not in laden:
                table = min(laden, key=lambda one: laden[one])
                laden[table] += 1
                self.cases[case.id] = replace(case, table=table)

    # --- lessons -------------------------------------------------------------------------------

    def shown(self) -> list[Lesson]:
        """The lessons that stand, by their ids, which are drawn by lot."""
        return sorted((one for one in self.lessons.values() if not one.motive), key=lambda one: one.id)

    def of(self, who: str) -> list[Lesson]:
        """What somebody wrote, what was taken down too."""
        return [one for one in self.lessons.values() if one.who == who]

    def options(self) -> Iterable[Option]:
        """What is placed: the lessons."""
        for one in self.shown():
            parts = ((one.worded, ""),) if one.worded != one.id else ()
            yield Option(one.id, one.text, content=frozenset({one.id}), origin=self.from_case(one), parts=parts)

    def follow(self) -> None:
        """A lesson was taken down or put back: what is placed is what stands."""
        if self.places.things:
            self.places.things = {one.id: one for one in self.options()}

    def from_case(self, lesson: Lesson) -> str:
        """The case that a lesson is from; "" for all of them, and for one that is gone."""
        return lesson.case if lesson.case in self.cases else ""

    def name_of(self, lesson: Lesson) -> str:
        """The organisation that it is from."""
        case = self.cases.get(lesson.case)
        return case.text if case else ""

    def ranked(self) -> list[tuple[Lesson, Any]]:
        """The lessons with where they stand, the most transposable first; those of which nothing may be told last."""
        stands = {row.thing.id: row.on[0] for row in self.places.ranked() if row.on} if self.places.is_shown else {}
        told = [(one, stands.get(one.id)) for one in self.shown()]
        return sorted(told, key=lambda pair: -pair[1].median if pair[1] else 0)


def typed(lines: str) -> list[Case]:
    """The cases of the settings, one a line: organisation / kind / contact's role / date / source."""
    found = []
    for line in lines.splitlines():
        parts = [part.strip() for part in line.split("/", len(FIELDS))]
        if parts[0]:
            kind, contact, date, source = (*parts[1:], *[""] * len(FIELDS))[: len(FIELDS)]
            id = "c" + sha256(folded(parts[0]).encode()).hexdigest()[:10]
            found.append(Case(id, parts[0], kind, contact, date, source))
    return list({case.id: case for case in found}.values())[:CASES_MOST]
