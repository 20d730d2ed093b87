"""The tables as one file for a spreadsheet, ODS or XLSX: a sheet a table, texts as texts, and numbers where one counts.

CSV says nothing of what a cell is: there « 8/10 » becomes a date, « 0033 » a number, « =1+1 » a sum. Here each cell
says so itself; nothing is put before what was typed, and nothing of it is ever a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import escape

from app.export.results import Gathered, Results
from beffroi.folding import folded
from beffroi.patterns import linear
from beffroi.signs import cut

NAME_MOST = 31
"""Characters of a sheet's name, in Excel."""

CELL_MOST = 32_767
"""Characters of a cell, in Excel."""

_NOT_IN_A_NAME = linear(r"[\[\]:*?/\\'\s\x{a0}\x{2000}-\x{200a}\x{202f}\x{2028}\x{2029}]+")
_NOT_IN_XML = linear("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Cell = str | int | float


def named(results: Results) -> list[tuple[str, Gathered]]:
    """Every table with the name of its sheet, no two alike: in the order of the agenda, then those of the whole."""
    found: list[tuple[str, Gathered]] = []
    taken: set[str] = set()
    if results.readme is not None:
        found.append((_sheet_name("", results.readme.name, taken), results.readme))
    for place, part in enumerate(results.activities, 1):
        for table in part.tables:
            found.append((_sheet_name(f"{place} {part.title}", table.name, taken), table))
    found.extend((_sheet_name("", table.name, taken), table) for table in results.tables)
    return found


def _sheet_name(title: str, name: str, taken: set[str]) -> str:
    """As a tab of a spreadsheet may be called; the table's own name stays whole, and a number tells equals apart."""
    for number in range(1, len(taken) + 2):
        after = f" {name}" if number == 1 else f" {name} {number}"
        room = NAME_MOST - len(after)
        words = _NOT_IN_A_NAME.sub(" ", _written(title)).strip()
        said = cut(f"{cut(words, room).rstrip()}{after}".strip(), NAME_MOST)
        if folded(said) not in taken:
            break
    taken.add(folded(said))
    return said


def _written(text: str) -> str:
    """Without what no file of a spreadsheet can hold."""
    whole = text.encode("utf-8", "ignore").decode()  # half a surrogate pair is no sign, and `linear` reads none
    return _NOT_IN_XML.sub("", whole)


def _title(results: Results) -> str:
    """What a file is called by whatever reads it out: the workshop's title."""
    return _written(str(results.workshop.get("title", "")))


def _rows(table: Gathered) -> Iterator[list[Cell]]:
    yield list(table.columns)
    yield from table.rows


# --- XLSX ------------------------------------------------------------------------------------------


def as_xlsx(results: Results) -> bytes:
    """Every table, for Excel."""
    import xlsxwriter  # noqa: PLC0415 - a second of start-up that only an export needs

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": _title(results)})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        head = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "valign": "top"})
        for name, table in named(results) or [("–", Gathered("", [], [], []))]:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)  # so it is the row of titles, for whatever reads the sheet out
            for column, width in enumerate(_widths(table)):
                sheet.set_column(column, column, width)
            for place, row in enumerate(_rows(table)):
                _write(sheet, place, row, text if place else head)
    return out.getvalue()


def _write(sheet: Any, place: int, row: Iterable[Cell], style: Any) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(place, column, cut(_written(cell), CELL_MOST), style)
        else:
            sheet.write_number(place, column, cell)


def _widths(table: Gathered) -> list[int]:
    """How wide each column is: as its longest cell, within what a page can show."""
    cells = zip(*_rows(table), strict=False)
    return [min(60, max(8, *(len(str(cell)) + 2 for cell in column))) for column in cells]


# --- ODS -------------------------------------------------------------------------------------------

_TEXT_STYLE = (
    '<number:text-style style:name="text"><number:text-content/></number:text-style>',
    '<style:style style:name="words" style:family="table-cell" style:data-style-name="text"/>',
)
_BLANKS = linear("  +|\t")


def as_ods(results: Results) -> bytes:
    """Every table, for LibreOffice and whatever reads the open format."""
    from odfdo import Document, Element  # noqa: PLC0415 - two seconds of start-up that only an export needs

    document = Document("spreadsheet")
    document.body.clear()
    document.meta.title = _title(results)
    for style in _TEXT_STYLE:
        document.content.get_element("//office:automatic-styles").append(Element.from_tag(style))  # type: ignore[union-attr]
    for name, table in named(results) or [("–", Gathered("", [], [], []))]:
        document.body.append(Element.from_tag(_table_xml(name, table)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table_xml(name: str, table: Gathered) -> str:
    """A sheet. Cell by cell through odfdo's classes it would take half a millisecond each."""
    head, *said = (f"<table:table-row>{''.join(map(_cell_xml, row))}</table:table-row>" for row in _rows(table))
    rows = f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(said)}"
    rows = rows if table.columns else "<table:table-row><table:table-cell/></table:table-row>"
    wide = max(1, len(table.columns))
    columns = f'<table:table-column table:number-columns-repeated="{wide}" table:default-cell-style-name="words"/>'
    return f'<table:table table:name="{escape(name)}">{columns}{rows}</table:table>'


def _cell_xml(cell: Cell) -> str:
    if not isinstance(cell, str):
        said = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell {said}><text:p>{cell}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{_BLANKS.sub(_blank_xml, str(escape(line)))}</text:p>" for line in _lines(cell))
    return f'<table:table-cell table:style-name="words" office:value-type="string">{lines}</table:table-cell>'


def _lines(cell: str) -> list[str]:
    return _written(cell).splitlines() or [""]


def _blank_xml(found: Any) -> str:
    """Blanks as the format writes them: it would make one of several."""
    return "<text:tab/>" if found[0] == "\t" else f' <text:s text:c="{len(found[0]) - 1}"/>'
