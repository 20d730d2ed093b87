"""What a list of workshops says of one: what is prepared of it and still missing, or what came of it. No texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from app.domain.agenda import Activity, Agenda
from app.domain.expected_heads import TABLE
from app.export import closing, evidence
from app.export.source import Source
from app.host.agenda_doubts import doubts


@dataclass(frozen=True)
class Brief:
    """How many activities and minutes it has, how far it is, how many outcomes it kept, and what has nobody yet."""

    activities: int = 0
    minutes: int = 0
    is_begun: bool = False
    is_concluded: bool = False
    kept: int = 0
    actions: int = 0
    doubts: int = 0
    """How many warnings its agenda has before the day, its screens left out."""
    missing: Mapping[str, int] = field(default_factory=dict)
    """What is to be seen to before the day, by what it is, and of how many activities."""

    methods: Mapping[str, int] = field(default_factory=dict)
    """How many activities of each method were led."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """How many things there are of each kind, where somebody counted."""

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def kept_before(said: Mapping[str, Any]) -> Brief:
    """A brief that was kept, by whatever release."""
    known = {one.name for one in fields(Brief)}
    return Brief(**{name: value for name, value in said.items() if name in known})


def of(record: Source) -> Brief:
    """What there is to say of a workshop now."""
    outcomes = [one for part in closing.gather(record) for one in part.outcomes]
    actions = sum(len(one.actions) for one in outcomes)
    return replace(of_agenda(record.agenda), kept=len(outcomes), actions=actions)


def of_agenda(agenda: Agenda) -> Brief:
    """What its agenda alone says of it, as long as nothing came of it."""
    listed = agenda.listed()
    people = sum(agenda.heads.values()) or TABLE * len(agenda.seating.tables)
    lacking = Counter(lack for one in listed for lack in _lacks(agenda, one))
    return Brief(
        activities=len(listed),
        minutes=sum(one.minutes_in_all for one in listed),
        is_begun=any(one.opened for one in listed),
        is_concluded=agenda.concluded,
        doubts=len(doubts(agenda, (), (), people)),
        missing=dict(lacking) if listed else {"agenda": 1},
        methods=dict(Counter(one.method for one in listed if one.opened)),
    )


def counted(record: Source) -> Brief:
    """The same with what people wrote counted by its kind, each thing once wherever it went: nothing that is hidden."""
    return replace(of(record), kinds=dict(Counter(thing.kind for thing in evidence.gather(record).things.values())))


def _lacks(agenda: Agenda, activity: Activity) -> list[str]:
    """What an activity that has not been opened cannot be played without, or not to time."""
    lacks = {
        "method": agenda.method_of(activity) is None,
        "minutes": not activity.minutes_in_all,
        "tables": activity.share_by == "table" and not agenda.seating.tables,
    }
    return [] if activity.opened else [name for name, is_lacking in lacks.items() if is_lacking]
