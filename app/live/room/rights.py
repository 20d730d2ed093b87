"""Whether what a line was opened with still holds: asked at each command, in the room's own turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.domain.people import Person
from app.live.commands.request import PREVIEW, SCREEN, Grant
from app.store import accounts
from app.store import screens as screen_rows
from app.store.committer import Unavailable
from app.store.store import Store
from beffroi import FACILITATOR, PARTICIPANT, Refused, translator

_ = translator(__name__)


class Rights:
    """The rights in one workshop, as they are now.

    Who takes part is asked of the room's people, in memory: hundreds of commands a second pass here. Facilitators and
    screens are few, and what ends their right may be done by another process or on the command line: the store is
    asked, a row or two, so that no notice that was lost and no line that was left open lets anything pass.
    """

    def __init__(self, store: Store, workshop_id: str, people: Mapping[str, Person], clock: Callable[[], int]) -> None:
        self.store = store
        self.workshop_id = workshop_id
        self.people = people
        self.clock = clock

    def hold(self, grant: Grant) -> bool:
        """Whether a grant is still worth what it was. Raises `Unavailable` where that cannot be read."""
        if grant.role == PARTICIPANT:
            person = self.people.get(grant.person)  # nobody who joined is ever taken out of the people
            return (person is None or not person.left) and (not grant.by or self._may_enter(grant, person))
        if grant.role in (FACILITATOR, PREVIEW) and grant.login:
            return self._asked(accounts.leads, grant.login, self.workshop_id, self.clock())
        if grant.role == SCREEN:
            return not self._asked(screen_rows.is_revoked, grant.who.removeprefix("s:"))
        return True

    def _may_enter(self, grant: Grant, person: Person | None) -> bool:
        """Whether a facilitator may still enter for somebody from paper: they facilitate, and these have no device."""
        if person is not None and not person.on_paper:
            return False
        return not grant.login or self._asked(accounts.leads, grant.login, self.workshop_id, self.clock())

    def must_hold(self, grant: Grant) -> None:
        """Refuse what is asked under a grant that no longer holds."""
        if not self.hold(grant):
            raise Refused(_("You are no longer connected to this workshop: reload the page."))

    def _asked(self, question: Callable[..., bool], *args: Any) -> bool:
        try:
            with self.store.read() as session:
                return question(session, *args)
        except SQLAlchemyError as error:
            raise Unavailable(type(error).__name__) from error
