"""What an activity made, to be printed: the room's board and each table's sheet, every one on paper of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from markupsafe import Markup

from app.domain.agenda import Activity
from app.domain.seating import Table
from app.host.rendering.draw import draw_method
from app.host.rendering.languages import marking, other_than
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.visibility import READER, is_apart
from app.live.room.room import Room
from app.web.common import access
from app.web.common.attempts import PRINTS
from app.web.common.locale import default_to
from beffroi.patterns import linear
from beffroi.words import current_locale

pages = Blueprint("printing", __name__, url_prefix="/animer")


ACROSS = linear(r'class="(?:[\w -]* )?wide-paper[" ]')


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is printed: the room's where `scope` is ""; a table that was taken away has only that."""

    scope: str
    table: Table | None
    html: Markup

    @property
    def lies_across(self) -> bool:
        """Whether A4 is to lie across for it. Told here: a style sheet that prints does not look again whether a part
        holds another. What people wrote holds no such sign, since its quotation marks are escaped."""
        return ACROSS.search(self.html) is not None


@pages.get("/<code>/feuilles/<activity>")
def show(code: str, activity: str) -> str:
    """The sheets of an activity, whatever stage it is at; nothing of what is hidden stands there."""
    facts, grant = access.facilitator_or_403(code)
    PRINTS.spend(grant.who)
    default_to(facts.locale)
    room, locale = access.room_of(facts), current_locale()
    shown = room.record.agenda.activities.get(activity)
    if shown is None or not shown.opened:
        abort(404)
    sheets = room.run(lambda: list(_sheets(room, shown, locale)))
    return render_template("facilitator/sheets_to_print.html", workshop=facts, activity=shown, sheets=sheets)


@pages.get("/<code>/a-remplir/<activity>")
def blank(code: str, activity: str) -> str:
    """What an activity asks, to be filled in by hand: before it begins and at any stage, of its settings alone."""
    facts, grant = access.facilitator_or_403(code)
    PRINTS.spend(grant.who)
    default_to(facts.locale)
    room, locale = access.room_of(facts), current_locale()
    asked = room.record.agenda.activities.get(activity)
    sheet = room.run(lambda: _blank(room, asked, locale)) if asked else Markup("")
    if not sheet:
        abort(404)
    return render_template("facilitator/blank_sheet.html", workshop=facts, activity=asked, sheet=sheet)


def _blank(room: Room, activity: Activity, locale: str) -> Markup:
    """The sheet that a method has for it; nothing where it has none."""
    method, facts = room.record.agenda.method_of(activity), room.facts
    if method is None:
        return Markup("")

    def drawn() -> Markup:
        settings = room.record.states.settings_of(activity)
        context = {"activity": activity.id, "stage": method.stages[0].id, "audience": READER, "settings": settings}
        context |= method.settings_view(settings)
        with marking(other_than(locale, facts.locale)):
            drawing = draw_method(method, "paper", context, activity=activity.id, locale=locale, sites=facts.sites)
        return drawing.html()

    return room.sources.ask(method, "drawing paper", drawn, Markup(""))


def _sheets(room: Room, activity: Activity, locale: str) -> Iterator[Sheet]:
    """What all see together first, then each table's; a table that was taken away keeps its sheet."""
    tables = room.record.agenda.seating.tables
    scopes = ["", *room.record.sheets(activity.id)]
    if is_apart(activity, room.sources.stage_of(activity)):
        scopes.remove("")
    for scope in scopes:
        drawing = room.renderer.draw(ChannelKey(activity.id, "print", READER, locale, scope))
        yield Sheet(scope, tables.get(scope), _unfolded(drawing.html()))


def _unfolded(drawn: Markup) -> Markup:
    """Nothing can be unfolded on paper. What somebody wrote holds no `<`: it is escaped."""
    return drawn.replace(Markup("<details"), Markup("<details open"))
