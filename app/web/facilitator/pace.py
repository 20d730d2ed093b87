"""Running to time beside the work: planned against real, what to shorten, what to skip; each an ordinary command."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request
from werkzeug.datastructures import MultiDict

from app.domain.agenda import MINUTE_MS, Activity, Agenda
from app.domain.calendar import hour
from app.domain.pace import Cut, Pace, cuts, pace, with_minutes
from app.domain.people import new_id
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.locale import default_to
from app.web.facilitator import agenda_library as library
from app.web.facilitator.agenda_form import fields_apart, methods_of, sentence_of
from beffroi import translator
from beffroi.fields import tidy
from beffroi.spoken import Said
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("pace", __name__, url_prefix="/animer")

ASKED_MOST = 300
"""Characters of what an activity asks that is put on the agenda from the console."""

MINUTES_MOST = 600
"""Minutes of an activity, at most."""

MOST = 240
"""Minutes by which what is on is prolonged at once, at most."""


@pages.get("/<code>/rythme")
def show(code: str) -> str:
    """How it goes just now."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _drawn(facts)


def context(facts: WorkshopInfo) -> dict[str, Any]:
    """What the panel shows: how it goes, and what could be shortened for as long as is asked."""
    room, plus = access.room_of(facts), _number("plus")
    agenda, now = room.record.agenda, g.now
    found = room.run(lambda: pace(agenda, now, facts.zone))
    need = max(0, (found.late_at_end if found else 0) + plus)
    return {
        "pace": found,
        "clock": lambda ms: Said(hour(ms, facts.zone)) if ms else "",
        "plus": plus,
        "need": need,
        "cuts": _cuts(found, need),
        "stage_of": lambda activity, id: _stage_title(room, activity, id),
        "inserting": _inserting(facts, agenda),
        "said": "",
        "done": (),
        "error": "",
    }


def _leading(agenda: Agenda) -> Activity | None:
    """What is on, and beside a question that was asked on the spot, what was on before it."""
    return agenda.left_activity or agenda.present


def _inserting(facts: WorkshopInfo, agenda: Agenda, error: Any = "") -> dict[str, Any]:
    """What the form shows that puts one more activity on the agenda: after what is on, whatever that is by then, unless
    something else is said.

    What was refused stands there as it was typed.
    """
    here, listed = _leading(agenda), [one for one in agenda.listed() if not one.aside]
    ahead = listed[listed.index(here) + 1 :] if here in listed else listed
    typed = request.form if error else MultiDict[str, str]()
    return {
        "library": library.by_purpose(methods_of(facts).values()),
        "places": ahead,
        "after": typed.get("after", ""),
        "method": typed.get("method", ""),
        "asked": typed.get("asked", ""),
        "minutes": typed.get("minutes", ""),
        "most": ASKED_MOST,
        "error": error,
    }


def _cuts(found: Pace | None, need: int) -> list[Cut]:
    return cuts([row.activity for row in found.to_come], need) if found else []


def _stage_title(room: Room, activity: Activity, id: str) -> Any:
    method = room.record.agenda.method_of(activity)
    stage = method.stage(id) if method else None
    return stage.title if stage else ""


def _number(name: str) -> int:
    typed = request.values.get(name, "")
    return min(MOST, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0  # noqa: PLR2004


def _drawn(facts: WorkshopInfo, said: Any = "", done: tuple[str, ...] = (), error: Any = "", **more: Any) -> str:
    told = context(facts) | {"said": said, "done": done, "error": error, **more}
    return render_template("facilitator/console/pace.html", workshop=facts, **told)


def _ask(facts: WorkshopInfo, grant: Grant, name: str, **data: Any) -> CommandResult:
    return access.room_of(facts).ask(CommandRequest(grant, "", name, data, new_id(), current_locale()))


@pages.post("/<code>/rythme")
def shorten(code: str) -> str:
    """Shorten what was chosen, and prolong what is on: one press, a command each, all taken back by one more."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    told, changed = context(facts), list[tuple[Activity, int]]()
    for cut in told["cuts"]:
        less = min(cut.spare, _number(f"cut-{cut.activity.id}"))
        if less:
            changed.append((cut.activity, cut.minutes - less))
    present = access.room_of(facts).record.agenda.present
    if told["plus"] and present is not None:
        changed.append((present, present.minutes_in_all + told["plus"]))
    if not changed:
        return _drawn(facts, error=_("Nothing to change: say by how many minutes."))
    done: list[str] = []
    for activity, minutes in changed:
        answer = _ask(facts, grant, "core.revise", activity=activity.id, **with_minutes(activity, minutes))
        if not answer.accepted:
            return _drawn(facts, done=tuple(done), error=sentence_of(answer, None))
        done.append(f"{activity.id}:{answer.entry}")
    if told["plus"]:
        _prolong(facts, grant, told["plus"])
    return _drawn(facts, _("The agenda follows: every hour to come is the new one."), tuple(done))


def _prolong(facts: WorkshopInfo, grant: Grant, plus: int) -> None:
    """What pages say of the time: the clock that runs, and when one resumes."""
    agenda = access.room_of(facts).record.agenda
    if agenda.timer.total_ms:
        _ask(facts, grant, "core.clock", act="extend", minutes=plus)
    if agenda.paused and agenda.back_at:
        left = max(0, agenda.back_at - g.now + MINUTE_MS - 1) // MINUTE_MS
        _ask(facts, grant, "core.pause", paused=True, minutes=left + plus)


@pages.post("/<code>/rythme/rendre")
def take_back(code: str) -> str:
    """Give back what was just shortened or skipped."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    for one in reversed(request.form.getlist("done")):
        activity, _colon, entry = one[:80].partition(":")
        answer = _ask(facts, grant, "core.take_back", activity=activity, entry=entry)
        if not answer.accepted:
            return _drawn(facts, error=sentence_of(answer, None))
    return _drawn(facts, _("As it was before."))


@pages.post("/<code>/rythme/passer/<activity>")
def skip(code: str, activity: str) -> str:
    """Put an activity to come aside."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    known = access.room_of(facts).record.agenda.activities.get(activity)
    answer = _ask(facts, grant, "core.park", activity=activity, parked=True)
    if not answer.accepted or known is None:
        return _drawn(facts, error=sentence_of(answer, None))
    said = _("“%(title)s” is put aside; the agenda page has it.", title=known.title)
    return _drawn(facts, said, (f"{activity}:{answer.entry}",))


@pages.post("/<code>/rythme/inserer")
def insert(code: str) -> str:
    """Put one more activity on the agenda, in the middle of the day: every hour to come follows."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    agenda, form = access.room_of(facts).record.agenda, request.form
    entry = library.card_for(methods_of(facts).values(), form.get("method", ""))
    if entry is None:
        return _refused(facts, _("That method is not enabled in this workshop."))
    here = _leading(agenda)
    data = library.begun_as(entry, agenda, form.get("after", "") or (here.id if here else ""))
    if form.get("minutes", ""):
        data["minutes"] = min(MINUTES_MOST, _number("minutes"))
    if asked := tidy(form.get("asked", ""), ASKED_MOST)[:ASKED_MOST]:
        ahead, _others = fields_apart(entry.method, {})
        data |= {"settings": {**data["settings"], ahead[0]["name"]: asked}} if ahead else {"instruction": asked}
    answer = _ask(facts, grant, "core.add", **data)
    if not answer.accepted:
        return _refused(facts, sentence_of(answer, entry.method))
    said = _("“%(title)s” is on the agenda: every hour to come is the new one.", title=data["title"])
    return _drawn(facts, said, (f"{answer.entry}:{answer.entry}",))


def _refused(facts: WorkshopInfo, error: Any) -> str:
    return _drawn(facts, inserting=_inserting(facts, access.room_of(facts).record.agenda, error))
