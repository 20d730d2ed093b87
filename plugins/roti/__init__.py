"""Roti: at the close each says what the time given was worth, from 1 to 5, and what would have given one more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Glance, Kind, Method, Model, Stage, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import Option
from beffroi.blocks.placing import Placing
from beffroi.moderation import MOTIVES, told_of
from beffroi.report import Item, Listing, OfTable, Scale, Section
from plugins.roti.commands import COMMANDS
from plugins.roti.wishes import Closing, Wishes

_ = translator(__name__)

GIVE = Stage(
    "place",
    _("Give your mark"),
    instruction=_("From 1 to 5: what was this time worth to you? Then what would have given one more."),
    effect=_("Everyone gives a mark from 1 to 5, and what would have given one more; nobody sees anything yet."),
)
SEE = Stage(
    "show",
    _("See the marks"),
    instruction=_("Here is how we are spread, and what would have given one more."),
    effect=_("Marks no longer change; how many gave each, and the wishes without names, show everywhere."),
)
WORTH = Scale(_("What this time was worth"), 1, 5, _("time lost"), _("much more than the time it took"))
"""Source: return on time invested, as agile retrospectives close."""


def the_session(state: Any) -> list[Option]:
    """What is given a mark: the whole of it, which needs no words."""
    return [Option("session", "")]


class RotiSettings(Model):
    """What is asked beside the mark."""

    wish: str = Text(
        _("What is asked beside the mark"),
        max=200,
        required=False,
        help=_("Left empty: what would have given one more."),
    )


class Roti(Method[Closing, RotiSettings]):
    """Give a mark → see the marks."""

    api = 1
    id = "roti"
    title = _("Return on time (ROTI)")
    at_a_glance = Glance("conclude", people=(5, 0), takes=_("nothing"), gives=_("what the time was worth, from 1 to 5"))
    minutes = 5
    stages = (GIVE, SEE)
    commands = COMMANDS
    kinds = {"wish": Kind(_("What would give one more"), weighs=True)}
    mark = Placing(on=the_session, scales=(WORTH,))

    def start(self, settings: RotiSettings, cards: Sequence[Card]) -> Closing:
        return Closing(mark=self.mark.start(self.mark.rules(settings), ()), wishes=Wishes(settings.wish))

    def view(self, closing: Closing) -> dict[str, Any]:
        told = {"wishes": closing.shown(), "is_shown": closing.mark.is_shown, "taken_down": closing.taken_down()}
        return {**super().view(closing), **told}

    def facilitator_view(self, closing: Closing) -> dict[str, Any]:
        down = {"down": closing.words_down(), "motives": tuple(MOTIVES.items())}
        return {**super().facilitator_view(closing), **self.view(closing), **down}

    def personal_view(self, closing: Closing, who: str) -> dict[str, Any]:
        wish = closing.wishes.by_person.get(who)
        down = closing.why_down(wish.id) if wish else ""
        told = {"wish": wish, "wish_down": down, "asked": closing.wishes.asked}
        return {**super().personal_view(closing, who), **told}

    def tables(self, closing: Closing) -> Iterator[Table]:
        yield from super().tables(closing)
        if said := closing.shown():
            links = [{"card": one.id} for one in said]
            yield Table("wishes", (_("What would have given one more"),), [(one.text,) for one in said], links)

    def report(self, closing: Closing, tables: Sequence[OfTable[Closing]], settings: RotiSettings) -> Iterator[Section]:
        yield from super().report(closing, tables, settings)
        said, down = closing.shown(), closing.taken_down()
        if said or (closing.mark.is_shown and down):
            listed = Listing([Item(one.text, ids=(one.id,)) for one in said])
            yield Section("wishes", closing.wishes.asked, (listed, *([told_of(down)] if down else ())))

    def cards(self, closing: Closing) -> Sequence[Card]:
        return [Card(one.id, one.text, "wish") for one in closing.shown()]

    def traces(self, closing: Closing) -> Iterator[Trace]:
        for card in self.cards(closing):
            yield Trace(card.id, card.text, card.kind, ())


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Roti()]
