"""Sheets that pass on as templates read them: one's own, then all of them by group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from beffroi.blocks.rotate.groups import Group
from beffroi.blocks.rotate.rotation import Line, Rotation
from beffroi.moderation import MOTIVES, motive_said, tally
from beffroi.small_groups import may_be_shown

ByRound = tuple[tuple[int, tuple[Line, ...]], ...]


@dataclass(frozen=True)
class Own:
    """The sheet that one person holds: what stands above, what they wrote, how much more they write."""

    id: str
    number: int
    group: int
    above: ByRound
    mine: tuple[Line, ...]
    left: int

    @property
    def next(self) -> int:
        """The number of what they write next."""
        return len(self.mine) + 1


@dataclass(frozen=True)
class ShownLeaf:
    """A sheet, round by round."""

    id: str
    number: int
    rounds: ByRound


@dataclass(frozen=True)
class ShownGroup:
    """A group with its sheets; its site where that may be shown."""

    id: str
    number: int
    site: str
    table: str
    people: int
    leaves: tuple[ShownLeaf, ...]


def own(rotation: Rotation, who: str) -> Own | None:
    """The sheet that somebody holds."""
    id = rotation.held.get(who, "")
    leaf = rotation.leaves.get(id)
    if leaf is None:
        return None
    mine = rotation.by(who, id)
    above = tuple(
        (number, kept) for number, lines in rotation.rounds_of(id) if (kept := tuple(x for x in lines if x not in mine))
    )
    group = rotation.groups[leaf.group].number if leaf.group in rotation.groups else 0
    return Own(id, leaf.number, group, above, mine, max(0, rotation.each - len(mine)))


def personal_view(rotation: Rotation, who: str) -> dict[str, Any]:
    """What one person has before them."""
    return {
        "mine": own(rotation, who),
        "is_new": who not in rotation.had,
        "each": rotation.each,
        "my_down": tuple((line.id, line.text, motive_said(line.motive)) for line in rotation.down_of(who)),
    }


def groups(rotation: Rotation) -> tuple[ShownGroup, ...]:
    """All groups with their sheets."""
    sites = Counter(group.site for group in rotation.groups.values() for _who in group.members)
    sited = may_be_shown(sites.values())
    return tuple(_group(rotation, group, sited=sited) for group in rotation.groups.values())


def _group(rotation: Rotation, group: Group, *, sited: bool) -> ShownGroup:
    leaves = tuple(
        ShownLeaf(leaf.id, leaf.number, rotation.rounds_of(leaf.id))
        for leaf in rotation.leaves.values()
        if leaf.group == group.id
    )
    return ShownGroup(group.id, group.number, group.site if sited else "", group.table, len(group.members), leaves)


def view(rotation: Rotation) -> dict[str, Any]:
    """What everyone may read, once the rounds are over."""
    down = tuple((line.id, line.text, motive_said(line.motive)) for line in rotation.lines.values() if line.motive)
    return {
        "rotating": groups(rotation),
        "waiting": len(rotation.waiting),
        "down": down,
        "taken_down": tally(line.motive for line in rotation.lines.values() if line.motive),
        "motives": tuple(MOTIVES.items()),
    }
