"""What leaves a 1-2-4-all: each idea with how far it went, as tables, cards and links; never who was with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Kept, Table, Trace, translator
from beffroi.moderation import tally, told_of
from beffroi.report import Grid, Item, Listing, Row, Section
from plugins.one_two_four.state import ALL, EVERYBODY, FOURS, PAIRS, Idea, Meeting

_ = translator(__name__)

WENT = {ALL: _("kept by everybody"), FOURS: _("kept by a group of four"), PAIRS: _("kept by a pair"), "": ""}


def went(state: Meeting, idea: Idea) -> str:
    """How far an idea went: the highest level that chose it."""
    levels = {
        state.circles[id].level if id in state.circles else ALL for id, ids in state.kept.items() if idea.id in ids
    }
    return next((level for level in (ALL, FOURS, PAIRS) if level in levels), "")


def ideas(state: Meeting) -> list[Idea]:
    """All ideas that stand, those that went furthest first."""
    order = list(WENT)
    standing = [idea for idea in state.ideas.values() if not idea.motive]
    return sorted(standing, key=lambda idea: order.index(went(state, idea)))


def tables(state: Meeting) -> Iterator[Table]:
    """A row an idea."""
    if state.ideas:
        told = ideas(state)
        rows = [(idea.text, WENT[went(state, idea)]) for idea in told]
        links = [{"card": idea.id, "origin": idea.origin} for idea in told]
        yield Table("ideas", (_("Idea"), _("How far it went")), rows, links)


def sections(state: Meeting) -> Iterator[Section]:
    """What everybody kept, what the fours brought; then all ideas, in the complete version."""
    agreed = state.chosen(EVERYBODY)
    if agreed:
        items = [Item(idea.text, ids=(idea.id,)) for idea in agreed]
        yield Section("agreed", _("What everybody keeps"), (Listing(items),))
    brought = [idea for idea in ideas(state) if went(state, idea) in (ALL, FOURS)]
    if brought:
        items = [Item(idea.text, ids=(idea.id,)) for idea in brought]
        yield Section("fours", _("What the groups of four brought"), (Listing(items),))
    if state.ideas:
        rows = [Row((idea.text, WENT[went(state, idea)]), ids=(idea.id,)) for idea in ideas(state)]
        pieces: list[Any] = [Grid((_("Idea"), _("How far it went")), rows, version="complete")]
        down = tally(idea.motive for idea in state.ideas.values() if idea.motive)
        yield Section("ideas", _("All ideas"), (*pieces, *([told_of(down)] if down else [])), version="complete")


def cards(state: Meeting) -> Sequence[Card]:
    """What everybody kept; until they have, what the circles brought."""
    told = state.chosen(EVERYBODY) or state.offered(state.everybody())
    return [Card(idea.id, idea.text, "idea", origin=idea.origin) for idea in told]


def kept(state: Meeting) -> Sequence[Kept]:
    """What everybody kept."""
    return [Kept(idea.id, idea.text, WENT[ALL]) for idea in state.chosen(EVERYBODY)]


def traces(state: Meeting) -> Iterator[Trace]:
    """All ideas; what was worded together came from what lay before its circle."""
    for idea in state.ideas.values():
        if not idea.motive:
            circle = state.circles.get(idea.by)
            came = tuple(one.id for unit in circle.brings for one in state.kept_by(unit)) if circle else ()
            yield Trace(idea.id, idea.text, "idea", came, "", WENT[went(state, idea)])
