"""Small groups: what only a few people said must not be told by their site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST = 5
"""People a group needs before anything is shown of it. Source: usual threshold of published statistics."""


def may_be_shown(groups: Iterable[int]) -> bool:
    """Whether groups of these sizes may be shown apart: all of them or none, since one can be subtracted.

    Empty groups do not count; a single group says nothing that the whole does not.
    """
    sizes = [size for size in groups if size]
    return len(sizes) > 1 and min(sizes) >= FEWEST


NEARLY = 2
"""With so few answers missing it is said that nearly all have answered: no page points at somebody."""


@dataclass(frozen=True)
class Missing:
    """Whose answers are missing: `total` in all, `sites` as (site, how many, whether its line is cut).

    A number is None where it may not be told of a site; `is_few` says that there are no more than two.
    """

    total: int
    is_few: bool
    sites: tuple[tuple[str, int | None, bool], ...] = ()


def missing(answered: Mapping[str, int], joined: Mapping[str, tuple[int, bool]]) -> Missing:
    """Of those who `joined` a site (how many, and whether nobody of it is there now), how many have not `answered`.

    Told by site where every answer has one and every site has five people; a site that is cut is named in any case.
    """
    total = max(0, sum(n for n, _cut in joined.values()) - sum(answered.values()))
    is_few = total <= NEARLY
    known = not is_few and not answered.get("") and may_be_shown(n for n, _cut in joined.values())
    told = []
    for site, (n, is_cut) in joined.items():
        left = max(0, n - answered.get(site, 0))
        if left and total and (known or is_cut):
            told.append((site, left if known else None, is_cut))
    return Missing(total, is_few, tuple(told))
