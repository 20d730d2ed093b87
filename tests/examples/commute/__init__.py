"""How we come here: each says how, how long and how well; the room sees charts grow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Choice, Command, Method, Number, Stage, Stamp, Table, hookimpl, translator
from beffroi.report import Bar, Bars, OfTable, Ranks, Section, Stack, Stacked
from beffroi.small_groups import may_be_shown

_ = translator(__name__)

MEANS = {"foot": _("On foot"), "bike": _("By bicycle"), "bus": _("By bus"), "train": _("By train"), "car": _("By car")}
COMFORT = (_("Very bad"), _("Bad"), _("Neither"), _("Good"), _("Very good"))


@dataclass(frozen=True)
class Trip:
    """What somebody said."""

    means: str
    minutes: int
    comfort: int


@dataclass
class Trips:
    """One a person."""

    by_person: dict[str, Trip] = field(default_factory=dict)

    def by(self, means: str) -> list[Trip]:
        return [trip for trip in self.by_person.values() if trip.means == means]

    def are_apart(self) -> bool:
        """Whether what is said of each means tells nobody apart."""
        return may_be_shown(len(self.by(means)) for means in MEANS)


class Say(Command, stage="say", apart=True, announcement=_("Answer sent")):
    """Say how you came, or change it."""

    means: str = Choice(_("How did you come?"), MEANS)
    minutes: int = Number(_("In how many minutes?"), low=1, high=240)
    comfort: int = Number(_("How was it, from 1 to 5?"), low=1, high=5)

    def apply(self, trips: Trips, stamp: Stamp) -> None:
        trips.by_person[stamp.who] = Trip(self.means, self.minutes, self.comfort)


def how(trips: Trips) -> Bars:
    """How many came how: of the whole group, so that it is shown however few they are."""
    bars = [Bar(words, len(trips.by(means))) for means, words in MEANS.items()]
    return Bars(bars, _("People"), _("Means"), _("How we came"), total=len(trips.by_person))


def comfort(trips: Trips) -> Stacked:
    """How comfortable each means was; below five people nothing is shown of any."""
    stacks = [Stack(words, _comfort(trips, means)) for means, words in MEANS.items() if trips.by(means)]
    return Stacked(stacks, COMFORT, _("People"), _("Means"), _("How it was"), shares=True)


def _comfort(trips: Trips, means: str) -> tuple[int | None, ...]:
    if not trips.are_apart():
        return (None,) * len(COMFORT)
    said = [trip.comfort for trip in trips.by(means)]
    return tuple(said.count(mark) for mark in range(1, 1 + len(COMFORT)))


def fastest(trips: Trips) -> Ranks:
    """The means by how long they took."""
    bars = [Bar(words, _mean(trips, means)) for means, words in MEANS.items() if trips.by(means)]
    return Ranks(bars, _("Minutes on average"), _("Means"), _("The shortest ways"), least_first=True, keep=1)


def _mean(trips: Trips, means: str) -> float | None:
    minutes = [trip.minutes for trip in trips.by(means)]
    return sum(minutes) / len(minutes) if trips.are_apart() else None


class Commute(Method[Trips]):
    api = 1
    id = "commute"
    title = _("How we come here")
    minutes = 5
    stages = (Stage("say", _("Say how you came")), Stage("read", _("Read together")))
    commands = (Say,)

    def view(self, trips: Trips) -> dict[str, Any]:
        return {"how": how(trips), "comfort": comfort(trips), "fastest": fastest(trips)}

    def participants(self, trips: Trips, stage: str) -> int | None:
        return len(trips.by_person) if stage == "say" else None

    def tables(self, trips: Trips) -> Iterator[Table]:
        yield Table("means", (_("Means"), _("People")), [(bar.label, bar.value) for bar in how(trips).bars])

    def report(self, trips: Trips, tables: Sequence[OfTable[Trips]], settings: Any) -> Iterator[Section]:
        yield Section("charts", _("How we came"), (how(trips), comfort(trips), fastest(trips)))


@hookimpl
def methods() -> list[Method]:
    return [Commute()]
