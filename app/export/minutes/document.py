"""The minutes as a document of pages: title, first page, a part an activity, how to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from babel.numbers import format_decimal

from app.documents import model as d
from app.export.minutes import drawings
from app.export.minutes.model import Minutes, Part
from beffroi import report as r
from beffroi import translator
from beffroi.signs import spaced
from beffroi.spoken import Said, in_words
from beffroi.words import speaking

_ = translator(__name__)

WIDE = 4
"""Columns from which a table is set smaller."""

NAMED_MOST = 32
"""Characters of what names a row; longer ones are texts, and stand as texts."""

VERSIONS: dict[r.Version, str] = {
    "direction": _("Version for the direction"),
    "participants": _("Version for participants"),
    "complete": _("Complete version, for facilitators"),
}


def document_of(minutes: Minutes, look: d.Look, created: datetime) -> d.Document:
    """All that the minutes say, in blocks."""
    with speaking(minutes.locale):
        title = in_words(_("Workshop minutes"))
        footer = " · ".join(one for one in (minutes.organisation, in_words(VERSIONS[minutes.version])) if one)
        blocks = list(_Blocks(minutes, look).all())
        section = d.Section(blocks, header=minutes.title, footer=footer)
        return d.Document(
            f"{title} · {minutes.title}", minutes.locale, [section], created, author=minutes.organisation, look=look
        )


class _Blocks:
    """The blocks of minutes, in their order."""

    def __init__(self, minutes: Minutes, look: d.Look) -> None:
        self.minutes, self.look = minutes, look
        self.foreign = minutes.language if minutes.language != minutes.locale else ""

    def all(self) -> Iterator[d.Block]:
        """Title, first page, parts, how to read them."""
        said = self.minutes
        yield d.Title(self.of(said.title), self.of(said.question))
        yield from self._facts()
        if said.state:
            yield d.Callout([d.Paragraph(self.of(said.state))])
        for one in said.summary:
            yield d.Paragraph(self.of(one), "lead")
        if said.is_empty:
            yield d.Paragraph(in_words(_("Nothing yet: what is revealed stands here, activity by activity.")))
        for part in said.front:
            yield from self._in_front(part) if part.title else self._part(part)
        if said.parts:
            yield d.PageBreak()
        for part in said.parts:
            yield from self._part(part)
        if said.version == "direction":  # what it is given is a page
            yield d.Paragraph(self.of(Said(" ".join(said.reading))), "small")
            return
        yield d.Heading(1, in_words(_("How to read this")))
        yield d.BulletList([self.of(one) for one in said.reading])

    def of(self, value: Any, *, bold: bool = False, italic: bool = False) -> tuple[d.Run, ...]:
        """A value in words, in its own language where that is another."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return d.runs(d.Run(str(format_decimal(value, locale=self.minutes.locale)), bold=bold, italic=italic))
        text = in_words(value)
        language = "" if isinstance(text, Said) or not any(map(str.isalpha, text)) else self.foreign
        return d.runs(d.Run(spaced(text), bold=bold, italic=italic, language=language))

    def _facts(self) -> Iterator[d.Block]:
        for one in self.minutes.facts:
            yield d.Paragraph(d.beside(self.of(one.label, bold=True), "   ", self.of(one.value)))

    # --- parts ---------------------------------------------------------------------------------------

    def _part(self, part: Part) -> Iterator[d.Block]:
        level = 1
        if part.title:
            yield d.Heading(level, self.of(part.title))
            level = 2
        if part.question and part.question != part.title:
            yield d.Paragraph(self.of(part.question, italic=True))
        if part.notes:
            yield d.Paragraph(self.of(Said(" ".join(part.notes))), "small")
        for is_of_one, sections in groupby(part.sections, key=_is_of_one):
            if is_of_one:
                yield d.Cards([list(self._card(one)) for one in sections])
            else:
                yield from (block for one in sections for block in self._section(one, level))

    def _in_front(self, part: Part) -> Iterator[d.Block]:
        """What an activity says on the first page, where room is scarce: a heading a section."""
        for section in part.sections:
            yield d.Heading(2, d.beside(self.of(part.title), " · ", self.of(section.title)))
            for piece in section.pieces:
                yield from self._piece(piece, 3)

    def _section(self, section: r.Section, level: int) -> Iterator[d.Block]:
        yield d.Heading(level, self.of(section.title))
        for piece in section.pieces:
            yield from self._piece(piece, level + 1)

    def _card(self, section: r.Section) -> Iterator[d.Block]:
        """What is of one thing, such as a persona, on a quarter of a page."""
        yield d.Paragraph(self.of(section.title, bold=True))
        for piece in section.pieces:
            if isinstance(piece, r.Listing):
                yield from ([d.Paragraph(self.of(piece.title, bold=True), "small")] if piece.title else [])
                yield d.BulletList([self._on_a_line(one) for one in piece.items])
            else:
                yield from self._piece(piece, 3)

    # --- pieces --------------------------------------------------------------------------------------

    def _piece(self, piece: r.Piece, level: int) -> Iterator[d.Block]:
        known: dict[type, Callable[[Any, int], Iterable[d.Block]]] = {
            r.Heading: self._heading,
            r.Paragraph: lambda it, _level: [d.Paragraph(self.of(it.text))],
            r.Quote: lambda it, _level: [d.Quote(self.of(it.text), self.of(it.by) if it.by else "")],
            r.Figure: lambda it, _level: [self._figure(it)],
            r.Listing: self._listing,
        }
        draw = known.get(type(piece))
        if draw is not None:
            yield from draw(piece, level)
            return
        drawn, table = drawings.picture(piece, self.look), piece.table()
        if drawn is not None:
            yield drawn
            yield from (d.Paragraph(self.of(Said(one)), "small") for one in drawings.legend(piece))
            table = drawings.numbered(piece)
        yield self._table(table)

    def _heading(self, piece: r.Heading, level: int) -> Iterator[d.Block]:
        yield d.Heading(level, self.of(piece.text))
        if piece.note:
            yield d.Paragraph(self.of(piece.note), "small")

    def _figure(self, piece: r.Figure) -> d.Block:
        return d.Paragraph(d.beside(self.of(piece.said, bold=True), " ", self.of(piece.label)))

    def _listing(self, piece: r.Listing, level: int) -> Iterator[d.Block]:
        if piece.title:
            yield d.Heading(level, self.of(piece.title))
        if piece.items:
            yield d.BulletList([self._item(one) for one in piece.items])

    def _item(self, item: r.Item) -> d.Words:
        label = d.beside(self.of(item.label, bold=True), "  ") if item.label != "" else ()
        note = d.beside(" — ", self.of(item.note, italic=True)) if item.note else ()
        return d.beside(label, self.of(item.text), note)

    def _on_a_line(self, item: r.Item) -> d.Words:
        note = d.beside(" (", self.of(item.note, italic=True), ")") if item.note else ()
        return d.beside(self.of(item.text), note)

    def _table(self, grid: r.Grid) -> d.Table:
        filled = _filled(grid)
        head = [self.of(grid.columns[n]) for n in filled] if any(grid.columns) else []
        rows = [[self.of(row.cells[n]) for n in filled] for row in grid.rows]
        caption: d.Words = self.of(grid.title) if grid.title else ""
        widths, is_small = _widths(rows, head), len(filled) > WIDE
        return d.Table(head, rows, caption=caption, widths=widths, row_heads=_are_named(rows), small=is_small)


def _is_of_one(section: r.Section) -> bool:
    """Whether it is of one thing, in lines: what stands beside others of its kind."""
    told = r.Listing | r.Paragraph | r.Figure | r.Quote
    return bool(section.ids) and all(isinstance(one, told) for one in section.pieces)


def _filled(grid: r.Grid) -> list[int]:
    """The columns in which anything stands."""
    across = max([len(grid.columns), *(len(row.cells) for row in grid.rows)], default=0)
    return [n for n in range(across) if any(n < len(row.cells) and row.cells[n] not in ("", None) for row in grid.rows)]


def _are_named(rows: Sequence[Sequence[d.Words]]) -> bool:
    """Whether the first cell of each row names it, rather than being what it says."""
    return all(len(row) > 1 and len(d.plain(row[0])) <= NAMED_MOST for row in rows)


def _widths(rows: Sequence[Sequence[d.Words]], head: Sequence[d.Words]) -> list[float]:
    """Shares of the columns, as what stands in them is long; none so narrow that words break into letters."""
    columns = zip(*([head] if head else []), *rows, strict=False)
    return [_width([d.plain(cell) for cell in column]) for column in columns]


def _width(texts: Sequence[str]) -> float:
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    return min(44.0, max(8.0, min(24, longest_word + 4), *(len(text) + 2 for text in texts)))
