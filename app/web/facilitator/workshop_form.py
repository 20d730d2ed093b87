"""What a form says of a workshop itself: title, summary, language, sites, days, zone; read, bounded, or refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from app.domain.calendar import end_of, is_zone, read_day, start_of, today
from app.domain.people import Site, sites_from
from app.domain.sites import SITES_MOST, changed
from app.domain.workshop_days import check_days
from app.store.workshop_info import WorkshopInfo
from beffroi import Refused, translator
from beffroi.fields import tidy, typed
from beffroi.rows import as_lines
from beffroi.signs import cut
from beffroi.words import DEFAULT_LOCALE, LOCALES

_ = translator(__name__)

TITLE_MOST, SUMMARY_MOST, SITE_MOST = 200, 1_000, 40

Form = MultiDict[str, str]


def of_new(form: Form, now: int, usual_zone: str) -> dict[str, Any]:
    """What a new workshop is made with. A form that says no first day or no zone means today, and the usual one."""
    zone = _zone(form, usual_zone)
    first_said = form.get("first_day", "")
    first, last, here = read_day(first_said), read_day(form.get("last_day", "")), today(now, zone)
    if not first_said and last is not None:
        first = min(here, last)
    check_days(first, last, today=here, made=here)
    assert first and last  # noqa: S101 - for mypy: checked above
    names = list(dict.fromkeys(_lines(form, "sites")))
    if not 1 <= len(names) <= SITES_MOST:
        raise Refused(_("A workshop has between one and %(most)s sites.", most=SITES_MOST))
    return {
        "title": _title(form),
        "locale": _locale(form, DEFAULT_LOCALE),
        "sites": sites_from(names, str(_("Remote"))),
        "starts_at": start_of(first, zone),
        "ends_at": end_of(last, zone),
        "zone": zone,
    }


def of_known(form: Form, facts: WorkshopInfo, now: int, used: set[str]) -> WorkshopInfo:
    """The facts as a form changes them; sites of `used` stay."""
    zone = _zone(form, facts.zone)
    first, last = read_day(form.get("first_day", "")), read_day(form.get("last_day", ""))
    made, was = today(facts.created_at, zone), facts.last_day
    check_days(first, last, today=today(now, zone), made=made, was=was)
    assert first and last  # noqa: S101 - for mypy: checked above
    is_same = last == was and zone == facts.zone
    return replace(
        facts,
        title=_title(form),
        summary=_summary(form, facts.summary),
        locale=_locale(form, facts.locale),
        sites=_sites(form, facts.sites, used),
        starts_at=start_of(first, zone),
        # A workshop may end in the middle of a day, where a command made it: that stays unless a day is chosen.
        ends_at=facts.ends_at if is_same else end_of(last, zone),
        zone=zone,
    )


def gone_sites(form: Form) -> set[str]:
    """The sites that a form takes away."""
    return set(form.getlist("gone"))


def _sites(form: Form, sites: tuple[Site, ...], used: set[str]) -> tuple[Site, ...]:
    names = {site.id: cut(tidy(form.get(f"site-{site.id}", ""), SITE_MOST), SITE_MOST) for site in sites}
    return changed(sites, names, gone_sites(form), dict.fromkeys(_lines(form, "more")), used)


def _lines(form: Form, name: str) -> list[str]:
    lines = as_lines(form.get(name, "")[: SITES_MOST * typed(SITE_MOST)]).splitlines()
    return [cut(said, SITE_MOST) for line in lines if (said := tidy(line, SITE_MOST))]


def _title(form: Form) -> str:
    title = cut(tidy(form.get("title", ""), TITLE_MOST), TITLE_MOST)
    if not title:
        raise Refused(_("Give the workshop a title."))
    return title


def _summary(form: Form, known: str) -> str:
    said = tidy(form.get("summary", known), SUMMARY_MOST)
    if len(said) > SUMMARY_MOST:
        raise Refused(_("A summary has %(most)s characters at most: shorten yours.", most=SUMMARY_MOST))
    return said


def _locale(form: Form, otherwise: str) -> str:
    said = form.get("locale", "")
    return said if said in LOCALES else otherwise


def _zone(form: Form, otherwise: str) -> str:
    said = form.get("zone", "") or otherwise
    if not is_zone(said):
        raise Refused(_("That time zone is not known here: choose one of the list."))
    return said
