"""Tables of cards that another tool exported, or that a spreadsheet copied: read, and made into texts. Pure.

Whatever is wrong is a `Refused` that names the line, as the table numbers them, and nothing of it is taken.
"""

from __future__ import annotations

import csv
import json
import zlib
from base64 import b64decode, b64encode
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from zlib import compress, decompressobj

from beffroi import ERASED, Refused, translator
from beffroi.fields import tidy
from beffroi.folding import folded
from beffroi.rows import BETWEEN

_ = translator(__name__)

BYTES_MOST, ROWS_MOST, COLUMNS_MOST, LENGTH = 1_000_000, 1_000, 60, 300
PACKED_MOST = 180_000
"""Signs of the field that holds a table: a form has 200,000."""

NO_COLUMN = -1

TEXTS = ("text", "texte", "idea", "idée", "card", "carte", "note", "sticky note", "post-it", "contenu", "content")
GROUPS = (
    "group",
    "groupe",
    "category",
    "catégorie",
    "area",
    "zone",
    "cluster",
    "frame",
    "cadre",
    "theme",
    "thème",
    "section",
)
"""What the tools call their columns."""

SEPARATORS = "\t;,"
ALIKE = 0.8
"""How many of the rows have as many cells as the first one, where a sign is what parts them."""

Rows = list[list[str]]


@dataclass(frozen=True)
class Columns:
    """Which columns of a table are taken, counted from 0, and whether its first line is their titles."""

    text: int = 0
    group: int = NO_COLUMN
    titled: bool = False


def read(data: bytes) -> Rows:
    """The rows of a file, or of a pasted text in UTF-8: as many as it has lines, blank ones too."""
    return rows_of(_text(data))


def _text(data: bytes) -> str:
    if len(data) > BYTES_MOST:
        raise Refused(_("This is more than 1 MB: import it in several parts."))
    if data.startswith(b"PK"):
        raise Refused(_("This is a workbook: open it in your spreadsheet, and save the sheet as CSV."))
    is_wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if b"\0" in data and not is_wide:
        raise Refused(_("This is no text that can be read: export it as CSV."))
    named = "utf-16" if is_wide else "utf-8-sig" if data.startswith(BOM_UTF8) else ""
    for encoding in (named,) if named else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
    raise Refused(_("Line %(line)s is no text that can be read: export it as CSV in UTF-8.", line=line))


def rows_of(text: str) -> Rows:
    """The rows of a text, by the sign that parts its cells."""
    found = [_parted(text, mark) for mark in SEPARATORS if mark in text]
    rows = max(found, key=_is_table, default=[])
    if not rows or not _is_table(rows):
        rows = _parted(text, "\x1f")  # a list, a cell a line
    while rows and not "".join(rows[-1]).strip():
        rows.pop()
    if not rows:
        raise Refused(_("There is nothing in it: choose a file, or paste a table."))
    wide = next((place for place, row in enumerate(rows, 1) if len(row) > COLUMNS_MOST), 0)
    if wide:
        told = _("Line %(line)s has more than %(most)s columns: keep those you need.", line=wide, most=COLUMNS_MOST)
        raise Refused(told)
    if len(rows) > ROWS_MOST + 1:
        told = _(
            "Line %(line)s is one too many: %(most)s at most at once. Import it in several parts.",
            line=ROWS_MOST + 2,
            most=ROWS_MOST,
        )
        raise Refused(told)
    return [[_kept(cell) for cell in row] for row in rows]


def _parted(text: str, mark: str) -> Rows:
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    try:
        return list(reader)
    except csv.Error as error:
        said = _("Line %(line)s cannot be read: look for a quotation mark that does not close.", line=reader.line_num)
        raise Refused(said) from error


def _kept(cell: str) -> str:
    """A cell on one line, cut where it is too long for a card anyway, so that it still is."""
    said = " ".join(tidy(cell, 3 * LENGTH).split())[: LENGTH + 1]
    # Our own tables, and other careful ones, have an apostrophe before what a spreadsheet would compute.
    return said[1:] if said[:1] == "'" and said[1:2] in ("=", "+", "-", "@") else said


def _is_table(rows: Rows) -> float:
    """How much of it has as many cells as its first row; 0 where that has one, or too few agree."""
    widths = [len(row) for row in rows if any(row)]
    same = sum(width == widths[0] for width in widths) / len(widths) if widths else 0
    return same if same >= ALIKE and widths[0] > 1 else 0


def guessed(rows: Rows) -> Columns:
    """Which column has the texts: the one that is called so, else the one with the longest."""
    first = next(filter(any, rows))
    called = [folded(cell) for cell in first]
    text = next((called.index(word) for word in TEXTS if word in called), NO_COLUMN)
    group = next((called.index(word) for word in GROUPS if word in called), NO_COLUMN)
    if text != NO_COLUMN or group != NO_COLUMN:
        return Columns(_longest(rows, but=group) if text == NO_COLUMN else text, group, titled=True)
    return Columns(_longest(rows), NO_COLUMN)


def _longest(rows: Rows, but: int = NO_COLUMN) -> int:
    width = max(map(len, rows), default=1)
    weights = [0 if at == but else sum(len(row[at]) for row in rows if at < len(row)) for at in range(width)]
    return weights.index(max(weights))


def texts(rows: Rows, columns: Columns) -> list[str]:
    """What the cards say, one a row that says something: the group, if one was chosen, before the text."""
    found: list[str] = []
    first = next((place for place, row in enumerate(rows) if any(row)), 0)
    for line, row in enumerate(rows, 1):
        text = _cell(row, columns.text)
        if (columns.titled and line <= first + 1) or text in ("", ERASED):
            continue
        whole = BETWEEN.join(filter(None, (_cell(row, columns.group), text)))
        if len(whole) > LENGTH:
            told = _(
                "Line %(line)s is too long for a card: it has more than %(most)s characters. Nothing was imported.",
                line=line,
                most=LENGTH,
            )
            raise Refused(told)
        found.append(whole)
    if not found:
        raise Refused(_("There is no text in this column: choose another one."))
    if len(found) > ROWS_MOST:
        raise Refused(_("%(most)s cards at most at once: import them in several parts.", most=ROWS_MOST))
    return found


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""


def packed(rows: Rows) -> str:
    """The rows as a field of a form holds them until the columns are chosen."""
    made = b64encode(compress(json.dumps(rows, ensure_ascii=False).encode(), 9), b"-_").decode()
    if len(made) > PACKED_MOST:
        raise Refused(_("This is a great deal of text: import it in several parts."))
    return made


def unpacked(text: str) -> Rows:
    """The rows that `packed` made a field of; whoever sends another one is refused as one who types too much is."""
    try:
        whole = decompressobj().decompress(b64decode(text, b"-_", validate=True), 4 * BYTES_MOST)
        made = json.loads(whole)
        rows = [[_kept(str(cell)) for cell in row[:COLUMNS_MOST]] for row in made[: ROWS_MOST + 1]]
    except (ValueError, TypeError, KeyError, zlib.error, RecursionError) as error:
        raise Refused(_("This page is out of date: choose the file again.")) from error
    return rows
