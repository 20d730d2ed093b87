"""Cards from another tool: a file or a pasted table is read and seen, its columns chosen, and all comes or none."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from gevent import get_hub
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.domain import card_tables
from app.domain.agenda import Activity
from app.domain.card_copies import as_kept
from app.domain.card_tables import NO_COLUMN, Columns, Rows
from app.domain.commands.activity import is_import
from app.domain.expected_heads import HEADS_MOST, counted
from app.domain.log import Entry
from app.domain.people import new_id
from app.domain.replay import undone
from app.live.commands.record import Record
from app.live.commands.request import SYSTEM, CommandRequest, CommandResult, Grant
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.common.locale import default_to
from beffroi import Card, Refused, translator
from beffroi.fields import tidy
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("card_import", __name__, url_prefix="/animer")

SHOWN = 8
"""Rows of the table that are shown."""

SOURCE_MOST = 60
Answer = Response | str | tuple[str, int]


@pages.get("/<code>/importer")
def show(code: str) -> str:
    """Where a file is chosen, or a table pasted; and what was imported, to be taken back."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts)


@pages.post("/<code>/importer")
def read(code: str) -> Answer:
    """Read it, and show its first rows; nothing is changed."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    sent, pasted, to = request.files.get("file"), request.form.get("pasted", ""), request.form.get("to", "")
    is_file = sent is not None and bool(sent.filename)
    data = sent.read() if sent is not None and is_file else pasted.encode("utf-8", "ignore")
    found = get_hub().threadpool.apply(_read, (data, current_locale()))
    if isinstance(found, Refused):
        return _page(facts, error=found.sentence, pasted=pasted, to=to), 422
    source = tidy(sent.filename or "", SOURCE_MOST)[:SOURCE_MOST] if sent is not None and is_file else ""
    rows, held = found
    return _page(facts, rows=rows, held=held, columns=card_tables.guessed(rows), source=source, to=to)


def _read(data: bytes, locale: str) -> tuple[Rows, str] | Refused:
    """In a thread: a refusal is an answer of it."""
    with speaking(locale):
        try:
            rows = card_tables.read(data)
            return rows, card_tables.packed(rows)
        except Refused as refused:
            return refused


@pages.post("/<code>/importer/cartes")
def bring(code: str) -> Answer:
    """Put the texts of the chosen columns into the activity, as cards that nobody here wrote."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    said, room = request.form, access.room_of(facts)
    request_id = said.get("request", "")[:64] or new_id()
    if known := room.run(lambda: room.record.requests.get(request_id)):  # pressed twice
        return _done(facts, known.id)
    held, columns, to = said.get("table", ""), _columns(), said.get("to", "")
    source = tidy(said.get("source", ""), SOURCE_MOST)[:SOURCE_MOST]
    typed: dict[str, Any] = {"columns": columns, "source": source, "to": to}
    try:
        rows = card_tables.unpacked(held)
        typed |= {"rows": rows, "held": held}
        made = card_tables.texts(rows, columns)
        if not source:
            raise Refused(_("Say where these cards come from: the name of a tool, or of a file."))
    except Refused as refused:
        return _page(facts, **typed, error=refused.sentence), 422
    cards = [as_kept(Card(new_id(), text, source=source)) for text in made]
    data = {"activity": to, "cards": cards, "source": source}
    by = Grant(facts.id, SYSTEM, "system")
    answer = room.ask(CommandRequest(by, "", "core.hand", data, request_id, current_locale()))
    if not answer.accepted:
        return _page(facts, **typed, error=_why(answer)), 422
    return _done(facts, answer.entry)


def _columns() -> Columns:
    said = request.form
    text, group = said.get("text", 0, int), said.get("group", NO_COLUMN, int)
    return Columns(text, NO_COLUMN if group == text else group, "titled" in said)


@pages.post("/<code>/importer/reprendre")
def take_back(code: str) -> Answer:
    """Take one import back, all of it; refused where somebody has built on it since."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    data = {"activity": request.form.get("activity", ""), "entry": request.form.get("entry", "")}
    answer = access.room_of(facts).ask(CommandRequest(grant, "", "core.undo", data, new_id(), current_locale()))
    if not answer.accepted:
        return _page(facts, error=_why(answer)), 422
    return redirect(url_for("card_import.show", code=facts.code), 303)


@pages.post("/<code>/importer/personnes")
def expect(code: str) -> Answer:
    """Keep how many people are expected at each site; a list is counted, and none of it kept."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    pasted = request.form.get("list", "")
    try:
        if pasted.strip():
            names = {site.name: site.id for site in facts.sites}
            heads = counted(card_tables.read(pasted.encode("utf-8", "ignore")), names)
        else:
            heads = {site.id: _number(request.form.get(f"heads-{site.id}", "")) for site in facts.sites}
    except Refused as refused:
        return _page(facts, heads_error=refused.sentence), 422
    asked = CommandRequest(grant, "", "core.expect", {"heads": heads}, new_id(), current_locale())
    answer = access.room_of(facts).ask(asked)
    if not answer.accepted:
        return _page(facts, heads_error=_why(answer)), 422
    return redirect(url_for("card_import.show", code=facts.code, garde=1, _anchor="heads"), 303)


def _number(typed: str) -> int:
    """A number as it was typed; 0 where none was."""
    said = typed.strip()
    if not said:
        return 0
    if not (said.isascii() and said.isdigit()) or len(said) > len(str(HEADS_MOST)):
        raise Refused(_("Between 0 and %(most)s people at a site.", most=HEADS_MOST))
    return int(said)


def _why(answer: CommandResult) -> str:
    return answer.sentence or " ".join(answer.errors.values()) or _("Nothing was done: try again in a moment.")


def _done(facts: WorkshopInfo, entry: str) -> Response:
    return redirect(url_for("card_import.show", code=facts.code, fait=entry), 303)


def _page(facts: WorkshopInfo, *, rows: Rows = [], **said: Any) -> str:  # noqa: B006 - only read
    room = access.room_of(facts)
    width = max(map(len, rows), default=0)
    columns = said.get("columns", Columns())
    filled = [row for row in rows if any(row)]
    return render_template(
        "facilitator/card_import.html",
        workshop=facts,
        receivers=room.run(lambda: receivers(room.record)),
        imports=room.run(lambda: imports(room.record)),
        to=said.get("to", ""),
        head=[_("Column %(n)s", n=n) for n in range(1, width + 1)],
        titles=filled[0] if filled and columns.titled else [],
        shown=filled[columns.titled :][:SHOWN],
        count=len(filled) - columns.titled,
        held=said.get("held", ""),
        columns=columns,
        source=said.get("source", ""),
        source_most=SOURCE_MOST,
        pasted=said.get("pasted", ""),
        error=said.get("error", ""),
        done=request.args.get("fait", ""),
        heads=room.record.agenda.heads,
        heads_most=HEADS_MOST,
        heads_error=said.get("heads_error", ""),
        kept="garde" in request.args,
        request_id=new_id(),
    )


def receivers(record: Record) -> list[Activity]:
    """The activities of the agenda that take cards: those that are open, and those that will start with them."""
    found = []
    for one in record.agenda.listed():
        method = record.agenda.method_of(one)
        if method and method.can_add_cards and not record.is_closed(one) and not record.is_away(one.id):
            found.append(one)
    return found


def imports(record: Record) -> list[tuple[Activity, Entry]]:
    """What was imported into the activities of the agenda and not taken back, the newest first."""
    found = []
    for one in record.agenda.listed():
        gone = undone(record.logs[one.id])
        found += [(one, entry) for entry in record.logs[one.id] if is_import(entry) and entry.id not in gone]
    return sorted(found, key=lambda pair: -pair[1].seq)


@pages.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    """Before anything of it is read."""
    facts, _grant = access.facilitator_or_403((request.view_args or {}).get("code", ""))
    default_to(facts.locale)
    told = _("This is too much at once, and nothing of it was read: 1 MB as a file, 200 kB as pasted text.")
    return _page(facts, error=told), 413
