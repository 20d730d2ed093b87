"""Which table's sheet a page shows: one's own, a twin's, the one on show."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from app.domain.agenda import Activity
from app.domain.log import ActivityState
from app.domain.seating import Seating
from app.live.commands.request import SCREEN, Grant
from beffroi import FACILITATOR, PARTICIPANT, Method, Stage

VISITOR = "visitor"
"""The audience of a sheet that is another table's: it is read, and annotated where the method lets it."""

READER = "reader"
"""The audience of a table's sheet that is read again while everyone works together: nothing can be done on it."""


@dataclass(frozen=True)
class SheetView:
    """A scope of an activity, and the audience that it is drawn for."""

    scope: str
    audience: str


def is_apart(activity: Activity | None, stage: Stage | None) -> bool:
    """Whether the tables work each on a sheet of their own just now."""
    return activity is not None and activity.share_by == "table" and not (stage is not None and stage.plenary)


def is_hidden(method: Method, standing: ActivityState) -> bool:
    """Whether only numbers may be shown of it just now."""
    stage = method.stage(standing.stage)
    return bool(stage and stage.hidden)


def view_of(
    grant: Grant, activity: Activity | None, stage: Stage | None, seating: Seating, *, asked: str, on_show: str
) -> SheetView:
    """What a page shows of an activity; `asked` is the table its reader chose, `on_show` the one on the screens."""
    if grant.role == SCREEN:
        return on_screens(activity, seating, on_show)
    if activity is None or activity.share_by != "table":
        return SheetView("", grant.audience)
    tables = seating.tables
    if not is_apart(activity, stage):
        return SheetView(asked, READER) if asked in tables else SheetView("", grant.audience)
    first = next(iter(tables), "")
    if grant.role == FACILITATOR:
        return SheetView(_first_of(tables, asked, on_show, first), FACILITATOR)
    own = grant.table or seating.at.get(grant.person, "")
    if not own and not grant.person:  # a preview sits nowhere
        return SheetView(_first_of(tables, asked, on_show, first), PARTICIPANT)
    if stage is not None and stage.gallery:
        scope = _first_of(tables, asked, on_show, own, first)
    else:
        twin = tables[own].twin if own in tables else ""
        scope = asked if asked and asked == twin else own
    return SheetView(scope, PARTICIPANT if scope == own else VISITOR)


def on_screens(activity: Activity | None, seating: Seating, on_show: str) -> SheetView:
    """What all screens show of an activity: the sheet of the table on show, or what is the room's."""
    is_by_table = activity is not None and activity.share_by == "table"
    return SheetView(on_show if is_by_table and on_show in seating.tables else "", SCREEN)


def _first_of(tables: Container[str], *candidates: str) -> str:
    return next((one for one in candidates if one in tables), "")
