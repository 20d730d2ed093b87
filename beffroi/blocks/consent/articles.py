"""Articles, the rounds of stances on each, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.report.numbers import day_in_words
from beffroi.words import translator

_ = translator(__name__)

PAPER = "paper:"
"""What the key of a stance from paper begins with, in the place of a person."""

STANCES = {
    "agree": _("No objection"),
    "reserve": _("Reservation"),
    "object": _("Objection"),
    "pass": _("I say nothing on it"),
}
"""The four stances: a reservation is kept and blocks nothing, an objection has a reason."""

OUTCOMES = {
    "adopted": _("Adopted"),
    "trial": _("Adopted on trial"),
    "sent": _("Sent on"),
    "rejected": _("Not adopted"),
}
"""What may become of an article."""

GOES_ON = ("adopted", "trial")
"""The outcomes that go on over an objection, where one stands."""


@dataclass(frozen=True)
class Stance:
    """Where one person stands on an article: a `kind` of `STANCES`, with their `words`; `id` is that of its entry.

    An objection that its author withdrew stays, `withdrawn`.
    """

    id: str
    kind: str
    words: str = ""
    withdrawn: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is an objection that nobody withdrew."""
        return self.kind == "object" and not self.withdrawn


@dataclass
class Round:
    """One round of `stances`, by person, on one `text` of an article; `id` is of the entry that worded it, or ""."""

    text: str
    id: str = ""
    stances: dict[str, Stance] = field(default_factory=dict)

    def of(self, kind: str) -> list[Stance]:
        """The stances of a kind, by their ids, which are drawn by lot: nothing is told of who came first."""
        return sorted((one for one in self.stances.values() if one.kind == kind), key=lambda one: one.id)


@dataclass(frozen=True)
class Outcome:
    """What became of an article: a `kind` of `OUTCOMES`, `until` when or `to` whom, and why, its `motive`."""

    kind: str
    until: str = ""
    to: str = ""
    motive: str = ""


@dataclass
class Article:
    """An article, the `thing` that it is, its `rounds` and its `outcome`, if one was recorded."""

    thing: Option
    rounds: list[Round]
    outcome: Outcome | None = None
    is_open: bool = False
    """Whether stances of its last round are being taken."""

    @property
    def id(self) -> str:
        """The id of the thing that it is."""
        return self.thing.id

    @property
    def text(self) -> str:
        """Its last wording."""
        return self.rounds[-1].text

    @property
    def closed(self) -> list[Round]:
        """The rounds of which one may speak."""
        return self.rounds[:-1] if self.is_open else self.rounds

    def standing(self) -> dict[str, Stance]:
        """The last stance of each who took one: who objected once does so until they say otherwise."""
        return {who: one for round_ in self.closed for who, one in round_.stances.items()}

    def objections(self) -> list[Stance]:
        """Those that stand."""
        return sorted((one for one in self.standing().values() if one.stands), key=lambda one: one.id)

    def reservations(self) -> list[Stance]:
        """Those that stand, with words or without."""
        return sorted((one for one in self.standing().values() if one.kind == "reserve"), key=lambda one: one.id)

    def counts(self) -> dict[str, int]:
        """How many stand where; an objection that was withdrawn is counted apart."""
        told = Counter("withdrawn" if one.withdrawn else one.kind for one in self.standing().values())
        return {kind: told[kind] for kind in (*STANCES, "withdrawn")}

    @property
    def became(self) -> str:
        """What became of it: what was recorded, else adopted where somebody answered and nobody objects; "": open."""
        if self.outcome:
            return self.outcome.kind
        counts = self.counts()
        said = counts["agree"] + counts["reserve"] + counts["withdrawn"]
        return "adopted" if said and not counts["object"] and not self.is_open else ""

    @property
    def maintained(self) -> list[Stance]:
        """The objections over which it went on."""
        return self.objections() if self.outcome and self.outcome.kind in GOES_ON else []

    @property
    def is_plain(self) -> bool:
        """Whether it was adopted at once, with the others that nobody objected to."""
        is_alone = len(self.rounds) > 1 or self.outcome or any(one.of("object") for one in self.closed)
        return self.became == "adopted" and not is_alone

    @property
    def said(self) -> Any:
        """What became of it, in words."""
        outcome = self.outcome
        if outcome and outcome.kind == "trial":
            return _("Adopted on trial until %(day)s", day=day_in_words(outcome.until))
        if outcome and outcome.kind == "sent":
            return _("Sent to: %(to)s", to=outcome.to)
        return OUTCOMES.get(self.became, _("To settle"))

    @property
    def why(self) -> Any:
        """Why, in words: the motive, and the objections that are maintained."""
        motive = self.outcome.motive if self.outcome else ""
        if not self.maintained:
            return motive
        kept = _.many("%(n)s objection maintained", "%(n)s objections maintained", len(self.maintained))
        return _("%(objections)s: %(motive)s", objections=kept, motive=motive) if motive else kept


@dataclass(frozen=True)
class Mine:
    """An article as one person has it: their `stance` in the round that is open, their `objection` that stands."""

    number: int
    id: str
    text: str
    is_open: bool
    stance: Stance | None = None
    objection: Stance | None = None


@dataclass
class Articles:
    """`all` the articles, in their order; `aside` are those that were taken down where they come from.

    `is_shown` says whether everybody sees where all stand."""

    all: dict[str, Article] = field(default_factory=dict)
    aside: dict[str, Article] = field(default_factory=dict)
    is_shown: bool = False

    def begin(self, things: Iterable[Option]) -> None:
        """One round on all that is not settled yet."""
        self.follow(things)
        self.is_shown = False
        for one in self.all.values():
            one.is_open = len(one.rounds) == 1 and one.outcome is None

    def follow(self, things: Iterable[Option]) -> None:
        """What is there now: what was said of it stays, and comes back with it."""
        known, self.all = {**self.aside, **self.all}, {}
        for thing in things:
            one = known.pop(thing.id, None) or Article(thing, [Round(thing.text)])
            one.thing, one.rounds[0].text = thing, thing.text
            self.all[thing.id] = one
        self.aside = known

    def show(self) -> None:
        """Everybody sees where all stand."""
        self.is_shown = True
        for one in self.all.values():
            one.is_open = False

    def open(self) -> list[Article]:
        """What stances are taken on now."""
        return [one for one in self.all.values() if one.is_open]

    @property
    def again(self) -> Article | None:
        """The article of which a further round is open."""
        return next((one for one in self.open() if self.is_shown), None)

    def take(self, who: str, thing: str, stance: Stance | None) -> None:
        """Somebody stands there; None: nowhere."""
        article = self.all.get(thing)
        if article is None or not article.is_open:
            return
        if stance is None:
            article.rounds[-1].stances.pop(who, None)
        else:
            article.rounds[-1].stances[who] = stance

    def withdraw(self, thing: str, who: str) -> None:
        """An objection is withdrawn, and stays in the history."""
        article = self.all.get(thing)
        for round_ in reversed(article.closed) if article else ():
            if who in round_.stances:
                if round_.stances[who].stands:
                    round_.stances[who] = replace(round_.stances[who], withdrawn=True)
                return

    def people(self) -> set[str]:
        """Who answered anything, without a paper."""
        return {who for of in self._stances() for who in of if not who.startswith(PAPER)}

    def papers(self) -> int:
        """How many papers there are: the most of one article, since each is entered article by article."""
        return max(map(_papers_of, self._stances()), default=0)

    def paper_stances(self) -> int:
        """How many stances came on paper, of all articles."""
        return sum(map(_papers_of, self._stances()))

    def _stances(self) -> list[dict[str, Stance]]:
        return [round_.stances for one in self.all.values() for round_ in one.rounds]

    def answered(self) -> int:
        """How many people and papers answered something."""
        return len(self.people()) + self.papers()

    def void(self, who: str) -> None:
        """What somebody said in a round that is open does not count."""
        for one in self.open():
            one.rounds[-1].stances.pop(who, None)

    def mine(self, who: str) -> list[Mine]:
        """What one person may answer, or take back."""
        told = []
        for number, one in enumerate(self.all.values(), 1):
            standing = one.standing().get(who) if self.is_shown else None
            mine = one.rounds[-1].stances.get(who) if one.is_open else None
            objection = standing if standing and standing.stands else None
            if one.is_open or objection:
                told.append(Mine(number, one.id, one.text, one.is_open, mine, objection))
        return told


def _papers_of(stances: dict[str, Stance]) -> int:
    return sum(who.startswith(PAPER) for who in stances)
