"""Walks through a service, tried as a user would: ordered steps, noted on the way. Nobody who was met is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from beffroi import ERASED, Card, Refused, Trace, translator
from beffroi.signs import cut

_ = translator(__name__)

HOW = {
    "self": _("I tried it myself, as a user would"),
    "beside": _("I went beside somebody who agrees to it"),
}
"""How a service was walked through. Beside somebody, they agreed before anything was written."""

CHANNELS = {
    "": _("Not said"),
    "desk": _("Desk"),
    "phone": _("Phone"),
    "letter": _("Letter"),
    "email": _("E-mail"),
    "web": _("Website or online form"),
    "sms": _("SMS"),
    "place": _("On the spot: signs, waiting room"),
    "third": _("Through somebody else"),
}

FEELINGS = {
    2: _("Delighted"),
    1: _("Pleased"),
    0: _("Neutral"),
    -1: _("Annoyed"),
    -2: _("In distress"),
}
"""As a journey map has it, from the best to the worst."""

SIGNS = {2: "+2", 1: "+1", 0: "0", -1: "−1", -2: "−2"}

FELT = {"": _("Not said")} | {
    str(value): _("%(number)s · %(word)s", number=SIGNS[value], word=word) for value, word in FEELINGS.items()
}

WALKS_MOST, STEPS_MOST = 100, 40
"""Walks of one activity, and steps of a walk: what a map has columns for."""

TEXT_MOST = 100_000
"""Characters of all the walks together."""

NAME_MOST = 60
"""Characters of a service's name: a journey map calls a stage by it."""


@dataclass(frozen=True)
class Step:
    """What happened at one moment; `said` is the entry that put it right, "" for its own."""

    id: str
    text: str
    time: str = ""
    channel: str = ""
    waiting: int = 0
    documents: tuple[str, ...] = ()
    felt: str = ""
    said: str = ""

    @property
    def size(self) -> int:
        """Characters of it."""
        return len(self.text) + len(self.time) + sum(map(len, self.documents))

    @property
    def value(self) -> int | None:
        """What was felt, from −2 to +2."""
        return int(self.felt) if self.felt else None

    @property
    def told(self) -> tuple[Any, ...]:
        """All that is said beside its words, each in words."""
        return tuple(filter(None, (self.time, self.channel and CHANNELS[self.channel], self.waited, *self.documents)))

    @property
    def waited(self) -> Any:
        """How long one waited, in words; "" where nothing was said."""
        return _.many("%(n)s min of waiting", "%(n)s min of waiting", self.waiting) if self.waiting else ""

    @property
    def feeling(self) -> Any:
        """What was felt, in words; "" where nothing was said."""
        return FELT[self.felt] if self.felt else ""

    def facets(self) -> tuple[tuple[str, str], ...]:
        """What a journey map puts in its cells, by the lane that each goes to: (entry.lane, words)."""
        by = self.said or self.id
        told = {
            "touchpoints": (str(CHANNELS[self.channel]),) if self.channel else (),
            "waiting": (str(self.waited),) if self.waiting else (),
            "documents": self.documents,
            "emotion": (self.felt,) if self.felt else (),
        }
        return tuple((f"{by}.{lane}", words) for lane, said in told.items() for words in said)


@dataclass(frozen=True)
class Walk:
    """One walk; `who` never leaves the state. `said` is the entry that put its name right, "" for its own."""

    id: str
    who: str
    service: str = ""
    day: str = ""
    how: str = "self"
    steps: tuple[Step, ...] = ()
    said: str = ""
    paper: bool = False

    @property
    def date(self) -> str:
        """The day as it is read."""
        return "/".join(reversed(self.day.split("-")))

    @property
    def called(self) -> str:
        """Its service, or its day where that was not said."""
        return self.service if self.service not in ("", ERASED) else self.date

    @property
    def read(self) -> tuple[Step, ...]:
        """Its steps, those erased left out."""
        return tuple(step for step in self.steps if step.text != ERASED)

    def step(self, id: str) -> Step | None:
        """One of its steps."""
        return next((step for step in self.steps if step.id == id), None)


@dataclass
class Walks:
    """All of them, by id, in the order in which they came."""

    by_id: dict[str, Walk] = field(default_factory=dict)

    def keep(self, walk: Walk) -> None:
        """Keep a walk as it now stands."""
        self.by_id[walk.id] = walk

    def of(self, who: str) -> list[Walk]:
        """What one person walked, the latest first."""
        return [walk for walk in reversed(self.by_id.values()) if walk.who == who]

    def current(self, who: str) -> Walk | None:
        """The walk that one person is on: the last one begun."""
        return next(iter(self.of(who)), None)

    def with_step(self, id: str) -> Walk | None:
        """The walk that holds a step."""
        return next((walk for walk in self.by_id.values() if walk.step(id)), None)

    def in_sight(self, aside: set[str]) -> list[Walk]:
        """Those not set aside that have a step, by service, the latest day first."""
        seen = [walk for walk in self.by_id.values() if walk.id not in aside and walk.read]
        return sorted(sorted(seen, key=lambda one: (one.day, one.id), reverse=True), key=lambda one: one.called)

    def room_for_walk(self) -> None:
        """Refuse one walk too many."""
        if len(self.by_id) >= WALKS_MOST:
            raise Refused(_("There are %(most)s walks here, and no more are taken.", most=WALKS_MOST))

    def room_for(self, walk: Walk | None, step: Step, before: Step | None = None) -> None:
        """Refuse one step too many in a walk, and words beyond what all of them may hold."""
        if walk and before is None and len(walk.steps) >= STEPS_MOST:
            raise Refused(_("A walk has %(most)s steps at most: begin another one.", most=STEPS_MOST))
        there = sum(one.size for walk in self.by_id.values() for one in walk.steps)
        if there + step.size - (before.size if before else 0) > TEXT_MOST:
            raise Refused(_("The walks are full: %(most)s characters.", most=TEXT_MOST))

    def cards(self, aside: set[str]) -> Iterator[Card]:
        """The steps, walk by walk: each with its walk's name and what was said beside it."""
        for walk in self.in_sight(aside):
            name = (walk.said or walk.id, cut(walk.called, NAME_MOST))
            for step in walk.read:
                by = ((step.said or step.id, ""),)
                yield Card(step.id, step.text, "step", "external", details=(name, *step.facets()), parts=by)

    def traces(self, aside: set[str]) -> Iterator[Trace]:
        """A walk, and its steps that come from it."""
        for walk in self.in_sight(aside):
            yield Trace(walk.id, walk.called, "walk", (), "external")
            for step in walk.read:
                yield Trace(step.id, step.text, "step", (walk.id,), "external")
