"""What is handed to the archives: minutes as PDF/A, tables as ODS and CSV, JSON, what they are, and fingerprints."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from babel import Locale

from app.documents import model as d
from app.domain.calendar import written
from app.export import csv, spreadsheets
from app.export.minutes.document import document_of
from app.export.minutes.model import Minutes
from app.export.results import Results, as_json
from beffroi import translator
from beffroi.spoken import in_words
from beffroi.words import current_locale, speaking

_ = translator(__name__)

FORMAT = "beffroi-archive/1"

SUMS = "SHA256SUMS"
"""Fingerprints of every other file, as `sha256sum --check` reads them."""


@dataclass(frozen=True)
class Description:
    """What is said of a workshop to whoever keeps it; days as `2026-11-30`, texts without the words taken out."""

    title: str
    code: str
    service: str
    """Which service made it, as far as the server knows; else the organisation."""
    first_day: str
    last_day: str
    sites: tuple[str, ...]
    initiatives: tuple[str, ...]
    locale: str
    """The language that people wrote in."""
    retention: str
    """How long the law has it kept, and what becomes of it then: as the operator says."""
    fate: str
    deleted_on: str
    """When this server deletes it."""


def as_zip(description: Description, minutes: Minutes, results: Results, look: d.Look, created: datetime) -> bytes:
    """The file; `minutes` are those of the participants, `results` the tables beside them. Raises `NotWritten`."""
    from app.documents.pdf import as_pdf  # noqa: PLC0415 - it takes a second, of which only a process of files knows

    with speaking(minutes.locale):
        text, tables, data = (in_words(one) for one in (_("minutes"), _("tables"), _("results")))
        named = {
            f"{text}.pdf": as_pdf(document_of(minutes, look, created)),
            f"{tables}.ods": spreadsheets.as_ods(results),
            f"{data}.json": as_json(results).encode(),
            **{f"{tables}/{name}": body for name, body in csv.files(results)},
        }
        sums = {name: sha256(body).hexdigest() for name, body in named.items()}
        sheet = as_pdf(_sheet(description, minutes, sums, look, created))
        described = {
            "description.json": json.dumps(_as_dict(description, sums, created), ensure_ascii=False, indent=1).encode(),
            "description.pdf": sheet,
        }
    whole = {**described, **named}
    lines = (f"{sha256(body).hexdigest()}  {name}\n" for name, body in whole.items())
    return _zipped({**whole, SUMS: "".join(lines).encode()}, created)


def _zipped(files: Mapping[str, bytes], created: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, created.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bundle.writestr(entry, body)
    return out.getvalue()


def _as_dict(description: Description, sums: Mapping[str, str], created: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": created.isoformat(timespec="seconds"),
        "workshop": asdict(description),
        "files": [{"name": name, "sha256": one} for name, one in sums.items()],
    }


# --- the sheet --------------------------------------------------------------------------------------


def _sheet(
    description: Description, minutes: Minutes, sums: Mapping[str, str], look: d.Look, created: datetime
) -> d.Document:  # fmt: skip
    """The same to be read, as PDF/A."""
    title = in_words(_("Description for the archives"))
    foreign = minutes.language if minutes.language != minutes.locale else ""
    lines = _lines(description)
    rows: list[tuple[d.Words, ...]] = [
        (label, d.Run(value, language=foreign if is_typed else "")) for label, value, is_typed in lines
    ]
    blocks: list[d.Block] = [
        d.Title(title, d.Run(description.title, language=foreign)),
        d.Table((), rows, widths=(1, 2), row_heads=True),
        d.Heading(1, in_words(_("What is in the file"))),
        d.Paragraph(in_words(HOLDS)),
        d.Paragraph(in_words(HOLDS_NOT)),
        d.Heading(1, in_words(_("Fingerprints"))),
        d.Table(
            (in_words(_("File")), "SHA-256"),
            [(name, one) for name, one in sums.items()],
            widths=(1, 2),
            row_heads=True,
            small=True,
        ),
        d.Paragraph(in_words(_("%(file)s holds those of this sheet too, for sha256sum.", file=SUMS)), "small"),
    ]
    section = d.Section(blocks, header=description.title, footer=description.service)
    said = f"{title} · {description.title}"
    return d.Document(said, minutes.locale, [section], created, author=description.service, look=look)


HOLDS = _(
    "The minutes as participants read them, as tagged PDF/A; every table of what was revealed, as one ODS and as CSV "
    "files in UTF-8; the same as JSON."
)
HOLDS_NOT = _(
    "Nothing of what was promised anonymous says who wrote it. What was erased, what was never revealed and the words "
    "that facilitators took out of the minutes are in no file."
)


def _lines(said: Description) -> list[tuple[str, str, bool]]:
    """What it is about, what is so, and whether somebody typed it; what nobody said is to be filled in by hand."""
    first, last = (written(date.fromisoformat(day)) for day in (said.first_day, said.last_day))
    days = first if first == last else in_words(_("%(first)s to %(last)s", first=first, last=last))
    open_ = in_words(_("to be filled in"))
    return [
        (in_words(_("Producing service")), said.service or open_, True),
        (in_words(_("Dates")), days, False),
        (in_words(_("Sites")), ", ".join(said.sites), True),
        (in_words(_("Initiative")), ", ".join(said.initiatives) or "–", True),
        (in_words(_("Code of the workshop")), said.code, False),
        (in_words(_("Language")), Locale(said.locale).get_language_name(current_locale()) or said.locale, False),
        (in_words(_("Legal retention")), said.retention or open_, True),
        (in_words(_("What becomes of it then (sort final)")), said.fate or open_, True),
        (in_words(_("Deleted from this server on")), written(date.fromisoformat(said.deleted_on)), False),
    ]
