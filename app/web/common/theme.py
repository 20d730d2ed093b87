"""A region's own look: two colours and a logo."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Blueprint, Flask, abort, current_app
from werkzeug.wrappers import Response

from app.config import BadSetting, Settings
from app.web.common.colours import colour_from, themed, written
from app.web.common.static_files import cache_forever

pages = Blueprint("theme", __name__)

LOGO_MOST = 60_000
"""Bytes: the logo is on every first visit, and a page is to stay under 150 kB."""

LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG opened by its address is a page: nothing of it runs."""


@dataclass(frozen=True)
class Theme:
    """What a region set; empty where it set nothing."""

    name: str = ""
    sheet: bytes = b""
    logo: bytes = b""
    logo_type: str = ""
    light: Mapping[str, str] = field(default_factory=dict)
    """The colours of pages in light that a region's own change, by their tokens: documents are set in them."""

    @property
    def version(self) -> str:
        """Changes with the sheet and the logo: it stands in their addresses."""
        return hashlib.sha256(self.sheet + self.logo).hexdigest()[:12]


# --- settings --------------------------------------------------------------------------------------


def _logo(path: str) -> tuple[bytes, str]:
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise BadSetting(f"THEME_LOGO is {path!r}, which cannot be read ({error.strerror}).") from None
    if len(content) > LOGO_MOST:
        raise BadSetting(
            f"THEME_LOGO holds {len(content)} bytes: {LOGO_MOST} at most, since every visitor waits for it."
        )
    if content.startswith(b"\x89PNG\r\n"):
        return content, "image/png"
    if content.lstrip().startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg", b"<svg")) and b"<svg" in content:
        return content, "image/svg+xml"
    raise BadSetting(f"THEME_LOGO is {path!r}, which is neither a PNG nor an SVG picture.")


def from_settings(settings: Settings) -> Theme:
    """The theme as set; a colour that nobody could read, or a logo that cannot be shown, is refused."""
    asked = {"primary": settings.theme_primary, "second": settings.theme_second}
    given = {role: colour_from(text, f"THEME_{role.upper()}") for role, text in asked.items() if text}
    if settings.theme_logo and not settings.theme_name:
        raise BadSetting("THEME_LOGO needs THEME_NAME: it is what is said to whoever does not see the logo.")
    logo, logo_type = _logo(settings.theme_logo) if settings.theme_logo else (b"", "")
    sets = themed(given) if given else {}
    return Theme(settings.theme_name, written(sets).encode() if sets else b"", logo, logo_type, sets.get("light", {}))


# --- pages -----------------------------------------------------------------------------------------


def the_theme() -> Theme:
    """The theme of this server."""
    theme: Theme = current_app.extensions["theme"]
    return theme


@pages.get("/theme.css")
def sheet() -> Response:
    """The region's colours."""
    return _kept(the_theme().sheet, "text/css; charset=utf-8")


@pages.get("/logo")
def logo() -> Response:
    """The region's logo."""
    response = _kept(the_theme().logo, the_theme().logo_type)
    response.headers["Content-Security-Policy"] = LOGO_POLICY
    return response


def _kept(content: bytes, kind: str) -> Response:
    if not content:
        abort(404)
    response = Response(content, content_type=kind)
    cache_forever(response)
    return response


def init_app(app: Flask) -> None:
    """Read the theme: a server does not start with one that cannot be read."""
    app.extensions["theme"] = from_settings(app.extensions["settings"])
    app.register_blueprint(pages)
    app.jinja_env.globals["theme"] = app.extensions["theme"]
