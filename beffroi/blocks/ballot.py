"""The vote engine: dots within a budget, blind until revealed, ties, run-off, decision.

Source: dot voting as practised (one budget a person, dots movable until the close), with the
run-off and the kept reason of METHODS' shared vote engine. A method that has a
`ballot: Ballot` in its state lists these commands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from beffroi.command import Command, Model
from beffroi.fields import Choice, Flag, Number, Ref, Text
from beffroi.method import SiteName, Stage, Table, Trace
from beffroi.refused import Refused
from beffroi.small_groups import may_be_shown
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

VOTE = Stage(
    "vote",
    _("Vote"),
    instruction=_("Place your dots; you can move them until the vote closes."),
    effect=_("Everyone places their dots; dots on clusters that changed since go back to their owners."),
)
DECIDE = Stage(
    "decide",
    _("Decide"),
    instruction=_("Here are the results; what do we keep?"),
    effect=_("The vote closes, and its results are shown on every page and screen."),
)

OUTCOMES = {"keep": _("Kept"), "park": _("Set aside"), "drop": _("Dropped")}
"""What became of an option, as it is shown; the form that decides says it as acts."""

ACTS = {"keep": _("Keep"), "park": _("Park"), "drop": _("Drop")}


class BallotSettings(Model):
    """What a facilitator may set of a vote."""

    ballot_question: str = Text(_("Question of the vote"), max=300, required=False)
    budget: int = Number(
        _("Dots a person"), low=0, high=50, default=0, help=_("0: a quarter of the options, between 3 and 5.")
    )
    max_per_item: int = Number(_("Dots at most on one option"), low=1, high=50, default=1)
    keep: int = Number(_("How many go on"), low=1, high=50, default=3)
    blind: bool = Flag(_("Hide the results until the vote closes"), default=True, fixed=True)
    no_self_vote: bool = Flag(_("Nobody votes for their own card"), fixed=True)


@dataclass(frozen=True)
class Option:
    """What can be voted for; `content` are the ids of the cards it stands for, `parts` whose words it says (`Card`)."""

    id: str
    text: str
    details: tuple[str, ...] = ()
    content: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    origin: str = ""
    audience: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ranked:
    """A row of the result; options that tie share a rank. `second`: its dots in a closed run-off, if it was in it."""

    rank: int
    option: Option
    total: int
    kept: bool
    tied: bool
    second: int | None = None


@dataclass(frozen=True)
class Decision:
    """What was decided of an option, and why."""

    outcome: str
    reason: str


@dataclass
class RunOff:
    """A second, short vote among the options that tie across the keep line: one dot each."""

    options: tuple[str, ...]
    choice: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    def totals(self) -> Counter[str]:
        """Dots by option."""
        return Counter(self.choice.values())


@dataclass
class Ballot:
    """The vote of one share."""

    rules: BallotSettings
    options: dict[str, Option] = field(default_factory=dict)
    dots: dict[str, dict[str, int]] = field(default_factory=dict)
    open: bool = False
    revealed: bool = False
    runoff: RunOff | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    """The site of each voter, where the activity keeps it."""

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

    def add(self, options: Iterable[Option]) -> None:
        """Put more options up for a vote under way, after the others: no dot moves."""
        if self.open:
            self.options.update({option.id: option for option in options})

    def close(self) -> None:
        """End the vote and let everyone see the results."""
        self.open, self.revealed = False, True

    def suspend(self) -> None:
        """Leave the vote backwards: nothing shows, dots stay."""
        self.open, self.revealed = False, False

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

    def across_the_line(self) -> tuple[str, ...]:
        """The options that tie across the keep line, among which a run-off is worth a minute."""
        line = [row for row in self.ranked() if row.rank <= self.rules.keep and not row.kept]
        return tuple(row.option.id for row in line) if any(row.total for row in line) else ()

    def view(self) -> dict[str, Any]:
        """What everyone may know: the options, and the tally only once revealed."""
        return {
            "voted_on": list(self.options.values()),
            "budget": self.budget,
            "voters": self.voters(),
            "voting": self.open,
            "totals": dict(self.totals()) if self.revealed else {},
            "ranked": self.ranked() if self.revealed else [],
            "decisions": self.decisions if self.revealed else {},
            **self._sites_view(),
            "outcomes": OUTCOMES,
            "runoff": self._runoff_view(),
        }

    def _sites_view(self) -> dict[str, Any]:
        """Dots by site and, for each option, (site, dots); nothing where a group is too small to be told apart."""
        by_site = self.by_site() if self.revealed else {}
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

    def overview(self) -> dict[str, Any]:
        """What facilitators see beside it: whether a run-off would part a tie."""
        return {**self.view(), "across_the_line": self.across_the_line() if self.revealed else ()}

    def mine(self, who: str) -> dict[str, Any]:
        """One person's dots: how many are left, and marks for the options that carry theirs."""
        placed = self.dots.get(who, {})
        own: dict[str, Any] = {id: {"dots": count} for id, count in placed.items() if count and id in self.options}
        if self.runoff and who in self.runoff.choice:
            own[f"runoff-{self.runoff.choice[who]}"] = {"dots": 1}
        return {"dots_left": self.left(who), "budget": self.budget, "voting": self.open, "own": own}

    def tables(self) -> Iterable[Table]:
        """The result, once revealed: never who voted what."""
        if not self.revealed or self.open:
            return
        rows, links, by_site = [], [], self.by_site()
        ranked = self.ranked()
        is_parted = any(row.second is not None for row in ranked)
        for row in ranked:
            decision = self.decisions.get(row.option.id)
            outcome = OUTCOMES[decision.outcome] if decision else ""
            said = (row.rank, row.option.text, row.total, outcome, decision.reason if decision else "")
            second = ("" if row.second is None else row.second,) if is_parted else ()
            rows.append((*said, *second, *(tally[row.option.id] for tally in by_site.values())))
            links.append({"card": row.option.id, "origin": row.option.origin})
        parted = (_("In the run-off"),) if is_parted else ()
        columns = (_("Rank"), _("Option"), _("Dots"), _("Decision"), _("Reason"), *parted, *map(SiteName, by_site))
        yield Table("votes", columns, rows, links)

    def outcomes(self) -> dict[str, str]:
        """In words, what became of each option that was decided on or that the vote keeps; empty until it is over."""
        if not self.revealed or self.open:
            return {}
        told = (row for row in self.ranked() if row.kept or row.option.id in self.decisions)
        return {row.option.id: self._outcome(row) for row in told}

    def _outcome(self, row: Ranked) -> str:
        decision = self.decisions.get(row.option.id)
        said = OUTCOMES[decision.outcome] if decision else _("Kept by the vote")
        rank = _("rank %(rank)s", rank=row.rank) if row.total else ""
        return " · ".join(filter(None, (str(said), str(rank), decision.reason if decision else "")))

    def traces(self, options: Iterable[Option]) -> Iterable[Trace]:
        """The links of the evidence chain: what each option copies, and what became of it."""
        outcomes = self.outcomes()
        for one in options:
            sources = (one.origin,) if one.origin else ()
            yield Trace(one.id, one.text, "option", sources, one.audience, outcomes.get(one.id, ""))


class HasBallot(Protocol):
    """A state with a vote in it."""

    ballot: Ballot


def _option(state: HasBallot, option: str) -> Option:
    found = state.ballot.options.get(option)
    if found is None:
        raise Refused(_("That option is no longer here."))
    return found


class Dot(Command, stage="vote", apart=True, done=_("Dot placed")):
    """Place a dot on an option."""

    option: str = Ref()

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        ballot = state.ballot
        option = _option(state, self.option)
        if ballot.rules.no_self_vote and stamp.who in option.authors:
            raise Refused(_("This one is yours: place your dots on others' cards."))
        if ballot.left(stamp.who) < 1:
            raise Refused(_("You have no dot left: take one back first."))
        if ballot.dots.get(stamp.who, {}).get(self.option, 0) >= ballot.most_on_one:
            raise Refused(_("You cannot place more dots on this one."))

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        state.ballot.sites[stamp.who] = stamp.site
        placed = state.ballot.dots.setdefault(stamp.who, {})
        placed[self.option] = placed.get(self.option, 0) + 1


class TakeDot(Command, stage="vote", apart=True, done=_("Dot taken back")):
    """Take a dot back."""

    option: str = Ref()

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        if not state.ballot.dots.get(stamp.who, {}).get(self.option):
            raise Refused(_("You have no dot there."))

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        placed = state.ballot.dots.get(stamp.who, {})
        placed[self.option] = max(0, placed.get(self.option, 0) - 1)
        if not placed[self.option]:
            del placed[self.option]


PAPER = "paper:"
PAPER_MOST = 1000
"""Ballots from paper in one vote, at most."""


class PaperBallot(Command, stage="vote", apart=True, role=FACILITATOR, title=_("Ballot from paper")):
    """Enter one person's ballot from paper: the numbers of the options, a number for each dot."""

    numbers: str = Text(
        _("Ballot on paper: numbers of the options"),
        max=200,
        help=_("One number a dot, with blanks or commas between."),
    )

    def picked(self, state: HasBallot) -> Counter[str] | None:
        """The dots by option, or None where something is not the number of an option."""
        ids = list(state.ballot.options)
        written = self.numbers.replace(",", " ").replace(";", " ").split()
        if not written or not all(n.isdecimal() and 1 <= int(n) <= len(ids) for n in written):
            return None
        return Counter(ids[int(n) - 1] for n in written)

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        picked = self.picked(state)
        if sum(who.startswith(PAPER) for who in state.ballot.dots) >= PAPER_MOST:
            raise Refused(_("This vote holds %(most)s ballots from paper, and no more.", most=PAPER_MOST))
        if picked is None:
            raise Refused(_("Write only the numbers of the options, for instance: 2 5 7."))
        if picked.total() > state.ballot.budget:
            raise Refused(_("A ballot holds %(n)s dots at most.", n=state.ballot.budget))
        if max(picked.values()) > state.ballot.most_on_one:
            raise Refused(_("An option takes %(n)s dots at most from one ballot.", n=state.ballot.most_on_one))

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        state.ballot.dots[PAPER + stamp.id] = dict(self.picked(state) or {})


class OpenRunoff(Command, stage="decide", role=FACILITATOR, touches_others=True, title=_("Run-off opened")):
    """Offer a run-off among the options that tie across the keep line."""

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        if state.ballot.runoff and not state.ballot.runoff.closed:
            raise Refused(_("The run-off is already open."))
        if not state.ballot.across_the_line():
            raise Refused(_("No tie crosses the line: there is nothing to part."))

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        state.ballot.runoff = RunOff(state.ballot.across_the_line())


class RunoffDot(Command, stage="decide", apart=True, done=_("Dot placed")):
    """Choose one option in the run-off, or change one's choice."""

    option: str = Ref()

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        runoff = state.ballot.runoff
        if runoff is None or runoff.closed or self.option not in runoff.options:
            raise Refused(_("The run-off is closed."))

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        if state.ballot.runoff:
            state.ballot.runoff.choice[stamp.who] = self.option


class CloseRunoff(Command, stage="decide", role=FACILITATOR, touches_others=True, title=_("Run-off closed")):
    """Close the run-off; the ranking takes it in."""

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        if state.ballot.runoff is None or state.ballot.runoff.closed:
            raise Refused(_("The run-off is closed."))

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        if state.ballot.runoff:
            state.ballot.runoff.closed = True


class Decide(Command, stage="decide", role=FACILITATOR, title=_("Decision")):
    """Keep, park or drop an option, with the reason."""

    option: str = Ref(edits=False)
    outcome: str = Choice(_("Decision"), ACTS, default="keep")
    reason: str = Text(_("Reason"), max=300, required=False)

    def told(self, state: HasBallot) -> str:
        option = state.ballot.options.get(self.option)
        return " · ".join(filter(None, (option.text if option else "", str(OUTCOMES[self.outcome]), self.reason)))

    def check(self, state: HasBallot, stamp: Stamp) -> None:
        _option(state, self.option)

    def apply(self, state: HasBallot, stamp: Stamp) -> None:
        state.ballot.decisions[self.option] = Decision(self.outcome, self.reason)


BALLOT_COMMANDS: tuple[type[Command], ...] = (
    Dot, TakeDot, PaperBallot, OpenRunoff, RunoffDot, CloseRunoff, Decide,
)  # fmt: skip
