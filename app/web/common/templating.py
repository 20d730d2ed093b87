"""How pages are drawn: their templates, and what every one of them has at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from babel.dates import format_datetime
from flask import Flask
from flask.templating import Environment
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.domain.calendar import ZONE_OF_OLD, day_and_hour, hour, moment, time_of_day, written
from app.host.rendering.environment import CHOOSE, CORE_TEMPLATES, REQUIRED, SHARED
from app.host.rendering.languages import marking, other_than
from app.host.rendering.typeset import Spot, Typeset, drawn
from app.web.common.browsers import OLDEST_BROWSERS
from app.web.common.locale import switch_url
from beffroi import translator
from beffroi.spoken import Said
from beffroi.words import current_locale

words = translator(__name__)


class Pages(Typeset, Environment):
    """Where whole pages are drawn: `templates/common/base.html` has blocks that stand elsewhere than in a text."""

    spots = {  # noqa: RUF012 - of the class, and never changed
        "title": Spot("title"),
        "body_attributes": Spot("body", in_tag=True),
        "page_class": Spot("body", in_tag=True, attribute="class", quote='"'),
    }


def init_app(app: Flask) -> None:
    """Give templates their words, and dates in the time zone of the site."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(words.now, words.counted, newstyle=False)  # type: ignore[attr-defined]
    day_here = _of_site(app.extensions["settings"].time_zone)
    app.jinja_env.globals["oldest_browsers"] = Said(OLDEST_BROWSERS)
    app.jinja_env.globals.update(_=words.now, locale=current_locale, day=day_here, switch_url=switch_url)
    app.jinja_env.globals |= {"required_word": REQUIRED, "choose_word": CHOOSE}
    app.jinja_env.filters.update(day=day_here, written=_said(written), day_and_hour=_said(day_and_hour))
    app.jinja_env.filters["hour"] = _said(hour)
    app.jinja_env.filters["time_of_day"] = _said(time_of_day)
    app.jinja_env.filters["of_language"] = of_language
    app.jinja_env.undefined = StrictUndefined
    app.jinja_loader = ChoiceLoader([FileSystemLoader(CORE_TEMPLATES), SHARED])


def _of_site(usual: str) -> Callable[..., Any]:
    def day_here(ms: int, with_time: bool = False, zone: str = "") -> Any:
        return day(ms, with_time, zone or usual)

    return day_here


def of_language(text: str, language: str) -> Markup:
    """What somebody wrote in this language, where a page holds texts of several workshops."""
    with marking(other_than(current_locale(), language)):
        return drawn(text)


def _said(written: Callable[..., str]) -> Callable[..., Said]:
    """What a page says itself, and nobody wrote."""
    return lambda *values: Said(written(*values))


def day(ms: int, with_time: bool = False, zone: str = ZONE_OF_OLD) -> Any:
    """A date as the language writes it, on one line, in a time zone: on pages by default the one of the site."""
    at = moment(ms, zone)
    return Said(format_datetime(at, "short", locale=current_locale()) if with_time else written(at.date()))
