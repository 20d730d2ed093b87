"""What one person took on, followed for weeks by a link of their own: no account, nothing else of the workshop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as AnyResponse

from app.domain.agenda import Activity
from app.domain.calendar import read_day, today, written
from app.domain.follow_links import FollowLink, new_code
from app.domain.people import new_id, tidy_code
from app.export import followed
from app.export.calendar_file import MIMETYPE, as_ics
from app.host.rendering.draw import draw_method
from app.live.commands.by_link import follower
from app.live.commands.request import CommandRequest, Grant
from app.live.room.room import Room
from app.live.transport.rate_limit import place_of
from app.store import follow_links
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE, OWN_DATA
from app.web.common.error_pages import DeadLink, draws_again
from app.web.common.links import follow_link, public_origin, qr_data
from app.web.common.locale import default_to
from app.web.common.posted_forms import COMMAND, data_of, filled_in, posted
from app.web.common.security import guessing
from beffroi import PARTICIPANT, Follower, translator
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("follow", __name__, url_prefix="/s")
guessing(pages)


@dataclass(frozen=True)
class Reached:
    """What a link leads to; `person` is None once nothing is theirs any more."""

    facts: WorkshopInfo
    room: Room
    activity: Activity
    link: FollowLink
    person: Follower | None
    today: str
    """The day that it is where the workshop is."""

    @property
    def grant(self) -> Grant:
        """As whom they follow: who took it on, of that activity alone."""
        return Grant(self.facts.id, PARTICIPANT, self.link.who, link=self.activity.id, follows=True)

    @property
    def until(self) -> str:
        """The day on which it ends, in words."""
        day = read_day(self.person.until) if self.person else None
        return written(day) if day else ""

    @property
    def called(self) -> object:
        """What is followed, in the words of its method; "" of actions taken on."""
        method = self.room.record.agenda.method_of(self.activity)
        return method.followed_as if method else ""

    @property
    def has_days(self) -> bool:
        """Whether something of theirs goes in a calendar."""
        return self.person is not None and any(one.day for one in self.person.things)

    @property
    def is_followed(self) -> bool:
        """Whether the activity is where it is followed."""
        method = self.room.record.agenda.method_of(self.activity)
        return method is not None and self.activity.stage == method.followed_at


def _gone() -> DeadLink:
    return DeadLink(
        _(
            "It has ended, or somebody asked for a new one, or it was copied in part. Whoever facilitated the workshop "
            "can give you another."
        )
    )


def _reached(link: str) -> Reached:
    with the_store().read() as session:
        found = follow_links.by_code(session, tidy_code(link))
    room = access.room_of(found[0]) if found else None
    activity = room.record.agenda.activities.get(found[1].activity) if found and room else None
    if found is None or room is None or activity is None:
        raise _gone()
    default_to(found[0].locale)
    facts, kept = found
    person = room.run(lambda: follower(room.record, activity, kept.who))
    day = today(g.now, facts.zone).isoformat()
    is_over = person is None or "" < person.until < day
    return Reached(facts, room, activity, kept, None if is_over else person, day)


# --- the page ------------------------------------------------------------------------------


@pages.get("/<link>")
def show(link: str) -> str | tuple[str, int]:
    """One's own actions, each with how far it is."""
    at = _reached(link)
    return _page(at, said=str(_("Noted. Thank you.")) if "fait" in request.args else "")


def _page(at: Reached, error: str = "", errors: Mapping[str, str] | None = None, said: str = "") -> str:
    OWN_DATA.spend(at.link.code)
    form = Markup("")
    if at.person is not None and at.is_followed:
        form = posted(_drawn(at), url_for("follow.send", link=at.link.code), generate_csrf())
    if errors:
        form = filled_in(form, request.form, errors, apart=("base",))
    return render_template("participant/follow.html", at=at, form=form, error=error, said=said)


def _drawn(at: Reached) -> str:
    """What the method draws of what is theirs; nothing where it raises."""
    room, locale = at.room, current_locale()

    def drawn() -> str:
        record = room.record
        method, state = record.agenda.method_of(at.activity), record.standing(at.activity.id)
        if method is None or state is None:
            return ""
        try:
            with speaking(locale):
                seen = method.follow_view(state.state, at.link.who)
            context = room.renderer.activities.context(at.activity, state, PARTICIPANT, False)
            drawing = draw_method(
                method, "follow", {**context, **seen, "today": at.today}, activity=at.activity.id, locale=locale,
                sites=at.facts.sites,
            )  # fmt: skip
            return str(drawing.html())
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            record.registry.blame(method.id, "drawing follow", error)
            return ""

    return room.run(drawn)


@draws_again("follow.send")
@guessing
def _again(sentence: str, link: str) -> str:
    return _page(_reached(link), sentence, {"": sentence})


@pages.post("/<link>")
def send(link: str) -> AnyResponse | tuple[str, int]:
    """How far it is: on the disk before the page is shown again."""
    at = _reached(link)
    door = current_app.extensions["door"]
    if door.joins.of((at.link.code, place_of(request.remote_addr or ""))).take(1):
        raise TooManyRequests
    method = at.room.record.agenda.method_of(at.activity)
    kind = method.command(request.form.get(COMMAND, "")) if method else None
    if kind is None or at.person is None:
        return _page(at, str(_("This page is out of date: reload it."))), 422
    asked = data_of(kind, request.form)
    answer = at.room.ask(CommandRequest(at.grant, at.activity.id, kind.about.name, asked, new_id(), current_locale()))
    if not answer.accepted:
        sentence = answer.sentence or str(_("Something is missing or cannot be taken: see each field."))
        return _page(at, sentence, answer.errors or {"": sentence}), 503 if answer.kind == "later" else 422
    return redirect(url_for("follow.show", link=at.link.code, fait=1), 303)


@pages.post("/<link>/fin")
def end(link: str) -> str:
    """The link leads nowhere from now on; what was said stays."""
    at = _reached(link)
    the_store().write(follow_links.take_away, at.facts.id, at.activity.id, at.link.who)
    return render_template("participant/follow_ended.html", at=at)


@pages.get("/<link>/calendrier.ics")
def calendar(link: str) -> Response:
    """One's own actions or sessions, for one's own calendar, which may read it again by itself."""
    at = _reached(link)
    OWN_DATA.spend(at.link.code)
    return _calendar(at.facts, at.activity, at.called, at.person, follow_link(at.link))


def _calendar(
    facts: WorkshopInfo, activity: Activity, called: object, person: Follower | None, address: str
) -> Response:  # fmt: skip
    key = f"{facts.id}/{activity.id}"
    events = followed.events(person.things if person else (), key, facts.zone, address)
    body = as_ics(events, f"{called or activity.title} · {facts.title}", key, g.now)
    headers = {"Content-Disposition": f'attachment; filename="beffroi-{facts.code}.ics"'}
    return Response(body, content_type=MIMETYPE, headers=headers)


# --- one's own link, from one's page of the workshop ---------------------------------------


own = Blueprint("follow_own", __name__, url_prefix="/atelier")


def _mine(code: str, activity: str) -> tuple[WorkshopInfo, Activity, Follower, object]:
    facts = access.workshop_or_404(code)
    grant, room = access.participant(facts), access.room_of(facts)
    found = room.record.agenda.activities.get(activity)
    if grant is None or found is None or found.anonymous:
        abort(404)
    person = room.run(lambda: follower(room.record, found, grant.who))
    if person is None:
        abort(404)
    default_to(facts.locale)
    method = room.record.agenda.method_of(found)
    return facts, found, person, method.followed_as if method else ""


@own.get("/<code>/suivi/<activity>")
def link_of_mine(code: str, activity: str) -> str:
    """One's own link, to be kept; or the button that makes one."""
    facts, found, person, called = _mine(code, activity)
    with the_store().read() as session:
        link = follow_links.of_activity(session, facts.id, found.id).get(person.who)
    address = follow_link(link) if link else ""
    return render_template(
        "participant/follow_own.html", workshop=facts, activity=found, address=address,
        short=link.short if link else "", door=public_origin() + url_for("join.home"),
        qr=qr_data(address) if address else "", called=called, has_days=any(one.day for one in person.things),
    )  # fmt: skip


@own.post("/<code>/suivi/<activity>")
def make_mine(code: str, activity: str) -> AnyResponse:
    """Make one's link, or another one in the place of the one before."""
    facts, found, person, _called = _mine(code, activity)
    MADE.spend(person.who)
    the_store().write(follow_links.renew, facts.id, FollowLink(new_code(), found.id, person.who))
    return redirect(url_for("follow_own.link_of_mine", code=facts.code, activity=found.id), 303)


@own.get("/<code>/suivi/<activity>/calendrier.ics")
def calendar_of_mine(code: str, activity: str) -> Response:
    """The same for one's calendar, without a link."""
    facts, found, person, called = _mine(code, activity)
    OWN_DATA.spend(person.who)
    page = public_origin() + url_for("participant.show", code=facts.code)
    return _calendar(facts, found, called, person, page)
