"""A region's own look: two colours and a logo. All that goes with the colours is worked out, and stays legible."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, abort, current_app
from werkzeug.wrappers import Response

from app.bundled import HOUSE
from app.config import BadSetting, Settings
from app.web.common.static_files import keep
from beffroi.patterns import linear

pages = Blueprint("theme", __name__)

TOKENS = HOUSE / "static" / "css" / "tokens.css"

SETS = ("light", "dark", "stark-light", "stark-dark")
SURFACES = ("paper", "card", "sunk")
TINTS = ("primary-soft", "second-soft", "good-soft", "gold-soft", "danger-soft")
GROUNDS = {"primary": SURFACES, "second": (*SURFACES, *TINTS)}
"""What a region's colours are written on."""

LEGIBLE = 4.5
"""The contrast that words need."""

AIMS = {"light": LEGIBLE, "dark": 6.0, "stark-light": 8.0, "stark-dark": 10.0}
"""What words get in each set."""

LOGO_MOST = 60_000
"""Bytes: the logo is on every first visit, and a page is to stay under 150 kB."""

LOGO_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""An SVG opened by its address is a page: nothing of it runs."""

COLOUR = linear(r"#?([0-9a-f]{6}|[0-9a-f]{3})")

WHITE, BLACK = "#ffffff", "#000000"


@dataclass(frozen=True)
class Theme:
    """What a region set; empty where it set nothing."""

    name: str = ""
    sheet: bytes = b""
    logo: bytes = b""
    logo_type: str = ""

    @property
    def version(self) -> str:
        """Changes with the sheet and the logo: it stands in their addresses."""
        return hashlib.sha256(self.sheet + self.logo).hexdigest()[:12]


# --- colours ---------------------------------------------------------------------------------------


def palettes() -> dict[str, dict[str, str]]:
    """The tokens that differ from set to set, as the sheet has them."""
    values = r"\s+".join(rf"var\(--{name}, ([^;]+?)\)" for name in SETS)
    rows = linear(rf"--([\w-]+):\s+{values};").findall(TOKENS.read_text(encoding="utf-8"))
    return {name: {row[0]: row[place] for row in rows} for place, name in enumerate(SETS, 1)}


def luminance(colour: str) -> float:
    """How light a colour is to the eye, from 0 to 1, as WCAG reckons it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = ((int(colour[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def until(colour: str, towards: str, holds: Callable[[str], bool]) -> str:
    """The nearest colour on the way to another for which something holds; the other where it never does."""
    steps = (mix(colour, towards, step / 100) for step in range(101))
    return next((one for one in steps if holds(one)), towards)


def reads_on(grounds: list[str], least: float) -> Callable[[str], bool]:
    """Whether words in a colour are legible on all of these grounds."""
    return lambda colour: all(contrast(colour, ground) >= least for ground in grounds)


def _soft(colour: str, name: str, paper: str) -> str:
    """A tint to write on: barely coloured, so that ink and the other colours read on it as on paper."""
    if name == "light":
        return until(mix(colour, WHITE, 0.84), WHITE, lambda one: luminance(one) >= 0.82)  # noqa: PLR2004
    if name == "dark":
        return until(mix(colour, paper, 0.7), paper, lambda one: luminance(one) <= 0.028)  # noqa: PLR2004
    return paper


def derived(given: dict[str, str], name: str, palette: dict[str, str]) -> dict[str, str]:
    """The colours given and their companions, in one of the four sets."""
    paper, is_dark = palette["paper"], name.endswith("dark")
    made = {f"{role}-soft": _soft(colour, name, paper) for role, colour in given.items()}
    whole = {**palette, **made}
    towards, away = (WHITE, BLACK) if is_dark else (BLACK, WHITE)
    for role, colour in given.items():
        reads = reads_on([whole[ground] for ground in GROUNDS[role]], AIMS[name])
        front = until(colour, towards, reads)
        made[role] = front
        made[f"on-{role}"] = until(mix(colour, away, 0.75), away, reads_on([front], AIMS[name])) if is_dark else WHITE
        if role == "primary":
            made["primary-strong"] = mix(front, towards, 0.25)
        elif not name.startswith("stark"):  # there the focus has a colour of its own
            made["focus"] = front
    return made


def themed(given: dict[str, str]) -> dict[str, dict[str, str]]:
    """What a region's colours change in each set. Each of `given` is `primary` or `second` → `#rrggbb`.

    Raises `BadSetting` for a colour in which words cannot be read on light paper: it would not be the region's own
    any more, were it darkened without a word.
    """
    sets = {name: derived(given, name, palette) for name, palette in palettes().items()}
    for role, colour in given.items():
        nearest = sets["light"][role]
        if nearest != colour:
            light = {**palettes()["light"], **sets["light"]}
            worst = min(contrast(colour, light[ground]) for ground in GROUNDS[role])
            raise BadSetting(
                f"THEME_{role.upper()} is {colour}: words in it would stand out from the page by {worst:.1f} to 1, and "
                f"{LEGIBLE} is the least that can be read. The nearest that passes is {nearest}; "
                "a lighter one can be in the logo."
            )
    return sets


def written(sets: dict[str, dict[str, str]]) -> str:
    """The sheet that lays a region's colours over the site's own."""
    rows = (
        f"--{token}: {' '.join(f'var(--{name}, {sets[name].get(token, own[name][token])})' for name in SETS)};"
        for own in [palettes()]
        for token in sorted(sets["light"])
    )
    return "@layer tokens { :root { " + " ".join(rows) + " } }\n"


# --- settings --------------------------------------------------------------------------------------


def colour_from(text: str, setting: str) -> str:
    """`#a8402e` or `#a42`, as `#rrggbb`."""
    found = COLOUR.fullmatch(text.lower())
    if found is None:
        raise BadSetting(f"{setting} is {text!r}: write a colour as #a8402e.")
    digits = found[1]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004


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
    sheet = written(themed(given)).encode() if given else b""
    return Theme(settings.theme_name, sheet, logo, logo_type)


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
    keep(response)
    return response


def init_app(app: Flask) -> None:
    """Read the theme: a server does not start with one that cannot be read."""
    app.extensions["theme"] = from_settings(app.extensions["settings"])
    app.register_blueprint(pages)
    app.jinja_env.globals["theme"] = app.extensions["theme"]
