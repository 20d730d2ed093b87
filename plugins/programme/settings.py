"""What a programme is made of before anybody proposes: its times, its places, and the proposals that are there already.

Each is typed, one a line, and what is wrong is said with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from beffroi import Model, Number, Refused, Text, TimeZone, translator
from beffroi.blocks.ballot import BallotSettings
from beffroi.blocks.grid import Hours, hours_of, kept_hours, line_id
from beffroi.folding import folded
from plugins.programme.sessions import KINDS, LENGTHS, PEOPLE_MOST, TITLE, WORDS, Room, Session

_ = translator(__name__)

ROOMS_MOST = 12
TYPED_MOST = 150
"""Proposals that are typed, at most."""

TRAVEL = 90
"""Minutes from one site to another. Source: Lille to Amiens by train is about an hour and a half, door to door."""

KIND_WORDS = {
    "workshop": ("atelier", "workshop"),
    "talk": ("conférence", "exposé", "talk"),
    "demo": ("démonstration", "demonstration", "demo"),
    "visit": ("visite", "visit"),
    "other": ("autre", "other"),
}
"""How a line may call a kind, in either language."""


class _Own(Model):
    question: str = Text(_("What the programme is for"), max=300, required=False, lines=2)
    slots: str = Text(
        _("Times, a day a line"),
        max=3_000,
        required=False,
        lines=5,
        listed=True,
        help=_("The day, then its times, as 2026-12-07 / 9:30-10:15 / 10:30-11:15."),
    )
    places: str = Text(
        _("Places, one a line"),
        max=2_000,
        required=False,
        lines=4,
        listed=True,
        help=_("The place / its site / how many people it holds. Without a number it holds as many as come."),
    )
    travel: int = Number(_("Minutes from one site to another"), low=0, high=600, default=TRAVEL)
    proposals: str = Text(
        _("Proposals that are there already, one a line"),
        max=16_000,
        required=False,
        lines=5,
        listed=True,
        help=_("Title / kind / who leads it / minutes / people expected / what it needs. The title is enough."),
    )
    zone: str = TimeZone()


class ProgrammeSettings(BallotSettings, _Own):
    """The times, the places, what is proposed already; and the vote."""


# --- read, with what is wrong --------------------------------------------------------------


def check(settings: ProgrammeSettings) -> None:
    """Refuse what cannot be read, by its field and line."""
    readers: dict[str, Callable[[], object]] = {
        "slots": lambda: hours_of(settings.slots, settings.zone),
        "places": lambda: rooms_of(settings.places),
        "proposals": lambda: [*_proposed(settings.proposals)],
    }
    for name, read in readers.items():
        try:
            read()
        except Refused as refused:
            raise Refused(refused.sentence, errors={name: refused.sentence}) from None


def rooms_of(lines: str) -> tuple[Room, ...]:
    """The places, one a line. Raises `Refused` with the line that is none."""
    found: dict[str, Room] = {}
    for number, line in _lines(lines):
        made = _room(line, number)
        if made.id in found:
            raise Refused(_("Line %(n)s: “%(said)s” stands there twice.", n=number, said=made.text))
        found[made.id] = made
    if len(found) > ROOMS_MOST:
        raise Refused(_("A programme has %(most)s places at most; here are %(n)s.", most=ROOMS_MOST, n=len(found)))
    return tuple(found.values())


def _room(line: str, number: int) -> Room:
    name, site, holds, *more = (*_parts(line), "", "")
    if not name or len(name) > TITLE or len(site) > TITLE or any(more):
        raise Refused(_("Line %(n)s: write the place / its site / how many people it holds.", n=number))
    if holds and not (holds.isdecimal() and len(holds) <= 4):  # noqa: PLR2004 - thousands
        raise Refused(_("Line %(n)s, “%(said)s”: write how many people it holds as a number.", n=number, said=holds))
    if holds and not 0 < int(holds) <= PEOPLE_MOST:
        raise Refused(
            _(
                "Line %(n)s, “%(place)s”: a place holds from 1 to %(most)s people. Leave the number out where "
                "there is no limit.",
                n=number,
                place=name,
                most=PEOPLE_MOST,
            )
        )
    return Room(line_id(f"{name} {site}"), name, site=site, holds=int(holds or 0))


def _proposed(lines: str) -> Iterator[Session]:
    seen: set[str] = set()
    for number, line in _lines(lines):
        made = _session(line, number)
        if made.id in seen:
            raise Refused(_("Line %(n)s: “%(said)s” stands there twice.", n=number, said=made.text[:40]))
        seen.add(made.id)
        if len(seen) > TYPED_MOST:
            raise Refused(_("%(most)s proposals at most are typed here.", most=TYPED_MOST))
        yield made


def _session(line: str, number: int) -> Session:
    title, kind, leads, minutes, people, *needs = (*_parts(line), *[""] * 5)
    said = " / ".join(filter(None, needs))
    if not title or len(title) > TITLE or len(leads) > TITLE or len(said) > WORDS:
        raise Refused(_("Line %(n)s: a title of 1 to %(most)s characters comes first.", n=number, most=TITLE))
    known = next((id for id, words in KIND_WORDS.items() if folded(kind) in map(folded, words)), "")
    if kind and not known:
        kinds = ", ".join(str(one) for one in KINDS.values())
        raise Refused(_("Line %(n)s, “%(said)s” is no kind: %(kinds)s.", n=number, said=kind[:40], kinds=kinds))
    if minutes and minutes not in LENGTHS:
        raise Refused(
            _(
                "Line %(n)s, “%(said)s”: the minutes that it lasts are one of %(all)s.",
                n=number,
                said=minutes[:40],
                all=", ".join(LENGTHS),
            )
        )
    if people and not (people.isdecimal() and len(people) <= 4 and int(people) <= PEOPLE_MOST):  # noqa: PLR2004
        raise Refused(_("Line %(n)s, “%(said)s”: write how many people as a number.", n=number, said=people[:40]))
    return Session(
        "t" + line_id(title), title, kind=known or "workshop", leads=leads, minutes=int(minutes or 45),
        people=int(people or 0), needs=said,
    )  # fmt: skip


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("/")]


# --- as it was kept ------------------------------------------------------------------------


def kept_rooms(lines: str) -> tuple[Room, ...]:
    """The places of settings that were kept: a line that can no longer be read is left out."""
    return tuple(_each(lines, _room))[:ROOMS_MOST]


def kept_sessions(lines: str) -> list[Session]:
    """The proposals of settings that were kept."""
    return list({one.id: one for one in _each(lines, _session)}.values())[:TYPED_MOST]


def kept_slots(settings: ProgrammeSettings) -> tuple[Hours, ...]:
    """The times of settings that were kept."""
    return kept_hours(settings.slots)


def _each(lines: str, read: Any) -> Iterator[Any]:
    for number, line in _lines(lines):
        try:
            yield read(line, number)
        except Refused:
            continue
