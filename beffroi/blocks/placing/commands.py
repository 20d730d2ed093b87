"""What people ask of a placing: to put a thing on a scale; facilitators, to enter papers, to have one placed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from beffroi.blocks.ballot import Option
from beffroi.blocks.placing.placements import DECLINED, PAPER, Placement, Placements, steps
from beffroi.command import Command
from beffroi.fields import Number, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

SCALES_MOST, STEPS_MOST = 2, 11
"""Scales of one placing, and steps of a scale."""

PAPER_MOST = 500
"""Papers of one placing, at most."""

NOTHING = ("-", "–", "—", "−")
_DIGITS_MOST = 2


def _must_take(placements: Placements, thing: str) -> None:
    if not placements.takes(thing):
        raise Refused(_("That one is not to be placed now: see what the page asks for."))


class Put(Command, stage=("place", "show"), apart=True, announcement=_("Placed")):
    """Put a thing on a scale, or elsewhere on it."""

    thing: str = Ref()
    scale: int = Number(_("Scale"), low=0, high=SCALES_MOST - 1)
    value: int = Number(_("Where on it"), low=0, high=STEPS_MOST)

    def check(self, placements: Placements, stamp: Stamp) -> None:
        _must_take(placements, self.thing)
        if self.scale >= len(placements.scales) or self.value not in steps(placements.scales[self.scale]):
            raise Refused(_("That is not on the scale: press one of its numbers."))

    def apply(self, placements: Placements, stamp: Stamp) -> None:
        if not placements.takes(self.thing):
            return
        had = placements.answers().get(stamp.who, {}).get(self.thing) or (None,) * len(placements.scales)
        values = tuple(self.value if n == self.scale else value for n, value in enumerate(had))
        placements.sites[stamp.who] = stamp.site
        placements.put(stamp.who, self.thing, values)


class Decline(Command, stage=("place", "show"), apart=True, announcement=_("No opinion")):
    """Say that you have no opinion of a thing."""

    thing: str = Ref()

    def check(self, placements: Placements, stamp: Stamp) -> None:
        _must_take(placements, self.thing)

    def apply(self, placements: Placements, stamp: Stamp) -> None:
        if placements.takes(self.thing):
            placements.sites[stamp.who] = stamp.site
            placements.put(stamp.who, self.thing, DECLINED)


class TakeAway(Command, stage=("place", "show"), apart=True, announcement=_("Taken back")):
    """Take back where you put a thing."""

    thing: str = Ref()

    def check(self, placements: Placements, stamp: Stamp) -> None:
        _must_take(placements, self.thing)

    def apply(self, placements: Placements, stamp: Stamp) -> None:
        if placements.takes(self.thing):
            placements.put(stamp.who, self.thing, None)


class PaperPlacing(Command, stage=("place", "show"), apart=True, role=FACILITATOR, title=_("Paper entered")):
    """Enter one person's paper: for each thing in its order a number a scale, or a hyphen for no opinion.

    While one thing is placed again it says that one alone.
    """

    numbers: str = Text(
        _("Numbers on paper, in the order of the things"),
        max=2_000,
        help=_("With blanks between; a hyphen where there is no opinion. For instance: 4 2 - 5 3."),
    )

    def _said(self, placements: Placements) -> Iterator[tuple[str, Placement]]:
        """What it says of each thing. Raises `Refused` at what is wrong, with its place."""
        written = self.numbers.replace(",", " ").replace(";", " ").split()
        for number, one in placements.numbered():
            yield one.id, _next(placements, written, number, one)
        if written:
            raise Refused(
                _.many(
                    "There is %(n)s number too many: “%(rest)s”.",
                    "There are %(n)s numbers too many: “%(rest)s”.",
                    len(written),
                    rest=" ".join(written)[:40],
                )
            )

    def check(self, placements: Placements, stamp: Stamp) -> None:
        if not placements.numbered():
            raise Refused(_("Nothing is being placed just now."))
        if placements.papers_now() >= PAPER_MOST:
            raise Refused(_("There are %(most)s papers, and no more are taken.", most=PAPER_MOST))
        list(self._said(placements))

    def apply(self, placements: Placements, stamp: Stamp) -> None:
        with suppress(Refused):  # the list may have changed since: as far as it fits, it is kept
            for thing, placed in self._said(placements):
                placements.put(PAPER + stamp.id, thing, placed)


def _next(placements: Placements, written: list[str], number: int, thing: Option) -> Placement:
    """What the next numbers say of a thing; they are taken off."""
    if written and written[0] in NOTHING:
        del written[0]
        return DECLINED
    said = written[: len(placements.scales)]
    for word, scale in zip(said, placements.scales, strict=False):
        if not (len(word) <= _DIGITS_MOST and word.isdecimal() and int(word) in steps(scale)):
            raise Refused(
                _(
                    "“%(word)s”, at number %(number)s, is not on the scale: it goes from %(low)s to %(high)s.",
                    word=word[:20],
                    number=number,
                    low=int(scale.low),
                    high=int(scale.high),
                )  # fmt: skip
            )
    if len(said) < len(placements.scales):
        raise Refused(_("The paper ends at number %(number)s, “%(text)s”.", number=number, text=thing.text[:60]))
    del written[: len(said)]
    return tuple(int(word) for word in said)


class PlaceAgain(Command, stage="show", role=FACILITATOR, affects_others=True, title=_("Placed again")):
    """Have one thing placed again, unseen, once it was talked about."""

    thing: str = Ref(edits=False)

    def check(self, placements: Placements, stamp: Stamp) -> None:
        if self.thing not in placements.things:
            raise Refused(_("That one is no longer here."))
        if placements.again:
            raise Refused(_("Another one is being placed again: show it first."))

    def apply(self, placements: Placements, stamp: Stamp) -> None:
        for of in placements.second.values():
            of.pop(self.thing, None)
        placements.redone.discard(self.thing)
        placements.again = self.thing


class ShowAgain(Command, stage="show", role=FACILITATOR, affects_others=True, title=_("Shown again")):
    """Show where the group stands now on what was placed again."""

    def check(self, placements: Placements, stamp: Stamp) -> None:
        if not placements.again:
            raise Refused(_("Nothing is being placed again."))

    def apply(self, placements: Placements, stamp: Stamp) -> None:
        placements.end_again()


PLACING_COMMANDS: tuple[type[Command], ...] = (Put, Decline, TakeAway, PaperPlacing, PlaceAgain, ShowAgain)
