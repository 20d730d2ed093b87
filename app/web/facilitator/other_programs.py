"""What other programs read of a workshop: tokens made, shown once, listed with the day of their last use, revoked."""

from __future__ import annotations

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.domain.audit import Act
from app.domain.calendar import day_and_hour, read_day, today, written
from app.domain.people import new_id
from app.domain.webhooks import LONGEST, secret_of, target
from app.store import api_tokens, webhooks, workshops
from app.store.api_tokens import MOST, new_secret
from app.store.committer import bound
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, audited
from app.web.common.attempts import MADE
from app.web.common.links import public_origin
from app.web.common.locale import default_to
from beffroi import Refused, translator
from beffroi.fields import tidy
from beffroi.report import VERSIONS

_ = translator(__name__)
pages = Blueprint("other_programs", __name__, url_prefix="/animer")

CALLED_MOST = 60
"""Characters of what a token is called."""

READS = {
    "direction": _("What was decided: the report for the direction"),
    "participants": _("The report for participants, and who does what"),
    "complete": _("All results: every table, the complete report, what comes from what"),
}
"""What a token may read, in words, from the least on."""


def _day(said: str) -> str:
    day = read_day(said)
    return written(day) if day else ""


def _page(facts: WorkshopInfo, *, secret: str = "", error: str = "", signs: str = "", wrong: str = "") -> str:
    with the_store().read() as session:
        tokens = api_tokens.of_workshop(session, facts.id)
        told = webhooks.of_workshop(session, facts.id)
        leaders = {user.id: user.name for user in workshops.facilitators(session, facts.id)}
    rows = [
        {
            "token": one,
            "reads": READS.get(one.reads, ""),
            "made": _day(one.made_on),
            "used": _day(one.used_on),
            "by": leaders.get(one.by, ""),
        }
        for one in tokens
    ]
    return render_template(
        "facilitator/other_programs.html", workshop=facts, rows=rows, reads=READS, secret=secret, error=error,
        address=public_origin() + url_for("api.workshop", code=facts.code), most=CALLED_MOST,
        told=told, tried=day_and_hour(told.at, facts.zone) if told and told.at else "", signs=signs, wrong=wrong,
        may_tell=bool(current_app.extensions["webhooks"].allowed.hosts), longest=LONGEST,
        url=request.form.get("url", "") if wrong else told.url if told else "",
        description=public_origin() + url_for("api.openapi"), typed=request.form.get("called", "") if error else "",
    )  # fmt: skip


@pages.get("/<code>/autres-outils")
def show(code: str) -> str:
    """The tokens of a workshop."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts)


@pages.post("/<code>/autres-outils")
def make(code: str) -> str | tuple[str, int]:
    """A token more: this answer alone shows it."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    called, reads = tidy(request.form.get("called", "")), request.form.get("reads", "")
    if not 0 < len(called) <= CALLED_MOST:
        return _page(facts, error=str(_("Say in a few words which program it is for: 1 to 60 characters."))), 422
    if reads not in VERSIONS:
        return _page(facts, error=str(_("Choose what it reads."))), 422
    secret, day = new_secret(), today(g.now, facts.zone).isoformat()
    said = {"called": called, "reads": reads, "by": current_user.user.id, "today": day}
    if not the_store().write(api_tokens.is_made, facts.id, secret, **said):
        return _page(facts, error=str(_("A workshop has %(most)s tokens at most: revoke one first.", most=MOST))), 422
    audited.note(Act.TOKEN_MADE, workshop=facts.id, how=reads)
    return _page(facts, secret=secret)


@pages.post("/<code>/autres-outils/revoquer")
def revoke(code: str) -> AnyResponse:
    """It reads nothing from now on."""
    facts, _grant = access.facilitator_or_403(code)
    audited.write(
        bound(api_tokens.revoke, facts.id, request.form.get("token", "")[:40]), Act.TOKEN_REVOKED, workshop=facts.id
    )
    return redirect(url_for("other_programs.show", code=facts.code), 303)


# --- told that it has ended ----------------------------------------------------------------


@pages.post("/<code>/autres-outils/fin")
def tell(code: str) -> str | tuple[str, int]:
    """Where the end of the workshop is told: what signs it is shown by this answer alone."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    url, sender = request.form.get("url", "").strip(), current_app.extensions["webhooks"]
    try:
        target(url, sender.allowed)
    except Refused as refused:
        return _page(facts, wrong=str(refused.sentence)), 422
    salt, api = sender.keys.marked(new_id()), public_origin() + url_for("api.workshop", code=facts.code)
    said = {"url": url, "salt": salt, "by": current_user.user.id, "api": api[:300]}
    the_store().write(webhooks.put, facts.id, **said)
    return _page(facts, signs=secret_of(sender.keys, salt))


@pages.post("/<code>/autres-outils/fin/retirer")
def tell_no_more(code: str) -> AnyResponse:
    """Nobody is told any more."""
    facts, _grant = access.facilitator_or_403(code)
    the_store().write(webhooks.take_away, facts.id)
    return redirect(url_for("other_programs.show", code=facts.code), 303)
