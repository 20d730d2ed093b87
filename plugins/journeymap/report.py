"""What the report says of the journeys: curves of all the maps, irritants, questions, the maps themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from beffroi import report as r
from beffroi import translator
from beffroi.blocks.sheet import Line
from beffroi.spoken import in_words
from plugins.journeymap.columns import Column
from plugins.journeymap.emotions import WORDS
from plugins.journeymap.journey import Journey
from plugins.journeymap.lanes import EMOTION

_ = translator(__name__)

TOLD_HERE = ("sheet", "reactions")
"""The sections of its blocks that it tells in its own way."""


@dataclass(frozen=True)
class Map:
    """A map, and who drew it: a table, or "" for the room."""

    id: str
    by: str
    journey: Journey

    @property
    def name(self) -> str:
        """What it is called beside the others."""
        return self.by or in_words(_("The room"))


def sections(maps: Sequence[Map]) -> Iterable[r.Section]:
    """Of the maps: curves, irritants, the maps whole."""
    drawn = [one for one in maps if one.journey.columns.ordered()]
    curve = _curve(drawn)
    if curve.lines:
        yield r.Section("curve", _("What is felt along the journey"), (curve,))
    listed = [piece for one in drawn for piece in _irritants(one)]
    if listed:
        yield r.Section("irritants", _("The irritants of each map"), listed)
    for one in drawn:
        yield r.Section(f"map-{one.id}", _("Map: %(by)s", by=one.name), (_whole(one.journey),), version="complete")


def questions(journey: Journey) -> r.Section:
    """Each irritant that was kept, with its question."""
    rows = [
        r.Row((asked.irritant.text, line.text), ids=(line.id, line.part[0]), origins=(asked.irritant.id,))
        for asked, line in journey.questions.written()
    ]
    grid = r.Grid((_("Irritant"), _("Question")), rows)
    return r.Section("questions", _("How might we…?"), (grid,))


def _curve(maps: Sequence[Map]) -> r.Curve:
    """A line a map, over the stages that several have: each stage at the mean of its steps."""
    phases = _common([[phase for phase, _steps in one.journey.columns.shown()] for one in maps])
    values = [(one, tuple(_felt(one.journey, phase.id) for phase in phases)) for one in maps]
    lines = [r.Line(one.name, felt) for one, felt in values if any(value is not None for value in felt)]
    words = tuple((float(value), word) for value, word in WORDS.items())
    return r.Curve([phase.name for phase in phases], lines, min(WORDS), max(WORDS), words)


def _common(stages: Sequence[Sequence[Column]]) -> list[Column]:
    """The stages of all the maps, in the order of the first that has them; of several maps, those of all."""
    shared = set.intersection(*({phase.id for phase in one} for one in stages)) if stages else set()
    return [phase for phase in stages[0] if phase.id in shared] if stages else []


def _felt(journey: Journey, phase: str) -> float | None:
    if not journey.lanes[EMOTION]:
        return None
    feelings = [journey.emotions.at(step.id) for step in journey.columns.of(phase)]
    values = [one.value for one in feelings if one]
    return round(fmean(values), 1) if values else None


def _irritants(one: Map) -> Iterable[r.Piece]:
    lines = one.journey.irritants()
    if lines:
        yield r.Heading(one.name)
        yield r.Listing([_item(one.journey, line) for line in lines])


def _item(journey: Journey, line: Line) -> r.Item:
    ids = dict.fromkeys((line.id, *(id for id, _words in journey.parts(line))))
    return r.Item(journey.in_context(line), ids=tuple(ids), origins=line.sources)


def _whole(journey: Journey) -> r.Grid:
    """A row a sentence, step by step, the lanes in their order."""
    cells, rows = journey.cells(), []
    for phase, steps in journey.columns.shown():
        for step in steps:
            for lane in journey.rows():
                for line in cells.get(f"{step.id}:{lane.id}", ()):
                    ids = (line.id, line.part[0], step.said or step.id, phase.said or phase.id)
                    rows.append(r.Row((phase.name, step.name, lane.title, line.text), ids=ids, origins=line.sources))
    return r.Grid((_("Stage"), _("Step"), _("Lane"), _("Sentence")), rows)
