"""The e-mail that goes out with the minutes, as plain text: what was decided, where to read it and until when."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.agenda import Agenda
from app.domain.calendar import today, written
from app.export.minutes.model import Minutes
from app.store.workshop_info import WorkshopInfo
from beffroi import translator
from beffroi.report import Grid, Heading, Listing, Section
from beffroi.signs import without_isolates
from beffroi.spoken import Said, in_words

_ = translator(__name__)


def mail_of(facts: WorkshopInfo, minutes: Minutes, agenda: Agenda, address: str) -> str:
    """Its text, in the language that is spoken; `address` is where the results are read by the code."""
    return without_isolates("\n".join(_lines(facts, minutes, agenda, address)).strip()) + "\n"


def _lines(facts: WorkshopInfo, minutes: Minutes, agenda: Agenda, address: str) -> Iterator[str]:
    yield in_words(_("Good evening,"))
    yield ""
    yield in_words(_("Thank you for taking part in “%(title)s”.", title=minutes.title))
    for summary in minutes.summary:
        yield from ("", summary)
    for section in (one for part in minutes.front for one in part.sections if one.id in ("decisions", "actions")):
        yield from _told(section)
    yield ""
    until = agenda.results_until or facts.content_until
    day = Said(written(today(until - 1, facts.zone)))
    yield in_words(_("Read all of it here, until %(day)s:", day=day))
    yield address
    yield ""
    yield in_words(_("Kind regards,"))


def _told(section: Section) -> Iterator[str]:
    """A section of the first page, a line each; charts and figures stay in the minutes."""
    yield from ("", f"{section.title}")
    for piece in section.pieces:
        if isinstance(piece, Heading):
            yield f"{piece.text}"
        if isinstance(piece, Listing):
            for item in piece.items:
                yield f"{item.label}. {item.text}" if item.label != "" else f"- {item.text}"
        if isinstance(piece, Grid):
            yield from (f"- {' · '.join(str(cell) for cell in row.cells if cell != '')}" for row in piece.rows)
