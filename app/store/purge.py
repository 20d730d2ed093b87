"""Purging a workshop: who came, then all that was written."""

from __future__ import annotations

from sqlalchemy import Connection, delete, update

from app.store.models import (
    AgendaLinkRow,
    AnswerLinkRow,
    ApiTokenRow,
    BriefRow,
    BrowserPlace,
    BrowserScreen,
    CopiedCard,
    DeliveryRow,
    EnabledMethod,
    EntryRow,
    Facilitation,
    FollowLinkRow,
    InitiativeWorkshop,
    MinutesChoicesRow,
    OpeningRow,
    OwnLink,
    OwnNoteRow,
    PersonRow,
    PlaceLink,
    ScreenRow,
    SpentRequest,
    WebhookRow,
    Workshop,
)

LOOK_AGAIN = 1
"""A moment that is always over: what is kept for longer is looked at by the scheduler, and told when next."""


def purge_names(connection: Connection, workshop_id: str, named_until: int = LOOK_AGAIN) -> None:
    """Forget who came: names go, the count by site stays. Names that were given for longer are looked at again then."""
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(named_until=named_until))
    people_of_it = PersonRow.workshop_id == workshop_id
    connection.execute(update(PersonRow).where(people_of_it).values(name="", link=PersonRow.id))
    for kind in (OwnLink, PlaceLink):
        connection.execute(delete(kind).where(kind.workshop_id == workshop_id))


def purge_content(connection: Connection, workshop_id: str) -> None:
    """Delete everything but the fact that there was a workshop."""
    of_browsers, of_people = (BrowserPlace, BrowserScreen), (OwnLink, PlaceLink, PersonRow)
    of_it = (EntryRow, *of_browsers, *of_people, ScreenRow, SpentRequest, EnabledMethod, Facilitation, OpeningRow)
    from_links = (AnswerLinkRow, FollowLinkRow, AgendaLinkRow)
    for kind in (*of_it, *from_links, OwnNoteRow, BriefRow, InitiativeWorkshop, MinutesChoicesRow):
        connection.execute(delete(kind).where(kind.workshop_id == workshop_id))
    for outside in (ApiTokenRow, DeliveryRow, WebhookRow):
        connection.execute(delete(outside).where(outside.workshop_id == workshop_id))
    connection.execute(delete(CopiedCard).where(CopiedCard.to_workshop_id == workshop_id))
    connection.execute(
        update(Workshop)
        .where(Workshop.id == workshop_id)
        .values(purged=True, title="", summary="", sites=[], named_until=0)
    )
