"""The workshops that somebody facilitates, and a form for a new one."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from app.domain.calendar import today, zones
from app.domain.services import Sight
from app.domain.workshop_days import USUAL_DAYS
from app.store import openings, services, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.web.common.attempts import MADE
from app.web.facilitator import workshop_form
from beffroi import Refused, translator

_ = translator(__name__)
pages = Blueprint("workshops", __name__, url_prefix="/animer")


@pages.get("")
@login_required
def mine() -> str:
    """My workshops, and a form for a new one."""
    return _my_page()


def _my_page(error: str = "") -> str:
    user, zone = current_user.user, current_app.extensions["settings"].time_zone
    with the_store().read() as session:
        found, aside = services.seen_by(session, user), openings.set_aside(session)
    first = today(g.now, zone)
    proposed = {"first_day": first, "last_day": first + timedelta(days=USUAL_DAYS), "zone": zone}
    return render_template(
        "facilitator/workshops.html",
        workshops=[facts for facts, sight in found if sight is Sight.LED],
        over=[facts for facts, sight in found if sight is Sight.LED and facts.is_over(g.now)],
        listed=[facts for facts, sight in found if sight is Sight.LISTED],
        set_aside=aside,
        error=error,
        proposed={name: str(value) for name, value in proposed.items()},
        zones=zones(),
        form=request.form,
    )


@pages.post("")
@login_required
def create() -> Response | tuple[str, int]:
    """A new workshop: a title, sites, a language, its days and their time zone."""
    MADE.spend(f"f:{current_user.user.id}")
    methods = current_app.extensions["registry"].methods
    user, now = current_user.user.id, g.now
    try:
        said = workshop_form.of_new(request.form, now, current_app.extensions["settings"].time_zone)
        facts = the_store().write(
            workshops.create, facilitator=user, methods=methods, now=now, **said

        )  # fmt: skip
    except Refused as refused:
        return _my_page(str(refused.sentence)), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("agenda.show", code=facts.code), 303)
