"""What an agenda still lacks before the day: sentences, each with where it is mended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Activity, Agenda
from app.domain.pace import is_break
from app.domain.people import REMOTE, Site
from app.domain.timetable import Row, Timetable, timetable
from beffroi import Method, translator
from beffroi.blocks.ballot import Ballot
from beffroi.blocks.listed import Listed

_ = translator(__name__)

LONG_WITHOUT_BREAK = 120
"""Minutes after which people need a break."""

CARDS_TO_GROUP = 60
"""Cards that a room groups in a reasonable time."""

BREATH = 5
"""Minutes that are free between two activities, which is as good as a break."""


@dataclass(frozen=True)
class Doubt:
    """One thing that is missing: what is said, and the activity, or what else, that it is mended at."""

    sentence: Any
    activity: str = ""
    at: str = "activity"
    """Or "tables", "screens"."""


def doubts(agenda: Agenda, sites: Sequence[Site], with_screen: Collection[str], people: int) -> list[Doubt]:
    """All of them, in the order of the agenda; `people` are as many as are expected, 0 where nobody can tell."""
    plan = timetable(agenda)
    found = [doubt for one in agenda.listed() if not one.aside for doubt in _of_activity(agenda, one, people)]
    found += _of_time(plan)
    for site in without_screen(sites, with_screen):
        found.append(Doubt(_("%(site)s has no screen yet.", site=site.name), at="screens"))
    return found


def without_screen(sites: Sequence[Site], with_screen: Collection[str]) -> list[Site]:
    """The rooms that no screen was paired for."""
    return [site for site in sites if site.id != REMOTE and site.id not in with_screen]


def _of_activity(agenda: Agenda, one: Activity, people: int) -> Iterator[Doubt]:
    method, title = agenda.method_of(one), one.title
    if method is None:
        yield Doubt(_("“%(title)s”: its method is not installed on this server.", title=title), one.id)
        return
    if one.opened:
        return
    if _lacks_question(method, one):
        yield Doubt(_("“%(title)s” asks no question yet.", title=title), one.id)
    if _lacks_options(method, one):
        yield Doubt(_("“%(title)s” has nothing to vote on: choose what hands its cards over.", title=title), one.id)
    if one.source and not _comes_before(agenda, one.source, one.id):
        yield Doubt(
            _("“%(title)s” takes its cards from an activity that does not come before it.", title=title), one.id
        )
    if one.share_by == "table" and not agenda.seating.tables:
        yield Doubt(_("“%(title)s” is done by table, and no table is laid.", title=title), at="tables")
    cards = int(one.settings.get("per_person", 0) or 0) * people
    if cards > CARDS_TO_GROUP and "cluster" in one.stages and one.share_by == "room":
        words = _.many(
            "“%(title)s”: up to %(n)s card to group, which takes long: ask for fewer each.",
            "“%(title)s”: up to %(n)s cards to group, which takes long: ask for fewer each.",
            cards,
            title=title,
        )
        yield Doubt(words, one.id)


def _lacks_question(method: Method, one: Activity) -> bool:
    """Where it collects answers and nothing says to what."""
    asked = next(iter(method.at_once), "question") if method.at_once or method.gives_cards else ""
    is_said = one.source or one.instruction_at(one.stages[0] if one.stages else "") or one.settings.get(asked)
    return asked in method.settings.model_fields and not is_said


def _lacks_options(method: Method, one: Activity) -> bool:
    """Where there is a vote on what is only handed over."""
    kinds = [type(block) for block in method.blocks.values()]
    return any(issubclass(kind, Ballot) for kind in kinds) and Listed in kinds and not one.source


def _comes_before(agenda: Agenda, source: str, activity: str) -> bool:
    return source in agenda.order and agenda.order.index(source) < agenda.order.index(activity)


def _of_time(plan: Timetable) -> Iterator[Doubt]:
    for row in plan.rows:
        if row.overrun and not row.activity.opened:
            words = _.many(
                "“%(title)s” cannot begin at its hour: what comes before takes %(n)s minute more.",
                "“%(title)s” cannot begin at its hour: what comes before takes %(n)s minutes more.",
                row.overrun, title=row.activity.title,
            )  # fmt: skip
            yield Doubt(words, row.activity.id)
    if plan.overrun:
        words = _.many(
            "The agenda runs %(n)s minute over its end.", "The agenda runs %(n)s minutes over its end.", plan.overrun
        )
        yield Doubt(words, plan.rows[-1].activity.id)
    for stretch in _stretches(plan.rows):
        minutes = sum(row.minutes for row in stretch)
        if minutes > LONG_WITHOUT_BREAK:
            words = _(
                "From “%(first)s” to “%(last)s” there is no break: %(hours)s h %(minutes)s.",
                first=stretch[0].activity.title, last=stretch[-1].activity.title,
                hours=minutes // 60, minutes=f"{minutes % 60:02d}",
            )  # fmt: skip
            yield Doubt(words, stretch[0].activity.id)


def _stretches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """What comes one after the other without a break."""
    here: list[Row] = []
    for row in rows:
        if is_break(row.activity) or row.gap >= BREATH:
            if here:
                yield here
            here = []
        if not is_break(row.activity):
            here.append(row)
    if here:
        yield here
