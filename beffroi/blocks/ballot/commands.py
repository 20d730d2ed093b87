"""What people ask of a vote: to place dots, and, facilitators, to enter ballots from paper, part ties and decide."""

from __future__ import annotations

from collections import Counter

from beffroi.blocks.ballot.options import Decision, Option, RunOff
from beffroi.blocks.ballot.stages import ACTS, OUTCOMES
from beffroi.blocks.ballot.vote import PAPER, Vote
from beffroi.command import Command
from beffroi.fields import Choice, Flag, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)


def _option(vote: Vote, option: str) -> Option:
    found = vote.options.get(option)
    if found is None:
        raise Refused(_("That option is no longer here."))
    return found


class Dot(Command, stage="vote", apart=True, announcement=_("Dot placed")):
    """Place a dot on an option."""

    option: str = Ref()

    def check(self, vote: Vote, stamp: Stamp) -> None:
        option = _option(vote, self.option)
        if vote.rules.no_self_vote and stamp.who in option.authors:
            raise Refused(_("This one is yours: place your dots on others' cards."))
        if vote.left(stamp.who) < 1:
            raise Refused(_("You have no dot left: take one back first."))
        if vote.dots.get(stamp.who, {}).get(self.option, 0) >= vote.most_on_one:
            raise Refused(_("You cannot place more dots on this one."))

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        vote.sites[stamp.who] = stamp.site
        placed = vote.dots.setdefault(stamp.who, {})
        placed[self.option] = placed.get(self.option, 0) + 1


class TakeDot(Command, stage="vote", apart=True, announcement=_("Dot taken back")):
    """Take a dot back."""

    option: str = Ref()

    def check(self, vote: Vote, stamp: Stamp) -> None:
        if not vote.dots.get(stamp.who, {}).get(self.option):
            raise Refused(_("You have no dot there."))

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        placed = vote.dots.get(stamp.who, {})
        placed[self.option] = max(0, placed.get(self.option, 0) - 1)
        if not placed[self.option]:
            del placed[self.option]


PAPER_MOST = 1000
"""Ballots from paper in one vote, at most."""


class PaperBallot(Command, stage="vote", apart=True, role=FACILITATOR, title=_("Ballot from paper")):
    """Enter one person's ballot from paper: the numbers of the options, a number for each dot."""

    numbers: str = Text(
        _("Ballot on paper: numbers of the options"),
        max=200,
        help=_("One number a dot, with blanks or commas between."),
    )

    def picked(self, vote: Vote) -> Counter[str] | None:
        """The dots by option, or None where something is not the number of an option."""
        ids = list(vote.options)
        written = self.numbers.replace(",", " ").replace(";", " ").split()
        if not written or not all(n.isdecimal() and 1 <= int(n) <= len(ids) for n in written):
            return None
        return Counter(ids[int(n) - 1] for n in written)

    def check(self, vote: Vote, stamp: Stamp) -> None:
        picked = self.picked(vote)
        if vote.papers() >= PAPER_MOST:
            raise Refused(_("This vote holds %(most)s ballots from paper, and no more.", most=PAPER_MOST))
        if picked is None:
            raise Refused(_("Write only the numbers of the options, for instance: 2 5 7."))
        if picked.total() > vote.budget:
            raise Refused(
                _.many("A ballot holds %(n)s dot at most.", "A ballot holds %(n)s dots at most.", vote.budget)
            )
        if max(picked.values()) > vote.most_on_one:
            raise Refused(
                _.many(
                    "An option takes %(n)s dot at most from one ballot.",
                    "An option takes %(n)s dots at most from one ballot.",
                    vote.most_on_one,
                )
            )

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        vote.dots[PAPER + stamp.id] = dict(self.picked(vote) or {})


class OpenRunoff(Command, stage="decide", role=FACILITATOR, affects_others=True, title=_("Run-off opened")):
    """Offer a run-off among the options that tie across the keep line."""

    def check(self, vote: Vote, stamp: Stamp) -> None:
        if vote.runoff and not vote.runoff.closed:
            raise Refused(_("The run-off is already open."))
        if vote.unseen:
            raise Refused(_("Show all the results first: the run-off is about some of them."))
        if not vote.across_the_line():
            raise Refused(_("No tie crosses the line: there is nothing to part."))

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        vote.runoff = RunOff(vote.across_the_line())


class RunoffDot(Command, stage="decide", apart=True, announcement=_("Dot placed")):
    """Choose one option in the run-off, or change one's choice."""

    option: str = Ref()

    def check(self, vote: Vote, stamp: Stamp) -> None:
        runoff = vote.runoff
        if runoff is None or runoff.closed or self.option not in runoff.options:
            raise Refused(_("The run-off is closed."))

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        if vote.runoff:
            vote.runoff.choice[stamp.who] = self.option


class CloseRunoff(Command, stage="decide", role=FACILITATOR, affects_others=True, title=_("Run-off closed")):
    """Close the run-off; the ranking takes it in."""

    def check(self, vote: Vote, stamp: Stamp) -> None:
        if vote.runoff is None or vote.runoff.closed:
            raise Refused(_("The run-off is closed."))

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        if vote.runoff:
            vote.runoff.closed = True


class ShowNext(Command, stage="decide", role=FACILITATOR, affects_others=True, title=_("Results shown")):
    """Show the next results of those that are shown from the last to the first, or all that are left."""

    all: bool = Flag(_("All that are left"))

    def check(self, vote: Vote, stamp: Stamp) -> None:
        if not vote.unseen:
            raise Refused(_("All the results are shown."))

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        if self.all:
            vote.show_all()
        else:
            vote.show_next()


class Decide(Command, stage="decide", role=FACILITATOR, title=_("Decision")):
    """Keep, park or drop an option, with the reason."""

    option: str = Ref(edits=False)
    outcome: str = Choice(_("Decision"), ACTS, default="keep")
    reason: str = Text(_("Reason"), max=300, required=False)

    def undo_label(self, vote: Vote) -> str:
        option = vote.options.get(self.option)
        return " · ".join(filter(None, (option.text if option else "", str(OUTCOMES[self.outcome]), self.reason)))

    def check(self, vote: Vote, stamp: Stamp) -> None:
        _option(vote, self.option)

    def apply(self, vote: Vote, stamp: Stamp) -> None:
        vote.decisions[self.option] = Decision(self.outcome, self.reason)


BALLOT_COMMANDS: tuple[type[Command], ...] = (
    Dot, TakeDot, PaperBallot, ShowNext, OpenRunoff, RunoffDot, CloseRunoff, Decide,
)  # fmt: skip
