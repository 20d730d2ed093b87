"""What a table or a room makes: a problem, answers below one another, and the chains that they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Card, translator

_ = translator(__name__)

WHYS = (_("First why"), _("Second why"), _("Third why"), _("Fourth why"), _("Fifth why"))
MOST = len(WHYS)
"""Answers in a chain."""

CHAINS_MOST = 3
"""Chains on a sheet: beyond, another method serves."""


@dataclass(frozen=True)
class Link:
    """The problem or an answer. `after` is what it answers the why of, "" the problem; `worded` who worded it last."""

    id: str
    text: str
    after: str = ""
    who: str = ""
    is_checked: bool = False
    worded: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Shown:
    """What is drawn of an answer, in one chain: no author."""

    key: str
    id: str
    why: Any
    text: str
    is_checked: bool = False
    is_end: bool = False


@dataclass(frozen=True)
class Chain:
    """From the problem down to an end; `key` stays while it grows, `table` is whose it is, in plenary."""

    key: str
    problem: str
    links: tuple[Shown, ...]
    table: str = ""


@dataclass
class Sheet:
    """The state: a problem and a tree of answers; in plenary also what the tables bring."""

    problem: Link | None = None
    links: dict[str, Link] = field(default_factory=dict)
    brought: dict[str, Card] = field(default_factory=dict)
    is_read: bool = False

    @property
    def problem_said(self) -> str:
        """The words of the problem, or "" where nobody said it."""
        return self.problem.text if self.problem else ""

    def below(self, id: str) -> list[Link]:
        """The answers to the why of one thing, the oldest first."""
        return [link for link in self.links.values() if link.after == id]

    def path(self, link: Link) -> list[Link]:
        """From the answer to the first why down to this one."""
        found = [link]
        while found[0].after:
            found.insert(0, self.links[found[0].after])
        return found

    def ends(self) -> list[Link]:
        """What nothing answers the why of: the ends of the chains, or the problem, where somebody wrote it here."""
        answered = {link.after for link in self.links.values()}
        found = [link for link in self.links.values() if link.id not in answered]
        alone = [self.problem] if self.problem and self.problem.worded else []
        return found or alone

    def first_of(self, end: Link) -> str:
        """The answer at which the chain of an end parts from those before it: its key, which stays while it grows."""
        path = self.path(end)
        forks = [link.id for link in path if self.below(link.after)[0] != link]
        return forks[-1] if forks else path[0].id

    def chains(self) -> list[Chain]:
        """The sheet's own chains, one an end."""
        ends = sorted((link for link in self.ends() if link.id in self.links), key=self._place)
        return [self._chain(end) for end in ends]

    def _place(self, end: Link) -> int:
        return list(self.links).index(self.first_of(end))

    def _chain(self, end: Link) -> Chain:
        key = self.first_of(end)
        shown = [
            Shown(f"{key}-{link.id}", link.id, why, link.text, link.is_checked, link is end)
            for why, link in zip(WHYS, self.path(end), strict=False)
        ]
        return Chain(key, self.problem_said, tuple(shown))

    def shown_chains(self) -> list[Chain]:
        """What is read: the sheet's own chains, then those of the tables."""
        return [*self.chains(), *map(_brought_chain, self.brought.values())]

    def causes(self) -> list[Card]:
        """The ends as cards, each with the way down to it; those of the tables as they were brought."""
        own = [self._card(link) for link in self.ends() if link.id in self.links]
        return [*own, *self.brought.values()]

    def _card(self, end: Link) -> Card:
        """The cause at an end: of a chain, whose id stays while it grows, and which holds the way down to it."""
        top = (self.problem.id if self.problem else "", self.problem_said)
        way = (top, *((link.id, link.text) for link in self.path(end)))
        parts = ((end.worded or end.id, ""),)
        return Card(f"c-{self.first_of(end)}", end.text, "root_cause", details=way, parts=parts)

    def bring(self, cards: Iterable[Card]) -> None:
        """Put the chains of the tables side by side; one that comes again has grown, or has other words."""
        self.brought.update({card.id: card for card in cards})

    def view(self) -> dict[str, Any]:
        """What everyone may know."""
        chains = self.shown_chains()
        return {"problem": self.problem_said, "chains": chains, "may_branch": len(self.chains()) < CHAINS_MOST}

    def tools(self, touchable: Sequence[Link]) -> dict[str, Any]:
        """What may be answered, and which ends may be worded anew or taken back."""
        ends = [(chain.links[-1].id, chain.links[-1].text, len(chain.links)) for chain in self.chains()]
        open_ends = ends or ([("", self.problem_said, 0)] if self.problem else [])
        return {
            "asked": [(id, text, WHYS[depth]) for id, text, depth in open_ends if depth < MOST],
            "touchable": [(link.id, link.text, link.is_checked) for link in touchable],
        }


def _brought_chain(card: Card) -> Chain:
    (_id, problem), *way = card.details
    last = len(way) - 1
    shown = (
        Shown(f"{card.id}-{id}", id, why, text, is_end=place == last)
        for place, (why, (id, text)) in enumerate(zip(WHYS, way, strict=False))
    )
    return Chain(card.id, problem, tuple(shown), card.table)
