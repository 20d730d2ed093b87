"""Small groups: what only a few people said must not be told by their site."""

from __future__ import annotations

from collections.abc import Iterable

FEWEST = 5
"""People a group needs before anything is shown of it. Source: usual threshold of published statistics."""


def may_be_shown(groups: Iterable[int]) -> bool:
    """Whether groups of these sizes may be shown apart: all of them or none, since one can be subtracted.

    Empty groups do not count; a single group says nothing that the whole does not.
    """
    sizes = [size for size in groups if size]
    return len(sizes) > 1 and min(sizes) >= FEWEST
