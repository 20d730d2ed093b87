"""Tables prepared ahead: laid at a site, described, paired; who sits where, by lot or one by one; cards to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.commands.seating import LINK_MOST, NAME_MOST, SUBJECT_MOST
from app.domain.people import REMOTE, Person, Site, new_id
from app.domain.seating import Table
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.live.rendering.table_lines import TableLine
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import PRINTS
from app.web.common.links import is_only_here, join_link, public_host, qr_data
from app.web.common.locale import default_to
from beffroi import translator
from beffroi.folding import folded
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("seating", __name__, url_prefix="/animer")

MOVE, WAS = "at-", "was-"
"""What the fields of the places begin with: the table chosen for a person, and the one that stood there."""

Done = Response | tuple[str, int]


@dataclass(frozen=True)
class FormState:
    """What was typed in a form and not accepted: which form, why, by field where it is one's."""

    form: str = ""
    sentence: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    def value(self, form: str, name: str, otherwise: Any = "") -> Any:
        """What a field shows: what was typed there, else what stands."""
        return self.typed.get(name, otherwise) if form == self.form else otherwise

    def error(self, form: str, name: str) -> str:
        """What is wrong with a field."""
        return self.errors.get(name, "") if form == self.form else ""


@dataclass(frozen=True)
class Group:
    """The tables of a site, or, without one, those mixed across sites."""

    site: Site | None
    lines: list[TableLine]

    @property
    def heads(self) -> int:
        """How many sit there, seats counted."""
        return sum(line.heads for line in self.lines)


@pages.get("/<code>/tables")
def show(code: str) -> str:
    """The tables of each site, who sits where, and what can be done with them."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts, FormState())


def _page(facts: WorkshopInfo, form_state: FormState) -> str:
    room = access.room_of(facts)
    seating, here = room.record.agenda.seating, room.presence.here()
    unseated = sorted((one for one in here if one.id not in seating.at), key=_by_name)
    return render_template(
        "facilitator/seating.html",
        workshop=facts,
        groups=_groups(facts, room),
        tables=list(seating.tables.values()),
        twins={table.id: _twins(table, seating.tables) for table in seating.tables.values()},
        unseated=unseated,
        seated=len(here) - len(unseated),
        stranded=_stranded(facts, unseated, list(seating.tables.values())),
        sites={site.id: site.name for site in facts.sites},
        remote=REMOTE,
        most={"name": NAME_MOST, "subject": SUBJECT_MOST, "link": LINK_MOST},
        form_state=form_state,
    )


def _by_name(person: Person) -> str:
    return folded(person.name)


def _groups(facts: WorkshopInfo, room: Room) -> list[Group]:
    """The sites that have tables in the order of the workshop, the mixed ones last."""
    lines = room.renderer.table_lines()
    at = [Group(site, [line for line in lines if line.table.site == site.id]) for site in facts.sites]
    mixed = Group(None, [line for line in lines if not line.table.site])
    return [group for group in (*at, mixed) if group.lines]


def _twins(table: Table, every: Mapping[str, Table]) -> list[Table]:
    """The tables that could be the twin of one: those of the other sites."""
    return [other for other in every.values() if other.site != table.site]


def _stranded(facts: WorkshopInfo, unseated: list[Person], every: list[Table]) -> list[tuple[str, int]]:
    """The sites whose people no lot can seat, with how many they are."""
    count = Counter(one.site for one in unseated if not any(table.takes(one.site) for table in every))
    return [(site.name, count[site.id]) for site in facts.sites if count[site.id]]


# --- laying ----------------------------------------------------------------------------------


@pages.post("/<code>/tables")
def lay(code: str) -> Done:
    """Several tables of a site at once; the room names them."""
    facts, grant = access.facilitator_or_403(code)
    if facts.site(request.form.get("site", "")) is None:
        abort(400)
    return _asked(facts, grant, "lay", "core.tables", _said("site", "count"), anchor="t-*.0")


@pages.post("/<code>/tables/mixte")
def lay_mixed(code: str) -> Done:
    """One table whose people are on several sites, with the link of its call."""
    facts, grant = access.facilitator_or_403(code)
    return _asked(facts, grant, "mixed", "core.table", _said("name", "subject", "link"), anchor="t-*")


@pages.post("/<code>/tables/<table>")
def change(code: str, table: str) -> Done:
    """Keep what was said of a table."""
    facts, grant = access.facilitator_or_403(code)
    said = {**_said("name", "subject", "twin", "link"), "table": table}
    return _asked(facts, grant, f"change-{table}", "core.change_table", said, anchor=f"t-{table}")


@pages.post("/<code>/tables/<table>/retirer")
def clear(code: str, table: str) -> Done:
    """Take a table away, as long as nobody has written at it."""
    facts, grant = access.facilitator_or_403(code)
    return _asked(facts, grant, f"clear-{table}", "core.clear_table", {"table": table})


# --- who sits where --------------------------------------------------------------------------


@pages.post("/<code>/tables/tirage")
def draw(code: str) -> Done:
    """Draw the places by lot: of those who have none, or of everybody."""
    facts, grant = access.facilitator_or_403(code)
    again = request.form.get("again") == "1"
    return _asked(facts, grant, "again" if again else "draw", "core.draw", {"again": again})


@pages.post("/<code>/tables/places")
def seat(code: str) -> Done:
    """Move those for whom another table was chosen; whom a colleague moved meanwhile stays as they are now."""
    facts, grant = access.facilitator_or_403(code)
    chosen = {name.removeprefix(MOVE): at for name, at in request.form.items() if name.startswith(MOVE)}
    people = access.room_of(facts).presence.people
    known = ((person, at) for person, at in chosen.items() if person in people)
    moved = {person: at for person, at in known if at != request.form.get(WAS + person, at)}
    for person, at in moved.items():
        answer = _ask(facts, grant, "core.seat", {"person": person, "table": at})
        if not answer.accepted:
            return _refused(facts, "places", answer)
    return _back(facts, "places")


# --- cards for the tables --------------------------------------------------------------------


@pages.get("/<code>/tables/affiches")
def posters(code: str) -> str:
    """A card to print for each table: its name, its site, its subject, a QR code to sit down at it."""
    facts, grant = access.facilitator_or_403(code)
    PRINTS.spend(grant.who)
    default_to(facts.locale)
    every = access.room_of(facts).record.agenda.seating.tables.values()
    return render_template(
        "facilitator/table_posters.html",
        workshop=facts,
        cards=[(table, qr_data(join_link(facts, table.site, table.id))) for table in every],
        host=public_host(),
        only_here=is_only_here(),
    )


# --- asking ----------------------------------------------------------------------------------


def _said(*names: str) -> dict[str, Any]:
    return {name: request.form.get(name, "") for name in names}


def _ask(facts: WorkshopInfo, grant: Grant, name: str, data: dict[str, Any]) -> CommandResult:
    return access.room_of(facts).ask(CommandRequest(grant, "", name, data, new_id(), current_locale()))


def _asked(
    facts: WorkshopInfo, grant: Grant, form: str, name: str, data: dict[str, Any], *, anchor: str = "places"
) -> Done:
    """Put a command to the room, and say what became of it where it was asked; `*` in the anchor is the entry."""
    answer = _ask(facts, grant, name, data)
    return _back(facts, anchor.replace("*", answer.entry)) if answer.accepted else _refused(facts, form, answer)


def _back(facts: WorkshopInfo, anchor: str) -> Response:
    return redirect(url_for("seating.show", code=facts.code, _anchor=anchor), 303)


def _refused(facts: WorkshopInfo, form: str, answer: CommandResult) -> tuple[str, int]:
    sentence = answer.sentence
    if answer.kind == "later":
        sentence = _("This could not be recorded just now. Wait a moment and try again: nothing was done.")
    return _page(facts, FormState(form, sentence, answer.errors, request.form)), 422
