"""Results, during the session too: a page to read, in three versions; ODS, XLSX, CSV and JSON to take home."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.calendar import end_of, read_day, today
from app.domain.people import new_id
from app.export import csv, results
from app.export.minutes.mail import mail_of
from app.export.minutes.making import Busy
from app.export.minutes.model import SUMMARY_MOST, Choices
from app.export.minutes.writing import FORMATS
from app.host.rendering.parts import breath
from app.host.rendering.report_pieces import for_pieces
from app.live.commands.cooperative import Cooperative
from app.live.commands.request import CommandRequest
from app.store.committer import Unavailable
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common import minutes as gathering
from app.web.common.attempts import EXPORTS, MADE
from app.web.common.links import results_link
from app.web.common.locale import default_to
from app.web.facilitator import archiving
from app.web.facilitator import minutes_choices as choosing
from app.web.facilitator.evidence import abroad
from app.web.facilitator.minutes_files import begun
from beffroi import Refused, translator
from beffroi.report import VERSIONS, Version
from beffroi.spoken import in_words
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("results", __name__, url_prefix="/animer")


def _gathered(code: str) -> tuple[WorkshopInfo, results.Results]:
    facts, grant = access.facilitator_or_403(code)
    EXPORTS.spend(grant.who)
    room = access.room_of(facts)
    breath.set(Cooperative().breathe)  # a file of all that was written is made in slices, too
    locale, elsewhere = current_locale(), abroad(facts)
    return facts, room.run(lambda: results.gather(facts, room.record, locale, elsewhere))


VERSIONS_SAID: dict[Version, tuple[Any, Any]] = {
    "direction": (
        _("For the direction"),
        _("What was decided, with its dots and reasons. Participants read all of it in theirs."),
    ),
    "participants": (
        _("For participants"),
        _("All that was made and decided together. No name stands here, nothing hidden, nothing of the bin."),
    ),
    "complete": (
        _("Complete"),
        _("For facilitators: what participants read, and the working material in full."),
    ),
}
"""What each version is called, and what is said of it."""


KINDS = (
    ("pdf", _("PDF")),
    ("odt", _("LibreOffice (ODT)")),
    ("docx", _("Word (DOCX)")),
    ("html", _("One page (HTML)")),
    ("ods", _("Tables for LibreOffice (ODS)")),
    ("xlsx", _("Tables for Excel (XLSX)")),
)
"""The files that are made, as buttons call them."""


@pages.get("/<code>/resultats")
def read(code: str) -> str:
    """The minutes, in one of the versions, and what facilitators choose for all of them."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    EXPORTS.spend(grant.who)
    return _page(facts)


def _page(
    facts: WorkshopInfo, error: str = "", typed: Choices | None = None, choice_error: str = "", archive_error: str = ""
) -> str:  # fmt: skip
    wanted: Version = next((one for one in VERSIONS if one == request.args.get("version")), "participants")
    room, kept = access.room_of(facts), gathering.chosen(facts)
    made = gathering.gathered(facts, room, kept, wanted)
    whole = made if wanted == "complete" else gathering.gathered(facts, room, kept, "complete")
    agenda, choices = room.record.agenda, replace(typed, version=kept.version) if typed else kept
    return render_template(
        "facilitator/report.html",
        workshop=facts,
        minutes=made,
        choices=choices,
        boxes=choosing.boxes_as_typed(whole.boxes, choices),
        people=choosing.people_by_site(facts, room),
        most={"summary": SUMMARY_MOST},
        kinds=KINDS,
        printable={one.id for one in agenda.activities.values() if one.opened},
        agenda=agenda,
        is_open=agenda.results_open(room.clock()),
        error=error,
        choice_error=choice_error,
        archive_error=archive_error,
        today=today(room.clock(), facts.zone),
        versions=[(version, *said) for version, said in VERSIONS_SAID.items()],
        mail=mail_of(facts, made, agenda, results_link(facts)),
        **for_pieces(),
    )


@pages.post("/<code>/resultats/choix")
def choose(code: str) -> AnyResponse | tuple[str, int]:
    """What stands in every version and file, and which words are taken out of them."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    typed = choosing.read_choices(request.form, gathering.chosen(facts))
    fault = choosing.kept(facts, typed)
    if fault:
        return _page(facts, typed=typed, choice_error=fault), 422
    return redirect(url_for("results.read", code=facts.code, version=request.args.get("version")), 303)


@pages.post("/<code>/resultats/lecture")
def open_results(code: str) -> AnyResponse | tuple[str, int]:
    """Whether, and until which day, whoever has the code reads the results."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    typed = request.form.get("until", "").strip()
    day = read_day(typed)
    data = {"shut": bool(request.form.get("shut")), "until": end_of(day, facts.zone) if day else 0}
    if typed and day is None and not data["shut"]:
        return _page(facts, _("Write the day as 2026-12-15, or leave it empty.")), 422
    answer = access.room_of(facts).ask(CommandRequest(grant, "", "core.open_results", data, new_id(), current_locale()))
    if not answer.accepted:
        return _page(facts, answer.sentence), 422
    return redirect(url_for("results.read", code=facts.code, _anchor="lecture"), 303)


@pages.post("/<code>/resultats/versement")
def hand_over(code: str) -> AnyResponse | tuple[str, int]:
    """That it was handed to the archives, and on which day; or that it was not, after all."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    if facts.is_rehearsal:
        abort(404)
    typed = "" if request.form.get("undo") else request.form.get("day", "").strip() or "?"
    try:
        archiving.hand_over(facts, typed, access.room_of(facts).clock())
    except Refused as refused:
        return _page(facts, archive_error=str(refused.sentence)), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("results.read", code=facts.code, _anchor="archives"), 303)


def _file(body: str | bytes, name: str, mimetype: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, mimetype=mimetype, headers=headers)


@pages.get("/<code>/resultats.json")
def as_json(code: str) -> Response:
    """Everything that is revealed, as `beffroi-results/1`."""
    facts, gathered = _gathered(code)
    return _file(
        results.as_json(gathered, in_words(results.RAW)), f"beffroi-{facts.code}-brut.json", "application/json"
    )


def _tables(code: str, ending: str) -> Response:
    """A file that takes long to write: in a process of its own, so that nobody else waits for it."""
    facts, grant = access.facilitator_or_403(code)
    EXPORTS.spend(grant.who)
    try:
        making = begun(facts, FORMATS[ending], "complete")
    except Busy:
        abort(503)
    making.over.wait()
    if making.state != "done":
        abort(503)
    return _file(making.body, f"beffroi-{facts.code}.{ending}", making.format.mimetype)


@pages.get("/<code>/resultats.ods")
def as_ods(code: str) -> Response:
    """Every table, a sheet each, in the open format."""
    return _tables(code, "ods")


@pages.get("/<code>/resultats.xlsx")
def as_xlsx(code: str) -> Response:
    """Every table, a sheet each, for Excel."""
    return _tables(code, "xlsx")


@pages.get("/<code>/resultats.zip")
def as_zip(code: str) -> Response:
    """Every table, a CSV file each."""
    facts, gathered = _gathered(code)
    body = csv.as_zip(gathered, semicolon="point-virgule" in request.args, note=in_words(results.RAW))
    return _file(body, f"beffroi-{facts.code}-brut.zip", "application/zip")


@pages.get("/<code>/resultats/<activity>/<table>.csv")
def as_csv(code: str, activity: str, table: str) -> Response:
    """One table."""
    _facts, gathered = _gathered(code)
    found = gathered.table(activity, table)
    if found is None:
        abort(404)
    body = csv.as_csv(found, semicolon="point-virgule" in request.args)
    return _file(body, f"{table}-brut.csv", "text/csv; charset=utf-8")
