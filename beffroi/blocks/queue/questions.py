"""The questions of one scope: what was asked, who supports what, what is on air, and which would be the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.blocks.queue.question import (
    ANSWERED,
    FOLLOWED,
    ON_AIR,
    QUEUED,
    RECEIVED,
    REFUSED,
    Question,
    ShownQuestion,
    Supported,
)
from beffroi.blocks.queue.settings import QueueSettings
from beffroi.moderation import tally
from beffroi.small_groups import may_be_shown
from beffroi.vocabulary import Card


@dataclass
class Questions:
    """All the questions, `by_id`, under the `rules` that were set; the state of a queue.

    One may be on `air`, one is `proposed` to be the next; `last_number` is the last that was given, and once it
    `is_closed` nobody asks. `order` are those in the queue as every page shows them: it changes when a facilitator
    acts, never by a support, so that nothing moves under a finger. `heard` are those that were on air, the last one
    last.
    """

    rules: QueueSettings = field(default_factory=QueueSettings)
    by_id: dict[str, Question] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    air: str = ""
    proposed: str = ""
    is_closed: bool = False
    supporters_of: dict[str, set[str]] = field(default_factory=dict)
    """By question, who supports it."""
    supported_by: dict[str, set[str]] = field(default_factory=dict)
    """By person, what they support."""
    asked_by: dict[str, list[str]] = field(default_factory=dict)
    """By person, what they asked."""
    merged_with: dict[str, list[str]] = field(default_factory=dict)
    """By question, those that were merged with it."""
    last_number: int = 0
    sited: bool = False
    """Whether the sites of questions may be shown as things stand."""

    def __post_init__(self) -> None:
        """What is shown of each is kept until something of it changes, beside the state and no part of it: a support
        costs the same however many questions there are."""
        self._shown: dict[str, ShownQuestion] = {}
        self._supported: dict[str, Supported] = {}

    # --- one question --------------------------------------------------------------------------

    def add(self, question: Question) -> None:
        """A question more; one that needs no reading takes its number, at the end of the queue."""
        self.by_id[question.id] = question
        if question.who and not question.paper:
            self.asked_by.setdefault(question.who, []).append(question.id)
        if question.state == QUEUED:
            self.let_in(question.id)

    def remove(self, id: str) -> None:
        """It was never asked."""
        question = self.by_id.pop(id, None)
        if question is not None:
            self.asked_by[question.who] = [one for one in self.asked_by.get(question.who, ()) if one != id]
            self.order = [one for one in self.order if one != id]
            if self.proposed == id:  # which is the next is left to the facilitators' next act: people come in any order
                self.proposed = ""
            self._unmerge(question)
            self.tell_sites()

    def change(self, id: str, **said: Any) -> None:
        """The same question, with these put otherwise."""
        if id in self.by_id:
            self.by_id[id] = replace(self.by_id[id], **said)
            self.forget(id)

    def forget(self, id: str) -> None:
        """Something of it is another: it is drawn anew."""
        for one in {id, self.head(id)}:
            self._shown.pop(one, None)
            self._supported.pop(one, None)

    def head(self, id: str) -> str:
        """The question that stands for it: the one that it was merged with, or itself."""
        question = self.by_id.get(id)
        return question.into or id if question else id

    def family(self, id: str) -> tuple[str, ...]:
        """A question, and those that were merged with it."""
        return (id, *self.merged_with.get(id, ()))

    def asked(self, who: str) -> int:
        """How many questions somebody has asked, without those that were refused, or merged with one that was."""
        heads = (self.by_id.get(self.head(id)) for id in self.asked_by.get(who, ()))
        return sum(one is None or one.state != REFUSED for one in heads)

    def askers(self, id: str) -> set[str]:
        """Who asked it, or one that was merged with it."""
        found = (self.by_id[one] for one in self.family(id) if one in self.by_id)
        return {one.who for one in found if one.who and not one.paper}

    def supporters(self, id: str) -> int:
        """How many want it answered: who asked it or supports it, each once; papers and hands each one more."""
        family = [self.by_id[one] for one in self.family(id) if one in self.by_id]
        people = self.askers(id).union(*(self.supporters_of.get(one.id, ()) for one in family))
        return len(people) + sum(one.paper + one.hands for one in family)

    def supports(self, who: str, id: str) -> bool:
        """Whether somebody supports a question, or one that was merged with it."""
        return not self.supported_by.get(who, set()).isdisjoint(self.family(id))

    def support(self, who: str, id: str) -> None:
        """Somebody wants it answered."""
        self.supporters_of.setdefault(id, set()).add(who)
        self.supported_by.setdefault(who, set()).add(id)
        self._supported.pop(self.head(id), None)

    def unsupport(self, who: str, id: str) -> None:
        """They no longer do."""
        for one in self.family(id):
            self.supporters_of.get(one, set()).discard(who)
            self.supported_by.get(who, set()).discard(one)
        self._supported.pop(id, None)

    # --- what a facilitator does ---------------------------------------------------------------

    def let_in(self, id: str) -> None:
        """A question comes to the end of the queue, with a number by which it is called."""
        question = self.by_id.get(id)
        if question is None:
            return
        self._unmerge(question)
        if not question.number:
            self.last_number += 1
        self.change(id, state=QUEUED, into="", motive="", number=question.number or self.last_number)
        if id not in self.order:
            self.order.append(id)
        self.proposed = self.proposed or self.next_one()
        self.tell_sites()

    def refuse(self, id: str, motive: str) -> None:
        """It shows nowhere any more; whoever asked it is told why."""
        self._leave_queue(id)
        self.change(id, state=REFUSED, motive=motive)
        self.tell_sites()

    def merge(self, id: str, into: str) -> None:
        """One question with another, which speaks for both from now on."""
        if into not in self.by_id or id not in self.by_id or into == id or not self.by_id[into].is_head:
            return
        self._leave_queue(id)
        family = self.family(id)
        self._unmerge(self.by_id[id])
        self.merged_with.pop(id, None)
        for one in family:
            self.change(one, into=into)
        self.merged_with.setdefault(into, []).extend(one for one in family if one in self.by_id)
        self.forget(into)

    def put_on_air(self, id: str) -> None:
        """It is what everybody hears now; what was on air before was answered."""
        if id in self.by_id:
            self.leave_air(ANSWERED)
            self._leave_queue(id)
            self.air = id
            self.heard.append(id)
            self.change(id, state=ON_AIR)
            self.sort_anew()

    def leave_air(self, state: str) -> None:
        """What is on air no longer is, and stands so from now on."""
        if self.air:
            self.change(self.air, state=state)
            self.air = ""

    def put_back(self, id: str) -> None:
        """What is on air waits in the queue once more, as if it had not been heard."""
        if self.air == id:
            self.leave_air(QUEUED)
            self.heard = [one for one in self.heard if one != id]
            self.order.append(id)
            self.sort_anew()

    def note(self, id: str, line: str, outcome: str, noted: str) -> None:
        """What was answered, and what it leaves."""
        if self.air == id:
            self.leave_air(outcome)
        self._leave_queue(id)
        self.change(id, state=outcome, line=line, noted=noted)
        self.sort_anew()

    def sort_anew(self) -> None:
        """The queue by how many want each answered; and which would be the next."""
        self.order.sort(key=lambda id: (-self.supporters(id), self.by_id[id].number))
        self.proposed = self.next_one()

    def next_one(self) -> str:
        """The question that would be the next; "" where none waits.

        Whoever was heard the least comes first, then the site that was heard the longest ago, then what most people
        want answered. Facilitators decide.
        """
        times, last = self._heard_so_far()

        def place(id: str) -> tuple[int, int, int, int]:
            question = self.by_id[id]
            heard = min((times[who] for who in self.askers(id)), default=0)
            return heard, last.get(question.site, -1), -self.supporters(id), question.number

        return min(self.order, key=place, default="")

    def _heard_so_far(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many times each person was heard, and at which place in that order each site was, the last time."""
        times: dict[str, int] = defaultdict(int)
        last: dict[str, int] = {}
        for place, id in enumerate(self.heard):
            for who in self.askers(id):
                times[who] += 1
            if id in self.by_id:
                last[self.by_id[id].site] = place
        return times, last

    def tell_sites(self) -> None:
        """Whether sites may be shown: where every site that asked has five people who did, what is of none included."""
        told = False
        if self.rules.sited:
            askers: dict[str, set[str]] = defaultdict(set)
            for one in self.by_id.values():
                if one.state not in (RECEIVED, REFUSED):
                    askers[one.site].add(one.id if one.paper or not one.who else one.who)
            told = may_be_shown(len(people) for people in askers.values())
        if told != self.sited:
            self.sited = told
            self._shown.clear()
            self._supported.clear()

    def _leave_queue(self, id: str) -> None:
        if id in self.order:
            self.order.remove(id)
        if self.proposed == id:
            self.proposed = self.next_one()

    def _unmerge(self, question: Question) -> None:
        if question.into:
            self.merged_with[question.into].remove(question.id)
            self.forget(question.into)

    # --- what is shown -------------------------------------------------------------------------

    def shown(self, id: str) -> ShownQuestion:
        """What pages show of a question."""
        if id not in self._shown:
            one = self.by_id[id]
            merged = tuple((other, self.by_id[other].text) for other in sorted(self.merged_with.get(id, ())))
            told = 0 if one.waits else self.supporters(id)
            site = one.site if self.sited else ""
            self._shown[id] = ShownQuestion(
                id, one.number, one.text, site, one.paper, one.reworded, merged, one.state, one.line, one.noted, told
            )
        return self._shown[id]

    def supported(self, id: str) -> Supported:
        """The same, with how many want it answered."""
        if id not in self._supported:
            self._supported[id] = Supported(self.shown(id), self.supporters(id))
        return self._supported[id]

    def heads(self, *states: str) -> list[Question]:
        """The questions that stand so, each for those merged with it, by number."""
        found = (one for one in self.by_id.values() if one.state in states and one.is_head)
        return sorted(found, key=lambda one: (one.number, one.id))

    def answered(self) -> list[ShownQuestion]:
        """What was answered or is followed up, in the order in which it was heard, then what was not on air."""
        place = {id: n for n, id in enumerate(self.heard)}
        found = sorted(self.heads(ANSWERED, FOLLOWED), key=lambda one: (place.get(one.id, len(place)), one.number))
        return [self.shown(one.id) for one in found]

    def refused(self) -> tuple[tuple[Any, int], ...]:
        """How many were refused, by motive, in words."""
        return tally(one.motive for one in self.heads(REFUSED))

    def take_in(self, cards: Iterable[Card]) -> None:
        """Questions that were asked elsewhere and handed over: somebody has read them."""
        for card in cards:
            asked = Question(card.id, card.text, "", state=QUEUED, origin=card.origin, parts=card.parts)
            if card.id not in self.by_id:
                self.add(asked)

    def people(self) -> int:
        """How many asked or support something; each paper is somebody more."""
        asked = {who for who, ids in self.asked_by.items() if ids}
        return len(asked | {who for who, ids in self.supported_by.items() if ids}) + self.papers()

    def papers(self) -> int:
        """How many questions came on paper."""
        return sum(one.paper for one in self.by_id.values())
