"""The templates that whoever is signed in may take: those of the house, their own, and those of their service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, current_app, request
from flask_login import current_user
from gevent import sleep

from app.host.workshop_templates.asked import minutes_of
from app.host.workshop_templates.from_workshop import taken_from
from app.host.workshop_templates.model import WorkshopTemplate
from app.host.workshop_templates.shipped import shipped
from app.store import templates as template_rows
from app.store.models import ServiceRow
from app.store.store import the_store
from app.store.templates import KeptTemplate
from app.web.common import access
from app.web.common.locale import default_to
from beffroi import Method
from beffroi.words import LOCALES, current_locale


@dataclass(frozen=True)
class Known:
    """A template as pages show it.

    `languages` are those it is told in, as files that stand for each other. `kept` is its row, where it is no template
    of the house; `name` is "" of a workshop that is made again.
    """

    name: str
    template: WorkshopTemplate
    languages: Sequence[str] = LOCALES
    kept: KeptTemplate | None = None


def methods() -> Mapping[str, Method]:
    """Those at work."""
    found: Mapping[str, Method] = current_app.extensions["registry"].methods
    return found


def of_house() -> list[Known]:
    """Those that are shipped, in the language of the page."""
    return [Known(name, one) for name, one in shipped(current_locale()).items()]


def of_account() -> list[Known]:
    """One's own, then those of one's service."""
    with the_store().read() as session:
        kept = template_rows.known_to(session, current_user.user)
    found = []
    for one in kept:
        sleep(0)  # a millisecond each
        found.append(_kept(one))
    return found


def known_or_404(name: str) -> Known:
    """The template of that name; one of the house in the language that was chosen for the workshop."""
    said = request.values.get("locale", "")
    found = shipped(said if said in LOCALES else current_locale()).get(name)
    if found is not None:
        return Known(name, found)
    with the_store().read() as session:
        kept = template_rows.by_id(session, name, current_user.user)
    return _kept(kept) if kept else abort(404)


def of_workshop(code: str) -> Known:
    """The agenda and the tables of a workshop that one leads, as a template that nobody keeps."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    agenda = access.room_of(facts).record.agenda
    return Known("", taken_from(agenda, title=facts.title, language=facts.locale, sites=facts.sites), ())


def _kept(kept: KeptTemplate) -> Known:
    template = WorkshopTemplate.model_validate(dict(kept.content))
    return Known(kept.id, template, (template.language,), kept)


def service_name() -> str:
    """The service of whoever is signed in, "" where they are of none."""
    with the_store().read() as session:
        row = session.get(ServiceRow, current_user.user.service_id or "")
    return row.name if row else ""


def minutes_in_all(template: WorkshopTemplate) -> int:
    """How long all of it takes."""
    return sum(minutes_of(one, methods()) for one in template.activities)
