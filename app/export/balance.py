"""Whom a workshop speaks of: external users, staff, both (*symétrie des attentions*: the same care for either)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.export.evidence import Thing
from beffroi import AUDIENCES, ERASED, Table, translator

_ = translator(__name__)

FEWEST = 8
"""Cards that say whom they are about, under which nothing can be told of their balance."""

LITTLE = 0.25
"""The share of the cards under which a side is hardly there. Ours: a quarter, where equal care would be half."""


@dataclass(frozen=True)
class Balance:
    """How many cards are about whom; a card that went on from activity to activity counts once."""

    external: int = 0
    staff: int = 0
    both: int = 0
    unsaid: int = 0

    @property
    def said(self) -> int:
        """Cards that say whom they are about."""
        return self.external + self.staff + self.both

    @property
    def total(self) -> int:
        """All the cards."""
        return self.said + self.unsaid

    @property
    def rows(self) -> list[tuple[Any, int]]:
        """Whom, in words, and how many cards."""
        said = {"external": self.external, "staff": self.staff, "both": self.both}
        return [*((AUDIENCES[id], n) for id, n in said.items()), (_("Not said"), self.unsaid)]

    @property
    def sentence(self) -> Any:
        """What a facilitator should know of it; "" where there is nothing to say."""
        if self.said >= FEWEST:
            for n, hardly in ((self.staff + self.both, _hardly_staff), (self.external + self.both, _hardly_external)):
                if n < LITTLE * self.said:
                    return hardly(n, self.said)
        if self.unsaid > self.said and self.total >= FEWEST:
            return _("For most cards nobody has said whom they are about: the settings of each activity can say it.")
        return ""

    def table(self) -> Table:
        """As it leaves."""
        return Table("equilibre", (_("Whom it is about"), _("Cards")), self.rows)


def _hardly_staff(n: int, all: int) -> Any:
    return _.many(
        "Staff are hardly there: %(n)s card of %(all)s", "Staff are hardly there: %(n)s cards of %(all)s", n, all=all
    )


def _hardly_external(n: int, all: int) -> Any:
    return _.many(
        "External users are hardly there: %(n)s card of %(all)s",
        "External users are hardly there: %(n)s cards of %(all)s",
        n,
        all=all,
    )


def weighed(things: Iterable[Thing]) -> Balance:
    """The balance of the things of a chain; what was erased says nothing any more."""
    cards = (thing for thing in things if thing.is_a.weighs and thing.text != ERASED)
    counted = Counter(thing.audience or "unsaid" for thing in cards)
    return Balance(**{id: counted[id] for id in ("external", "staff", "both", "unsaid")})
