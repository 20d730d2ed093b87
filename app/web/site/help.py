"""The pages of help, at /aide: for participants, facilitators and those who write methods."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from markupsafe import Markup

from app.web.site.help_search import LONGEST, found, sections
from beffroi.patterns import linear

HELP = Path(__file__).parents[2] / "aide"
TITLES: dict[str, str] = json.loads((HELP / "pages.json").read_text())

GROUPS = {"fr": "fr", "en": "en", "dev": "en"}
"""The folders of the pages, each with the language it is written in."""

PICTURE = linear(r'src="picture:([\w.-]+)"')

pages = Blueprint("help", __name__, url_prefix="/aide")


@pages.get("/")
@pages.get("/<path:name>/")
def show(name: str = "index") -> str:
    """A page, as Sphinx made its body of docs/aide."""
    if name not in TITLES:
        abort(404)
    body = PICTURE.sub(_picture, (HELP / f"{name}.html").read_text())
    return _page("site/help.html", name, body=Markup(body))  # noqa: S704 - made with the release, of its own sources


@pages.get("/recherche/")
def search() -> str:
    """What is found in them, for `?q=`."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    return _page("site/help_search.html", "", asked=asked, found=found(asked, sections(HELP / "search.json")))


def _page(template: str, name: str, asked: str = "", **given: Any) -> str:
    around = {"titles": TITLES, "groups": GROUPS, "beside": _beside(name), "longest": LONGEST}
    return render_template(template, name=name, asked=asked, **around, **given)


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


def _picture(named: Any) -> str:
    return f'src="{url_for("static", filename=f"aide/{named[1]}")}"'
