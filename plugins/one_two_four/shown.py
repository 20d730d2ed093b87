"""A 1-2-4-all as its templates read it: one's own circle, then what the fours keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.moderation import MOTIVES, motive_said, tally
from plugins.one_two_four.state import ALL, EVERYBODY, KEPT_MOST, Circle, Idea, Meeting


@dataclass(frozen=True)
class Offer:
    """An idea before a circle, and whether it keeps it; its number where all see it."""

    id: str
    text: str
    is_kept: bool
    number: int = 0


@dataclass(frozen=True)
class ShownCircle:
    """What a circle keeps, by its number."""

    id: str
    number: int
    table: str
    kept: tuple[Offer, ...]


def _offer(idea: Idea, kept: set[str], number: int = 0) -> Offer:
    return Offer(idea.id, idea.text, idea.id in kept, number)


def personal_view(state: Meeting, who: str) -> dict[str, Any]:
    """Whom one is with, what is before them, what they wrote."""
    circle = state.circle_of(who)
    kept = {idea.id for idea in state.chosen(circle.id)} if circle else set()
    mine = state.written_by(who)
    return {
        "mine": mine,
        "left": max(0, KEPT_MOST - len(mine)),
        "most": KEPT_MOST,
        "circle": circle,
        "with_me": tuple(one for one in circle.members if one != who) if circle else (),
        "before_us": tuple(_offer(idea, kept) for idea in state.offered(circle)) if circle else (),
        "kept_left": max(0, KEPT_MOST - len(kept)),
        "worded_left": max(0, KEPT_MOST - len(state.written_by(circle.id))) if circle else 0,
        "my_down": tuple(
            (idea.id, idea.text, motive_said(idea.motive))
            for id, idea in state.ideas.items()
            if idea.motive and state.writers.get(id) == who
        ),
    }


def view(state: Meeting) -> dict[str, Any]:
    """What everyone sees: numbers while people talk; then what each circle brings, and what is kept of it."""
    told = state.level == ALL
    everybody = state.everybody() if told else Circle(EVERYBODY, ALL, 1)
    kept = {idea.id for idea in state.chosen(everybody.id)}
    numbers = {idea.id: number for number, idea in enumerate(state.offered(everybody), 1)}
    down = tuple((one.id, one.text, motive_said(one.motive)) for one in state.ideas.values() if one.motive and told)
    return {
        "said": () if told else tuple(state.counts()),
        "brought": tuple(_circle(state, unit, kept, numbers) for unit in everybody.brings if state.kept_by(unit)),
        "agreed": tuple(_offer(idea, kept, numbers.get(idea.id, 0)) for idea in state.chosen(everybody.id) if told),
        "most": KEPT_MOST,
        "down": down,
        "taken_down": tally(one.motive for one in state.ideas.values() if one.motive),
        "motives": tuple(MOTIVES.items()),
    }


def _circle(state: Meeting, unit: str, kept: set[str], numbers: dict[str, int]) -> ShownCircle:
    circle = state.circles.get(unit, Circle(unit, "", 0))
    offers = tuple(_offer(idea, kept, numbers.get(idea.id, 0)) for idea in state.kept_by(unit))
    return ShownCircle(unit, circle.number, circle.table, offers)
