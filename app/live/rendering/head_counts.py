"""The one count of every page: how many can take part in what is on, and how many have."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.agenda import Activity
from app.domain.heads import expected, without_device
from app.live.rendering.block_sources import Sources
from app.live.rendering.visibility import is_apart


@dataclass(frozen=True)
class HeadCounts:
    """« n of m »: m is `heads`; n is `taken_part`, None where the method cannot tell, or those who say `done`."""

    heads: int
    taken_part: int | None
    done: int


def head_counts(sources: Sources, activity: Activity | None, scope: str = "") -> HeadCounts:
    """Those of an activity, or, with `scope`, of one table of it; counted once a flush."""
    return sources.cache.memo(
        ("head counts", activity.id if activity else "", scope), lambda: _counted(sources, activity, scope)
    )


def _counted(sources: Sources, activity: Activity | None, scope: str) -> HeadCounts:
    joined = sources.presence.people
    seated = sources.agenda.seating.people_at(scope) if scope else joined
    people = [joined[id] for id in seated if id in joined]
    present, done = sources.presence.followers(people), 0 if scope else sources.done()
    told = _of_method(sources, activity, scope)
    taken_part, papers = told or (None, 0)
    listed = without_device(people)
    return HeadCounts(expected(present, papers, listed, taken_part or 0, done), taken_part, done)


def _of_method(sources: Sources, activity: Activity | None, scope: str) -> tuple[int, int] | None:
    """How many have taken part, and how many papers are among these: of a sheet, or of all that are apart."""
    method, stage = sources.agenda.method_of(activity) if activity else None, sources.stage_of(activity)
    if activity is None or method is None or stage is None or activity.id in sources.record.links:
        return None  # by its link they answer who are nobody of the workshop: not n of those who are here
    sheets = sources.record.sheets(activity.id).values() if is_apart(activity, stage) and not scope else ()
    states = [sheet.state for sheet in sheets]
    if not states and (state := sources.record.standing(activity.id, scope)) is not None:
        states = [state.state]

    def told() -> tuple[int, int] | None:
        numbers = [(method.participants(one, stage.id), method.papers(one, stage.id)) for one in states]
        if not numbers or any(n is None for n, _papers in numbers):
            return None
        return sum(n or 0 for n, _papers in numbers), sum(papers for _n, papers in numbers)

    return sources.ask(method, "participants", told, None)
