"""Who talks with whom: pairs of neighbours, then fours of these, within a site; a pure reckoning of who is here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from beffroi import Here
from beffroi.blocks.rotate import parted

PAIR, FOUR = 2, 4


def pairs(here: Iterable[Here], lots: Any) -> list[tuple[Here, ...]]:
    """Pairs of one table, then of one site, with a trio where the number is odd; alone is who is alone at a site."""
    made: list[list[Here]] = []
    loose: dict[str, list[Here]] = defaultdict(list)
    for (site, table), people in _by_place(here).items():
        if table and len(people) >= PAIR:
            made += parted(lots.sample(people, len(people)), PAIR, PAIR)
        else:
            loose[site] += people
    for site, people in loose.items():
        near = min((pair for pair in made if pair[0].site == site), key=len, default=None)
        if len(people) == 1 and near:
            if len(near) > PAIR:  # a trio and one more are two pairs
                made.append([near.pop(), people[0]])
            else:
                near.append(people[0])
        else:
            made += parted(lots.sample(people, len(people)), PAIR, PAIR)
    return [tuple(pair) for pair in made]


def _by_place(here: Iterable[Here]) -> Mapping[tuple[str, str], list[Here]]:
    """By table, which is of one site unless it has a call; else by site."""
    found: dict[tuple[str, str], list[Here]] = defaultdict(list)
    sites: dict[str, str] = {}
    for one in here:
        site = sites.setdefault(one.table, one.site) if one.table else one.site
        found[site, one.table].append(one)
    return found


def fours(here: Sequence[Here], pairs_in_order: Iterable[Sequence[str]]) -> list[tuple[Here, ...]]:
    """Fours of one site, three or five where it does not come out even: pairs stay together as far as that goes."""
    people = {one.who: one for one in here}
    by_site: dict[str, list[list[Here]]] = defaultdict(list)
    paired: set[str] = set()
    for pair in pairs_in_order:
        there = [people[who] for who in pair if who in people and who not in paired]
        paired.update(one.who for one in there)
        if there:
            by_site[there[0].site].append(there)
    for one in here:
        if one.who not in paired:
            by_site[one.site].append([one])
    return [four for units in by_site.values() for four in _joined(units)]


def _joined(units: list[list[Here]]) -> Iterator[tuple[Here, ...]]:
    """Units of a site put together, the larger last, so that as few as can be are cut."""
    row = [one for unit in sorted(units, key=len) for one in unit]
    edges = {sum(len(unit) for unit in sorted(units, key=len)[:n]) for n in range(len(units) + 1)}
    sizes = _sizes(len(row))
    cuts = min((sizes, sizes[::-1]), key=lambda way: sum(sum(way[:n]) not in edges for n in range(len(way))))
    place = 0
    for size in cuts:
        yield tuple(row[place : place + size])
        place += size


def _sizes(people: int) -> list[int]:
    count = max(1, (people + 2) // FOUR)  # of one more a five, of two or three more threes
    return [people // count + (n < people % count) for n in range(count)]
