"""Steps that were walked through in the field: they open as columns, and what was noted of each stands in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from beffroi import Card
from beffroi.blocks.sheet import Line
from beffroi.signs import cut, shortened
from plugins.journeymap.columns import STAGES_MOST, STEPS_MOST, TITLE, Column
from plugins.journeymap.emotions import FEELS, USER, key
from plugins.journeymap.journey import Journey
from plugins.journeymap.lanes import EMOTION, LANES, MOST

STEP = "step"
"""The kind of such a card. Its details are (id, words): the first says the walk, `….<lane>` what goes to a lane."""

OBSERVED = "observed"
"""How sure the cells are that they fill: somebody was there."""


def are_walked(cards: Iterable[Card]) -> bool:
    """Whether steps that were walked are among them."""
    return any(card.kind == STEP for card in cards)


def open_columns(state: Journey, cards: Iterable[Card]) -> None:
    """A column a step, a stage a walk; as many as a map holds."""
    known = {step.id for step in state.columns.steps}
    for card in cards:
        if card.kind != STEP or card.id in known or len(state.columns.steps) >= STEPS_MOST:
            continue
        phase = _stage_of(state, card)
        state.columns.add_step(Column(card.id, shortened(card.text, TITLE), card.id, phase), "")
        _fill(state, card)


def _stage_of(state: Journey, card: Card) -> str:
    """The stage of the card's walk, made where it is not there; the last one where no other fits."""
    walk, name = next((pair for pair in card.details if not _lane(pair[0])), ("", ""))
    columns, phase = state.columns, state.walked.get(walk, "")
    if columns.phase(phase):
        return phase
    if len(columns.shown()) >= STAGES_MOST:
        return columns.shown()[-1][0].id
    made = f"{card.id}-walk"
    columns.add_phase(Column(made, cut(name, TITLE), made), "")
    state.walked[walk] = made
    return made


def _lane(id: str) -> str:
    """The lane that a detail goes to; "" for one that says something else."""
    lane = id.rpartition(".")[2] if "." in id else ""
    return lane if lane in LANES else ""


def _fill(state: Journey, card: Card) -> None:
    for lane, words in _cells(card):
        slot = f"{card.id}:{lane}"
        if lane == EMOTION:
            if not state.emotions.blind and words in FEELS:
                state.emotions.agreed[key(card.id, USER)] = int(words)
                state.levels[slot] = OBSERVED
            continue
        there = sum(line.slot == slot for line in state.sheet.lines.values())
        if there < MOST:
            id = f"{card.id}.{lane}{there}"
            text = cut(words, LANES[lane].max)
            state.sheet.lines[id] = Line(id, slot, text, id, sources=(card.id,), said=card.id)
            state.lanes[lane], state.levels[slot] = True, OBSERVED


def _cells(card: Card) -> Iterator[tuple[str, str]]:
    """What goes where: the whole of a step that is too long for the head of a column, then what was said beside it."""
    if len(card.text) > TITLE:
        yield "actions", card.text
    for id, words in card.details:
        if lane := _lane(id):
            yield lane, words
