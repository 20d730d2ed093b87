"""What several workshops come to: figures that are computed, what was kept, and what nobody has taken on yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.export.brief import Brief
from app.export.closing import Concluded, Outcome
from app.store.workshop_info import WorkshopInfo
from beffroi.folding import folded


@dataclass(frozen=True)
class Figures:
    """Of the workshops that were held: `attendances` counts whoever came twice twice."""

    held: int = 0
    attendances: int = 0
    sites: int = 0
    decisions: int = 0
    actions: int = 0
    methods: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)


def figures(
    workshops: Iterable[WorkshopInfo], briefs: Mapping[str, Brief], heads: Mapping[str, Mapping[str, int]]
) -> Figures:  # fmt: skip
    """What they add up to; a site is one by its name, however it is typed."""
    held = [one for one in workshops if (brief := briefs.get(one.id)) and brief.is_begun]
    told = [briefs[one.id] for one in held]
    methods: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for brief in told:
        methods.update(brief.methods)
        kinds.update(brief.kinds)
    came = {folded(site.name) for one in held for site in one.sites if heads.get(one.id, {}).get(site.id)}
    return Figures(
        held=len(held),
        attendances=sum(sum(heads.get(one.id, {}).values()) for one in held),
        sites=len(came),
        decisions=sum(brief.kept for brief in told),
        actions=sum(brief.actions for brief in told),
        methods=dict(methods.most_common()),
        kinds=dict(kinds.most_common()),
    )


def untaken(concluded: Iterable[Concluded]) -> list[Outcome]:
    """The decisions that have nobody yet."""
    return [outcome for one in concluded for outcome in one.outcomes if not outcome.is_taken]


def taken(concluded: Iterable[Concluded]) -> list[Outcome]:
    """Those that somebody or a service has taken on."""
    return [outcome for one in concluded for outcome in one.outcomes if outcome.is_taken]
