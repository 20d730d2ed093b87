"""What was shown of a form, as it stood: no two moments of it give away what a few people answered in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.blocks.form.tally import Tally
from beffroi.small_groups import FEWEST

Cells = Sequence[Sequence[int]]
"""How many gave both answers, row by row."""

MOMENTS_MOST = 6
"""How often the figures of a question are shown anew, at most: each is held against all that were shown before."""

BySite = Mapping[str, Counter[Any]]
"""How many gave each answer, by site."""


@dataclass(frozen=True)
class Figures:
    """A question as everyone sees it: its `tally`, `by_site` where that may be told, and what each had `given` then.

    `has_later` says that a few people answered otherwise since: of fewer than five the figures stay as they stood.
    """

    tally: Tally
    by_site: BySite = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict, repr=False)
    has_later: bool = False
    earlier: tuple[Figures, ...] = field(default=(), repr=False)
    """Those that were shown before."""

    @property
    def is_told(self) -> bool:
        """Whether five people answered."""
        return self.tally.answered >= FEWEST

    def changed_to(self, given: Mapping[str, Any]) -> int:
        """How many people answered otherwise since."""
        return sum(self.given.get(who) != given.get(who) for who in self.given.keys() | given.keys())


def figures_of(before: Figures | None, tally: Tally, by_site: BySite, given: Mapping[str, Any]) -> Figures:
    """What is shown of a question from now on."""
    now = Figures(replace(tally, marks=Counter(tally.marks), texts=dict(tally.texts)), by_site, given)
    if before is None:
        return now
    shown = (*before.earlier, before) if before.is_told else before.earlier
    if len(shown) == MOMENTS_MOST or any(one.changed_to(given) < FEWEST for one in shown):
        return replace(before, has_later=before.changed_to(given) > 0)
    told = by_site if all(_may_follow(one.by_site, by_site) for one in shown) else {}
    return replace(now, by_site=told, earlier=shown)


def _may_follow(before: BySite, after: BySite) -> bool:
    """Whether counts by site may take the place of others: each is the same, or differs by five at least."""
    none = Counter[Any]()
    pairs = ((before.get(site, none), after.get(site, none)) for site in before.keys() | after.keys())
    return not before or all(may_follow(was[mark], now[mark]) for was, now in pairs for mark in was | now)


def may_follow(before: int, after: int) -> bool:
    """Whether a count of a group may be shown where another was: what came between is nobody, or five people."""
    return before == after or abs(before - after) >= FEWEST


def cells_of(shown: Sequence[Cells], now: Cells) -> tuple[Cells, ...]:
    """The counts of a crossing that were shown; the last are shown now, new ones where no few people can be told."""
    if len(shown) == MOMENTS_MOST or not all(_may_replace(one, now) for one in shown):
        return tuple(shown)
    return (*shown, now)


def _may_replace(before: Cells, now: Cells) -> bool:
    return all(may_follow(*pair) for pair in zip(_flat(before), _flat(now), strict=False))


def _flat(cells: Cells) -> Iterable[int]:
    return (n for line in cells for n in line)
