"""What is true of a workshop before anyone joins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import DAY_MS, ZONE_OF_OLD, last_day, today
from app.domain.people import Site
from app.store.models import Workshop

# What is kept, and until when; shown at joining and carried out by the scheduler (`deadlines.py`).
CLOSE_AFTER_MS = DAY_MS
NAMES_AFTER_MS = 30 * DAY_MS
CONTENT_AFTER_MS = 365 * DAY_MS


@dataclass(frozen=True)
class WorkshopInfo:
    """A workshop's code, title, sites and days."""

    id: str
    code: str
    title: str
    locale: str
    sites: tuple[Site, ...]
    created_at: int
    ends_at: int
    ended: bool = False
    purged: bool = False
    starts_at: int = 0
    zone: str = ZONE_OF_OLD
    service: str = ""
    changes: int = 0
    """How often it was changed, when it was read."""
    rehearsal_until: int = 0
    """When it is thrown away, where it is a rehearsal: a copy of the workshop `rehearses`, with simulated people."""
    rehearses: str = ""
    simulated: int = 0
    handed_over: str = ""
    """The day on which it was handed to the archives, as `2026-11-30`; empty where it was not."""
    summary: str = ""
    """What it is about and what for, as its facilitators say; empty where they did not."""

    @property
    def is_rehearsal(self) -> bool:
        """Whether people in it are simulated, and nothing of it is kept."""
        return bool(self.rehearsal_until)

    def site(self, id: str) -> Site | None:
        """The site of that id, or None."""
        return next((site for site in self.sites if site.id == id), None)

    @property
    def handed_over_on(self) -> date | None:
        """The day on which it was handed to the archives, or None."""
        return date.fromisoformat(self.handed_over) if self.handed_over else None

    @property
    def first_day(self) -> date:
        """The first day, in its own zone; the one it was made on where none was said."""
        return min(today(self.starts_at or self.created_at, self.zone), self.last_day)

    @property
    def last_day(self) -> date:
        """The last day, in its own zone."""
        return last_day(self.ends_at, self.zone)

    def is_over(self, now: int) -> bool:
        """Whether its last day is behind."""
        return now >= self.ends_at

    @property
    def closes_at(self) -> int:
        """When anonymous activities close for good, whenever they were opened, in ms since 1970."""
        return self.ends_at + CLOSE_AFTER_MS

    @property
    def names_until(self) -> int:
        """When names are purged, in ms since 1970."""
        return self.rehearsal_until or self.ends_at + NAMES_AFTER_MS

    @property
    def content_until(self) -> int:
        """When everything is purged."""
        return self.rehearsal_until or self.ends_at + CONTENT_AFTER_MS


def facts_of(row: Workshop) -> WorkshopInfo:
    """The facts that a row holds."""
    sites = tuple(Site(**site) for site in row.sites)
    return WorkshopInfo(
        row.id, row.code, row.title, row.locale, sites, row.created_at, row.ends_at, row.ended, row.purged,
        row.starts_at, row.zone, row.service_id or "", row.changes, row.rehearsal_until, row.rehearses, row.simulated,
        row.handed_over, row.summary,
    )  # fmt: skip


def as_dict(facts: WorkshopInfo) -> dict[str, Any]:
    """A workshop's facts for results and command line."""
    about = {"summary": facts.summary} if facts.summary else {}
    return {"title": facts.title, **about, "locale": facts.locale, "sites": [site.name for site in facts.sites]}
