"""The pages of help, at /aide: for participants, facilitators and those who write methods."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, abort, render_template
from markupsafe import Markup

HELP = Path(__file__).parents[2] / "aide"
TITLES: dict[str, str] = json.loads((HELP / "pages.json").read_text())

GROUPS = {"fr": "fr", "en": "en", "dev": "en"}
"""The folders of the pages, each with the language it is written in."""


def _beside(name: str) -> dict[str, dict[str, str]]:
    """The pages that the one shown leads to, by group: those within another only where that one is open."""
    section = "/".join(name.split("/")[:2])
    return {
        group: {
            page: title
            for page, title in TITLES.items()
            if page.startswith(f"{group}/") and (page.count("/") == 1 or page.startswith(f"{section}/"))
        }
        for group in GROUPS
    }


pages = Blueprint("help", __name__, url_prefix="/aide")


@pages.get("/")
@pages.get("/<path:name>/")
def show(name: str = "index") -> str:
    """A page, as Sphinx made its body of docs/aide."""
    if name not in TITLES:
        abort(404)
    body = Markup((HELP / f"{name}.html").read_text())  # noqa: S704 - made with the release, of its own sources
    return render_template("site/help.html", name=name, body=body, titles=TITLES, groups=GROUPS, beside=_beside(name))
