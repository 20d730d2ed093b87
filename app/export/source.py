"""What results, reports and the evidence chain are gathered from."""

from __future__ import annotations

from typing import Protocol

from app.domain.agenda import Agenda
from app.domain.answer_links import AnswerLink
from app.domain.log import ActivityState, Entry
from app.host.registry import Registry


class Source(Protocol):
    """A workshop's record, as far as what leaves it is concerned."""

    agenda: Agenda
    registry: Registry
    links: dict[str, AnswerLink]

    @property
    def entries(self) -> list[Entry]:
        """Its log."""

    def standing(self, activity_id: str, scope: str = "") -> ActivityState | None:
        """How a scope of an activity stands."""

    def sheets(self, activity_id: str) -> dict[str, ActivityState]:
        """The standings of its tables."""
