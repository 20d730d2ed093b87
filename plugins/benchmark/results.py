"""What leaves a benchmark: its tables, its sections of the report, its lessons as cards, and the evidence chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Table, Trace, translator
from beffroi.moderation import told_of
from beffroi.report import Bar, Grid, Heading, Item, Listing, Paragraph, Piece, Ranks, Row, Section
from plugins.benchmark.grid import Benchmark, Case, Cell
from plugins.benchmark.shown import lessons_of, view

_ = translator(__name__)

UNSOURCED = _("no source")
ABOVE = 3
"""The middle of the scale: what stands above it can be done here, so the room says."""


def tables_of(bench: Benchmark) -> Iterator[Table]:
    """The grid as one compares it; each cell with its source; the lessons."""
    here = bench.here()
    if here:
        about = (_("Organisation"), _("Kind"), _("Role of the contact"), _("When"), _("Source"))
        columns = (*about, *(one.title for one in bench.criteria))
        rows = [(case.text, case.kind, case.contact, case.date, case.source, *_said_of(bench, case)) for case in here]
        yield Table("comparison", columns, rows, [{"card": case.id} for case in here])
        yield _cells(bench, here)
    if bench.shown():
        told = lessons_of(bench)
        rows = [(one.text, one.case, one.median) for one in told]
        columns = (_("Lesson"), _("Case"), _("Can be done here: median"))
        yield Table("lessons", columns, rows, [{"card": one.id} for one in told])


def _cells(bench: Benchmark, here: Sequence[Case]) -> Table:
    rows, links = [], []
    for case, criterion, cell in _filled(bench, here):
        value = criterion.words_of(cell.value)
        rows.append((case.text, criterion.title, value, cell.text, bench.source_of(case, cell)))
        links.append({"card": cell.id, "origin": cell.card})
    return Table(
        "cells", (_("Organisation"), _("Criterion"), _("Level"), _("What was found"), _("Source")), rows, links
    )


def _filled(bench: Benchmark, here: Sequence[Case]) -> Iterator[tuple[Case, Any, Cell]]:
    for case in here:
        for criterion in bench.criteria:
            cell = bench.cell(case.id, criterion.id)
            if cell:
                yield case, criterion, cell


def _said_of(bench: Benchmark, case: Case) -> Iterator[Any]:
    for criterion in bench.criteria:
        cell = bench.cell(case.id, criterion.id)
        yield _joined(criterion.words_of(cell.value), cell.text) if cell else ""


def _joined(value: Any, text: str) -> Any:
    return _("%(value)s · %(text)s", value=value, text=text) if value and text else value or text


def sections_of(bench: Benchmark) -> Iterator[Section]:
    """What is graded, side by side; then case by case; then the lessons, the best first."""
    if bench.cells:
        yield Section("comparison", _("Compared"), tuple(_compared(bench)))
    if bench.lessons:
        yield Section("lessons", _("Lessons"), tuple(_lessons(bench)), version="direction")


def _compared(bench: Benchmark) -> Iterator[Piece]:
    here = [case for case in bench.here() if bench.filled(case.id)]
    graded = [one for one in bench.criteria if one.is_graded]
    if graded:
        rows = [Row((case.text, *_values(bench, case, graded)), ids=_ids_of(case)) for case in here]
        yield Grid((_("Organisation"), *(one.title for one in graded)), rows)
    for case in here:
        yield Heading(case.text, case.about, ids=_ids_of(case))
        if case.source:
            yield Paragraph(_("Source: %(source)s", source=case.source), ids=_ids_of(case))
        items = [_item(bench, case, criterion, cell) for _case, criterion, cell in _filled(bench, [case])]
        if items:
            yield Listing(items)


def _values(bench: Benchmark, case: Case, graded: Sequence[Any]) -> Iterator[Any]:
    for criterion in graded:
        cell = bench.cell(case.id, criterion.id)
        yield criterion.words_of(cell.value) if cell else ""


def _ids_of(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (case.id, case.worded))))


def _item(bench: Benchmark, case: Case, criterion: Any, cell: Cell) -> Item:
    ids = tuple(dict.fromkeys((cell.id, cell.worded)))
    source = bench.source_of(case, cell) or UNSOURCED
    said = _joined(criterion.words_of(cell.value), cell.text)
    return Item(said, criterion.title, source, ids=ids, origins=(cell.card,) if cell.card else ())


def _lessons(bench: Benchmark) -> Iterator[Piece]:
    ranked = bench.ranked()
    placed = [(one, on) for one, on in ranked if on]
    if placed:
        bars = [
            Bar(one.text, on.median, bench.name_of(one), **_made(bench, one), version="direction") for one, on in placed
        ]
        yield replace(ranks_of(()), bars=bars, version="direction")
    left = [Item(one.text, bench.name_of(one), **_made(bench, one)) for one, on in ranked if not on]
    if left:
        yield Listing(left, _("Placed by fewer than five") if placed else "")
    down = view(bench)["down"]
    if down:
        yield told_of(down)


def ranks_of(placed: Iterable[tuple[str, str, float]]) -> Ranks:
    """Lessons by their medians, as (id, text, median), the best first."""
    bars = [Bar(text, median, ids=(id,)) for id, text, median in placed]
    return Ranks(bars, _("Can be done here: median, from 1 to 5"), _("Lesson"))


def _made(bench: Benchmark, lesson: Any) -> dict[str, Any]:
    case = bench.from_case(lesson)
    return {"ids": tuple(dict.fromkeys((lesson.id, lesson.worded))), "origins": (case,) if case else ()}


def cards_of(bench: Benchmark) -> Sequence[Card]:
    """The lessons as ideas: once they were placed those above the middle, the best first; before, all of them."""
    ranked = bench.ranked()
    kept = [one for one, on in ranked if on and on.median > ABOVE] or [one for one, _on in ranked]
    return [
        Card(one.id, one.text, "lesson", origin=bench.from_case(one), parts=((one.worded, one.text),)) for one in kept
    ]


def traces_of(bench: Benchmark) -> Iterator[Trace]:
    """What was handed over; the cases, which rest on it by their cells; the lessons drawn from them."""
    for card in bench.evidence.values():
        yield Trace(card.id, card.text, "source", (card.origin,) if card.origin else (), card.audience)
    for case in bench.here():
        cards = [cell.card for _case, _criterion, cell in _filled(bench, [case]) if cell.card in bench.evidence]
        yield Trace(case.id, case.text, "case", tuple(dict.fromkeys(cards)))
    for lesson, _on in bench.ranked():
        origin = bench.from_case(lesson)
        yield Trace(lesson.id, lesson.text, "lesson", (origin,) if origin else ())
