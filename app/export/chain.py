"""The evidence chain: what each thing of a workshop came from, back to the verbatims, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from app.domain.agenda import Activity, Agenda
from app.domain.log import ActivityState, Entry
from app.host.registry import Registry
from app.host.rendering.parts import one_by_one
from beffroi import AUDIENCES, Method, Table, Trace, translator

_ = translator(__name__)

DEEPEST = 40
"""Links that a page follows, one after the other; from there a thing's own page goes on."""

KINDS = {
    "verbatim": _("Verbatim"),
    "fact": _("Fact"),
    "feeling": _("Feeling"),
    "question": _("Question"),
    "interview": _("Interview"),
    "visit": _("Site visit"),
    "immersion": _("Immersion"),
    "voxpop": _("Vox pop"),
    "persona": _("Persona"),
    "situation": _("Situation"),
    "need": _("Need"),
    "irritant": _("Irritant"),
    "motivation": _("Motivation"),
    "obstacle": _("Obstacle"),
    "emotion": _("Emotion"),
    "help": _("Help"),
    "access": _("Access need"),
    "unsaid": _("What is not said"),
    "trait": _("Trait"),
    "scenario": _("Scenario"),
    "sentence": _("Sentence"),
    "action": _("Action"),
    "touchpoint": _("Touchpoint"),
    "truth": _("Moment of truth"),
    "waiting": _("Waiting time"),
    "document": _("Document asked"),
    "front": _("Facing the user"),
    "back": _("Backstage"),
    "tool": _("Tool"),
    "rule": _("Rule"),
    "opportunity": _("Opportunity"),
    "card": _("Card"),
    "idea": _("Idea"),
    "cluster": _("Cluster"),
    "option": _("Option"),
    "decision": _("Decision"),
}
"""What things are called, in the order in which they are listed; any other kind as its method calls it."""

FIELD = frozenset({"interview", "visit", "immersion", "voxpop"})
"""Where something was heard or seen: the place of a beginning, not the beginning itself."""

EVIDENCE = frozenset({"verbatim", "fact", "feeling", "question"})
"""What is brought back from the field."""

SETTLED = frozenset({"question", "decision"})
"""What a chain comes to, also where nothing was decided of it since: a question rewritten, a decision."""


class HasChain(Protocol):
    """What a chain is gathered from: a workshop's record."""

    agenda: Agenda
    registry: Registry
    entries: list[Entry]

    def standing(self, activity_id: str, share: str = "") -> ActivityState | None:
        """How a share of an activity stands."""

    def sheets(self, activity_id: str) -> dict[str, ActivityState]:
        """The standings of its tables."""


@dataclass(frozen=True)
class Spot:
    """A place where a thing stands: an activity and, where it is of one alone, a table; what became of it there."""

    activity: str
    title: str
    table: str = ""
    outcome: str = ""

    @property
    def words(self) -> str:
        """As it is read."""
        return " · ".join(filter(None, (self.title, self.table)))


@dataclass(frozen=True)
class Thing:
    """What somebody wrote or made, with every copy of it that says the same: it is one thing, wherever it went.

    `sources` are the ids of things, or of what is missing.
    """

    id: str
    text: str
    kind: str
    audience: str
    spots: tuple[Spot, ...]
    sources: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its kind in words."""
        return str(KINDS.get(self.kind, self.kind))

    @property
    def about(self) -> str:
        """Whom it is about in words; "" where nobody said."""
        return str(AUDIENCES.get(self.audience, ""))

    @property
    def outcome(self) -> str:
        """What became of it where it was decided on."""
        return " / ".join(dict.fromkeys(spot.outcome for spot in self.spots if spot.outcome))


@dataclass(frozen=True)
class Link:
    """A step of a walk: a thing, or why it is missing, and what comes after it; `again` where it was shown before."""

    thing: Thing | None
    missing: str = ""
    further: tuple[Link, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Chain:
    """The things of a workshop that may be shown, by id, in the order of the agenda."""

    things: Mapping[str, Thing] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    """The thing that each id names: its own, or a copy's."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """In words, why a source is not among the things."""
    withheld: tuple[str, ...] = ()
    """The titles of the activities that show nothing yet."""

    def thing(self, id: str) -> Thing | None:
        """The thing that an id names."""
        return self.things.get(self.ids.get(id, ""))

    @cached_property
    def made_of(self) -> Mapping[str, tuple[str, ...]]:
        """What came of each thing."""
        made: dict[str, list[str]] = defaultdict(list)
        for thing in self.things.values():
            for source in thing.sources:
                made[source].append(thing.id)
        return {id: tuple(ids) for id, ids in made.items()}

    def back(self, id: str) -> tuple[Link, ...]:
        """What a thing came from, and what that came from, to the end."""
        return self._walk(id, lambda thing: thing.sources)

    def forward(self, id: str) -> tuple[Link, ...]:
        """What came of a thing, and what came of that."""
        return self._walk(id, lambda thing: self.made_of.get(thing.id, ()))

    def _walk(self, id: str, after: Callable[[Thing], Sequence[str]]) -> tuple[Link, ...]:
        start = self.thing(id)
        return self._links(start, after, {start.id}, 1) if start else ()

    def _links(
        self, thing: Thing, after: Callable[[Thing], Sequence[str]], seen: set[str], depth: int
    ) -> tuple[Link, ...]:  # fmt: skip
        """Each thing is followed once, so that circles end, and what many things share is read once."""
        links = []
        for id in after(thing):
            found = self.things.get(id)
            if found is None:
                links.append(Link(None, self.missing.get(id, "")))
            elif id in seen or depth >= DEEPEST:
                links.append(Link(found, again=bool(after(found))))
            else:
                seen.add(id)
                links.append(Link(found, further=self._links(found, after, seen, depth + 1)))
        return tuple(links)

    # --- the ends of the chain ---------------------------------------------------------------

    def starts(self) -> list[Thing]:
        """Where chains begin: what was brought back from the field, and what something came of that came of nothing."""
        return [thing for thing in self.things.values() if self._is_start(thing)]

    def ends(self) -> list[Thing]:
        """Where chains lead: what was decided, kept or dropped, and the questions that something led to."""
        return [thing for thing in self.things.values() if thing.outcome or self._is_settled(thing)]

    def roots(self, id: str) -> int:
        """On how many beginnings a thing rests."""
        return len({thing.id for thing in _things(self.back(id)) if self._is_start(thing)})

    def _is_start(self, thing: Thing) -> bool:
        if thing.kind in FIELD or self._before(thing):
            return False
        return bool(self.made_of.get(thing.id)) or (thing.kind in EVIDENCE and bool(thing.sources))

    def _is_settled(self, thing: Thing) -> bool:
        return thing.kind in SETTLED and bool(self._before(thing))

    def _before(self, thing: Thing) -> list[Thing]:
        """What it came from, the place where it was heard left out."""
        found = (self.things.get(id) for id in thing.sources)
        return [one for one in found if one is not None and one.kind not in FIELD]

    # --- as it leaves ------------------------------------------------------------------------

    def table(self) -> Table:
        """One row a link: what, from where, became what."""
        columns = (
            _("Source: what it is"), _("Source"), _("Source: activity"), _("What it is"), _("Text"), _("Activity"),
            _("What became of it"),
        )  # fmt: skip
        return Table("fil", columns, list(self._rows()))

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for thing in self.things.values():
            for id in thing.sources:
                found = self.things.get(id)
                source = _told(found) if found else ("", self.missing.get(id, ""), "")
                yield (*source, *_told(thing), thing.outcome)

    def as_dict(self) -> dict[str, Any]:
        """As the results tell it."""
        return {
            "things": [
                {**vars(thing), "spots": [vars(spot) for spot in thing.spots]} for thing in self.things.values()
            ],
            "missing": dict(self.missing),
        }


def _things(links: Iterable[Link]) -> Iterator[Thing]:
    """Every thing of a walk, as often as it stands there."""
    for link in links:
        if link.thing is not None:
            yield link.thing
            yield from _things(link.further)


def _told(thing: Thing) -> tuple[str, str, str]:
    return thing.called, thing.text, thing.spots[0].words


# --- gathering -----------------------------------------------------------------------------------


@dataclass
class _Member:
    """A trace as an activity holds it, in one share or in several."""

    key: str
    activity: Activity
    trace: Trace
    tables: list[str]

    @property
    def spot(self) -> Spot:
        # What every table has before it, evidence for instance, is of no table.
        table = self.tables[0] if len(self.tables) == 1 else ""
        return Spot(self.activity.id, self.activity.title, table, str(self.trace.outcome))


def gather(record: HasChain, abroad: Mapping[str, str] | None = None) -> Chain:
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
    lost = {id for thing in made.values() for id in thing.sources if id not in made}
    made_in = {entry.id: entry.activity for entry in one_by_one(record.entries)}
    made_in |= {card["id"]: entry.activity for card, entry in copies}
    missing = {id: str(_missing(id, made_in, withheld, abroad or {})) for id in sorted(lost)}
    return Chain(made, roots, missing, tuple(withheld.values()))


def _members(record: HasChain) -> tuple[dict[str, _Member], dict[str, str]]:
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


def _traces(record: HasChain, activity: Activity, method: Method) -> Iterator[tuple[str, Trace]]:
    """The traces of an activity, each with the name of its table; the room's come last, as they copy the tables'."""
    tables = record.agenda.seating.tables
    shares = {**record.sheets(activity.id), "": record.standing(activity.id)}
    for share, standing in shares.items():
        if standing is None:
            continue
        try:
            found = list(method.traces(standing.state))
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            record.registry.blame(method.id, "traces", error)
            continue
        for trace in found:
            yield (tables[share].name if share in tables else ""), trace


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


def _missing(id: str, made_in: Mapping[str, str], withheld: Container[str], abroad: Mapping[str, str]) -> Any:
    """Why a source is not shown; a cluster or a card of several has the id of the entry that made it in its own."""
    activity = made_in.get(id) or made_in.get(id.removeprefix("c-").partition(".")[0], "")
    if activity in withheld:
        return _("Source not revealed yet")
    if id in abroad:
        return abroad[id] or _("Source erased")
    return _("Source taken away since")
