"""The coding of a method, as it holds it: `read = Coding(on=written)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Any

from beffroi.block import Block
from beffroi.blocks.ballot import Option
from beffroi.blocks.ballot.block import offered_by
from beffroi.blocks.cards import handed_texts
from beffroi.blocks.coding.commands import AT_ONCE, CODES_MOST, CODING_COMMANDS, LONGEST
from beffroi.blocks.coding.readings import Readings
from beffroi.blocks.coding.report import cards_of, chart_of, sections_of, tables_of, traces_of
from beffroi.blocks.coding.stages import CODE, COMPARE, REREAD
from beffroi.command import Model
from beffroi.fields import Flag, Text
from beffroi.folding import distinct
from beffroi.moderation import MOTIVES
from beffroi.refused import Refused
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kind, Table, Trace
from beffroi.words import translator

_ = translator(__name__)

AT_A_TIME = 40
"""Texts that a facilitator reads for names before the next ones come."""


class CodingSettings(Model):
    """What `codes` there are to begin with, and whether there is a `second_reader` of each text."""

    codes: str = Text(
        _("Codes to begin with, one a line"),
        max=4_000,
        required=False,
        lines=4,
        listed=True,
        distinct=True,
        help=_("Readers make others on the way. Left empty, they make all of them."),
    )
    second_reader: bool = Flag(
        _("Two people read each text"),
        default=True,
        help=_("Where they do not see the same you settle it: that list is what coding together is for."),
    )


class Coding(Block[Readings, CodingSettings]):
    """Facilitators read texts for names; people give codes by themselves; what two readers see apart is settled.

    `on` is what is read: another block of the method, or a function of the state that gives `Option`s, with `asked` the
    question that they answer and `authors` whoever is not to be dealt their own.
    """

    kind = "coding"
    template = "blocks/coding.html"
    stages = (REREAD, CODE, COMPARE)
    commands = CODING_COMMANDS
    settings = CodingSettings
    kinds = {"theme": Kind(_("Code")), "text": Kind(_("Answer in words"), "evidence", weighs=True)}

    def __init__(self, on: Block[Any, Any] | Callable[[Any], Iterable[Option]], *, title: Any = "") -> None:
        super().__init__(title=title)
        self.on = on

    def check_settings(self, settings: CodingSettings, /) -> None:
        codes = distinct(handed_texts(settings.codes))
        long = next((one for one in codes if len(one) > LONGEST), "")
        if long:
            said = _("“%(code)s…” is too long: a code has %(most)s signs at most.", code=long[:40], most=LONGEST)
            raise Refused(said, errors={"codes": said})
        if len(codes) > CODES_MOST:
            said = _("There are %(most)s codes at most; here are %(n)s.", most=CODES_MOST, n=len(codes))
            raise Refused(said, errors={"codes": said})

    def start(self, settings: CodingSettings, cards: Sequence[Card]) -> Readings:
        # A code of the settings is known by its place among them: they are fixed once it has begun.
        codes = {f"c{n}": words for n, words in enumerate(distinct(handed_texts(settings.codes)))}
        return Readings(2 if settings.second_reader else 1, codes=codes)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        readings = self.of(state)
        readings.begin(offered_by(self.on, state), stamp.lots)
        readings.is_coding, readings.is_shown = stage == CODE.id, stage == COMPARE.id

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        readings = self.of(state)
        readings.is_coding, readings.is_shown = False, is_over

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        readings = self.of(state)
        if readings.is_begun:  # the order says nothing of who wrote: it hangs on the ids alone, and is the same again
            readings.begin(offered_by(self.on, state), Random(" ".join(card.id for card in cards)))  # noqa: S311

    def view(self, readings: Readings, /) -> dict[str, Any]:
        done, of = readings.progress()
        there, waiting = readings.told(readings.texts.values()), readings.told(readings.waiting())
        told = {"texts": len(there), "waiting": len(waiting), "done": done, "of": of}
        if readings.is_coding:
            return {**told, "codes": tuple(readings.codes.items()), "is_coding": True, "is_shown": False}
        if not readings.is_shown:
            return {**told, "is_coding": False, "is_shown": False}
        coded = tuple(readings.coded())
        return {
            **told,
            "is_coding": False,
            "is_shown": True,
            "coded": coded,
            "chart": chart_of(coded),
            "apart": tuple(readings.apart()),
            "without": tuple(readings.without()),
            "taken_down": readings.taken_down(),
        }

    def facilitator_view(self, readings: Readings, /) -> dict[str, Any]:
        down = tuple(
            (one, readings.down[one.id]) for one in readings.told(readings.texts.values()) if one.id in readings.down
        )
        return {
            **self.view(readings),
            "unread": tuple(readings.told(readings.waiting())[:AT_A_TIME]),
            "going_out": tuple(readings.told(readings.going_out())),
            "down": down,
            "codes": tuple(readings.codes.items()),
            "motives": tuple(MOTIVES.items()),
        }

    def personal_view(self, readings: Readings, who: str, /) -> dict[str, Any]:
        if not readings.is_coding:
            return {"held": (), "codes": (), "left": 0, "at_once": AT_ONCE, "is_coding": False}
        done, of = readings.progress()
        return {
            "held": tuple(readings.held(who)),
            "codes": tuple(readings.codes.items()),
            "left": of - done,
            "at_once": AT_ONCE,
            "is_coding": True,
        }

    def participants(self, readings: Readings, stage: str, /) -> int | None:
        return readings.people() if stage == CODE.id else None

    def can_void(self, readings: Readings, /) -> bool:
        return readings.is_coding and bool(readings.taken)

    def void(self, readings: Readings, who: str, /) -> None:
        readings.void(who)

    def withheld(self, readings: Readings, /) -> Iterable[str]:
        return readings.down

    def cards(self, readings: Readings, /) -> Sequence[Card]:
        return cards_of(readings) if readings.is_shown else ()

    def tables(self, readings: Readings, /) -> Iterable[Table]:
        return tables_of(readings) if readings.is_shown else ()

    def report(
        self, readings: Readings, tables: Sequence[OfTable[Readings]], settings: CodingSettings, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(readings) if readings.is_shown else ()

    def traces(self, readings: Readings, /) -> Iterable[Trace]:
        return traces_of(readings) if readings.is_shown else ()
