"""What a table draws: the header, the columns, the sentences in their cells; in plenary, what the tables brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from beffroi import Card, translator
from beffroi.blocks.ballot import Option, Vote
from beffroi.blocks.cards import Deck, Note
from beffroi.blocks.reactions import Feedback
from beffroi.blocks.sheet import Draft, Line, Slot
from plugins.journeymap.columns import Column, Columns
from plugins.journeymap.emotions import Emotions
from plugins.journeymap.irritants import Gathered
from plugins.journeymap.lanes import EMOTION, IRRITANTS, LANES, Lane
from plugins.journeymap.questions import Questions

_ = translator(__name__)

HEADER: dict[str, Slot] = {
    slot.id: slot
    for slot in (
        Slot("actor", _("Actor"), max=200, help=_("One person, and what sets them in motion.")),
        Slot("scenario", _("Scenario"), max=300, help=_("One case, told as a story: which request, what situation?")),
        Slot("expectations", _("Expectations"), most=4, help=_("What do they count on, beforehand?")),
        Slot("from", _("From"), max=120, help=_("Where does the journey begin?")),
        Slot("to", _("To"), max=120, help=_("Where does it end?")),
        Slot("kind", _("As-is or to-be"), choices=(("as-is", _("As it is today")), ("to-be", _("As it should be")))),
    )
}
"""The places above the map."""

LEVELS = {
    "hypothesis": _("hypothesis"),
    "partial": _("partial"),
    "documented": _("documented"),
    "observed": _("observed"),
}
"""How sure a cell is. One of which nothing was said is a hypothesis."""

LEAST = 3
"""Steps that a journey needs."""


@dataclass(frozen=True)
class Pursuit:
    """Who follows an opportunity, and by what one will see it."""

    owner: str = ""
    indicator: str = ""


@dataclass
class Cells(Draft):
    """What stands on a map: its slots are those above it, and a cell for each step and each lane that is on."""

    columns: Columns = field(default_factory=Columns)
    lanes: dict[str, bool] = field(default_factory=dict)

    def slot(self, id: str) -> Slot | None:
        """A place of the header, or the cell of a step that is there and of a lane that is on."""
        if id in self.slots:
            return self.slots[id]
        step, _colon, lane = id.partition(":")
        column, row = self.columns.step(step), LANES.get(lane)
        if column is None or row is None or lane == EMOTION or not self.lanes[lane]:
            return None
        return row.slot(step, column.name)


@dataclass
class Journey:
    """A map; and, in the room's state, the irritants of all of them, the vote, and the questions."""

    columns: Columns
    emotions: Emotions
    lanes: dict[str, bool]
    """By lane, and for the agent's curve, whether it is on; what stands in one that is off is kept."""
    gathered: Gathered
    sheet: Cells = field(init=False)
    reactions: Feedback = field(init=False)
    levels: dict[str, str] = field(default_factory=dict)
    """How sure each cell is, by slot."""
    pursuits: dict[str, Pursuit] = field(default_factory=dict)
    """What is said of each opportunity, by line."""
    read: dict[str, str] = field(default_factory=dict)
    """The words that stood under a mark, so that what somebody did not change is told from what they did."""
    questions: Questions = field(default_factory=Questions)
    walked: dict[str, str] = field(default_factory=dict)
    """By walk that was handed over, the stage that it opened as."""

    def __post_init__(self) -> None:
        self.sheet = Cells(HEADER, columns=self.columns, lanes=self.lanes)
        self.reactions = Feedback(self.sheet)

    # --- what blocks ask for -----------------------------------------------------------------

    @property
    def board(self) -> Deck:
        """The irritants of all the tables."""
        return self.gathered.cards

    @property
    def ballot(self) -> Vote:
        """The vote on them."""
        return self.gathered.ballot

    def options(self) -> Iterable[Option]:
        """What can be voted on: the irritants as they are grouped."""
        return self.gathered.options()

    # --- reading ---------------------------------------------------------------------------

    def rows(self) -> list[Lane]:
        """The lanes that are on, in order."""
        return [lane for lane in LANES.values() if self.lanes[lane.id]]

    def cells(self) -> dict[str, list[Line]]:
        """The sentences by slot, those taken out left aside: read once for a whole map."""
        found: dict[str, list[Line]] = {}
        for line in self.sheet.lines.values():
            if not line.struck:
                found.setdefault(line.slot, []).append(line)
        return found

    def level(self, slot: str) -> str:
        """How sure a cell is: a hypothesis unless somebody said otherwise."""
        return self.levels.get(slot, "hypothesis")

    def step_of(self, line: Line) -> Column | None:
        """The step whose cell a sentence stands in."""
        return self.columns.step(line.slot.partition(":")[0])

    def irritants(self) -> list[Line]:
        """The irritants, from the first step to the last."""
        cells = self.cells()
        return [line for step in self.columns.ordered() for line in cells.get(f"{step.id}:{IRRITANTS}", ())]

    def in_context(self, line: Line) -> str:
        """A sentence with the step it was written at: what is read away from the map."""
        step = self.step_of(line)
        return f"{line.text} ({step.name})" if step else line.text

    def parts(self, line: Line) -> tuple[tuple[str, str], ...]:
        """Whose words `in_context` says: the sentence's, and those of whoever named the step."""
        step = self.step_of(line)
        return (line.part, (step.said or step.id, step.title)) if step and step.title else (line.part,)

    def personas(self) -> list[Card]:
        """The persons offered for the journey."""
        return [card for card in self.sheet.evidence.values() if card.kind == "persona"]

    @property
    def audience(self) -> str:
        """Whom the journey is about: the actor's persona, or the only one there is."""
        cited = {id for line in self.sheet.at("actor") for id in line.sources}
        personas = self.personas()
        chosen = [card for card in personas if card.id in cited] or (personas if len(personas) == 1 else [])
        return chosen[0].audience if chosen else ""

    def progress(self) -> tuple[int, int]:
        """How far the map is: an actor, a scenario, three steps, and of each step what is done and felt."""
        steps = self.columns.ordered()
        done, of = self.sheet.progress(("actor", "scenario"))
        done, of = done + min(len(steps), LEAST), of + LEAST
        for step in steps:
            felt = self.emotions.at(step.id) or (self.emotions.veiled and self.emotions.count(step.id))
            done += self.sheet.is_filled(f"{step.id}:actions") + bool(felt)
        return done, of + 2 * max(len(steps), LEAST)

    def gather(self) -> None:
        """Bring the map's own irritants together: where the room works on one map, nobody else brings them."""
        self.gathered.of_map(
            Note(line.id, self.in_context(line), "", audience=self.audience, parts=self.parts(line))
            for line in self.irritants()
        )
