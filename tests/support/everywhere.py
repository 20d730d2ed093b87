"""All that is kept of a workshop and all that leaves it, as text: where an erased word would still be found."""

from __future__ import annotations

import io
import zipfile

from app.export import csv, results


def kept_of(workshop) -> str:
    """What a workshop keeps, and what it shows to whoever comes late."""
    record = workshop.room.record
    return str([entry.data for entry in record.entries]) + str(record.scopes) + str(workshop.connect("late", "cleo"))


def everywhere(workshop) -> str:
    """All that is kept of a workshop and all that leaves it, as one text."""
    record = workshop.room.record
    told = results.gather(workshop.facts, record, "en")
    files = zipfile.ZipFile(io.BytesIO(csv.as_zip(told)))
    pages = str(workshop.connect("late", "cleo")) + str(workshop.connect("later", "fac"))
    rows = str([entry.data for entry in record.entries]) + str(record.scopes)
    return rows + pages + results.as_json(told) + "".join(files.read(name).decode() for name in files.namelist())
