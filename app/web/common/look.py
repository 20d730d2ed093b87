"""The look of documents: the region's colours and logo, as on pages in light."""

from __future__ import annotations

from app.documents.model import Look
from app.web.common.colours import palettes
from app.web.common.theme import the_theme


def look_of_documents() -> Look:
    """Of this server."""
    theme = the_theme()
    light = {**palettes()["light"], **theme.light}
    return Look(
        primary=light["primary"],
        primary_soft=light["primary-soft"],
        second=light["second"],
        second_soft=light["second-soft"],
        ink=light["ink"],
        quiet=light["ink-quiet"],
        logo=theme.logo,
        logo_alt=theme.name,
    )
