"""The adopted charter: its day, when it is looked at again, and how many were there, by site and never by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from beffroi import FACILITATOR, Block, Card, Command, Day, HeadsBySite, NoSettings, Refused, Stage, Stamp, translator
from beffroi.blocks.consent import Consent
from beffroi.report.numbers import day_in_words
from beffroi.small_groups import may_be_shown

_ = translator(__name__)

ADOPTED = Stage(
    "adopted",
    _("Read the charter"),
    instruction=_("Here is what we adopted. When do we look at it again?"),
    effect=_("The adopted articles show on every page and screen, with the day, ready to be printed and signed."),
)

NO_CONSULTATION = _("This charter does not stand for the consultation of staff representatives.")


@dataclass
class Adoption:
    """On which day the charter was read as adopted, when it is looked at again, and who was there, by site."""

    day: str = ""
    review: str = ""
    heads: dict[str, int] = field(default_factory=dict)

    @property
    def there(self) -> int:
        """How many were there."""
        return sum(self.heads.values())

    @property
    def by_site(self) -> tuple[tuple[str, int], ...]:
        """How many at each site, where each has five at least."""
        return tuple(self.heads.items()) if may_be_shown(self.heads.values()) else ()

    def said(self) -> list[Any]:
        """Its day, its review, who was there: in sentences, what is known."""
        told: list[Any] = []
        if self.day:
            told.append(_("Adopted by the workshop on %(day)s.", day=day_in_words(self.day)))
        if self.review:
            told.append(_("To be looked at again on %(day)s.", day=day_in_words(self.review)))
        if self.there:
            told.append(_.many("%(n)s person was there.", "%(n)s people were there.", self.there))
        return told


class RecordAdoption(
    Command, stage="adopted", role=FACILITATOR, title=_("Review of the charter"), announcement=_("Noted")
):
    """Note when the charter is looked at again, and how many are here now."""

    review: str = Day(_("To be looked at again on"), required=True)
    heads: dict[str, int] = HeadsBySite()

    def undo_label(self, adoption: Adoption) -> str:
        return str(day_in_words(self.review))

    def check(self, adoption: Adoption, stamp: Stamp) -> None:
        if self.review <= _day(stamp):
            said = _("The charter is looked at again after today: choose a later day.")
            raise Refused(said, errors={"review": said})

    def apply(self, adoption: Adoption, stamp: Stamp) -> None:
        adoption.review, adoption.heads = self.review, dict(self.heads)


def _day(stamp: Stamp) -> str:
    return datetime.fromtimestamp(stamp.at / 1000, UTC).date().isoformat()


class Adopted(Block[Adoption, NoSettings]):
    """What the consent `on` which it stands adopted, dated."""

    kind = "adopted"
    template = "charter/adoption.html"
    stages = (ADOPTED,)
    commands = (RecordAdoption,)

    def __init__(self, on: Consent) -> None:
        super().__init__()
        self.on = on

    def start(self, settings: NoSettings, cards: Sequence[Card]) -> Adoption:
        return Adoption()

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self.of(state).day = _day(stamp)

    def view(self, adoption: Adoption, /) -> dict[str, Any]:
        return {"said": tuple(adoption.said()), "by_site": adoption.by_site, "review": adoption.review}

    def report(self, *_said: Any) -> Iterable[Any]:
        return ()  # the method's own section says it, beside the articles
