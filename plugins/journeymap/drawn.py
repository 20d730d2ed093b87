"""A map as templates draw it: read once, in the reader's language, in pieces that can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Any

from beffroi import translator
from beffroi.blocks.reactions import KINDS
from beffroi.blocks.sheet import Line, Slot
from beffroi.spoken import Said as Words
from beffroi.spoken import in_words
from plugins.journeymap.columns import STAGES_MOST, STEPS_MOST, Column
from plugins.journeymap.emotions import AGENT, FEELS, OF, USER, WORDS, segments, signed, whole
from plugins.journeymap.journey import HEADER, LEVELS, Journey, Pursuit
from plugins.journeymap.lanes import EMOTION, IRRITANTS, LANES, OPPORTUNITIES, SENTENCE, TRUTH, Lane
from plugins.journeymap.pieces import Cell, Curve, Felt, Head, Row, Said, head_of, part_of, speaks

_ = translator(__name__)

ON_SCREEN, OVERVIEW, ON_PAPER = 4, 12, 6
"""Steps side by side: on the screen with their sentences, as they are read at ten metres, and without; on A4."""

FEW = 5
"""Lanes that a page of the screen holds."""

Band = list[tuple[str, int, list[Row]]]
"""A row of steps: of each stage its name, how many of its steps stand here, and these."""


class Drawn:
    """The map of a state."""

    def __init__(self, state: Journey) -> None:
        self.state = state
        self.header: list[Slot] = list(HEADER.values())
        self.words = [(str(value), f"{signed(value)} {word}") for value, word in WORDS.items()]

    # --- once a map --------------------------------------------------------------------------

    @cached_property
    def lanes(self) -> list[tuple[Lane, bool]]:
        """The lanes that are on, and whether the line of visibility runs above."""
        rows, seen = [], False
        for lane in self.state.rows():
            rows.append((lane, lane.below and not seen))
            seen = seen or lane.below
        return rows

    @cached_property
    def switches(self) -> list[tuple[str, str, bool]]:
        """Every lane and the agent's curve, with its title and whether it is on."""
        titles = {id: in_words(lane.title) for id, lane in LANES.items()} | {AGENT: in_words(_("Emotion of the agent"))}
        return [(id, titles[id], self.state.lanes[id]) for id in self.state.lanes]

    @cached_property
    def steps(self) -> list[Column]:
        """The steps in order."""
        return self.state.columns.ordered()

    @property
    def moments(self) -> tuple[tuple[str, str], ...]:
        """What a phone shows one at a time, as (id on the page, name): the steps, and each stage that has none yet."""
        found: list[tuple[str, str]] = []
        for phase, steps in self.state.columns.shown():
            found += [(f"step-{step.id}", step.name) for step in steps] or [(f"phase-{phase.id}", phase.name)]
        return tuple(found)

    @cached_property
    def feels(self) -> list[tuple[str, str]]:
        """What can be said of an emotion, for a list."""
        return [*self.words, ("", in_words(FEELS[""]))]

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Where a step can go, for a list: the beginning of each stage, or after a step."""
        found = []
        for phase, steps in self.state.columns.shown():
            found.append((phase.id, in_words(_("At the beginning of “%(stage)s”", stage=phase.name))))
            found += [(step.id, in_words(_("After “%(step)s”", step=step.name))) for step in steps]
        return tuple(found)

    @property
    def levels(self) -> list[tuple[str, Any]]:
        """How sure a cell can be, for a list."""
        return list(LEVELS.items())

    @property
    def is_full(self) -> tuple[bool, bool]:
        """Whether no stage, no step fits any more."""
        return len(self.state.columns.shown()) >= STAGES_MOST, len(self.steps) >= STEPS_MOST

    @property
    def taken_out(self) -> tuple[Column, ...]:
        """Stages and steps that can come back."""
        return self.state.columns.taken_out()

    @property
    def personas(self) -> list[tuple[str, str]]:
        """The persons offered and not yet taken as the actor."""
        cited = {id for line in self.state.sheet.at("actor") for id in line.sources}
        return [(card.id, card.text) for card in self.state.personas() if card.id not in cited]

    @property
    def known(self) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
        """The evidence at hand, each with the sentences that rest on it, as (id, text)."""
        sheet = self.state.sheet
        resting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in sheet.lines.values():
            for source in () if line.struck else line.sources:
                resting[source].append((line.id, line.text))
        return tuple((card.id, card.text, tuple(resting[card.id])) for card in sheet.evidence.values())

    # --- the map -----------------------------------------------------------------------------

    @cached_property
    def phases(self) -> list[tuple[Head, list[Row]]]:
        """The stages with their steps, each with its cells."""
        lines, reactions, curves = self.state.cells(), self._reactions(), self._curves()
        neighbours = self.state.columns.neighbours()
        return [
            (
                head_of(phase),
                [
                    Row(head_of(step, *neighbours[step.id]), tuple(self._cells(step, lines, reactions, curves)))
                    for step in steps
                ],
            )
            for phase, steps in self.state.columns.shown()
        ]

    def _cells(
        self, step: Column, lines: dict[str, list[Line]], reactions: dict[str, Counter[str]],
        curves: dict[str, tuple[Curve, ...]],
    ) -> Iterable[Cell | Felt]:  # fmt: skip
        for lane, title, sight in self._titled:
            slot = f"{step.id}:{lane.id}"
            level = in_words(LEVELS[self.state.levels[slot]]) if slot in self.state.levels else ""
            if lane.id == EMOTION:
                yield Felt(slot, step.id, title, curves[step.id], level, self.state.emotions.veiled, step.name)
                continue
            said = tuple(self._said(line, reactions) for line in lines.get(slot, ()))
            most = 0 if lane.max == SENTENCE else lane.max
            truth = step.truth if lane.id == TRUTH else None
            yield Cell(slot, title, said, level if said else "", sight, most, truth, step.name)

    @cached_property
    def _titled(self) -> list[tuple[Lane, str, bool]]:
        """The lanes with their titles read once, not once a cell."""
        return [(lane, in_words(lane.title), sight) for lane, sight in self.lanes]

    def _said(self, line: Line, reactions: dict[str, Counter[str]]) -> Said:
        evidence, said = self.state.sheet.evidence, reactions.get(line.id)
        pursuit = None
        if line.slot.endswith(f":{OPPORTUNITIES}"):
            pursuit = self.state.pursuits.get(line.id, Pursuit())
        return Said(
            line.id,
            line.text,
            line.mark,
            tuple(rival.text for rival in line.rivals),
            sum(1 for id in line.sources if id in evidence),
            tuple((in_words(KINDS[kind]), said[kind]) for kind in KINDS if said[kind]) if said else (),
            pursuit,
        )

    def _reactions(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.state.reactions.by_id.values():
            found[one.about][one.kind] += 1
        return found

    def _curves(self) -> dict[str, tuple[Curve, ...]]:
        rows = [self._curve(of, in_words(OF[of])) for of in self._whose]
        return {step.id: tuple(row[place] for row in rows) for place, step in enumerate(self.steps)}

    def _curve(self, of: str, name: str) -> list[Curve]:
        emotions = self.state.emotions
        feelings = [emotions.at(step.id, of) for step in self.steps]
        paths = segments(feeling.value if feeling else None for feeling in feelings)
        placed = [emotions.count(step.id, of) for step in self.steps]
        return [part_of(of, name, *one) for one in zip(paths, feelings, placed, strict=True)]

    # --- the curve by itself, and the screen ---------------------------------------------------

    @property
    def has_curve(self) -> bool:
        """Whether there is something to draw."""
        return self.state.lanes[EMOTION] and any(points for _of, _line, points in self.lines)

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """Both curves whole, as (whose, line, points)."""
        return tuple((of, *whole(self._values(of))) for of in self._whose)

    @property
    def _whose(self) -> list[str]:
        return [USER, AGENT] if self.state.lanes[AGENT] else [USER]

    @property
    def legend(self) -> list[tuple[str, Any]]:
        """Whose the curves are."""
        return [(of, OF[of]) for of in self._whose]

    def _values(self, of: str) -> list[float | None]:
        feelings = (self.state.emotions.at(step.id, of) for step in self.steps)
        return [feeling.value if feeling else None for feeling in feelings]

    @property
    def told(self) -> str:
        """The curves in words, each with whose it is where there are two."""
        said = {of: self._told_of(of) for of in self._whose}
        if len(said) == 1:
            return in_words(_("Emotion, step by step: %(steps)s", steps=said[USER]))
        parts = [_("%(who)s, step by step: %(steps)s", who=OF[of], steps=steps) for of, steps in said.items() if steps]
        return Words(". ".join(map(str, parts)))

    def _told_of(self, of: str) -> str:
        felt = zip(self.steps, self._values(of), strict=True)
        return ", ".join(f"{step.name} {signed(value)}" for step, value in felt if value is not None)

    def overviews(self) -> list[Band]:
        """All the steps under their stages, in rows that can still be read."""
        return self._bands(OVERVIEW)

    def bands(self) -> list[Band]:
        """The steps a few at a time, for the pages of a screen."""
        return self._bands(ON_SCREEN)

    def on_paper(self) -> list[Band]:
        """The steps as they stand side by side on paper."""
        return self._bands(ON_PAPER)

    def _bands(self, size: int) -> list[Band]:
        flat = [(head, row) for head, rows in self.phases for row in rows]
        return [_by_stage(flat[start : start + size]) for start in range(0, len(flat), size)]

    def on_screen(self, band: Band) -> list[Lane]:
        """The lanes that a page of the screen shows: those in which something stands, or, of many, what matters."""
        slots = {cell.slot for _name, _span, rows in band for one in rows for cell in one.cells if speaks(cell)}
        told = {slot.partition(":")[2] for slot in slots}
        return [lane for lane, _sight in self.lanes if lane.id in told and (lane.far or len(told) <= FEW)]

    def irritants(self, step: str) -> int:
        """How many irritants stand at a step."""
        return len(self.state.sheet.at(f"{step}:{IRRITANTS}"))


def _by_stage(row: list[tuple[Head, Row]]) -> Band:
    stages = [(head.name, [step for _head, step in pairs]) for head, pairs in groupby(row, key=lambda pair: pair[0])]
    return [(name, len(steps), steps) for name, steps in stages]


def felt_by(state: Journey, who: str) -> dict[str, dict[str, str]]:
    """What one person placed blind, as marks in that person's page alone."""
    if not state.emotions.veiled:
        return {}
    marks: dict[str, dict[str, str]] = {}
    for step in state.columns.ordered():
        for of in OF:
            value = state.emotions.of_person(step.id, of, who)
            if value is not None:
                said = f"{signed(value)} {WORDS[value]}"
                marks.setdefault(f"{step.id}:{EMOTION}", {})[of] = said
    return marks
