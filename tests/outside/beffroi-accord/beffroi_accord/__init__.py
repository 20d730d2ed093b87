"""Gradient of agreement: each takes one of eight degrees unseen, then all see where the group stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from beffroi import Choice, Command, Method, Model, Stage, Stamp, Table, Text, hookimpl, translator
from beffroi.report import Bar, Bars, Item, Listing, OfTable, Section

_ = translator(__name__)

DEGREES = {
    "whole": _("Whole-hearted endorsement"),
    "good": _("Agreement with a minor point of contention"),
    "support": _("Support with reservations"),
    "abstain": _("Abstention"),
    "more": _("More discussion needed"),
    "dislike": _("I do not like it but will support it"),
    "serious": _("Serious disagreement"),
    "block": _("I block it"),
}
ORDER = {key: n for n, key in enumerate(DEGREES)}


class GradientSettings(Model):
    """What a facilitator sets before it opens."""

    proposal: str = Text(_("Proposal"), max=200, required=False)


@dataclass(frozen=True)
class Position:
    """Where somebody stands; its id is that of the entry that worded it."""

    id: str
    degree: str
    reason: str


@dataclass(frozen=True)
class Degree:
    """What is drawn of a degree."""

    key: str
    title: Any
    count: int
    reasons: tuple[Position, ...]


@dataclass
class Positions:
    """The state: one position a person."""

    by_person: dict[str, Position] = field(default_factory=dict)
    unveiled: bool = False

    def degrees(self) -> list[Degree]:
        """All eight, their reasons by their words: the order of writing would tell who wrote first."""
        found: list[Degree] = []
        for key, title in DEGREES.items():
            here = [p for p in self.by_person.values() if p.degree == key]
            reasons = sorted((p for p in here if p.reason), key=lambda p: (p.reason.casefold(), p.id))
            found.append(Degree(key, title, len(here), tuple(reasons)))
        return found


class Take(Command, stage="choose", apart=True, announcement=_("Position sent")):
    """Take a degree, or another."""

    degree: str = Choice(_("Your degree of agreement"), DEGREES)
    reason: str = Text(_("Your reason, if you wish"), max=140, required=False, lines=2)

    def apply(self, positions: Positions, stamp: Stamp) -> None:
        positions.by_person[stamp.who] = Position(stamp.id, self.degree, self.reason)


class TakeBack(Command, stage="choose", apart=True, announcement=_("Position taken back")):
    """Take your position back."""

    def apply(self, positions: Positions, stamp: Stamp) -> None:
        positions.by_person.pop(stamp.who, None)


class Accord(Method[Positions, GradientSettings]):
    api = 1
    id = "accord"
    title = _("Gradient of agreement")
    minutes = 15
    stages = (
        Stage(
            "choose",
            _("Take a position"),
            hidden=True,
            instruction=_("Choose the degree that is nearest to what you think. Nobody sees it yet."),
        ),
        Stage(
            "read",
            _("See where we stand"),
            effect=_("Everybody sees how many chose each degree, and the reasons without names."),
        ),
    )
    commands = (Take, TakeBack)

    def question(self, settings: GradientSettings, stage: str) -> str:
        return settings.proposal

    def on_stage(self, positions: Positions, stage: str, stamp: Stamp) -> None:
        positions.unveiled = stage == "read"

    def view(self, positions: Positions) -> dict[str, Any]:
        return {"degrees": positions.degrees(), "n": len(positions.by_person)}

    def personal_view(self, positions: Positions, who: str) -> dict[str, Any]:
        mine = positions.by_person.get(who)
        return {"mine": mine, "mine_title": DEGREES[mine.degree] if mine else ""}

    def counts(self, positions: Positions) -> Sequence[Any]:
        n = len(positions.by_person)
        return [_.many("%(n)s position so far.", "%(n)s positions so far.", n)]

    def participants(self, positions: Positions, stage: str) -> int | None:
        return len(positions.by_person) if stage == "choose" else None

    def can_void(self, positions: Positions) -> bool:
        return bool(positions.by_person) and not positions.unveiled

    def void(self, positions: Positions, who: str) -> None:
        positions.by_person.pop(who, None)

    def tables(self, positions: Positions) -> Iterator[Table]:
        degrees = positions.degrees()
        yield Table("degrees", (_("Degree"), _("People")), [(d.title, d.count) for d in degrees])
        yield Table("reasons", (_("Degree"), _("Reason")), [(d.title, r.reason) for d in degrees for r in d.reasons])

    def report(
        self, positions: Positions, tables: Sequence[OfTable[Positions]], settings: GradientSettings
    ) -> Iterator[Section]:
        degrees = positions.degrees()
        bars = Bars([Bar(d.title, d.count) for d in degrees], _("People"), _("Degree"))
        items = [Item(r.reason, d.title, ids=(r.id,)) for d in degrees for r in d.reasons]
        yield Section("degrees", _("Where the group stands"), (bars, Listing(items, _("Reasons given"))))


@hookimpl
def methods() -> list[Method]:
    return [Accord()]
