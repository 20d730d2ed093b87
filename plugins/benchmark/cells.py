"""Filling in the grid: what was found of a case by a criterion, in words, by a level, or yes and no; its source."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, Choice, Command, Ref, Refused, Stamp, Text, translator
from plugins.benchmark.cases import DURING, case_of
from plugins.benchmark.criteria import ANSWERS, LEVELS, Criterion
from plugins.benchmark.grid import LONG, Benchmark, Cell

_ = translator(__name__)

SOURCE = _("Where it is from")
HELP = _("A page, a document, an interview and its date. Left empty, it is the source of the case.")


class _Filling(Command):
    """What filling in a cell has in common, however it is answered."""

    def _check(self, bench: Benchmark, case: str, criterion: str, base: str, kind: str) -> None:
        case_of(bench, case)
        asked = bench.criterion(criterion)
        if asked is None or asked.kind != kind:
            raise Refused(_("That criterion was changed meanwhile: what you wrote is given back to you."))
        cell = bench.cell(case, criterion)
        if cell and cell.worded != base:
            said = " · ".join(filter(None, (str(asked.words_of(cell.value)), cell.text)))
            raise Refused(
                _("Somebody filled this in meanwhile: “%(said)s”. Close, read it, and open it again.", said=said)
            )

    def _put(self, bench: Benchmark, case: str, criterion: str, cell: Cell) -> None:
        if case in bench.cases:
            bench.put(case, criterion, cell)


class Fill(_Filling, stage=DURING, role=ANYONE, title=_("Cell filled in"), announcement=_("Noted")):
    """Say in words what was found; `base` is the mark of what its writer saw there."""

    case: str = Ref(edits=False)
    criterion: str = Ref(edits=False)
    cell: str = Ref(default="", edits=True)
    base: str = Ref(default="")
    text: str = Text(_("What was found"), max=LONG, lines=3)
    source: str = Text(SOURCE, max=LONG, required=False, help=HELP)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        self._check(bench, self.case, self.criterion, self.base, "text")

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        made = Cell(stamp.id, self.text, source=self.source, worded=stamp.id)
        self._put(bench, self.case, self.criterion, made)


class Grade(_Filling, stage=DURING, role=ANYONE, title=_("Level given"), announcement=_("Noted")):
    """Say at which level a case is, and by what one sees it."""

    case: str = Ref(edits=False)
    criterion: str = Ref(edits=False)
    cell: str = Ref(default="", edits=True)
    base: str = Ref(default="")
    value: str = Choice(_("Level"), {one: one for one in LEVELS})
    text: str = Text(_("By what one sees it"), max=LONG, required=False, lines=3)
    source: str = Text(SOURCE, max=LONG, required=False, help=HELP)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        self._check(bench, self.case, self.criterion, self.base, "level")

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        made = Cell(stamp.id, self.text, self.value, self.source, worded=stamp.id)
        self._put(bench, self.case, self.criterion, made)


class Tell(_Filling, stage=DURING, role=ANYONE, title=_("Yes or no"), announcement=_("Noted")):
    """Say whether a case has it, and by what one sees it."""

    case: str = Ref(edits=False)
    criterion: str = Ref(edits=False)
    cell: str = Ref(default="", edits=True)
    base: str = Ref(default="")
    value: str = Choice(_("Yes or no"), ANSWERS)
    text: str = Text(_("By what one sees it"), max=LONG, required=False, lines=3)
    source: str = Text(SOURCE, max=LONG, required=False, help=HELP)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        self._check(bench, self.case, self.criterion, self.base, "yes_no")

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        made = Cell(stamp.id, self.text, self.value, self.source, worded=stamp.id)
        self._put(bench, self.case, self.criterion, made)


def _there(bench: Benchmark, case: str, criterion: str) -> Cell:
    cell = bench.cell(case, criterion)
    if cell is None:
        raise Refused(_("Nothing stands there: fill it in first."))
    return cell


class Empty(Command, stage=DURING, role=ANYONE, title=_("Cell emptied")):
    """Empty a cell; facilitators can take that back."""

    case: str = Ref()
    criterion: str = Ref()

    def undo_label(self, bench: Benchmark) -> str:
        return told(bench, self.case, self.criterion)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        _there(bench, self.case, self.criterion)

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        bench.cells.pop((self.case, self.criterion), None)


class RestOn(Command, stage=DURING, role=ANYONE, title=_("Source named")):
    """Say on which card that was handed over a cell rests; "" takes it off."""

    case: str = Ref()
    criterion: str = Ref()
    card: str = Ref(default="")

    def undo_label(self, bench: Benchmark) -> str:
        return told(bench, self.case, self.criterion)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        _there(bench, self.case, self.criterion)
        if self.card and self.card not in bench.evidence:
            raise Refused(_("That card is no longer here: choose another."))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        cell = bench.cell(self.case, self.criterion)
        if cell:
            bench.cells[self.case, self.criterion] = replace(cell, card=self.card)


def told(bench: Benchmark, case: str, criterion: str) -> str:
    """Which cell it is, in words."""
    found, asked = bench.cases.get(case), bench.criterion(criterion)
    return " · ".join(filter(None, (found.text if found else "", _title(asked))))


def _title(criterion: Criterion | None) -> str:
    return str(criterion.title) if criterion else ""


EDITORS = {"text": "fill", "level": "grade", "yes_no": "tell"}
"""By the kind of a criterion, the command that fills in its cells."""

CELL_COMMANDS: tuple[type[Command], ...] = (Fill, Grade, Tell, Empty, RestOn)
