"""One activity answered for days by its own link: no name, no place in the workshop, no script needed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as AnyResponse

from app.domain.answer_links import DEVICE_LENGTH
from app.domain.audit import Act
from app.domain.codes import code_in
from app.domain.erasure import taken_back
from app.domain.log import Entry
from app.domain.people import Person, new_id
from app.export.personal import of_person
from app.live.commands.request import CommandRequest, CommandResult
from app.live.hosting import erasure
from app.live.transport.rate_limit import place_of
from app.store.committer import Unavailable
from app.web.common import access, audited
from app.web.common.attempts import OWN_DATA, OWN_ERASURES
from app.web.common.error_pages import draws_again
from app.web.common.links import answer_link, qr_svg
from app.web.common.posted_forms import COMMAND, data_of, filled_in, posted
from app.web.common.security import guessing
from app.web.participant.reached_by_link import (
    NO_SITE,
    Device,
    Reached,
    is_device,
    known_device,
    reached,
    with_device,
)
from beffroi import translator
from beffroi.patterns import linear
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("by_link", __name__, url_prefix="/q")
guessing(pages)

SENT = " data-sent"
_STEP = linear(
    r'(?s)<section [^>]*data-part=[^>]*data-step="([^"]+)"( data-sent| data-unasked)?>.*?<h2[^>]*>(.*?)</h2>'
)
"""The pages of a form as it is drawn: their names, whether they are sent or not asked, their titles."""


# --- the page ------------------------------------------------------------------------------


@pages.get("/<link>")
def show(link: str) -> AnyResponse | str | tuple[str, int]:
    """The questionnaire, or why there is none now."""
    at, device = reached(link), known_device()
    if not at.is_open:
        return _shut(at, device)
    mine = device or Device()
    page = _page(at, mine)
    return page if device else with_device(page, at, mine)


def _shut(at: Reached, device: Device | None, error: str = "") -> str:
    """Why there is no questionnaire now; what was written and not taken stands there, to be copied."""
    has_answered = device is not None and at.has_answered(device)
    written = [text for name, text in request.form.items() if name.startswith("words.") and text.strip()]
    return render_template(
        "participant/by_link_shut.html", at=at, has_answered=has_answered, error=error, written=written
    )


def _page(at: Reached, device: Device, error: str = "", errors: dict[str, str] | None = None, code: str = "") -> str:
    """The page with what this device has sent; where it was refused, with what was typed and what is wrong with it."""
    room, locale, method = at.room, current_locale(), at.room.record.agenda.method_of(at.activity)
    has_answered = at.has_answered(device)
    stage = method.stage(at.activity.stage) if method else None
    asks_site = at.asks_site and not device.site
    form, steps = Markup(""), []
    if not asks_site:
        grant = at.grant(device)
        drawing, _marks = room.run(lambda: room.renderer.own(at.activity.id, grant, locale))
        drawn = str(drawing.html())
        action = url_for("by_link.send", link=at.link.code)
        form, steps = posted(_changing(drawn), action, generate_csrf()), _STEP.findall(drawn)
    if errors:
        form = filled_in(form, request.form, errors)
    settings = room.record.states.settings_of(at.activity)
    return render_template(
        "participant/by_link.html",
        at=at,
        device=device,
        stage=stage,
        question=method.question(settings, at.activity.stage) if method else "",
        instruction=at.activity.instruction_at(at.activity.stage),
        asks_site=asks_site,
        form=form,
        sent=[(id, Markup(title.rpartition("</span>")[2])) for id, mark, title in steps if mark == SENT],  # noqa: S704 - as it was drawn
        has_answered=has_answered,
        is_done=has_answered and all(mark for _id, mark, _title in steps),
        error=error,
        code_error=code,
        settings=current_app.extensions["settings"],
    )


def _changing(drawn: str) -> str:
    """Without a script one page is before whoever answers: the first that is not sent, or the one they go back to."""
    page = escape(request.args.get("page", ""))
    return drawn.replace(f' data-step="{page}" data-sent>', f' data-step="{page}">')


@draws_again("by_link.send")
@guessing
def _again(sentence: str, link: str) -> str:
    at, device = reached(link), known_device() or Device()
    return _page(at, device, sentence, {"": sentence}) if at.is_open else _shut(at, device)


# --- answering -----------------------------------------------------------------------------


@pages.post("/<link>")
def send(link: str) -> AnyResponse | tuple[str, int]:
    """A page of it, on the disk before the next one is shown."""
    at, device = reached(link), known_device() or Device()
    is_first = not at.has_answered(device)
    _must_not_flood(at, is_first=is_first)
    method = at.room.record.agenda.method_of(at.activity)
    kind = method.command(request.form.get(COMMAND, "")) if method else None
    if kind is None:
        return _page(at, device, str(_("This page is out of date: reload it."))), 422
    grant, said = at.grant(device), data_of(kind, request.form)
    answer = at.room.ask(CommandRequest(grant, at.activity.id, kind.about.name, said, new_id(), current_locale()))
    if not answer.accepted:
        return _refused(at, device, answer)
    if is_first and device.shared:
        with suppress(Unavailable):  # the answer is kept: a count too low says nothing false of it
            at.room.links.count_shared(at.activity.id)
    sent = f"sent-{request.form.get('page', '')}"
    return with_device(redirect(url_for("by_link.show", link=at.link.code, _anchor=sent), 303), at, device)


def _refused(at: Reached, device: Device, answer: CommandResult) -> tuple[str, int]:
    """Why it was not taken, beside what was typed; where it has closed meanwhile, that nothing of it is kept."""
    later = replace(at, link=at.room.record.links.get(at.activity.id, at.link), now=at.room.clock())
    if not later.is_open:
        return _shut(later, device, answer.sentence), 409
    said = answer.sentence or str(_("Some answers are missing or cannot be taken: see each question."))
    status = 503 if answer.kind == "later" else 422
    return _page(at, device, said, answer.errors or {"": said}), status


def _must_not_flood(at: Reached, *, is_first: bool) -> None:
    """What is sent from one place is bounded as joining is: a room of people at once, then ten a second; devices that
    begin, to fewer."""
    door, key = current_app.extensions["door"], (at.link.code, place_of(request.remote_addr or ""))
    if door.joins.of(key).take(1) or (is_first and door.answerers.of(key).take(1)):
        raise TooManyRequests


@pages.post("/<link>/site")
def choose_site(link: str) -> AnyResponse | tuple[str, int]:
    """Where whoever answers is, where that is kept; they may rather not say."""
    at, device = reached(link), known_device() or Device()
    chosen = request.form.get("site", "")
    if chosen != NO_SITE and at.facts.site(chosen) is None:
        return _page(at, device, str(_("Choose a site, or that you would rather not say."))), 422
    return with_device(redirect(url_for("by_link.show", link=at.link.code), 303), at, replace(device, site=chosen))


@pages.get("/<link>/qr.svg")
def qr(link: str) -> AnyResponse:
    """The QR code of the link, for the screen of a room."""
    at = reached(link)
    return make_response(qr_svg(answer_link(at.link)), {"Content-Type": "image/svg+xml"})


# --- another person, another device --------------------------------------------------------


@pages.post("/<link>/autre")
def another(link: str) -> AnyResponse:
    """Somebody else answers on this device: it forgets who did, and says once by which code they find it again."""
    at, device = reached(link), known_device()
    gone = device if device and at.has_answered(device) else None
    page = render_template("participant/by_link_another.html", at=at, gone=gone)
    return with_device(page, at, Device(shared=gone is not None or bool(device and device.shared)))


@pages.post("/<link>/code")
def resume(link: str) -> AnyResponse | tuple[str, int]:
    """A code that was noted: this device is from now on the one that answered."""
    at, device = reached(link), known_device() or Device()
    asked = replace(device, secret=code_in(request.form.get("code", ""), DEVICE_LENGTH))
    if not is_device(asked.cookie) or not at.has_answered(asked):
        wrong = str(_("Nothing was answered here with this code: check each sign."))
        return (_page(at, device, code=wrong) if at.is_open else _shut(at, device, wrong)), 404
    return with_device(redirect(url_for("by_link.show", link=at.link.code), 303), at, asked)


# --- one's own -----------------------------------------------------------------------------


def _own(at: Reached, device: Device) -> list[Entry]:
    """What was answered on this device, as far as it can still be traced to it."""
    person = Person(at.grant(device).who, "", "")
    found = at.room.run(lambda: at.room.erasure.entries_of(person))
    return [entry for entry in found if entry.activity == at.activity.id]


@pages.get("/<link>/mes-reponses")
def own(link: str) -> AnyResponse | str:
    """What is kept of what was answered on this device, and how to take it back."""
    at, device = reached(link), known_device()
    if device is None or not at.has_answered(device):
        return redirect(url_for("by_link.show", link=at.link.code))
    return _own_page(at, device)


def _own_page(at: Reached, device: Device, error: str = "") -> str:
    OWN_DATA.spend(at.grant(device).who)
    found = _own(at, device)
    kept = [one for one in of_person(at.room.record, found) if one["text"]]
    return render_template("participant/by_link_own.html", at=at, kept=kept, error=error)


@pages.post("/<link>/mes-reponses/effacer")
def erase(link: str) -> AnyResponse | tuple[str, int] | str:
    """All that was answered on this device is taken back: no answer, in no count."""
    at, device = reached(link), known_device()
    if device is None or not at.has_answered(device):
        return redirect(url_for("by_link.show", link=at.link.code), 303)
    if "confirmed" not in request.form:
        return _own_page(at, device, str(_("Nothing was erased: tick first that it cannot be undone."))), 422
    OWN_ERASURES.spend(at.grant(device).who)
    ids = [entry.id for entry in _own(at, device)]
    erasure.erase_everywhere(access.rooms(), at.facts, [*ids, *map(taken_back, ids)])
    audited.note_of_nobody(Act.ERASED, workshop=at.facts.id)
    page = render_template("participant/by_link_another.html", at=at, gone=None)
    return with_device(page, at, Device(shared=device.shared))
