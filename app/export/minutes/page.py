"""The minutes as one file to be opened in any browser: no script, nothing that is fetched."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from app.bundled import HOUSE
from app.documents.model import Look
from app.export.minutes.model import Minutes
from app.host.rendering.environment import core_environment
from app.host.rendering.languages import marking, other_than
from app.host.rendering.report_pieces import for_pieces
from beffroi.patterns import linear
from beffroi.words import speaking

SHEETS = ("tokens.css", "base.css", "charts.css", "charts_drawn.css", "faces.css", "report.css")
"""The style sheets of the site that it needs, in their order."""

_OF_FONTS = linear(r"@font-face\s*\{[^}]*\}")

SVG_BEGINS = (b"<?xml", b"<!--", b"<!DOCTYPE svg", b"<svg")


def as_html(minutes: Minutes, look: Look) -> str:
    """The whole file."""
    with speaking(minutes.locale), marking(other_than(minutes.locale, minutes.language)):
        template = core_environment().get_template("facilitator/minutes_file.html")
        told = {"style": _style(look), "logo": _logo(look), "logo_alt": look.logo_alt}
        return template.render(minutes=minutes, **told, **for_pieces())


def _style(look: Look) -> Markup:
    folder = HOUSE / "static" / "css"
    sheets = "\n".join(_OF_FONTS.sub("", (folder / name).read_text("utf-8")) for name in SHEETS)
    colours = {"primary": look.primary, "primary-soft": look.primary_soft}
    colours |= {"second": look.second, "second-soft": look.second_soft}
    own = f":root{{{''.join(f'--{name}:{colour};' for name, colour in colours.items())}}}"
    return Markup(f"{sheets}\n{own}")  # noqa: S704 - the site's own sheets, and colours that were checked


def _logo(look: Look) -> str:
    """The logo within the file itself; "" where there is none."""
    if not look.logo:
        return ""
    kind = "image/svg+xml" if look.logo.lstrip().startswith(SVG_BEGINS) else "image/png"
    return f"data:{kind};base64,{b64encode(look.logo).decode()}"
