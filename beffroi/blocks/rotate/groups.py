"""Who is in which group: four to six at one table, else at one site; whoever comes later goes where fewest are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from random import Random
from typing import TypeVar

from beffroi.vocabulary import Here

T = TypeVar("T")

FEWEST, MOST = 4, 6
"""People of a group. Seven stay together: three would have read all their sheets after two rounds."""


@dataclass(frozen=True)
class Group:
    """People who sit together, by their `id`, called by their `number`; `members` are in the order sheets take."""

    id: str
    number: int
    site: str = ""
    """The id of their site; "" where they are of several."""
    table: str = ""
    """The id of their table, where all of them sit at one."""
    members: tuple[str, ...] = ()


def parted(people: Sequence[T], fewest: int = FEWEST, most: int = MOST) -> list[list[T]]:
    """People in groups as equal as can be, of `most` at most; of fewer than `fewest` only where all are fewer.

    Where both cannot be, groups are larger: seven people are one group, not four and three.
    """
    count = max(1, ceil(len(people) / most))
    while count > 1 and len(people) // count < fewest:
        count -= 1
    return [list(people[place::count]) for place in range(count)] if people else []


def grouped(
    here: Iterable[Here], lots: Random, fewest: int = FEWEST, most: int = MOST
) -> list[tuple[Here, ...]]:  # fmt: skip
    """Everybody who is here in groups: of one table where it has enough, else of one site; nobody is left alone.

    The few of a site that are no group by themselves come to its smallest groups while these have room.
    """
    by_table: dict[str, list[Here]] = defaultdict(list)
    for one in here:
        by_table[one.table].append(one)
    loose = by_table.pop("", [])
    made: list[list[Here]] = []
    for people in by_table.values():
        if len(people) < fewest:
            loose += people
        else:
            made += parted(_shuffled(people, lots), fewest, most)
    by_site: dict[str, list[Here]] = defaultdict(list)
    for one in loose:
        by_site[one.site].append(one)
    alone: list[Here] = []
    for site, people in by_site.items():
        rest = people if len(people) >= fewest else _let_in(people, made, site, most)
        if len(rest) == 1:
            alone += rest
        else:
            made += parted(_shuffled(rest, lots), fewest, most)
    return [tuple(one) for one in _with_the_lone(alone, made)]


def _let_in(people: Iterable[Here], made: Sequence[list[Here]], site: str, most: int) -> list[Here]:
    """Put the few of a site into its groups while there is room; those who found none."""
    rest = []
    for one in people:
        with_room = [group for group in made if len(group) < most and {it.site for it in group} == {site}]
        if with_room:
            min(with_room, key=len).append(one)
        else:
            rest.append(one)
    return rest


def _with_the_lone(alone: list[Here], made: list[list[Here]]) -> list[list[Here]]:
    """Those who are alone at their site come together; a last one joins the smallest group there is."""
    if len(alone) > 1 or not made:
        return [*made, alone] if alone else made
    for one in alone:
        min(made, key=len).append(one)
    return made


def _shuffled(people: list[Here], lots: Random) -> list[Here]:
    return lots.sample(people, len(people))


def numbered(people: Iterable[tuple[Here, ...]], id: str, after: int = 0) -> dict[str, Group]:
    """These groups by their ids, which begin with `id`, numbered from `after` on."""
    made = {}
    for number, members in enumerate(people, after + 1):
        sites, tables = ({getattr(one, what) for one in members} for what in ("site", "table"))
        site, table = (next(iter(said)) if len(said) == 1 else "" for said in (sites, tables))
        known = Group(f"{id}-g{number}", number, site, table, tuple(one.who for one in members))
        made[known.id] = known
    return made


def joined(groups: Mapping[str, Group], one: Here, present: Collection[str] = (), most: int = MOST) -> Group | None:
    """The group with room of somebody who came later, with them: at their table, else at their site, where fewest are.

    None where no group of their site has room.
    """

    def size(group: Group) -> int:
        return sum(who in present for who in group.members) if present else len(group.members)

    def is_table(group: Group) -> bool:
        return bool(one.table) and group.table == one.table

    near = [
        one_of for one_of in groups.values() if (is_table(one_of) or one_of.site == one.site) and size(one_of) < most
    ]
    found = min(near, key=lambda group: (not is_table(group), size(group)), default=None)
    return replace(found, members=(*found.members, one.who)) if found else None
