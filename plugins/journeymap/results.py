"""What leaves a journey: tables to export, cards to hand over, the links of the evidence chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import Card, Table, Trace, translator
from beffroi.blocks.ballot import tables_of
from beffroi.blocks.reactions import table_of
from beffroi.blocks.sheet import Line
from plugins.journeymap.emotions import AGENT, Feeling
from plugins.journeymap.journey import HEADER, LEVELS, Journey
from plugins.journeymap.lanes import EMOTION, LANES

_ = translator(__name__)


def tables(state: Journey) -> Iterable[Table]:
    """The header, the map, its emotions, what was said of it; in plenary the irritants, the vote, the questions."""
    header = state.sheet.rows(HEADER.values())
    if header:
        yield Table("header", (_("Part"), _("Text"), _("Source")), header)
    cells = list(_cells(state))
    if cells:
        columns = (_("Step"), _("Lane"), _("Sentence"), _("Source"), _("Evidence"), _("Owner"), _("Indicator"))
        yield Table("journey", (*columns, _("Stage")), cells)
    felt = list(_emotions(state))
    if felt:
        titles = (_("Step"), _("The user"), _("The agent"), _("Spread"), _("Spread (agent)"), _("Moment of truth"))
        yield Table("emotions", (*titles, _("Evidence"), _("Stage")), felt)
    if state.reactions.by_id:
        yield table_of(state.reactions)
    if state.gathered.has_begun:
        yield state.gathered.table()
        yield from tables_of(state.ballot) if state.ballot.options else ()
    if state.questions.written():
        yield state.questions.table()


def _cells(state: Journey) -> Iterable[Sequence[Any]]:
    """A row a sentence, step by step, the lanes in their order."""
    cells, rows = state.cells(), state.rows()
    for phase, steps in state.columns.shown():
        for step in steps:
            for lane in rows:
                slot = f"{step.id}:{lane.id}"
                for line in cells.get(slot, ()):
                    source = " | ".join(card.text for card in state.sheet.quoted(line))
                    pursuit = state.pursuits.get(line.id)
                    followed = (pursuit.owner, pursuit.indicator) if pursuit else ("", "")
                    level = LEVELS[state.level(slot)]
                    yield step.name, lane.title, _wordings(line), source, level, *followed, phase.name


def _wordings(line: Line) -> str:
    """Both, where two people wrote at once and the table has not settled it."""
    return " / ".join((line.text, *(rival.text for rival in line.rivals)))


def _emotions(state: Journey) -> Iterable[Sequence[Any]]:
    """A row a step of which something is said."""
    if not state.lanes[EMOTION]:
        return
    for phase, steps in state.columns.shown():
        for step in steps:
            user = state.emotions.at(step.id)
            agent = state.emotions.at(step.id, AGENT) if state.lanes[AGENT] else None
            if user or agent or step.truth:
                truth = _("Moment of truth") if step.truth else ""
                level = LEVELS[state.level(f"{step.id}:{EMOTION}")]
                values, spreads = zip(_felt(user), _felt(agent), strict=True)
                yield step.name, *values, *spreads, truth, level, phase.name


def _felt(feeling: Feeling | None) -> tuple[float | str, str]:
    return (feeling.value, feeling.spread) if feeling else ("", "")


def cards(state: Journey) -> Sequence[Card]:
    """A map hands over its irritants; in plenary the questions once there are some, before that what is kept."""
    if state.questions.written():
        return state.questions.cards()
    if not state.gathered.has_begun:
        return [
            Card(line.id, state.in_context(line), "irritant", state.audience, parts=state.parts(line))
            for line in state.irritants()
        ]
    clusters = state.board.clusters
    return [
        Card(
            kept.id,
            kept.text,
            "cluster" if kept.id in clusters else "irritant",
            kept.audience,
            kept.origin,
            parts=kept.parts,
        )
        for kept in _going_on(state)
    ]


def _going_on(state: Journey) -> Iterable[Any]:
    """What is kept once that was decided; before, all the irritants, grouped as they are."""
    return state.gathered.kept() if state.ballot.is_over else state.gathered.all()


def traces(state: Journey) -> Iterable[Trace]:
    """Evidence → actor → sentences → irritants → groups → questions, with what was decided of each.

    An irritant of which no source is named is its actor's.
    """
    outcomes = state.gathered.outcomes()
    actors = tuple(line.id for line in state.sheet.at("actor"))
    kinds = {slot.id: _kind_of(slot.id) for slot in HEADER.values()}
    if state.sheet.lines:
        for card in state.sheet.evidence.values():
            yield Trace(card.id, card.text, card.kind, (card.origin,) if card.origin else (), card.audience)
    shown = {f"{step.id}:{lane.id}": lane.kind for step in state.columns.ordered() for lane in LANES.values()}
    for line in state.sheet.lines.values():
        kind = kinds.get(line.slot) or shown.get(line.slot)
        if kind and not line.struck:
            outcome = outcomes.get(line.id, "")
            sources = line.sources or (actors if kind == "irritant" else ())
            yield Trace(line.id, state.in_context(line), kind, sources, state.audience, outcome)
    yield from state.gathered.traces()
    yield from state.questions.traces()


def _kind_of(slot: str) -> str:
    return {"actor": "persona", "scenario": "scenario"}.get(slot, "sentence")
