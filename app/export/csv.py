"""Tables as CSV: UTF-8 with its mark, `,` or `;`, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from app.export.results import Gathered, Results
from app.host.rendering.parts import one_by_one
from beffroi.fields import few_marks
from beffroi.patterns import linear

BOM = "\ufeff"
STARTERS = "=+-@|%"
SEPARATORS = ",;\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What begins another cell, for whoever reads the file with the other separator."""

BETWEEN = re.compile(f"[{SEPARATORS}]")
PIECE = re.compile(f"(?<![^{SEPARATORS}])[^{SEPARATORS}A-Za-z0-9][^{SEPARATORS}]*")
"""A piece of a cell that may start a formula: one whose first sign is no plain letter or digit."""

NO_NAME = linear(r"[^a-z0-9]+")
"""What the name of a file is kept free of."""


def harmless(cell: str | int | float) -> str | int | float:
    """A cell that starts no formula, whichever separator it is read with, whatever unseen signs come before.

    Read with the other separator, a cell is cut in pieces, and quotation marks do not hold it together: each piece is
    looked at.
    """
    return _quieted(cell) if isinstance(cell, str) else cell


def _quieted(cell: str) -> str:
    cell = cell.lstrip("\r\n")  # a text is kept without; else its first line would be a row of its own
    if not cell.startswith("\t"):
        return PIECE.sub(_quiet, cell)
    after = BETWEEN.search(cell, len(cell) - len(cell.lstrip("\t")))
    place = after.start() if after else len(cell)
    return f"'{cell[:place]}{PIECE.sub(_quiet, cell[place:])}"


def _quiet(found: re.Match[str]) -> str:
    piece = found[0]
    for char in piece:
        if _is_passed_over(char):
            continue
        return f"'{piece}" if _starts(char) and piece[0] != "'" else piece
    return piece


def plain(cell: str) -> str:
    """A cell as it was before `harmless`, for what is read back."""
    return PIECE.sub(_loud, cell)


def _loud(found: re.Match[str]) -> str:
    piece = found[0]
    return piece[1:] if piece[0] == "'" and harmless(piece[1:]) == piece else piece


@lru_cache(maxsize=4096)
def _starts(char: str) -> bool:
    return unicodedata.normalize("NFKC", char)[:1] in STARTERS


@lru_cache(maxsize=4096)
def _is_passed_over(char: str) -> bool:
    """Whether a spreadsheet may look past a sign at the beginning of a cell."""
    plain = unicodedata.normalize("NFKC", char)[:1]
    return plain.isspace() or plain in "\"'" or unicodedata.category(plain) in ("Cf", "Cc", "Cn", "Mn", "Me", "Zs")


def as_csv(table: Gathered, *, semicolon: bool = False) -> bytes:
    """One table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if semicolon else ",", lineterminator="\r\n")
    writer.writerow([harmless(column) for column in table.columns])
    for row in one_by_one(table.rows):
        writer.writerow([harmless(cell) for cell in row])
    return (BOM + out.getvalue()).encode()


def as_zip(results: Results, *, semicolon: bool = False, note: str = "") -> bytes:
    """Every table, a file each, in the order of the agenda; then those of the workshop as a whole.

    `note` says what it holds, in a text of its own.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        if note:
            bundle.writestr("lisez-moi.txt", f"{BOM}{note}\r\n")
        for name, body in files(results, semicolon=semicolon):
            bundle.writestr(name, body)
    return out.getvalue()


def files(results: Results, *, semicolon: bool = False) -> Iterator[tuple[str, bytes]]:
    """The same, each with its name."""
    for place, part in enumerate(results.activities, 1):
        for table in part.tables:
            yield f"{place:02d}-{_slug(part.title)}-{table.name}.csv", as_csv(table, semicolon=semicolon)
    for table in results.tables:
        yield f"{table.name}.csv", as_csv(table, semicolon=semicolon)


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", few_marks(title)).encode("ascii", "ignore").decode()
    return NO_NAME.sub("-", plain.lower()).strip("-")[:40] or "activite"
