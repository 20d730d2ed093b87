"""The vote of one scope: dots within a budget, blind until revealed, ties, run-off, decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from beffroi.blocks.ballot.options import Decision, Option, Ranked, RunOff
from beffroi.blocks.ballot.settings import BallotSettings
from beffroi.blocks.ballot.stages import OUTCOMES
from beffroi.blocks.ballot.worth import kept_by, worth_of
from beffroi.small_groups import may_be_shown
from beffroi.vocabulary import Kept
from beffroi.words import translator

_ = translator(__name__)

PAPER = "paper:"
"""What begins the name of whoever voted on paper: nobody's own."""


@dataclass
class Vote:
    """The vote of one scope: the state of a ballot.

    Under its `rules`, the `options` by id have `dots` by person and option: people are never shown. It is `open`, then
    `revealed`; a `runoff` may follow, and `decisions`, by option.
    """

    rules: BallotSettings
    options: dict[str, Option] = field(default_factory=dict)
    dots: dict[str, dict[str, int]] = field(default_factory=dict)
    open: bool = False
    revealed: bool = False
    runoff: RunOff | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    """The site of each voter, where the activity keeps it."""
    aside: dict[str, Option] = field(default_factory=dict)
    """The options that were taken down since the vote began: their dots count nowhere, and are there if they return."""
    unseen: set[str] = field(default_factory=set)
    """The options whose results wait to be shown: none unless they are shown from the last to the first."""

    def begin(self, options: Iterable[Option], lots: Random) -> None:
        """Open the vote on these options, in one shuffled order for all; opened again, what was there stays in place.

        Dots on what changed since the last time go back to their owners.
        """
        there = {option.id: option for option in options}
        added = sorted(there.keys() - self.options.keys())
        lots.shuffle(added)
        new = {id: there[id] for id in (*self.options, *added) if id in there}
        changed = {id for id, old in self.options.items() if id not in new or new[id].content != old.content}
        for placed in self.dots.values():
            for id in changed & placed.keys():
                del placed[id]
        self.options, self.open, self.revealed, self.runoff = new, True, not self.rules.blind, None
        self.aside = {id: option for id, option in self.aside.items() if id not in new}

    def add(self, options: Iterable[Option]) -> None:
        """Put more options up for a vote under way, after the others: no dot moves."""
        if self.open:
            self.options.update({option.id: option for option in options})

    def follow(self, options: Iterable[Option], thing: str) -> None:
        """Show what holds a thing as it stands now among these options: put aside, back in its place, or worded anew.

        No dot moves: whoever placed some on what is put aside has them back as long as it is.
        """
        told = {id: option for id, option in (self.options | self.aside).items() if option.holds(thing)}
        if not told:
            return
        there = {option.id: option for option in options}
        for id, option in told.items():
            if new := there.get(id):
                self.aside.pop(id, None)
                self.options[id] = replace(option, text=new.text, details=new.details, parts=new.parts)
            else:
                self.options.pop(id, None)
                self.aside[id] = option

    def close(self) -> None:
        """End the vote and let everyone see the results: all at once, or from the last to the first."""
        waits = self.open and self.rules.last_first and self.rules.blind
        self.unseen = set(self.options) if waits else set()
        self.open, self.revealed = False, True

    def show_next(self) -> None:
        """Show what does not go on, all of it at once; then the next rank up, at each call. Ties come together."""
        rows = [row for row in self.ranked() if row.option.id in self.unseen]
        below = [row for row in rows if not row.kept] or [row for row in rows if row.rank == rows[-1].rank]
        self.unseen -= {row.option.id for row in below}

    def show_all(self) -> None:
        """Show every result."""
        self.unseen = set()

    def suspend(self) -> None:
        """Leave the vote backwards: nothing shows, dots stay."""
        self.open, self.revealed = False, False

    @property
    def is_over(self) -> bool:
        """Whether it was held, and everyone sees what came of it."""
        return self.revealed and not self.open

    @property
    def budget(self) -> int:
        """Dots a person: as set, or a quarter of the options, between 3 and 5."""
        return self.rules.budget or min(5, max(3, len(self.options) // 4))

    @property
    def most_on_one(self) -> int:
        """Dots one option may get from one person."""
        return min(self.rules.max_per_item, self.budget)

    def spent(self, who: str) -> int:
        """Dots a person has placed, on the options there are."""
        return sum(count for id, count in self.dots.get(who, {}).items() if id in self.options)

    def left(self, who: str) -> int:
        """Dots a person can still place; negative when the budget was lowered under them."""
        return self.budget - self.spent(who)

    def voters(self) -> int:
        """How many people have placed at least one dot, paper ballots included."""
        return sum(1 for placed in self.dots.values() if any(placed.values()))

    def papers(self) -> int:
        """How many ballots came on paper."""
        return sum(who.startswith(PAPER) and any(placed.values()) for who, placed in self.dots.items())

    def totals(self) -> Counter[str]:
        """Dots by option, of the options there are."""
        tally: Counter[str] = Counter()
        for placed in self.dots.values():
            tally.update({id: count for id, count in placed.items() if id in self.options})
        return tally

    def by_site(self) -> dict[str, Counter[str]]:
        """Dots by site, then by option; empty unless every site that voted has five voters.

        Ballots of no site, as those from paper, are a group as well: it is what the sites leave of the totals.
        """
        voters = Counter(self.sites.get(who, "") for who, placed in self.dots.items() if any(placed.values()))
        if not may_be_shown(voters.values()):
            return {}
        tally: dict[str, Counter[str]] = {site: Counter() for site in sorted(voters) if site}
        for who, placed in self.dots.items():
            if site := self.sites.get(who):
                tally[site].update({id: count for id, count in placed.items() if id in self.options})
        return tally

    def void(self, who: str) -> None:
        """Give somebody all their dots back."""
        self.dots.pop(who, None)
        if self.runoff and not self.runoff.closed:
            self.runoff.choice.pop(who, None)

    def ranked(self) -> list[Ranked]:
        """Options from the most dots to the fewest; a closed run-off parts those that it was about."""
        totals = self.totals()
        second = self.runoff.totals() if self.runoff and self.runoff.closed else Counter[str]()
        score = {id: (totals[id], second[id]) for id in self.options}
        order = sorted(self.options, key=lambda id: score[id], reverse=True)
        at_rank = Counter(score.values())
        asked = self.runoff.options if self.runoff and self.runoff.closed else ()
        ranked: list[Ranked] = []
        for place, id in enumerate(order, 1):
            same = bool(ranked) and score[order[place - 2]] == score[id]
            rank = ranked[-1].rank if same else place
            kept = rank + at_rank[score[id]] - 1 <= self.rules.keep
            parted = second[id] if id in asked else None
            ranked.append(Ranked(rank, self.options[id], totals[id], kept, at_rank[score[id]] > 1, parted))
        return ranked

    def kept(self) -> list[Kept]:
        """What was decided to be kept, with its dots and the reason; where nothing was decided, what came first."""
        if not self.is_over:
            return []
        decided = {id for id, one in self.decisions.items() if one.outcome == "keep"}
        rows = [row for row in self.ranked() if (row.option.id in decided if self.decisions else row.kept)]
        return [Kept(row.option.id, row.option.text, self._why(row)) for row in rows]

    def _why(self, row: Ranked) -> str:
        decision, dots = self.decisions.get(row.option.id), _.many("%(n)s dot", "%(n)s dots", row.total)
        said = decision.reason if decision else kept_by(self.rules)
        return _("%(dots)s · %(reason)s", dots=dots, reason=said) if said else dots

    def across_the_line(self) -> tuple[str, ...]:
        """The options that tie across the keep line, among which a run-off is worth a minute."""
        line = [row for row in self.ranked() if row.rank <= self.rules.keep and not row.kept]
        return tuple(row.option.id for row in line) if any(row.total for row in line) else ()

    def shown(self) -> list[Ranked]:
        """The results that everyone sees."""
        return [row for row in self.ranked() if row.option.id not in self.unseen] if self.revealed else []

    def view(self) -> dict[str, Any]:
        """What everyone may know: the options, and the tally only once revealed."""
        shown = self.shown()
        seen = {row.option.id for row in shown}
        return {
            "voted_on": list(self.options.values()),
            "budget": self.budget,
            "voters": self.voters(),
            "most_on_one": self.most_on_one,
            "voting": self.open,
            "totals": {id: n for id, n in self.totals().items() if id in seen} if self.revealed else {},
            "ranked": shown,
            "unseen": len(self.unseen & self.options.keys()),
            "decisions": {id: one for id, one in self.decisions.items() if id in seen},
            **self._sites_view(seen),
            "outcomes": OUTCOMES,
            "worth": worth_of(self.rules),
            "kept_words": kept_by(self.rules),
            "runoff": self._runoff_view(),
        }

    def _sites_view(self, seen: Set[str]) -> dict[str, Any]:
        """Dots by site and, for each option seen, (site, dots); nothing where a group is too small to be told apart."""
        told = self.by_site() if self.revealed else {}
        by_site = {site: Counter({id: n for id, n in tally.items() if id in seen}) for site, tally in told.items()}
        voted_from = {site for who, site in self.sites.items() if site and any(self.dots.get(who, {}).values())}
        return {
            "by_site": by_site,
            "site_dots_of": {id: tuple((site, tally[id]) for site, tally in by_site.items()) for id in self.options},
            "too_few": self.revealed and len(voted_from) > 1 and not by_site,
        }

    def _runoff_view(self) -> dict[str, Any] | None:
        if self.runoff is None:
            return None
        return {
            "options": [self.options[id] for id in self.runoff.options if id in self.options],
            "voters": len(self.runoff.choice),
            "closed": self.runoff.closed,
        }

    def facilitator_view(self) -> dict[str, Any]:
        """What facilitators see beside it: whether a run-off would part a tie."""
        view = self.view()
        if not self.revealed:
            return {**view, "across_the_line": ()}
        across = () if self.unseen else self.across_the_line()
        return {**view, "ranked": self.ranked(), "decisions": self.decisions, "across_the_line": across}

    def personal_view(self, who: str) -> dict[str, Any]:
        """One person's dots: how many are left, and marks for the options that carry theirs."""
        placed = self.dots.get(who, {})
        own: dict[str, Any] = {id: {"dots": count} for id, count in placed.items() if count and id in self.options}
        if self.runoff and who in self.runoff.choice:
            own[f"runoff-{self.runoff.choice[who]}"] = {"dots": 1}
        most, is_open = self.most_on_one, self.open
        return {
            "dots_left": self.left(who), "budget": self.budget, "most_on_one": most, "voting": is_open, "own": own
        }  # fmt: skip

    def outcomes(self) -> dict[str, str]:
        """In words, what became of each option that was decided on or is before the line; empty until it is over."""
        if not self.is_over or self.unseen:
            return {}
        told = (row for row in self.ranked() if row.kept or row.option.id in self.decisions)
        return {row.option.id: self._outcome(row) for row in told}

    def _outcome(self, row: Ranked) -> str:
        decision = self.decisions.get(row.option.id)
        said = OUTCOMES[decision.outcome] if decision else kept_by(self.rules)
        rank = _("rank %(rank)s", rank=row.rank) if row.total else ""
        return " · ".join(filter(None, (str(said), str(rank), decision.reason if decision else "")))
