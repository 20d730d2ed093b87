"""What cannot be as it stands: pure functions of hours, places and people, and of what needs what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Span:
    """Something, by its `id`, from the minute at which it `begins` to that at which it `ends`.

    At a `place` of a `site`, with those who are needed, `who`.
    """

    id: str
    begins: int
    ends: int
    place: str = ""
    site: str = ""
    who: frozenset[str] = frozenset()

    def overlaps(self, other: Span) -> bool:
        """Whether both go on at some moment: what begins as the other ends does not."""
        return self.begins < other.ends and other.begins < self.ends


def together(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Every two that overlap, the earlier one first."""
    going: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.begins, span.ends)):
        going = [other for other in going if other.ends > one.begins]
        yield from ((other, one) for other in going if other.overlaps(one))
        going.append(one)


def in_one_place(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Every two that overlap in the same place."""
    return ((one, other) for one, other in together(spans) if one.place and one.place == other.place)


def needing_one_person(spans: Iterable[Span]) -> Iterator[tuple[Span, Span, frozenset[str]]]:
    """Every two that overlap and need the same people, with these."""
    return ((one, other, shared) for one, other in together(spans) if (shared := one.who & other.who))


def out_of_reach(spans: Iterable[Span], minutes: int) -> Iterator[tuple[Span, Span, frozenset[str]]]:
    """Every two of the same people at two sites with less than `minutes` between them, with these."""
    by_person: dict[str, list[Span]] = {}
    for one in spans:
        for who in one.who:
            by_person.setdefault(who, []).append(one)
    found: dict[tuple[Span, Span], set[str]] = {}
    for who, theirs in by_person.items():
        for one, other in combinations(sorted(theirs, key=lambda span: span.begins), 2):
            if one.site != other.site and not one.overlaps(other) and other.begins - one.ends < minutes:
                found.setdefault((one, other), set()).add(who)
    return ((one, other, frozenset(shared)) for (one, other), shared in found.items())


def before_needed(place: Mapping[str, int], needs: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """What stands before something that it needs, with that; `place` says where in the order each stands."""
    for thing, needed in needs.items():
        for other in needed:
            if other != thing and thing in place and other in place and place[thing] < place[other]:
                yield thing, other


def circles(needs: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """What needs itself, by way of others or not: each circle once, in the order in which one needs the next."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for thing in (turning := _turning(needs)):
        if way := _way_back(thing, turning):
            found.setdefault(frozenset(way), way)
    return list(found.values())


def _turning(needs: Mapping[str, Collection[str]]) -> dict[str, Collection[str]]:
    """What is left where all is taken away that needs nothing, and then what needs that alone."""
    left: dict[str, Collection[str]] = dict(needs)
    while settled := [thing for thing, needed in left.items() if not any(one in left for one in needed)]:
        for thing in settled:
            del left[thing]
    return left


def _way_back(thing: str, needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The shortest way from a thing back to itself; () where there is none."""
    ways: list[tuple[str, ...]] = [(thing,)]
    seen: set[str] = set()
    while ways:
        way, *ways = ways
        for other in needs.get(way[-1], ()):
            if other == thing:
                return way
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()
