"""Articles, the rounds of stances on each, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.blocks.consent.discussion import Discussion
from beffroi.blocks.consent.stances import GOES_ON, OUTCOMES, PAPER, STANCES, Outcome, Round, Stance
from beffroi.report.numbers import day_in_words
from beffroi.small_groups import may_be_shown
from beffroi.words import translator

_ = translator(__name__)


@dataclass
class Article:
    """An article, the `thing` that it is, its `rounds` and its `outcome`, if one was recorded."""

    thing: Option
    rounds: list[Round]
    outcome: Outcome | None = None
    is_open: bool = False
    """Whether stances of its last round are being taken."""
    first: str = ""
    """Its wording when the first round began to be prepared, where it was worded anew before anybody took a stance."""

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
        return {who: one for round_ in self.closed for who, one in (*round_.stances.items(), *round_.taken.items())}

    def stance(self, id: str) -> Stance | None:
        """A stance of which one may speak, by its id: the last that bears it."""
        found = (one for round_ in reversed(self.closed) for one in round_.stances.values() if one.id == id)
        return next(found, None)

    def words_of(self, stance: Stance) -> str:
        """What it says, or the one that it takes up."""
        first = self.stance(stance.of) if stance.of else None
        return first.words if first else stance.words

    def takers(self, id: str) -> int:
        """How many hold an objection as their own that somebody else made."""
        return sum(one.of == id for one in self.objections())

    def amend(self, text: str, id: str) -> None:
        """It is worded anew before its first round; what it said at first stays."""
        round_ = self.rounds[0]
        self.first, round_.text, round_.id = self.first or round_.text, text, id

    @property
    def is_due(self) -> bool:
        """Whether a round is due, as it was worded anew since people said where they stand."""
        return self.rounds[-1].is_due and not self.rounds[-1].stances

    def reword(self, thing: Option) -> None:
        """It is this thing now: where people stood on other words, a round on these is due."""
        has_moved, self.thing = thing.text != self.thing.text, thing
        if not has_moved:
            return
        said_by = next((id for id, _words in thing.parts), "")
        if self.is_due:
            self.rounds[-1].text, self.rounds[-1].id = thing.text, said_by
        elif any(one.stances for one in self.rounds):
            self.rounds.append(Round(thing.text, said_by, is_due=True))
            self.outcome = None
        elif self.first:
            self.first = thing.text
        else:
            self.rounds[0].text = thing.text

    def change(self, stance: str, **said: Any) -> None:
        """The same stance, with these put otherwise."""
        for round_ in reversed(self.closed):
            for who, one in round_.stances.items():
                if one.id == stance:
                    round_.stances[who] = replace(one, **said)
                    return

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

    def by_site(self) -> dict[str, dict[str, int]]:
        """The same by site; nothing where a site, or those of none, are fewer than five."""
        sites = Counter(one.site for one in self.standing().values())
        if not may_be_shown(sites.values()) or "" in sites:
            return {}
        told = {site: Counter(one.kind for one in self.standing().values() if one.site == site) for site in sites}
        return {site: {kind: counts[kind] for kind in STANCES} for site, counts in sorted(told.items())}

    @property
    def became(self) -> str:
        """What became of it: what was recorded, else adopted where somebody answered and nobody objects; "": open."""
        if self.outcome:
            return self.outcome.kind
        if self.is_due:
            return ""
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
    def review(self) -> Any:
        """When it is looked at again, in words; "" where nobody said."""
        day = self.outcome.review if self.outcome else ""
        return _("To be looked at again on %(day)s", day=day_in_words(day)) if day else ""

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
    words: str = ""
    """What that objection says."""
    details: tuple[Any, ...] = ()
    """What is said of the article beside, in words."""


@dataclass
class Articles:
    """`all` the articles, in their order; `aside` are those that were taken down where they come from.

    `is_shown` says whether everybody sees where all stand; `names` are those under which people sign, by person, and
    `talk` is what was asked and said before the round."""

    all: dict[str, Article] = field(default_factory=dict)
    aside: dict[str, Article] = field(default_factory=dict)
    is_shown: bool = False
    is_signed: bool = False
    """Whether reservations and objections bear the name that their author wrote."""
    names: dict[str, str] = field(default_factory=dict)
    talk: Discussion = field(default_factory=Discussion)

    def prepare(self, things: Iterable[Option]) -> None:
        """They are there to be understood and talked of: nobody takes a stance yet."""
        self.follow(things)
        self.is_shown = False
        for one in self.all.values():
            one.is_open = False

    def begin(self, things: Iterable[Option]) -> None:
        """One round on all that is not settled yet."""
        self.follow(things)
        self.is_shown = False
        for one in self.all.values():
            one.is_open = (len(one.rounds) == 1 or one.is_due) and one.outcome is None

    def follow(self, things: Iterable[Option]) -> None:
        """What is there now: what was said of it stays, and comes back with it."""
        known, self.all = {**self.aside, **self.all}, {}
        for thing in things:
            one = known.pop(thing.id, None) or Article(thing, [Round(thing.text)])
            one.reword(thing)
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

    def take_up(self, who: str, thing: str, stance: Stance) -> None:
        """Somebody holds another's objection as their own, once stances are shown."""
        article = self.all.get(thing)
        if article and article.closed:
            article.closed[-1].taken[who] = stance

    def withdraw(self, thing: str, who: str) -> None:
        """An objection is withdrawn, and stays in the history."""
        article = self.all.get(thing)
        for round_ in reversed(article.closed) if article else ():
            if round_.taken.pop(who, None):
                return
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

    def complete(self) -> dict[str, int]:
        """By site, how many answered every article that is open; papers among those of no site."""
        of = [one.rounds[-1].stances for one in self.open()]
        whos = set(of[0]).intersection(*of[1:]) if of else set()
        return Counter("" if who.startswith(PAPER) else of[0][who].site for who in whos)

    def mine(self, who: str) -> list[Mine]:
        """What one person may answer, or take back."""
        told = []
        for number, one in enumerate(self.all.values(), 1):
            standing = one.standing().get(who) if self.is_shown else None
            mine = one.rounds[-1].stances.get(who) if one.is_open else None
            objection = standing if standing and standing.stands else None
            if one.is_open or objection:
                words = one.words_of(objection) if objection else ""
                told.append(Mine(number, one.id, one.text, one.is_open, mine, objection, words, one.thing.details))
        return told


def _papers_of(stances: dict[str, Stance]) -> int:
    return sum(who.startswith(PAPER) for who in stances)
