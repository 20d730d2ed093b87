"""What a roadmap holds: actions and preconditions by axis and phase, what each needs, the scenarios they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi import Card, translator
from beffroi.blocks.ballot import Option, Vote
from beffroi.blocks.consent import Articles
from beffroi.blocks.grid import Line, Placed, cell_id

_ = translator(__name__)

TEXT, SHORT = 140, 100
"""Characters of an action, and of what is said of it."""

ALL_MOST = 120
"""Actions and preconditions of a roadmap, at most: it is read on one wall."""

NEEDS_MOST = 8
"""What one action needs, at most."""

ACTION, PRECONDITION = "action", "precondition"
KINDS = {ACTION: _("Action"), PRECONDITION: _("Precondition")}
SAID = {"owner": "who", "term": "when", "cost": "cost", "indicator": "indicator"}
"""What is said of an action beside its words, and how its card calls it."""


@dataclass(frozen=True)
class Numbered(Line):
    """An axis or a phase that nobody named: the `n`th of its `kind`."""

    kind: str = ""
    n: int = 0

    @property
    def said(self) -> Any:
        return _("Axis %(n)s", n=self.n) if self.kind == "axis" else _("Phase %(n)s", n=self.n)


@dataclass(frozen=True)
class Step(Option):
    """An action or a precondition of a `scenario`, in its words.

    Its `owner` is a function or a service; `needs` are the ids of what has to come before it. It is `out` where it was
    left out, and `worded` is the entry that said it last.
    """

    kind: str = ACTION
    scenario: str = ""
    owner: str = ""
    term: str = ""
    cost: str = ""
    indicator: str = ""
    needs: tuple[str, ...] = ()
    out: bool = False
    worded: str = ""


@dataclass(frozen=True)
class Scenario:
    """A way to get there, called `text`; "" where there is one alone."""

    id: str
    text: str = ""


@dataclass(frozen=True)
class Compared:
    """What was said of a scenario by a criterion; `worded` is the entry that said it last."""

    id: str
    text: str
    worded: str


@dataclass
class Roadmap:
    """The state. `said` is what was said of scenarios, by scenario and criterion; `chosen` what facilitators settled.

    `called` is what one agrees on, in the words of the settings: nothing in a state depends on who reads it.
    """

    dots: Vote
    agreed: Articles
    planned: Placed
    scenarios: tuple[Scenario, ...]
    criteria: tuple[Line, ...] = ()
    narrowed_to: str = ""
    called: str = ""
    steps: dict[str, Step] = field(default_factory=dict)
    said: dict[tuple[str, str], Compared] = field(default_factory=dict)
    chosen: str = ""
    why: str = ""

    # --- steps ---------------------------------------------------------------------------------

    def here(self, scenario: str = "") -> list[Step]:
        """What stands, of one scenario or of all."""
        return [one for one in self.steps.values() if not one.out and scenario in ("", one.scenario)]

    def put(self, step: Step) -> None:
        """A step more, or one said anew, as the grid has it too."""
        self.steps[step.id] = step
        self.planned.know(self.here())

    def drop(self, id: str) -> None:
        """A step less."""
        self.steps.pop(id, None)
        self.planned.know(self.here())

    def needs(self, scenario: str = "") -> dict[str, tuple[str, ...]]:
        """What each step that stands needs, of what stands too."""
        there = {one.id for one in self.here()}
        return {one.id: tuple(id for id in one.needs if id in there) for one in self.here(scenario)}

    def scenario(self, id: str) -> Scenario | None:
        """The scenario of that id."""
        return next((one for one in self.scenarios if one.id == id), None)

    @property
    def standing(self) -> Scenario:
        """The scenario that is the roadmap: what facilitators settled, what the vote kept, or the first."""
        if found := self.scenario(self.chosen):
            return found
        kept = [row.option.id for row in self.dots.ranked() if row.kept] if self.dots.revealed else []
        decided = [id for id, one in self.dots.decisions.items() if one.outcome == "keep"]
        return next(filter(None, map(self.scenario, (*decided, *kept))), self.scenarios[0])

    def options(self) -> Iterable[Option]:
        """The scenarios, to be voted on."""
        return [Option(one.id, one.text) for one in self.scenarios if one.text]

    def whole(self) -> Iterable[Option]:
        """The roadmap as one article, to be agreed on."""
        standing = self.standing
        texts = tuple(one.text for one in self.here(standing.id))
        return [Option(f"whole-{standing.id}", standing.text or self.called, texts)] if texts else []

    # --- handed over ---------------------------------------------------------------------------

    def take(self, cards: Iterable[Card]) -> None:
        """Cards that were handed over: an action each; of another roadmap with axis, phase and what they need."""
        cards = list(cards)
        made: dict[str, Step] = {}
        for card in cards:
            ids = {name: id for name, id, _words in card.said}
            words = {name: said[:SHORT] for name, _id, said in card.said}
            made[card.origin or card.id] = Step(
                card.id, card.text[:TEXT], origin=card.origin, audience=card.audience,
                kind=PRECONDITION if card.kind == PRECONDITION else ACTION, scenario=self.scenarios[0].id,
                owner=words.get("who", ""), term=words.get("when", ""), cost=words.get("cost", ""),
                indicator=words.get("indicator", ""),
            )  # fmt: skip
            if place := self.planned.place_of(cell_id(ids.get("axis", ""), ids.get("phase", ""))):
                self.planned.at[card.id] = place
        for card in cards:
            needs = tuple(made[id].id for name, id, _words in card.said if name == "needs" and id in made)
            key = card.origin or card.id
            made[key] = replace(made[key], needs=needs)
        self.steps |= {one.id: one for one in made.values()}
        if self.planned.things:
            self.planned.know(self.here())


def card_of(roadmap: Roadmap, step: Step) -> Card:
    """A step, to be handed over: with its axis, its phase, and what it needs."""
    by = step.worded or step.id
    told = [(called, by, getattr(step, name)) for name, called in SAID.items() if getattr(step, name)]
    row, column = roadmap.planned.row_of(step.id), roadmap.planned.column_of(step.id)
    if row and column:
        told += [("axis", row.id, str(row.said)), ("phase", column.id, str(column.said))]
    told += [("needs", id, roadmap.steps[id].text) for id in step.needs if id in roadmap.steps]
    parts = ((by, step.text),) if by != step.id else ()
    return Card(step.id, step.text, step.kind, step.audience, step.origin, parts=parts, said=tuple(told))
