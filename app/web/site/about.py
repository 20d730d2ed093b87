"""Pages about the site itself: its plugins, its promises."""

from __future__ import annotations

from typing import Any

from babel.numbers import format_decimal
from flask import Blueprint, abort, current_app, render_template
from flask_login import current_user, login_required
from markupsafe import Markup

from app.domain.calendar import DAY_MS
from app.host.contract import home_of
from app.store import workshop_info, workshops
from app.store.store import the_store
from app.web.common.page_weight import PAGES, weight_of
from beffroi.words import current_locale

pages = Blueprint("about", __name__)

DAYS_A_MONTH = 365 / 12

MEASURED = {
    "on": 1_795_478_400_000,  # 24 November 2026
    "page": 4.3,  # kB of HTML: a participant's page, welcome on
    "whole": 145,  # kB: the same with all that it loads, nothing in the browser's cache
    "idle": 6,  # messages each way in a minute in which nothing happens
    "sent": 0.2,  # kB: the command of one card of 40 characters
    "back": 3.0,  # kB: acknowledgement and redrawn parts, on its author's page
    "memory": 110,  # MB resident, two cores, Python 3.11
}
"""What Chromium counted of a server fresh from `python -m app run`, and the memory as the system gives it.
Bodies and messages before compression, without headers. Measured by hand: whoever measures again changes the day."""


LOOKED_AT = {"on": 1_795_996_800_000, "holds": 85, "applies": 85, "fails": 0}
"""What docs/accessibility.md counts of the criteria of RGAA, on 30 November 2026."""


@pages.get("/extensions")
@login_required
def plugins() -> str:
    """What was found, loaded, refused and why; which workshops offer it; what went wrong while running."""
    registry = current_app.extensions["registry"]
    with the_store().read() as session:
        offered = workshops.offered_in(session)
        mine = {facts.id for facts in workshops.facilitated_by(session, current_user.user.id)}
    is_operator = current_user.user.operator
    gone = sorted(set(offered) - set(registry.methods))
    return render_template(
        "site/plugins.html", registry=registry, offered=offered, gone=gone, mine=mine, is_operator=is_operator
    )


@pages.get("/methodes/<id>")
def guide(id: str) -> str:
    """A method's guide card, to read or to print: what it is for, minute by minute."""
    method = current_app.extensions["registry"].methods.get(id)
    home = home_of(method, f"guide.{current_locale()}.md") if method else None
    if home is None:
        abort(404)
    from markdown_it import MarkdownIt  # noqa: PLC0415 - sixty modules that only a guide needs

    body = Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(home[1].read_text()))  # noqa: S704
    return render_template("site/guide.html", method=method, body=body)


@pages.get("/<any(accessibilite, confidentialite, ecoconception):page>")
def promise(page: str) -> str:
    """Accessibility declaration, privacy notice, ecodesign statement."""
    return render_template(
        f"site/{page}.html",
        settings=current_app.extensions["settings"],
        kept=_kept(),
        weights={name: weight_of(name) for name in PAGES} if page == "ecoconception" else {},
        measured=_measured(),
        looked_at={**LOOKED_AT, "rate": round(100 * LOOKED_AT["holds"] / LOOKED_AT["applies"])},
    )


def _kept() -> dict[str, int | str]:
    """What is kept and for how long, from where it is carried out: days, months, and the name of the cookie."""
    config = current_app.config
    return {
        "close": workshop_info.CLOSE_AFTER_MS // DAY_MS,
        "names": workshop_info.NAMES_AFTER_MS // DAY_MS,
        "content": round(workshop_info.CONTENT_AFTER_MS / DAY_MS / DAYS_A_MONTH),
        "cookie": str(config["SESSION_COOKIE_NAME"]),
        "cookie_days": config["PERMANENT_SESSION_LIFETIME"].days,
    }


def _measured() -> dict[str, Any]:
    """The figures as the language writes them; the day stays milliseconds."""
    said = {name: format_decimal(figure, locale=current_locale()) for name, figure in MEASURED.items()}
    return {**said, "on": MEASURED["on"]}
