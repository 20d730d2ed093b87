"""A table that a spreadsheet copied, taken whole or not at all: each thing that is wrong is told with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from beffroi import FACILITATOR, Command, Refused, Stamp, Text, translator
from beffroi.fields import ERASED
from beffroi.folding import folded
from beffroi.rows import cells_of
from plugins.benchmark.criteria import LEVELS, NO, YES, Criterion
from plugins.benchmark.grid import FIELDS, LONG, SHORT, Benchmark, Case, Cell

_ = translator(__name__)

NOTHING = ("-", "–", "—", "−")
"""What stands in a cell of which nothing is known."""

NAMES = {
    "kind": ("type", "kind", "nature"),
    "contact": ("contact", "rôle du contact", "contact's role", "role of the contact"),
    "date": ("date", "quand", "when"),
    "source": ("source",),
}
"""How the columns that say what a case is may be called, in either language, whatever language the page is in."""

ANSWERED = {"oui": YES, "yes": YES, "non": NO, "no": NO}
ROWS_MOST = 60
HOLES_TOLD = 5


@dataclass(frozen=True)
class Pasted:
    """A cell of the table: in the `row` and the column that it stands in, with its `place` in the whole."""

    row: int
    column: Any
    place: int
    text: str

    def hole(self) -> Any:
        """Where it is, for a sentence."""
        return _("line %(row)s, “%(column)s”", row=self.row, column=self.column)


def rows_of(text: str) -> list[list[str]]:
    """The rows of the table with their cells, blank lines left out."""
    return [row for _number, row in _numbered(text)]


def _numbered(text: str) -> list[tuple[int, list[str]]]:
    """The same, each with the number of its line; semicolons part cells where no tabs do, those at its end are none."""
    rows = cells_of(text) if "\t" in text else [line.split(";") for line in text.splitlines()]
    found = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, 1)]
    return [(number, row[: max(n for n, cell in enumerate(row, 1) if cell)]) for number, row in found if any(row)]


def column_of(bench: Benchmark, title: str) -> str | Criterion | None:
    """What a column says: a criterion, also one that is called as a field is, or a field of a case."""
    return next((one for one in bench.criteria if one.is_called(title)), None) or field_of(title)


def field_of(title: str) -> str | None:
    """The field of a case that a column is called by."""
    return next((field for field, names in NAMES.items() if folded(title) in map(folded, names)), None)


def value_of(criterion: Criterion, text: str) -> tuple[str, str]:
    """The level or the answer that a cell begins with, and the rest of it. Raises `ValueError`."""
    if not criterion.is_graded:
        return "", text
    first, *more = text.split(None, 1)
    rest = more[0] if more else ""
    said = first.rstrip(".,:;")
    value = said if criterion.kind == "level" else ANSWERED.get(folded(said), "")
    if value not in (LEVELS if criterion.kind == "level" else (YES, NO)):
        raise ValueError
    return value, rest.strip(" ·:–—-")


class Paste(Command, stage="fill", role=FACILITATOR, title=_("Table pasted")):
    """Take a table: a row a case, its organisation first, then a column a criterion."""

    text: str = Text(
        _("Table copied from a spreadsheet"),
        max=20_000,
        lines=6,
        help=_(
            "Its first line has the titles: the organisation, then your criteria, and Kind, Contact, Date or Source "
            "where you have them. A hyphen where nothing is known."
        ),
    )

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        rows = rows_of(cls.model_construct(**data).text)
        width = len(rows[0]) if rows else 0
        of_case = [c for c, title in enumerate(rows[0]) if c and field_of(title)] if rows else []
        asked = {*places, *(place + c for place in places if place % width == 0 for c in of_case)}
        kept = [
            [
                ERASED if n >= width and (not places or n in asked) and cell not in ("", *NOTHING) else cell
                for n, cell in enumerate(row, r * width)
            ]
            for r, row in enumerate(rows)
        ]
        return {**data, "text": "\n".join("\t".join(row) for row in kept)}

    def hidden_undo_label(self) -> str:
        return _.many("%(n)s case", "%(n)s cases", max(len(rows_of(self.text)) - 1, 0))

    def undo_label(self, bench: Benchmark) -> str:
        return self.hidden_undo_label()

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        rows = rows_of(self.text)
        if len(rows) < 2:  # noqa: PLR2004 - titles, and a case
            raise Refused(_("A table has a line of titles and a line a case: copy them together."))
        if len(rows) > ROWS_MOST:
            raise Refused(_("The table has too many lines: %(most)s at most.", most=ROWS_MOST))
        _check_titles(bench, rows[0])
        numbered = _numbered(self.text)[1:]
        _check_holes(rows[0], numbered)
        _check_cells(bench, rows[0], numbered)
        new = {folded(row[0]) for row in rows[1:] if not bench.called(row[0])}
        bench.room_for(len(new))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        rows = rows_of(self.text)
        for r, row in enumerate(rows[1:], 1):
            place = r * len(rows[0])
            _take(bench, stamp, rows[0], row, place)


def _check_titles(bench: Benchmark, titles: list[str]) -> None:
    if len(titles) == 1 and any(sign in titles[0] for sign in ",|"):
        raise Refused(
            _("The table has one column alone: copy it from the spreadsheet, or part its cells by semicolons.")
        )
    for number, title in enumerate(titles[1:], 2):
        if column_of(bench, title) is None:
            named = ", ".join(str(one.title) for one in bench.criteria)
            raise Refused(
                _(
                    "Column %(n)s, “%(title)s”, is none of the criteria: %(named)s. Write it in the settings first, "
                    "or take the column off.",
                    n=number,
                    title=title[:60],
                    named=named,
                )
            )
    found = [column_of(bench, title) for title in titles[1:]]
    twice = next((title for n, title in enumerate(titles[1:]) if found[n] in found[:n]), None)
    if twice is not None:
        raise Refused(_("“%(title)s” is a column twice: take one off.", title=twice[:60]))


def _check_holes(titles: list[str], numbered: list[tuple[int, list[str]]]) -> None:
    holes = [
        Pasted(number, titles[n] or _("organisation"), 0, "").hole()
        for number, row in numbered
        for n in range(len(titles))
        if n >= len(row) or not row[n]
    ]
    if holes:
        said = holes[0]
        for one in holes[1:HOLES_TOLD]:
            said = _("%(told)s; %(more)s", told=said, more=one)  # read in the reader's language, as all of it is
        raise Refused(
            _.many(
                "The table has %(n)s hole, and nothing was taken: %(said)s. Write a hyphen where nothing is known.",
                "The table has %(n)s holes, and nothing was taken: %(said)s. Write a hyphen where nothing is known.",
                len(holes),
                said=said,
            )
        )
    long = next((n for n, row in numbered if len(row) > len(titles)), None)
    if long:
        raise Refused(_("Line %(n)s has more cells than there are titles: nothing was taken.", n=long))


def _check_cells(bench: Benchmark, titles: list[str], numbered: list[tuple[int, list[str]]]) -> None:
    named: set[str] = set()
    for number, row in numbered:
        if row[0] in NOTHING or folded(row[0]) in named:
            raise Refused(_("Line %(n)s: each case has a name of its own, once.", n=number))
        named.add(folded(row[0]))
        case = bench.called(row[0])
        for one in _cells(titles, row, number, 0):
            _check_cell(bench, case, one)


def _cells(titles: list[str], row: list[str], number: int, place: int) -> Iterator[Pasted]:
    for n, (title, text) in enumerate(zip(titles, row, strict=False)):
        if text and text not in NOTHING:
            yield Pasted(number, title, place + n, text)


def _check_cell(bench: Benchmark, case: Case | None, one: Pasted) -> None:
    criterion = column_of(bench, one.column)
    most = SHORT if criterion in FIELDS and criterion != "source" else LONG
    if len(one.text) > most:
        raise Refused(_("At %(place)s: %(most)s characters at most.", place=one.hole(), most=most))
    if case and _stands(bench, case, criterion) not in ("", one.text):
        raise Refused(_("At %(place)s something stands already: nothing was taken.", place=one.hole()))
    if not isinstance(criterion, Criterion):
        return
    try:
        value_of(criterion, one.text)
    except ValueError:
        wanted = _("a level from 0 to 4") if criterion.kind == "level" else _("yes or no")
        said = _("At %(place)s, “%(text)s” does not begin with %(wanted)s: nothing was taken.",
                 place=one.hole(), text=one.text[:40], wanted=wanted)  # fmt: skip
        raise Refused(said) from None


def _stands(bench: Benchmark, case: Case, column: str | Criterion | None) -> str:
    """What is there already, "" where nothing is; of a cell its id, which no table says."""
    if isinstance(column, Criterion):
        cell = bench.cell(case.id, column.id)
        return cell.id if cell else ""
    return str(getattr(case, column)) if column else ""


def _take(bench: Benchmark, stamp: Stamp, titles: list[str], row: list[str], place: int) -> None:
    """A row of the table; what does not fit any more, since the settings were changed, is left out."""
    fields: dict[str, str] = {}
    cells: dict[str, Cell] = {}
    for one in _cells(titles[1:], row[1:], 0, place + 1):
        column, at = column_of(bench, one.column), f"{stamp.id}.{one.place}"
        if isinstance(column, Criterion):
            try:
                value, text = ("", ERASED) if one.text == ERASED else value_of(column, one.text)
            except ValueError:
                continue
            cells[column.id] = Cell(at, text, value, worded=at)
        elif column:
            fields[column] = one.text
    id = f"{stamp.id}.{place}"
    case = bench.called(row[0]) or Case(id, row[0], worded=id)
    kind, contact, date, source = (fields.get(one, getattr(case, one)) for one in FIELDS)
    bench.add(replace(case, kind=kind, contact=contact, date=date, source=source))
    for criterion, cell in cells.items():
        bench.put(case.id, criterion, cell)
