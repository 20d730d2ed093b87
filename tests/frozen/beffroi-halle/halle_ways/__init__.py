"""How we come here: each says how, how long and how well; the room sees charts grow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Choice, Command, Method, Number, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.folding import counted
from beffroi.report import (
    Bar,
    Bars,
    Cloud,
    Curve,
    Figure,
    Grid,
    Heading,
    Item,
    Line,
    Listing,
    Matrix,
    OfTable,
    Paragraph,
    Point,
    Quote,
    Ranks,
    Rings,
    Row,
    Scale,
    Scatter,
    Section,
    Spot,
    Stack,
    Stacked,
    Word,
)
from beffroi.small_groups import may_be_shown

_ = translator(__name__)

MEANS = {"foot": _("On foot"), "bike": _("By bicycle"), "bus": _("By bus"), "train": _("By train"), "car": _("By car")}
COMFORT = (_("Very bad"), _("Bad"), _("Neither"), _("Good"), _("Very good"))
FAR = 120
BY_ONESELF = ("foot", "bike")
NEAR = ((20, _("under 20 minutes")), (40, _("20 to 40 minutes")), (240, _("more than 40 minutes")))


@dataclass(frozen=True)
class Trip:
    """What somebody said."""

    means: str
    minutes: int
    comfort: int
    word: str = ""


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
    word: str = Text(_("In one word?"), max=24, required=False)

    def apply(self, trips: Trips, stamp: Stamp) -> None:
        trips.by_person[stamp.who] = Trip(self.means, self.minutes, self.comfort, self.word)


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


def where(trips: Trips) -> Scatter:
    """Each person's way as a point without a name."""
    points = [Point("", min(trip.minutes, FAR), trip.comfort) for trip in trips.by_person.values()]
    across = Scale(_("Minutes"), 0, FAR)
    up = Scale(_("Comfort"), 1, 5, COMFORT[0], COMFORT[-1])
    corners = (_("short and good"), _("long and good"), _("short and bad"), _("long and bad"))
    return Scatter(points, across, up, title=_("Long ways and good ways"), corners=corners)


def reach(trips: Trips) -> Rings:
    """How far each means takes people, those with a motor on the right."""
    used = [means for means in MEANS if trips.by(means) and trips.are_apart()]
    spots = [Spot(MEANS[means], _ring(trips, means), side=0 if means in BY_ONESELF else 1) for means in used]
    sides = (_("by oneself"), _("with a motor"))
    return Rings(spots, [words for _most, words in NEAR], sides, _("Means"), _("Distance"), _("How far they reach"))


def _ring(trips: Trips, means: str) -> int:
    mean = _mean(trips, means) or 0
    return next(ring for ring, (most, _words) in enumerate(NEAR) if mean <= most)


def words(trips: Trips) -> Cloud:
    """What they said of it."""
    said = counted(trip.word for trip in trips.by_person.values() if trip.word)
    return Cloud([Word(word, times) for word, times in said], _("Times said"), _("Word"), _("In one word"))


def curve(trips: Trips) -> Curve:
    """How comfort goes with the time that a way takes."""
    lines = [Line(words, tuple(_of(trips, means, most) for most, _words in NEAR)) for means, words in MEANS.items()]
    steps = [words for _most, words in NEAR]
    return Curve(steps, lines, 1, 5, ((1, COMFORT[0]), (5, COMFORT[-1])), _("Comfort along the way"))


def _of(trips: Trips, means: str, most: int) -> float | None:
    said = [trip.comfort for trip in trips.by(means) if trip.minutes <= most]
    return sum(said) / len(said) if said and trips.are_apart() else None


def matrix(trips: Trips) -> Matrix:
    """How many said what of each means."""
    rows = [Row((words, *_comfort(trips, means))) for means, words in MEANS.items()]
    return Matrix(COMFORT, rows, _("Means"), _("All of it"))


CHARTS = {
    "how": how,
    "comfort": comfort,
    "fastest": fastest,
    "where": where,
    "reach": reach,
    "words": words,
    "curve": curve,
    "matrix": matrix,
}


class Commute(Method[Trips]):
    api = 1
    id = "halle_ways"
    title = _("How we come here")
    minutes = 5
    stages = (Stage("say", _("Say how you came")), Stage("read", _("Read together")))
    commands = (Say,)

    def view(self, trips: Trips) -> dict[str, Any]:
        return {name: chart(trips) for name, chart in CHARTS.items()}

    def participants(self, trips: Trips, stage: str) -> int | None:
        return len(trips.by_person) if stage == "say" else None

    def tables(self, trips: Trips) -> Iterator[Table]:
        yield Table("means", (_("Means"), _("People")), [(bar.label, bar.value) for bar in how(trips).bars])

    def report(self, trips: Trips, tables: Sequence[OfTable[Trips]], settings: Any) -> Iterator[Section]:
        yield Section("charts", _("What we said"), [chart(trips) for chart in CHARTS.values()])
        said = [Figure(len(trips.by_person), _("people")), Heading(_("In their words"), _("Nobody is named."))]
        said_words = [Quote(word, _("somebody")) for word in words(trips).words[:1] for word in [word.text]]
        listed = Listing([Item(str(bar.label), bar.value) for bar in how(trips).bars], _("How we came"))
        grid = Grid((_("Means"), _("People")), [Row((bar.label, bar.value)) for bar in how(trips).bars])
        yield Section("more", _("In short"), (*said, *said_words, Paragraph(_("Small groups are left out.")), listed))
        yield Section("all", _("All of it"), (curve(trips), matrix(trips), grid), on_request=True, version="complete")


@hookimpl
def methods() -> list[Method]:
    return [Commute()]
