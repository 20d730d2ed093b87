"""In which language a page speaks: as chosen, else the workshop's, else French."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, g, request, session

from app.domain.clock import now_ms
from app.host.rendering.languages import other_than
from beffroi.spoken import marked
from beffroi.words import DEFAULT_LOCALE, LOCALES, _locale, current_locale


def init_app(app: Flask) -> None:
    """Set the language of each request, and its time."""
    app.before_request(_choose)
    app.teardown_request(_mark_nothing)


def _choose() -> None:
    asked = request.args.get("lang", "")
    if asked in LOCALES:
        session["locale"] = asked
    set_locale(session.get("locale", DEFAULT_LOCALE))
    marked.set("")
    g.now = now_ms()


def _mark_nothing(_error: BaseException | None) -> None:
    marked.set("")  # whatever comes after in this thread draws for somebody else


def switch_url(locale: str) -> str:
    """This page in another language, with what else its address says."""
    return "?" + urlencode(
        [*((name, value) for name, value in request.args.items(True) if name != "lang"), ("lang", locale)]
    )


def set_locale(locale: str) -> None:
    """Speak a language for the rest of the request."""
    _locale.set(locale if locale in LOCALES else DEFAULT_LOCALE)


def default_to(locale: str) -> None:
    """Speak the workshop's language, unless the person chose another."""
    if "locale" not in session:
        set_locale(locale)
    mark_texts(locale)


def mark_texts(locale: str) -> None:
    """Where the page speaks another language, have it say that what people wrote is in this one."""
    marked.set(other_than(current_locale(), locale))
