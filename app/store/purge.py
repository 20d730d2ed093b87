"""Purging a workshop: who came, then all that was written."""

from __future__ import annotations

from sqlalchemy import Connection, delete, update

from app.store.models import (
    AnswerLinkRow,
    BrowserPlace,
    BrowserScreen,
    CopiedCard,
    EnabledMethod,
    EntryRow,
    Facilitation,
    OpeningRow,
    OwnLink,
    PersonRow,
    PlaceLink,
    ScreenRow,
    SpentRequest,
    Workshop,
)


def purge_names(connection: Connection, workshop_id: str) -> None:
    """Forget who came: names go, the count by site stays."""
    people_of_it = PersonRow.workshop_id == workshop_id
    connection.execute(update(PersonRow).where(people_of_it).values(name="", link=PersonRow.id))
    for kind in (OwnLink, PlaceLink):
        connection.execute(delete(kind).where(kind.workshop_id == workshop_id))


def purge_content(connection: Connection, workshop_id: str) -> None:
    """Delete everything but the fact that there was a workshop."""
    of_browsers, of_people = (BrowserPlace, BrowserScreen), (OwnLink, PlaceLink, PersonRow)
    of_it = (EntryRow, *of_browsers, *of_people, ScreenRow, SpentRequest, EnabledMethod, Facilitation, OpeningRow)
    for kind in (*of_it, AnswerLinkRow):
        connection.execute(delete(kind).where(kind.workshop_id == workshop_id))
    connection.execute(delete(CopiedCard).where(CopiedCard.to_workshop_id == workshop_id))
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(purged=True, title="", sites=[]))
