"""Who holds which sheet next: pure, so that any room can be tried.

Each sheet is with exactly one person who is here, or waits; nobody holds two; nobody gets one twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from beffroi.blocks.rotate.groups import Group
from beffroi.vocabulary import Here


@dataclass(frozen=True)
class Leaf:
    """A sheet that passes on, by its `id`, called by its `number`: of which `group` it is, and its `holders`, who have
    had it, each with the round, in order."""

    id: str
    number: int
    group: str
    holders: tuple[tuple[int, str], ...] = ()

    def was_with(self, who: str) -> bool:
        """Whether somebody has had it."""
        return any(one == who for _round, one in self.holders)


@dataclass(frozen=True)
class Passing:
    """`held` is who holds which sheet, by person; `waiting` are those that nobody has, as they are handed out."""

    held: dict[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()


def passed_on(
    leaves: Mapping[str, Leaf], groups: Mapping[str, Group], here: Iterable[Here], before: Passing,
    *, moves: bool = True,
) -> Passing:  # fmt: skip
    """Who holds which sheet among those who are here: the next one, or, where it does not move, what they held.

    Sheets that wait come first; then, within a group, each goes to whoever sits next and has not had it. What is left
    goes to people of the same site who would have none.
    """
    people = {one.who: one for one in here}
    stays = {} if moves else {who: leaf for who, leaf in before.held.items() if who in people and leaf in leaves}
    still = set(stays.values())
    loose = leaves.keys() - still
    order = [id for id in dict.fromkeys((*before.waiting, *before.held.values(), *leaves)) if id in loose]
    held = dict(stays)
    for group in groups.values():
        idle = [who for who in group.members if who in people and who not in stays]
        own = [leaves[id] for id in order if leaves[id].group == group.id]
        held |= _matched(own, partial(_ring, group=group, idle=idle))
    taken = set(held.values())
    for id in order:
        if id not in taken and (found := _near(leaves[id], groups, people, held)):
            held[found] = id
            taken.add(id)
    return Passing(held, tuple(id for id in order if id not in taken))


def _near(leaf: Leaf, groups: Mapping[str, Group], people: Mapping[str, Here], held: Mapping[str, str]) -> str:
    """Somebody of the same site who has none, and has not had this one; "" of nobody."""
    site = groups[leaf.group].site if leaf.group in groups else ""
    idle = (who for who, one in people.items() if who not in held and site in ("", one.site))
    return next((who for who in idle if not leaf.was_with(who)), "")


def _ring(leaf: Leaf, group: Group, idle: list[str]) -> list[str]:
    """Those who may get a sheet, from whoever sits after the one who had it last."""
    last = next((who for _round, who in reversed(leaf.holders) if who in group.members), None)
    place = group.members.index(last) + 1 if last else 0
    around = (*group.members[place:], *group.members[:place])
    return [who for who in around if who in idle and not leaf.was_with(who)]


def _matched(leaves: Iterable[Leaf], fits: Callable[[Leaf], Iterable[str]]) -> dict[str, str]:
    """As many sheets with somebody as can be, by augmenting paths: one that has found somebody keeps somebody."""
    held: dict[str, Leaf] = {}

    def place(leaf: Leaf, seen: set[str]) -> bool:
        for who in fits(leaf):
            if who not in seen:
                seen.add(who)
                if who not in held or place(held[who], seen):
                    held[who] = leaf
                    return True
        return False

    for leaf in leaves:
        place(leaf, set())
    return {who: leaf.id for who, leaf in held.items()}
