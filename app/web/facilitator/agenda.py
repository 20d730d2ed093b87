"""The editor of the agenda: a library, the agenda in time, the settings of one activity; saved a field at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.agenda import Activity, Agenda
from app.domain.change import Change
from app.domain.changes import last_of
from app.domain.commands.preparing import NO_HOUR, Revise
from app.domain.expected_heads import tables_for
from app.domain.people import REMOTE, new_id
from app.domain.timetable import Row, as_typed, read_hour, timetable
from app.live.commands.request import CommandRequest, Grant
from app.store import workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.locale import default_to
from app.web.facilitator import agenda_library as library
from app.web.facilitator.agenda_form import fields_apart, methods_of, question_field, revised, sentence_of
from beffroi import AUDIENCES, PURPOSES, Method, translator
from beffroi.spoken import Said
from beffroi.words import current_locale

_ = translator(__name__)

SHARED_BY = {
    "room": _("The whole room on one board"),
    "table": _("Each table on a sheet of its own"),
}
"""How people work in an activity, in words."""

pages = Blueprint("agenda", __name__, url_prefix="/animer")

Answer = Response | str


@dataclass(frozen=True)
class Line:
    """One activity as the list shows it."""

    activity: Activity
    method: Method | None
    row: Row | None
    """Its place in time; None of one that is put aside, or was asked beside what was on."""

    @property
    def purpose(self) -> str:
        """What it is for: its colour."""
        if self.method is None:
            return ""
        moment = self.method.at_a_glance.variants.get(str(next(iter(self.activity.settings.values()), "")))
        return moment or library.purpose_of(self.method)

    @property
    def question(self) -> str:
        """What it asks, where its settings say so."""
        name = question_field(self.method) if self.method else ""
        return str(self.activity.settings.get(name, "")) if name else ""

    @property
    def stages(self) -> list[tuple[Any, int]]:
        """Its stages with the minutes that each is planned for."""
        method = self.method
        found = [(method.stage(id), self.activity.steps.get(id)) for id in self.activity.stages] if method else []
        return [(stage, step.minutes if step else 0) for stage, step in found if stage is not None]


@pages.get("/<code>/agenda")
def show(code: str) -> Answer:
    """The editor; for htmx, what of it may have changed, or nothing where that is what the page has already."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    if _is_live() and request.args.get("since") == _mark(_agenda(facts)):
        return Response(status=204)
    return _page(facts, grant, request.args.get("chosen", ""))


def _is_live() -> bool:
    """Whether htmx asks: it is told the parts that may have changed."""
    return "HX-Request" in request.headers


def _agenda(facts: WorkshopInfo) -> Agenda:
    return access.room_of(facts).record.agenda


def _mark(agenda: Agenda) -> str:
    """Tells whether the agenda is still as a page was drawn."""
    said = [(one.id, one.opened, one.stage, one.title, one.minutes_in_all) for one in agenda.activities.values()]
    last = agenda.changes[-1].entry if agenda.changes else ""
    told = (said, agenda.order, agenda.parked, last, len(agenda.changes), len(agenda.seating.tables))
    return blake2s(repr(told).encode(), digest_size=8).hexdigest()


def _page(
    facts: WorkshopInfo, grant: Grant, chosen: str = "", *, said: Any = "", error: Any = "", field: str = "",
    focus: str = "", typed: Activity | None = None,
) -> str:  # fmt: skip
    """The editor with an activity chosen; `said` is heard, `error` stands with the field that it is of.

    `typed` is the activity as a whole form would have it, which was refused: what was typed stands there.
    """
    agenda, registry = _agenda(facts), current_app.extensions["registry"]
    enabled, table = methods_of(facts), timetable(agenda)
    lines = [Line(one, agenda.method_of(one), table.row(one.id)) for one in agenda.listed()]
    aside = [Line(one, agenda.method_of(one), None) for one in agenda.put_aside()]
    usual = lines[0] if lines else None
    found = next((line for line in (*lines, *aside) if line.activity.id == chosen), usual)
    if found and typed:
        found = replace(found, activity=typed)
    change = last_of(agenda, grant.who)
    return render_template(
        "facilitator/agenda/live.html" if _is_live() else "facilitator/agenda.html",
        workshop=facts,
        agenda=agenda,
        table=table,
        lines=lines,
        aside=aside,
        chosen=found,
        enabled=enabled,
        methods=registry.methods,
        library=library.by_purpose(enabled.values()),
        fields_apart=fields_apart,
        audiences=AUDIENCES,
        purposes=PURPOSES,
        shared_by=SHARED_BY,
        sites=[site for site in facts.sites if site.id != REMOTE],
        remote=facts.site(REMOTE),
        laid={site.id: sum(one.site == site.id for one in agenda.seating.tables.values()) for site in facts.sites},
        wanted={site.id: tables_for(agenda.heads.get(site.id, 0)) for site in facts.sites},
        as_typed=as_typed,
        mark=_mark(agenda),
        undo=change,
        undo_words=_undo_words(agenda, change) if change else "",
        said=said,
        error=error,
        field=field,
        focus=focus,
    )


def _undo_words(agenda: Agenda, change: Change) -> Any:
    """What one press would take back."""
    if not change.activity:
        return _("the hours")
    title = agenda.activities[change.activity].title
    if not change.moves:
        return _("what was said of “%(title)s”", title=title)
    was, now = change.before["place", ""][0], change.after["place", ""][0]
    words = {
        ("", "order"): _("“%(title)s” was put on the agenda", title=title),
        ("order", ""): _("“%(title)s” was taken off", title=title),
        ("parked", ""): _("“%(title)s” was taken off", title=title),
        ("order", "parked"): _("“%(title)s” was put aside", title=title),
        ("parked", "order"): _("“%(title)s” came back on the agenda", title=title),
    }
    return words.get((was, now), _("“%(title)s” was moved", title=title))


# --- what is asked ---------------------------------------------------------------------------


def _ask(
    facts: WorkshopInfo, grant: Grant, name: str, data: dict[str, Any], method: Method | None = None
) -> tuple[str, Any]:  # fmt: skip
    """Put a command to the room: the entry that it made, or why not, in words."""
    answer = access.room_of(facts).ask(CommandRequest(grant, "", name, data, new_id(), current_locale()))
    if answer.accepted:
        return answer.entry, ""
    later = _("This could not be recorded just now. Wait a moment and try again: nothing was done.")
    return "", Said(sentence_of(answer, method)) or later


def _told(facts: WorkshopInfo, grant: Grant, chosen: str, error: Any, said: Any = "", **more: Any) -> Answer:
    """What became of it: the page where it was refused, or for htmx; else the way back to it."""
    if _is_live() or error:
        return _page(facts, grant, chosen, said="" if error else said, error=error, **more)
    return redirect(url_for("agenda.show", code=facts.code, chosen=chosen, _anchor=f"a-{chosen}"), 303)


@pages.post("/<code>/agenda")
def add(code: str) -> Answer:
    """One more activity, after another one, as its card in the library says."""
    facts, grant = access.facilitator_or_403(code)
    chosen = request.form.get("chosen", "")
    entry = library.card_for(methods_of(facts).values(), request.form.get("method", ""))
    if entry is None:
        return _told(facts, grant, chosen, _("That method is not enabled in this workshop."))
    data = library.begun_as(entry, _agenda(facts), request.form.get("after", ""))
    data["title"] = request.form.get("title") or data["title"]
    made, error = _ask(facts, grant, "core.add", data, entry.method)
    typed = request.form.get("place", "")
    if made and typed.isdecimal() and len(typed) < 4:  # noqa: PLR2004 - dragged there from the library
        _entry, error = _ask(facts, grant, "core.place", {"activity": made, "place": int(typed)})
    said = _("“%(title)s” was put on the agenda", title=data["title"])
    return _told(facts, grant, made or chosen, error, said, focus="" if error else "first")


@pages.post("/<code>/agenda/heures")
def schedule(code: str) -> Answer:
    """At what time of day it begins, and is to be over."""
    facts, grant = access.facilitator_or_403(code)
    agenda, form = _agenda(facts), request.form
    typed = {name: form.get(name, as_typed(getattr(agenda, name))) for name in ("starts_at", "ends_at")}
    read = {name: read_hour(text) for name, text in typed.items()}
    wrong = next((name for name, text in typed.items() if text.strip() and read[name] is None), "")
    if wrong:
        error = _("“%(typed)s” is no time of day: write it as 9:30.", typed=typed[wrong])
        return _told(facts, grant, form.get("chosen", ""), error, field=wrong)
    data = {name: NO_HOUR if hour is None else hour for name, hour in read.items()}
    _entry, error = _ask(facts, grant, "core.schedule", data)
    return _told(facts, grant, form.get("chosen", ""), error, _("Saved"), field="ends_at")


@pages.post("/<code>/agenda/annuler")
def undo(code: str) -> Answer:
    """One's own last change of the agenda, taken back."""
    facts, grant = access.facilitator_or_403(code)
    agenda, chosen = _agenda(facts), request.form.get("chosen", "")
    change = last_of(agenda, grant.who)
    if change is None:
        return _told(facts, grant, chosen, _("Nothing is left to take back."))
    words = _undo_words(agenda, change)
    _entry, error = _ask(facts, grant, "core.take_back", {"activity": change.activity, "entry": change.entry})
    said = _("Taken back: %(what)s", what=words)
    return _told(facts, grant, change.activity or chosen, error, said)


@pages.post("/<code>/agenda/tables")
def lay_tables(code: str) -> Answer:
    """So many tables a site: those that are missing are laid; none is taken away here."""
    facts, grant = access.facilitator_or_403(code)
    tables, error = list(_agenda(facts).seating.tables.values()), ""
    for site in facts.sites:
        typed = request.form.get(f"tables-{site.id}", "")
        here = sum(one.site == site.id for one in tables)
        if typed.isdecimal() and len(typed) < 3 and int(typed) > here and not error:  # noqa: PLR2004
            _entry, error = _ask(facts, grant, "core.tables", {"site": site.id, "count": int(typed) - here})
    return _told(facts, grant, request.form.get("chosen", ""), error, _("The tables are laid"))


@pages.post("/<code>/agenda/<activity>")
def revise(code: str, activity: str) -> Answer:
    """Keep what a form says otherwise of an activity: one field of it, or all."""
    facts, grant = access.facilitator_or_403(code)
    known = _agenda(facts).activities.get(activity)
    method = current_app.extensions["registry"].methods.get(known.method) if known else None
    if known is None or method is None:
        return _told(facts, grant, "", _("That activity is no longer on the agenda."))
    field = request.form.get("field", "")
    if (typed := request.form.get("fixed_at", "").strip()) and read_hour(typed) is None:
        error = _("“%(typed)s” is no time of day: write it as 9:30.", typed=typed)
        return _told(facts, grant, activity, error, field=field)
    data, error = revised(known, method, request.form), ""
    if data:
        _entry, error = _ask(facts, grant, "core.revise", {"activity": activity, **data}, method)
    typed_so = Revise.model_construct(set(data), **data).said_of(known) if error else None
    return _told(facts, grant, activity, error, _("Saved"), field=field, typed=typed_so)


@pages.post("/<code>/agenda/<activity>/deplacer")
def place(code: str, activity: str) -> Answer:
    """One up or one down, or to a place in the list."""
    facts, grant = access.facilitator_or_403(code)
    order, form = _agenda(facts).order, request.form
    here = order.index(activity) if activity in order else 0
    typed = form.get("place", "")
    wanted = int(typed) if typed.isdecimal() and len(typed) < 4 else here + (-1 if form.get("to") == "up" else 1)  # noqa: PLR2004
    to = min(len(order) - 1, max(0, wanted))
    _entry, error = _ask(facts, grant, "core.place", {"activity": activity, "place": to})
    title = _agenda(facts).activities[activity].title if not error else ""
    said = _("“%(title)s”: %(place)s of %(all)s", title=title, place=to + 1, all=len(order))
    return _told(facts, grant, activity, error, said)


@pages.post("/<code>/agenda/<activity>/dupliquer")
def duplicate(code: str, activity: str) -> Answer:
    """Once more, after it."""
    facts, grant = access.facilitator_or_403(code)
    known = _agenda(facts).activities.get(activity)
    title = str(_("%(title)s (copy)", title=known.title if known else ""))[:120]
    made, error = _ask(facts, grant, "core.duplicate", {"activity": activity, "title": title})
    said = _("“%(title)s” was put on the agenda", title=title)
    return _told(facts, grant, made or activity, error, said, focus="" if error else "title")


@pages.post("/<code>/agenda/<activity>/ecarter")
def park(code: str, activity: str) -> Answer:
    """Put aside, or back after the one that is chosen."""
    facts, grant = access.facilitator_or_403(code)
    parked = request.form.get("parked") == "1"
    data = {"activity": activity, "parked": parked, "after": "" if parked else request.form.get("chosen", "")}
    _entry, error = _ask(facts, grant, "core.park", data)
    said = _("Put aside: it is prepared, and is not played") if parked else _("Back on the agenda")
    return _told(facts, grant, activity, error, said)


@pages.post("/<code>/agenda/<activity>/retirer")
def remove(code: str, activity: str) -> Answer:
    """Off the agenda, as long as nobody has written in it."""
    facts, grant = access.facilitator_or_403(code)
    agenda = _agenda(facts)
    order = agenda.order
    here = order.index(activity) if activity in order else 0
    beside = next(iter(order[here + 1 : here + 2] or order[max(0, here - 1) : here]), "")
    title = agenda.activities[activity].title if activity in agenda.activities else ""
    _entry, error = _ask(facts, grant, "core.remove", {"activity": activity})
    said = _("“%(title)s” was taken off", title=title)
    return _told(facts, grant, activity if error else beside, error, said)


@pages.post("/<code>/methodes")
def enable(code: str) -> Response:
    """Which methods this workshop has."""
    facts, _grant = access.facilitator_or_403(code)
    known = current_app.extensions["registry"].methods
    chosen = [id for id in request.form.getlist("methods") if id in known]
    the_store().write(workshops.enable, facts.id, chosen)
    return redirect(url_for("agenda.show", code=facts.code), 303)
