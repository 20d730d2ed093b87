"""What passes on: groups, sheets and who holds them, and the lines that were written on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from beffroi.blocks.rotate.groups import Group, grouped, joined, numbered
from beffroi.blocks.rotate.passing import Leaf, Passing, passed_on
from beffroi.blocks.rotate.settings import EACH
from beffroi.vocabulary import Card, Here
from beffroi.words import translator

_ = translator(__name__)

SEEDS = 3
"""Cards handed over that stand on one sheet from the start, at most."""


@dataclass(frozen=True)
class Line:
    """A `text` written on the sheet `leaf`, by its `id`, in a `round`, 0 of what was handed over; `origin` is what that
    copies, `motive` why it was taken down."""

    id: str
    leaf: str
    round: int
    text: str
    motive: str = ""
    origin: str = ""


@dataclass
class Rotation:
    """Sheets that pass on: `held` says who has which, `waiting` are those that nobody has, as they are handed out.

    `groups`, the sheets, `leaves`, and what stands on them, `lines`, are by id. `round` is the highest reached,
    `each` how many lines one person writes on a sheet.
    """

    each: int = EACH
    groups: dict[str, Group] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    group_of: dict[str, str] = field(default_factory=dict)
    """By person, the id of their group."""
    had: set[str] = field(default_factory=set)
    """Who ever had a sheet."""
    round: int = 0
    lines: dict[str, Line] = field(default_factory=dict)
    on: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By sheet, the ids of its lines in the order of writing."""
    writers: dict[str, str] = field(default_factory=dict)
    """Whose each line is; never shown."""
    seeds: list[Card] = field(default_factory=list)
    """Cards handed over that no sheet has yet."""
    asked: list[Card] = field(default_factory=list)
    """Questions that were handed over."""

    # --- who holds what ------------------------------------------------------------------------

    def gather(self, number: int, here: Sequence[Here], id: str, lots: Random) -> None:
        """A round is entered: the sheets pass on where it is a new one, else people keep what they hold."""
        moves, self.round = number > self.round, max(number, self.round)
        self.settle(here, id, lots, moves=moves)

    def settle(self, here: Sequence[Here], id: str, lots: Random, *, moves: bool = False) -> None:
        """Everyone who is here has a sheet, as far as there is one that they have not had; what is left waits."""
        present = {one.who: one for one in here}
        self._group(present, id, lots)
        fresh: dict[str, str] = {}
        for one in here:
            if self._lacks(one, present):
                fresh[one.who] = self._lay(one.who, f"{id}-{len(self.leaves)}")
        before = Passing({who: leaf for who, leaf in self.held.items() if who not in fresh}, self.waiting)
        old = {id: leaf for id, leaf in self.leaves.items() if id not in fresh.values()}
        after = passed_on(old, self.groups, (one for one in here if one.who not in fresh), before, moves=moves)
        self.held, self.waiting = {**after.held, **fresh}, after.waiting
        for one in here:
            if one.who not in self.held and one.who not in self.had:
                self.held[one.who] = self._lay(one.who, f"{id}-{len(self.leaves)}")
        for who, leaf in self.held.items():
            self._note(who, leaf)

    def take(self, one: Here, id: str) -> None:
        """Somebody who has none gets the sheet that waits first and that they have not had, or a blank one."""
        if not self.may_take(one.who, one.site):
            return
        if one.who not in self.group_of:
            known = joined(self.groups, one)
            self._put_in(known or Group(f"{id}-g", len(self.groups) + 1, one.site, one.table, (one.who,)))
        found = self.waits_for(one.who, one.site)
        self.waiting = tuple(leaf for leaf in self.waiting if leaf != found)
        self.held[one.who] = found or self._lay(one.who, id)
        self._note(one.who, self.held[one.who])

    def waits_for(self, who: str, site: str = "") -> str:
        """The sheet that waits and that somebody may have: of their group, else of their site; "" of none."""
        own = self.group_of.get(who, "")
        near = site or (self.groups[own].site if own else "")
        fits = [id for id in self.waiting if not self.leaves[id].was_with(who)]
        of_group = (id for id in fits if self.leaves[id].group == own)
        of_site = (id for id in fits if near and self.groups[self.leaves[id].group].site in ("", near))
        return next(of_group, "") or next(of_site, "")

    def may_take(self, who: str, site: str = "") -> bool:
        """Whether a sheet is there for somebody who has none."""
        return who not in self.held and (who not in self.had or bool(self.waits_for(who, site)))

    def give_back(self, who: str) -> None:
        """Somebody has to go: their sheet waits for somebody else."""
        leaf = self.held.pop(who, None)
        if leaf is not None:
            self.waiting = (*self.waiting, leaf)

    def _group(self, present: Mapping[str, Here], id: str, lots: Random) -> None:
        """Put whoever is new into a group, and whoever is there alone of theirs into another."""
        rest = []
        for one in present.values():
            if one.who not in self.group_of:
                known = joined(self.groups, one, present)
                self._put_in(known) if known else rest.append(one)
        for group in numbered(grouped(rest, lots), id, len(self.groups)).values():
            self._put_in(group)
        for group in list(self.groups.values()):
            there = [who for who in group.members if who in present]
            if len(there) == 1:
                self._move(present[there[0]], group, present)

    def _move(self, one: Here, group: Group, present: Mapping[str, Here]) -> None:
        """Nobody is left alone: they go to a group of their site, else to the smallest, with the sheet they hold."""
        others = {
            id: other for id, other in self.groups.items() if id != group.id and present.keys() & {*other.members}
        }
        smallest = min(others.values(), key=lambda other: len(present.keys() & {*other.members}), default=None)
        if smallest is None:
            return
        near = joined(others, one, present) or replace(smallest, members=(*smallest.members, one.who))
        self.groups[group.id] = replace(group, members=tuple(who for who in group.members if who != one.who))
        self._put_in(near)
        if leaf := self.held.get(one.who):
            self.leaves[leaf] = replace(self.leaves[leaf], group=near.id)

    def _put_in(self, group: Group) -> None:
        self.groups[group.id] = group
        self.group_of |= dict.fromkeys(group.members, group.id)

    def _lacks(self, one: Here, present: Mapping[str, Here]) -> bool:
        """Whether somebody is new, and their group has fewer sheets than people."""
        if one.who in self.held or one.who in self.had:
            return False
        id = self.group_of[one.who]
        sheets = sum(leaf.group == id for leaf in self.leaves.values())
        return sheets < sum(who in present for who in self.groups[id].members)

    def _lay(self, who: str, id: str) -> str:
        """A blank sheet, with some of the cards that were handed over."""
        self.leaves[id] = Leaf(id, len(self.leaves) + 1, self.group_of[who])
        for card in self.seeds[:SEEDS]:
            self.put(Line(card.id, id, 0, card.text, origin=card.origin))
        del self.seeds[:SEEDS]
        return id

    def _note(self, who: str, leaf: str) -> None:
        """Note that somebody has a sheet: they never get it again."""
        self.had.add(who)
        if not self.leaves[leaf].was_with(who):
            self.leaves[leaf] = replace(self.leaves[leaf], holders=(*self.leaves[leaf].holders, (self.round, who)))

    # --- what stands on a sheet ----------------------------------------------------------------

    def put(self, line: Line, who: str = "") -> None:
        """A line is written."""
        self.lines[line.id] = line
        self.on[line.leaf].append(line.id)
        if who:
            self.writers[line.id] = who

    def take_out(self, id: str) -> None:
        """A line is gone, as if it had not been written."""
        line = self.lines.pop(id, None)
        if line is not None:
            self.on[line.leaf].remove(id)
            self.writers.pop(id, None)

    def round_of(self, leaf: str, who: str) -> int:
        """In which round somebody has had a sheet; 0: never."""
        known = self.leaves.get(leaf)
        return next((number for number, one in known.holders if one == who), 0) if known else 0

    def lines_of(self, leaf: str) -> tuple[Line, ...]:
        """What stands on a sheet, without what was taken down."""
        return tuple(line for id in self.on.get(leaf, ()) if not (line := self.lines[id]).motive)

    def by(self, who: str, leaf: str) -> tuple[Line, ...]:
        """What somebody wrote on a sheet."""
        return tuple(self.lines[id] for id in self.on.get(leaf, ()) if self.writers.get(id) == who)

    def rounds_of(self, leaf: str) -> tuple[tuple[int, tuple[Line, ...]], ...]:
        """What stands on a sheet, by round."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines_of(leaf):
            found[line.round].append(line)
        return tuple((number, tuple(found[number])) for number in sorted(found))

    def shown(self) -> Iterator[Line]:
        """All lines that were not taken down, sheet by sheet."""
        return (line for leaf in self.leaves for line in self.lines_of(leaf))

    def rests_on(self, line: Line) -> tuple[str, ...]:
        """The lines that stood right above one as it was written: what its writer read last."""
        before = [number for number, _lines in self.rounds_of(line.leaf) if number < line.round]
        return tuple(one.id for one in dict(self.rounds_of(line.leaf))[before[-1]]) if before else ()

    def wrote(self) -> int:
        """How many have written something in this round, on the sheet that they hold."""
        return sum(1 for who, leaf in self.held.items() if self.by(who, leaf))

    def down_of(self, who: str) -> tuple[Line, ...]:
        """What somebody wrote that was taken down."""
        return tuple(line for id, line in self.lines.items() if line.motive and self.writers.get(id) == who)

    def counts(self) -> list[Any]:
        """In whole sentences, all that is shown while people write."""
        lines = sum(1 for _line in self.shown())
        said = [
            _.many("%(n)s idea", "%(n)s ideas", lines),
            _.many("%(n)s sheet goes round", "%(n)s sheets go round", len(self.held)),
        ]
        if self.waiting:
            said.append(_.many("%(n)s sheet waits for somebody", "%(n)s sheets wait for somebody", len(self.waiting)))
        return said
