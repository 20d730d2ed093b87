"""The list of somebody's workshops: in which part each stands, what is said of it, and what a search finds. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.calendar import today, written
from app.domain.people import bare
from app.export.brief import Brief
from app.store.workshop_info import WorkshopInfo
from beffroi import translator
from beffroi.folding import folded

_ = translator(__name__)

FIRST, PAGE = 12, 50
"""How many of a part stand on the first page, and on a page of that part alone."""

QUERY_MOST = 100
"""Characters of what is looked for."""


class Part(StrEnum):
    """The parts of the list; the value is what their address says."""

    TODAY = "aujourd-hui"
    COMING = "a-preparer"
    OVER = "termines"
    AWAY = "ranges"
    OTHERS = "autres"


HEADINGS = {
    Part.TODAY: _("Today"),
    Part.COMING: _("To prepare"),
    Part.OVER: _("Workshops that are over"),
    Part.AWAY: _("Workshops put away"),
    Part.OTHERS: _("Workshops that others lead"),
}
"""What each is called."""


@dataclass(frozen=True)
class Mine:
    """A workshop of the list: `is_led` by whoever reads it, `is_away` from their sight, `is_running` at this moment."""

    facts: WorkshopInfo
    is_led: bool = True
    is_away: bool = False
    is_running: bool = False
    is_concluded: bool = False

    def part(self, now: int) -> Part:
        """Where it stands. What is going on is never out of sight."""
        if not self.is_led:
            return Part.OTHERS
        if self.is_running:
            return Part.TODAY
        if self.is_away:
            return Part.AWAY
        if self.is_concluded or self.facts.is_over(now):
            return Part.OVER
        return Part.TODAY if self.facts.first_day <= today(now, self.facts.zone) else Part.COMING


@dataclass(frozen=True)
class Shown:
    """One part as a page shows it: `count` workshops in all, of which `some` stand there."""

    part: Part
    count: int
    some: Sequence[WorkshopInfo] = ()
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class Told:
    """What is said of the workshops that stand on a page."""

    briefs: Mapping[str, Brief] = field(default_factory=dict)
    heads: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many joined, by workshop and site; of one that is running, how many are there now."""
    running: Mapping[str, str] = field(default_factory=dict)
    """What leads in those that are running: the title of an activity, or nothing."""
    doubts: Mapping[str, int] = field(default_factory=dict)
    """How many things there are to look at before the day."""


def parts(mine: Sequence[Mine], now: int, asked: str = "", page: int = 1, *, is_search: bool = False) -> list[Shown]:
    """The parts that a page shows: all of them in short, or the one that is asked for, page by page.

    What was put away is only counted, unless it is looked for.
    """
    found: dict[Part, list[WorkshopInfo]] = {part: [] for part in Part}
    for one in sorted(mine, key=_soonest):
        found[one.part(now)].append(one.facts)
    for part in (Part.OVER, Part.AWAY, Part.OTHERS):
        found[part].sort(key=lambda facts: -facts.ends_at)
    if asked in list(Part):
        return [_page(Part(asked), found[Part(asked)], page)]
    first = dict.fromkeys(Part, FIRST) | ({} if is_search else {Part.AWAY: 0})
    return [Shown(part, len(every), every[: first[part]]) for part, every in found.items() if every]


def _soonest(one: Mine) -> tuple[bool, int, str]:
    """What is going on comes first, then what begins first."""
    return not one.is_running, one.facts.starts_at or one.facts.created_at, one.facts.title


def _page(part: Part, every: Sequence[WorkshopInfo], page: int) -> Shown:
    pages = max(1, -(-len(every) // PAGE))
    page = min(max(page, 1), pages)
    return Shown(part, len(every), every[(page - 1) * PAGE : page * PAGE], page, pages)


def searched(mine: Sequence[Mine], query: str) -> list[Mine]:
    """Those whose title, sites, days or code hold every word, whatever their capitals and accents; put away or not."""
    words = _key(query[:QUERY_MOST]).split()
    said = [(one, _said_of(one)) for one in mine]
    return [one for one, text in said if all(word in text for word in words)]


def _said_of(one: Mine) -> str:
    facts = one.facts
    days = [said for day in (facts.first_day, facts.last_day) for said in (written(day), f"{day}", f"{day:%d/%m/%Y}")]
    names = [site.name for site in facts.sites] if one.is_led else []
    code = [facts.code] if one.is_led else []
    return _key(" ".join([facts.title, *names, *days, *code]))


def _key(text: str) -> str:
    return bare(folded(text))


def by_site(facts: WorkshopInfo, heads: Mapping[str, int]) -> list[tuple[str, int]]:
    """The sites somebody is of, in their order, each with how many."""
    return [(site.id, heads[site.id]) for site in facts.sites if heads.get(site.id)]


def on_page(shown: Collection[Shown]) -> list[WorkshopInfo]:
    """The workshops that stand on a page, of which more is asked than that they are there."""
    return [facts for one in shown if one.part is not Part.OTHERS for facts in one.some]
