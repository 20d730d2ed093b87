"""Where one can register: places as they are typed, each with how many people it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from beffroi.blocks.grid import line_id
from beffroi.blocks.registration.registrations import Registrations
from beffroi.command import Model
from beffroi.fields import Text
from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)

PLACES_MOST, LONG, HOLDS_MOST = 12, 80, 2_000
"""Places, characters of one, and people that it holds, at most."""


class RegistrationSettings(Model):
    """Where one can register; nowhere, and nobody registers."""

    places: str = Text(
        _("Places to register for, one a line"),
        max=1_200,
        required=False,
        lines=3,
        listed=True,
        help=_(
            "The place / how many people it holds, as “Lille, council room / 80”, then “At a distance”. Without a "
            "number it holds as many as come; without a place nobody registers."
        ),
    )


@dataclass(frozen=True)
class Place:
    """Where one can be, by its `id`: its `text`; how many people it `holds`, 0 for as many as come."""

    id: str
    text: str
    holds: int = 0


@dataclass
class Attendance:
    """The state: the `places` by id, and the `lists` of who registered for which."""

    places: dict[str, Place] = field(default_factory=dict)
    lists: Registrations = field(default_factory=Registrations)


def check_places(text: str) -> None:
    """Refuse what is no place, by its line."""
    seen: set[str] = set()
    for number, line in _lines(text):
        one = _place(line, number)
        if one.id in seen:
            raise Refused(_("Line %(n)s: “%(said)s” stands there twice.", n=number, said=one.text))
        seen.add(one.id)
    if len(seen) > PLACES_MOST:
        raise Refused(_("%(most)s places at most; here are %(n)s.", most=PLACES_MOST, n=len(seen)))


def kept_places(text: str) -> dict[str, Place]:
    """The places of settings that were kept: a line that can no longer be read is left out."""
    found: dict[str, Place] = {}
    for number, line in _lines(text):
        try:
            one = _place(line, number)
        except Refused:
            continue
        found.setdefault(one.id, one)
    return dict([*found.items()][:PLACES_MOST])


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _place(line: str, number: int) -> Place:
    before, slash, after = line.rpartition("/")
    name, holds = (before.strip(), after.strip()) if slash else (line, "")
    if not name or len(name) > LONG:
        raise Refused(_("Line %(n)s: write the place, of %(most)s characters at most.", n=number, most=LONG))
    if slash and not (holds.isdecimal() and len(holds) <= 4 and 0 < int(holds) <= HOLDS_MOST):  # noqa: PLR2004
        raise Refused(
            _(
                "Line %(n)s, “%(said)s”: after the stroke, write how many people it holds, from 1 to %(most)s.",
                n=number,
                said=(holds or line)[:40],
                most=HOLDS_MOST,
            )
        )
    return Place(line_id(name), name, int(holds or 0))
