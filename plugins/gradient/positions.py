"""The positions of one room: a degree a person, some with a reason, and how the group is spread over the degrees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, translator
from beffroi.blocks.words_down import WordsDown
from beffroi.small_groups import FEWEST, may_be_shown

_ = translator(__name__)

DEGREES = {
    "whole": _("I endorse it whole-heartedly"),
    "good": _("I agree, with a minor point of contention"),
    "support": _("I support it, with reservations"),
    "abstain": _("I abstain"),
    "more": _("More discussion is needed"),
    "dislike": _("I do not like it, but will support it"),
    "serious": _("I am in serious disagreement"),
    "block": _("I block it"),
}
"""The eight degrees, in their order. Source: Kaner, Facilitator's Guide to Participatory Decision-Making."""

WORTH = {
    "informs": _("They inform: somebody else decides, knowing them."),
    "proposes": _("They propose: what we carry goes to those who decide."),
    "decides": _("They decide: what we carry is done."),
}
"""What the positions are worth: said before anybody takes one."""


@dataclass(frozen=True)
class Position:
    """Where somebody stands; its id is that of the entry that says it."""

    id: str
    degree: str
    reason: str
    site: str = ""


@dataclass(frozen=True)
class Degree:
    """What is drawn of a degree: how many took it, of each site where that may be told."""

    key: str
    title: Any
    people: int
    by_site: tuple[tuple[str, int], ...]


@dataclass
class Positions(WordsDown):
    """The state: one position a person, and the ballots from paper."""

    worth: str = "informs"
    handed: Card | None = None
    """The card that is the proposal, where no setting says it."""
    by_person: dict[str, Position] = field(default_factory=dict)
    paper: dict[str, Position] = field(default_factory=dict)
    shown: bool = False

    @property
    def proposal(self) -> str:
        """The words of the card that is the proposal."""
        return self.handed.text if self.handed else ""

    def taken(self) -> list[Position]:
        """All positions, by their ids, which are drawn by lot: nothing is told of who came first."""
        return sorted((*self.by_person.values(), *self.paper.values()), key=lambda one: one.id)

    def reasons(self, degree: str = "") -> list[Position]:
        """The positions that say why, from endorsing to blocking; or those of one degree."""
        said = [one for one in self.taken() if one.reason and one.id not in self.down]
        return [one for key in ((degree,) if degree else DEGREES) for one in said if one.degree == key]

    def text_of(self, id: str) -> str:
        return next((one.reason for one in self.taken() if one.id == id), "") if self.shown else ""

    def taken_down(self) -> tuple[tuple[Any, int], ...]:
        """How many reasons were taken down, by motive, in words."""
        return self.counted_down(one.id for one in self.taken() if one.reason)

    def by_site(self) -> dict[str, Counter[str]]:
        """People by site, then by degree; empty unless every site has five. Those of no site are a group as well."""
        taken = self.taken()
        sites = Counter(one.site for one in taken)
        if not may_be_shown(sites.values()):
            return {}
        return {site: Counter(one.degree for one in taken if one.site == site) for site in sorted(sites) if site}

    def degrees(self) -> list[Degree]:
        """All eight, also those that nobody took."""
        people, by_site = Counter(one.degree for one in self.taken()), self.by_site()
        return [
            Degree(key, title, people[key], tuple((site, count[key]) for site, count in by_site.items() if count[key]))
            for key, title in DEGREES.items()
        ]

    def view(self) -> dict[str, Any]:
        """What everyone may know once it is shown: how many, and why; never who."""
        taken, by_site = self.taken(), self.by_site()
        return {
            "degrees": self.degrees(),
            "people": len(taken),
            "most": max(Counter(one.degree for one in taken).values(), default=0),
            "reasons": [(key, title, self.reasons(key)) for key, title in DEGREES.items()],
            "proposal": self.proposal,
            "taken_down": self.taken_down(),
            "may_be_guessed": 0 < len(taken) < FEWEST,
            "too_few": not by_site and len({one.site for one in taken if one.site}) > 1,
        }

    def counts(self) -> list[Any]:
        """What a hidden stage may show: the proposal, where a card is it, and how many took a position."""
        people = len(self.taken())
        said = _.many("%(n)s person has taken a position", "%(n)s people have taken a position", people)
        return [*filter(None, [self.proposal]), said if people else _("Nobody has taken a position yet")]
