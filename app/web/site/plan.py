"""The map of the site: the pages that whoever asks may open."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template
from flask_login import current_user

from app.domain.services import Sight
from app.host.contract import home_of
from app.store import services
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.site.help import TITLES
from beffroi.words import current_locale

pages = Blueprint("plan", __name__)


@pages.get("/plan")
def show() -> str:
    """A second way to every page, beside the menus: one list, from each foot."""
    methods = current_app.extensions["registry"].methods.values()
    guide = f"guide.{current_locale()}.md"
    return render_template(
        "site/plan.html",
        led=_led() if current_user.is_authenticated else (),
        methods=[method for method in methods if home_of(method, guide)],
        titles=TITLES,
        manuals={name: title for name, title in TITLES.items() if name.count("/") == 1},
    )


def _led() -> list[WorkshopInfo]:
    """The workshops that the one who asks leads."""
    with the_store().read() as session:
        return [facts for facts, sight in services.seen_by(session, current_user.user) if sight is Sight.LED]
