"""What a programme holds: proposals, where and when they are, who registered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import Card, translator
from beffroi.blocks.ballot import Option, Vote
from beffroi.blocks.grid import Hours, Line, Placed, Span
from beffroi.blocks.registration import Registration, Registrations
from beffroi.folding import folded
from beffroi.patterns import linear

_ = translator(__name__)

TITLE, WORDS = 120, 200
"""Characters of a title and of who leads, and of what is needed."""

PEOPLE_MOST = 2_000
ALL_MOST, OF_ONE = 200, 6
"""Proposals of a programme, and of one person."""

KINDS = {
    "workshop": _("Workshop"),
    "talk": _("Talk"),
    "demo": _("Demonstration"),
    "visit": _("Visit"),
    "other": _("Other"),
}
LENGTHS = {str(n): _("%(n)s min", n=n) for n in (15, 30, 45, 60, 75, 90, 120, 180)}

_BETWEEN = linear(r"\s*[,;&+]\s*|\s+(?:et|and)\s+")


@dataclass(frozen=True)
class Room(Line):
    """A place of a `site`, and how many people it `holds`, 0 for as many as come."""

    site: str = ""
    holds: int = 0

    @property
    def said(self) -> Any:
        return f"{self.text} · {self.site}" if self.site else self.text


@dataclass(frozen=True)
class Session(Option):
    """A proposal: its title is its `text`; `needs` is in words.

    Its first author leads it and reads who registers, where it `is_led`. `worded` is the entry that said it last; a
    `motive` says why it was taken down.
    """

    kind: str = "workshop"
    leads: str = ""
    minutes: int = 45
    people: int = 0
    needs: str = ""
    is_led: bool = False
    worded: str = ""
    motive: str = ""

    @property
    def who(self) -> str:
        """Who proposed it, never shown."""
        return next(iter(self.authors), "")

    @property
    def leaders(self) -> dict[str, str]:
        """Those who lead it, as they are compared, each as it is written."""
        return {folded(one): one for one in _BETWEEN.split(self.leads) if one.strip()}


@dataclass
class Plan(Placed):
    """The grid, with the minutes from one site to another."""

    travel: int = 0

    def span(self, session: Session) -> Span | None:
        """When and where a session is; None where it has no place."""
        row, column = self.row_of(session.id), self.column_of(session.id)
        if not isinstance(row, Hours) or not isinstance(column, Room):
            return None
        who = frozenset(session.leaders)
        return Span(session.id, row.begins, row.ends, column.id, folded(column.site), who)


@dataclass
class Programme:
    """The state. `lists` are the registrations of each session: the first that its place holds are in."""

    dots: Vote
    planned: Plan
    sessions: dict[str, Session] = field(default_factory=dict)
    lists: Registrations = field(default_factory=Registrations)

    # --- proposals -----------------------------------------------------------------------------

    def options(self) -> Iterable[Session]:
        """What can be voted on: what stands."""
        return [one for one in self.sessions.values() if not one.motive]

    def plannable(self) -> list[Session]:
        """What can be placed: what stands and was not left out, the best voted first."""
        decided = self.dots.decisions
        left = {id for id, one in decided.items() if one.outcome != "keep"}
        ranks = {row.option.id: row.rank for row in self.dots.ranked()} if self.dots.revealed else {}
        there = [one for one in self.options() if isinstance(one, Session) and one.id not in left]
        return sorted(there, key=lambda one: ranks.get(one.id, 0))

    def of(self, who: str) -> list[Session]:
        """What somebody proposed."""
        return [one for one in self.sessions.values() if one.who == who]

    def add(self, session: Session) -> None:
        """A proposal more, or one worded anew, as everything that shows it has it."""
        self.sessions[session.id] = session
        self.follow(session.id)

    def take(self, cards: Iterable[Card]) -> None:
        """Cards that were handed over: a proposal each."""
        for card in cards:
            self.sessions.setdefault(
                card.id, Session(card.id, card.text[:TITLE], origin=card.origin, audience=card.audience)
            )

    def drop(self, id: str) -> None:
        """A proposal less, and who registered for it."""
        self.sessions.pop(id, None)
        self.lists.drop(id)
        self.follow(id)

    def mark(self, id: str, motive: str) -> None:
        """Taken down for a motive, or put back."""
        if id in self.sessions:
            self.sessions[id] = replace(self.sessions[id], motive=motive)
            self.follow(id)

    def follow(self, id: str) -> None:
        """Have the vote and the grid show a proposal as it is now."""
        self.dots.follow(self.options(), id)
        if self.planned.things:
            self.planned.know(self.plannable())

    # --- registrations -------------------------------------------------------------------------

    def there(self, id: str) -> Session | None:
        """A session that stands and has its place in the grid."""
        one = self.sessions.get(id)
        return one if one and not one.motive and self.planned.span(one) else None

    def holds(self, id: str) -> int:
        """How many people the place of a session holds; 0 for as many as come."""
        column = self.planned.column_of(id)
        return column.holds if isinstance(column, Room) else 0

    def inside(self, id: str) -> list[Registration]:
        """Who has a place."""
        return self.lists.inside(id, self.holds(id))

    def waiting(self, id: str) -> list[Registration]:
        """Who waits, the first first."""
        return self.lists.waiting(id, self.holds(id))

    def mine(self, who: str) -> list[tuple[Session, Registration]]:
        """The sessions for which somebody registered."""
        return [(self.sessions[id], one) for id, one in self.lists.of(who) if id in self.sessions]

    def in_the_way(self, session: Session, who: str) -> Session | None:
        """Another session for which somebody registered, and which overlaps this one."""
        span = self.planned.span(session)
        for other, _one in self.mine(who):
            theirs = self.planned.span(other)
            if other.id != session.id and not other.motive and span and theirs and span.overlaps(theirs):
                return other
        return None
