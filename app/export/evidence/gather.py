"""The evidence chain of a workshop: what each thing came from, back to the verbatims, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.agenda import Activity
from app.export.evidence.model import Chain, Spot, Thing
from app.export.source import Source
from app.host.rendering.parts import one_by_one
from beffroi import Kind, Method, Trace, translator
from beffroi.spoken import in_words

_ = translator(__name__)


@dataclass
class _Member:
    """A trace as an activity holds it, in one scope or in several."""

    key: str
    activity: Activity
    trace: Trace
    tables: list[str]

    @property
    def spot(self) -> Spot:
        # What every table has before it, evidence for instance, is of no table.
        table = self.tables[0] if len(self.tables) == 1 else ""
        return Spot(self.activity.id, self.activity.title, table, str(self.trace.outcome))


def gather(record: Source, abroad: Mapping[str, str] | None = None) -> Chain:
    """The chain of a workshop, in the language spoken; nothing of a hidden stage.

    `abroad` says of the cards that were copied from other workshops where they are from; "" where that is gone.
    """
    shown, withheld = _members(record)
    copies = [(card, entry) for entry in one_by_one(record.entries) for card in entry.data.get("cards", ())]
    origins = {card["id"]: card["origin"] for card, _entry in copies}
    roots = {key: _root(key, shown, origins) for key in one_by_one(shown)}
    gathered: dict[str, list[_Member]] = defaultdict(list)
    for key in sorted(shown, key=lambda key: key != roots[key]):  # a stable sort: what was written comes first
        gathered[roots[key]].append(shown[key])
    made = {key: _thing(key, gathered[key], shown, roots) for key in one_by_one(shown) if key in gathered}
    made = {key: _named(thing, record, gathered[key][0].activity) for key, thing in made.items()}
    lost = {id for thing in made.values() for id in thing.sources if id not in made}
    made_in = {entry.id: entry.activity for entry in one_by_one(record.entries)}
    made_in |= {card["id"]: entry.activity for card, entry in copies}
    missing = {id: in_words(_missing(id, made_in, withheld, abroad or {})) for id in sorted(lost)}
    return Chain(made, roots, missing, tuple(withheld.values()))


def _members(record: Source) -> tuple[dict[str, _Member], dict[str, str]]:
    """What may be shown; and, by id, the titles of the activities of which nothing may."""
    shown: dict[str, _Member] = {}
    withheld: dict[str, str] = {}
    for activity in record.agenda.listed():
        method, standing = record.agenda.method_of(activity), record.standing(activity.id)
        if method is None or standing is None:
            continue
        stage = method.stage(standing.stage)
        if stage is not None and stage.hidden:
            withheld[activity.id] = activity.title
        else:
            _take(shown, activity, _traces(record, activity, method))
    return shown, withheld


def _traces(record: Source, activity: Activity, method: Method) -> Iterator[tuple[str, Trace]]:
    """The traces of an activity, each with the name of its table; the room's come last, as they copy the tables'."""
    tables = record.agenda.seating.tables
    scopes = {**record.sheets(activity.id), "": record.standing(activity.id)}
    for scope, standing in scopes.items():
        if standing is None:
            continue
        try:
            found = list(method.traces(standing.state))
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            record.registry.blame(method.id, "traces", error)
            continue
        for trace in found:
            yield (tables[scope].name if scope in tables else ""), trace


def _take(shown: dict[str, _Member], activity: Activity, traces: Iterable[tuple[str, Trace]]) -> None:
    for table, trace in traces:
        known = shown.get(trace.id)
        # The same words typed as an option of two votes have the same id: they are two things.
        key = trace.id if known is None or known.activity is activity else _beside(trace.id, activity.id)
        if key in shown:
            shown[key].tables.append(table)
        else:
            shown[key] = _Member(key, activity, trace, [table])


def _beside(id: str, activity: str) -> str:
    return f"{id}@{activity}"


def _found(id: str, near: Activity, shown: Mapping[str, _Member]) -> str:
    """The key of what an activity means by an id: its own, else its source's, else whoever has it."""
    keys = (_beside(id, near.id), _beside(id, near.source), id)
    return next((key for key in keys if key in shown), "")


def _root(key: str, shown: Mapping[str, _Member], origins: Mapping[str, str]) -> str:
    """What a copy is a copy of, as far back as it says the same; itself, where it is none."""
    been = {key}
    while True:
        member = shown[key]
        origin = origins.get(member.trace.id, "")
        before = _found(origin, member.activity, shown) if origin and origin in member.trace.sources else ""
        if not before or before in been or shown[before].trace.text != member.trace.text:
            return key
        been.add(before)
        key = before


def _thing(key: str, members: list[_Member], shown: Mapping[str, _Member], roots: Mapping[str, str]) -> Thing:
    sources: dict[str, None] = {}
    for member in members:
        for id in member.trace.sources:
            found = _found(id, member.activity, shown)
            sources[roots[found] if found else id] = None
    sources.pop(key, None)
    said = [member.trace.audience for member in members] + [member.activity.audience for member in members]
    first = members[0].trace
    spots: dict[str, Spot] = {}
    for spot in (member.spot for member in members):
        known = spots.get(spot.activity, spot)
        # What a table made and the room decided on is one place: the table's.
        spots[spot.activity] = replace(known, outcome=known.outcome or spot.outcome)
    return Thing(key, str(first.text), first.kind, next(filter(None, said), ""), tuple(spots.values()), tuple(sources))


def _named(thing: Thing, record: Source, activity: Activity) -> Thing:
    return replace(thing, is_a=kind_of(record, activity, thing.kind))


def kind_of(record: Source, activity: Activity, kind: str) -> Kind:
    """What a kind means: as the method says where the thing was made, else as any method does."""
    method = record.agenda.method_of(activity)
    own = method.kinds.get(kind) if method else None
    return own or record.registry.kinds.get(kind) or Kind(kind)


def _missing(id: str, made_in: Mapping[str, str], withheld: Container[str], abroad: Mapping[str, str]) -> Any:
    """Why a source is not shown; a cluster or a card of several has the id of the entry that made it in its own."""
    activity = made_in.get(id) or made_in.get(id.removeprefix("c-").partition(".")[0], "")
    if activity in withheld:
        return _("Source not revealed yet")
    if id in abroad:
        return abroad[id] or _("Source erased")
    return _("Source taken away since")
