"""What a kit is made of: the workshop, its agenda and tables, its links, and what was typed for the print alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from app.documents.markdown import sections_of
from app.documents.model import Block, Paragraph, plain
from app.domain.agenda import Activity, Agenda
from app.domain.people import Site
from app.domain.seating import Table
from app.host.contract import home_of
from app.store.workshop_info import WorkshopInfo
from beffroi import Method, Stage

AIM_MOST, LINE_MOST, LINES_MOST, HEADS_MOST, HEADS_USUAL = 1_000, 200, 12, 200, 12


@dataclass(frozen=True)
class Links:
    """Addresses that leave the site, each whole; `tables` by the ids of tables."""

    host: str
    join: str
    screen: str
    room_check: str
    console: str
    tables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """What the platform cannot know. It stands in the file and is kept nowhere."""

    aim: str = ""
    phones: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    heads: int = HEADS_USUAL


@dataclass(frozen=True)
class Kit:
    """All of it, for one site, in the language that is spoken."""

    facts: WorkshopInfo
    site: Site
    agenda: Agenda
    links: Links
    typed: Typed
    locale: str
    names: Mapping[str, str] = field(default_factory=dict)
    """People who gave a name, by their ids."""

    @property
    def activities(self) -> list[Activity]:
        """What is played, in its order."""
        return [one for one in self.agenda.listed() if not one.aside]

    @property
    def tables(self) -> list[Table]:
        """The tables at which people of this site sit."""
        return [table for table in self.agenda.seating.tables.values() if table.takes(self.site.id)]

    def methods(self) -> dict[str, Method]:
        """The methods on the agenda that are installed, in its order."""
        return methods_of(self.agenda.method_of(one) for one in self.activities)

    def stages(self, activity: Activity) -> list[Stage]:
        """The stages of an activity that are played."""
        method = self.agenda.method_of(activity)
        return [stage for id in activity.stages if method and (stage := method.stage(id))]


def methods_of(found: Iterable[Method | None]) -> dict[str, Method]:
    """Methods by their ids, each once."""
    return {method.id: method for method in found if method is not None}


@cache
def _parts(text: str) -> Mapping[str, list[Block]]:
    return sections_of(text)


def guide_of(method: Method, locale: str) -> str:
    """The guide card of a method in a language; nothing where it has none."""
    home = home_of(method, f"guide.{locale}.md")
    return home[1].read_text(encoding="utf-8") if home else ""


FALLBACK = {"fr": "Repli sur papier", "en": "Paper fallback"}
MATERIAL = {"fr": "Matériel", "en": "Material"}
"""What those parts of a guide card are headed, whatever the method."""


def part_of(method: Method, locale: str, headings: Mapping[str, str]) -> list[Block]:
    """What the guide card of a method says under a heading."""
    return _parts(guide_of(method, locale)).get(headings.get(locale, ""), [])


def said(blocks: Iterable[Block]) -> str:
    """The paragraphs of blocks, as one text."""
    return " ".join(plain(one.words) for one in blocks if isinstance(one, Paragraph))
