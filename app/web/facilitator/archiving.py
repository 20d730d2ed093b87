"""What facilitators hand to the archives: what it is, and that it was done."""

from __future__ import annotations

from datetime import date

from flask import current_app

from app.config import Settings
from app.domain.calendar import read_day, today
from app.export.archive import Description
from app.export.minutes.model import Choices
from app.export.minutes.taken_out import TakenOut
from app.store import initiatives, services, workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common.theme import the_theme
from beffroi import Refused, translator

_ = translator(__name__)


def description_of(facts: WorkshopInfo, choices: Choices) -> Description:
    """What is said of a workshop on the sheet that goes with it, without the words that were taken out."""
    settings: Settings = current_app.extensions["settings"]
    with the_store().read() as session:
        service, of = services.name_of(session, facts.service), initiatives.titles_of(session, facts.id)
    words = TakenOut(choices.words)
    return Description(
        title=words(facts.title),
        code=facts.code,
        service=service or the_theme().name or settings.controller,
        first_day=facts.first_day.isoformat(),
        last_day=facts.last_day.isoformat(),
        sites=tuple(words(site.name) for site in facts.sites),
        initiatives=tuple(words(title) for title in of),
        locale=facts.locale,
        retention=settings.retention_results,
        fate=settings.sort_final,
        deleted_on=today(facts.content_until, facts.zone).isoformat(),
    )


def hand_over(facts: WorkshopInfo, typed: str, now: int) -> None:
    """Keep the day on which it was handed over; nothing typed: it was not. Raises `Refused`."""
    day = read_day(typed) if typed else None
    if typed and (day is None or not facts.first_day <= day <= today(now, facts.zone)):
        raise Refused(_("Write the day on which it was handed over: from the first day of the workshop to today."))
    the_store().write(workshops.hand_over, facts.id, _kept(day))


def _kept(day: date | None) -> str:
    return day.isoformat() if day else ""
