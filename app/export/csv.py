"""Tables as CSV: UTF-8 with its mark, `,` or `;`, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile

from app.export.results import Gathered, Results
from app.host.parts import one_by_one
from app.sdk.fields import few_marks
from app.sdk.patterns import linear

BOM = "\ufeff"
STARTERS = "=+-@|%"
NO_NAME = linear(r"[^a-z0-9]+")
"""What the name of a file is kept free of."""


def harmless(cell: str | int | float) -> str | int | float:
    """A cell that starts no formula, whatever blanks, invisible or full-width signs come before."""
    if not isinstance(cell, str):
        return cell
    # Sign by sign: together, thousands of combining marks would be sorted, and only the first sign that is seen counts.
    seen = (char for sign in cell for char in unicodedata.normalize("NFKC", sign) if _is_seen(char))
    first = next(seen, "")
    starts = first in STARTERS if first else False
    return f"'{cell}" if starts or cell[:1] in ("\t", "\r", "\n") else cell


def _is_seen(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Mn", "Zs")


def as_csv(table: Gathered, *, semicolon: bool = False) -> bytes:
    """One table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if semicolon else ",", lineterminator="\r\n")
    writer.writerow([harmless(column) for column in table.columns])
    for row in one_by_one(table.rows):
        writer.writerow([harmless(cell) for cell in row])
    return (BOM + out.getvalue()).encode()


def as_zip(results: Results, *, semicolon: bool = False) -> bytes:
    """Every table, a file each, in the order of the agenda; then those of the workshop as a whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for place, part in enumerate(results.activities, 1):
            for table in part.tables:
                bundle.writestr(f"{place:02d}-{_slug(part.title)}-{table.name}.csv", as_csv(table, semicolon=semicolon))
        for table in results.tables:
            bundle.writestr(f"{table.name}.csv", as_csv(table, semicolon=semicolon))
    return out.getvalue()


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", few_marks(title)).encode("ascii", "ignore").decode()
    return NO_NAME.sub("-", plain.lower()).strip("-")[:40] or "activite"
