"""The placing of a method, as it holds it: `places = Placing(on=typed, scales=(effort, impact))`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from typing_extensions import TypeVar

from beffroi.block import Block
from beffroi.blocks.ballot import Ballot, Option
from beffroi.blocks.ballot.block import offered_by
from beffroi.blocks.placing.commands import PLACING_COMMANDS, SCALES_MOST, STEPS_MOST
from beffroi.blocks.placing.placements import Placements, steps
from beffroi.blocks.placing.report import cards_of, chart_of, corner_of, sections_of, tables_of
from beffroi.blocks.placing.stages import PLACE, SHOW
from beffroi.command import Model
from beffroi.play import NoSettings
from beffroi.report import OfTable, Scale, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Table

Rules = TypeVar("Rules", bound=Model, default=NoSettings)


class Placing(Block[Placements, Rules]):
    """Each puts each thing on one or two scales, unseen; then all see where the group stands and how far it is apart.

    `on` is what is placed: another block of the method, or a function of the state that gives options. `scales` are
    one or two `Scale`s of whole numbers, eleven steps at most; a subclass whose settings say them has a `scales_of` of
    its own, and a `corners_of`. Raises `ValueError` for scales that nobody can press.
    """

    kind = "placing"
    template = "blocks/placing.html"
    stages = (PLACE, SHOW)
    commands = PLACING_COMMANDS
    kinds = Ballot.kinds

    def __init__(
        self, on: Block[Any, Any] | Callable[[Any], Iterable[Option]], scales: Sequence[Scale] = (), *,
        corners: Sequence[Any] = (), title: Any = "",
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self.on, self.scales, self.corners = on, checked(scales), corners
        if isinstance(on, Block):
            on.followers = (*on.followers, self)

    def scales_of(self, settings: Rules) -> Sequence[Scale]:
        """The scales of an activity."""
        return self.scales

    def corners_of(self, settings: Rules) -> Sequence[Any]:
        """What lies between its two scales: top left, top right, bottom left, bottom right; () says nothing."""
        return self.corners

    def offered(self, state: Any) -> Iterable[Option]:
        """What can be placed now."""
        return offered_by(self.on, state)

    def start(self, settings: Rules, cards: Sequence[Card]) -> Placements:
        return Placements(tuple(checked(self.scales_of(settings))), tuple(self.corners_of(settings)))

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        placements = self.of(state)
        if stage == PLACE.id:
            placements.begin(self.offered(state))
        else:
            placements.show()

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self.of(state).suspend()
        self.of(state).is_shown = is_over

    def followed(self, state: Any, thing: str, /) -> None:
        self.of(state).rename(self.offered(state))
        for one in self.followers:
            one.followed(state, thing)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        placements, new = self.of(state), {card.id for card in cards}
        placements.things |= {one.id: one for one in self.offered(state) if one.id in new}

    def view(self, placements: Placements, /) -> dict[str, Any]:
        said = placements.view()
        rows = tuple((row, corner_of(row, placements)) for row in said["rows"])
        on_map = [row.thing.id for row in said["rows"] if row.on and len(placements.scales) > 1]
        numbers = {id: n for n, id in enumerate(on_map, 1)}
        return {**said, "rows": rows, "numbers": numbers, "chart": chart_of(placements, said["rows"])}

    def personal_view(self, placements: Placements, who: str, /) -> dict[str, Any]:
        mine = placements.mine(who)
        return {
            "mine": mine,
            "scales": [(n, scale, tuple(steps(scale))) for n, scale in enumerate(placements.scales)],
            "done": sum(one.is_whole for one in mine),
            "is_again": bool(placements.again),
        }

    def participants(self, placements: Placements, stage: str, /) -> int | None:
        return placements.people() if stage == PLACE.id else None

    def papers(self, placements: Placements, stage: str, /) -> int:
        return placements.papers()

    def can_void(self, placements: Placements, /) -> bool:
        return placements.is_open and bool(placements.first)

    def void(self, placements: Placements, who: str, /) -> None:
        placements.void(who)

    def tables(self, placements: Placements, /) -> Iterable[Table]:
        return tables_of(placements) if placements.is_shown else ()

    def cards(self, placements: Placements, /) -> Sequence[Card]:
        return list(cards_of(placements)) if placements.is_shown else ()

    def report(
        self, placements: Placements, tables: Sequence[OfTable[Placements]], settings: Rules, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(placements, self.titled) if placements.is_shown else ()


def checked(scales: Sequence[Scale]) -> Sequence[Scale]:
    """Scales that can be pressed. Raises `ValueError`."""
    if len(scales) > SCALES_MOST:
        raise ValueError(f"Placing has {len(scales)} scales: give one or two.")
    for one in scales:
        if one.low != int(one.low) or one.high != int(one.high) or not 0 <= one.low < one.high <= STEPS_MOST:
            raise ValueError(f"A scale from {one.low} to {one.high} has no steps to press: take whole ones up to 11.")
    return scales
