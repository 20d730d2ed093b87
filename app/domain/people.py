"""People and seats: who somebody is to a method, and how sites count them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.calendar import DAY_MS
from beffroi.folding import distinct, folded

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 letters and figures that cannot be taken for one another."""

CODE_LENGTH = 7
"""7 of 32 signs: 35 bits, above the 30 that a join code owes."""


TYPED_MOST = 200
"""Signs of a code as it is typed that are looked at: a whole link fits."""

SEATS_MOST = 12
"""People who share one device, at most."""

ADJECTIVES_FR = ("Agile", "Calme", "Clair", "Discret", "Habile", "Joyeux", "Malin", "Paisible", "Sage", "Vif")
NOUNS_FR = ("Beffroi", "Carillon", "Chicon", "Cygne", "Géant", "Héron", "Houblon", "Lin", "Moulin", "Tilleul")


def new_code() -> str:
    """A join code, from the system's secure generator."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def tidy_code(typed: str) -> str:
    """A code as a person types it, brought to the form that is kept; of more than anybody types, the beginning."""
    return "".join(sign for sign in typed[:TYPED_MOST].upper() if sign in CODE_ALPHABET)


def new_id() -> str:
    """A random, opaque id: 72 bits, without order."""
    return secrets.token_urlsafe(9)


def pseudonym_drawn() -> str:
    """A name proposed to whoever gives none: two words of the region."""
    return f"{secrets.choice(NOUNS_FR)} {secrets.choice(ADJECTIVES_FR)}"


def pseudonym(key: bytes, who: str) -> str:
    """Who somebody is in an anonymous activity: unlinkable to `who` once the key is gone."""
    return hmac.new(key, who.encode(), hashlib.sha256).hexdigest()[:24]


def seat_of(person: str, seat: int) -> str:
    """The seat of a shared device; seat 0 is the person alone."""
    return f"{person}.{seat}" if seat else person


def seat_typed(typed: str, most: int = SEATS_MOST) -> int:
    """A seat, or how many there are, as a form says it: from 1 to `most`, and 1 where it says none."""
    return min(most, max(1, int(typed))) if typed.isdecimal() and len(typed) < 4 else 1


def day_of(at: int) -> int:
    """A time as it is kept of what people do: the day alone, UTC; by a finer one they could be told apart."""
    return at - at % DAY_MS


@dataclass(frozen=True)
class Site:
    """A place that people join from: a name, a colour and a mark, always together."""

    id: str
    name: str
    mark: str
    colour: str

    @property
    def hue(self) -> int:
        """The place of its colour, by which sheets of styles know it: it stays whatever sites come or go."""
        return COLOURS.index(self.colour) if self.colour in COLOURS else 0


COLOURS: tuple[str, ...] = ("#2c4a73", "#a8402e", "#55772f", "#6b4a86", "#8a5a12", "#1f6f6b", "#7a3655", "#4a5568")
REMOTE = "distance"


def sites_from(names: Iterable[str], remote_name: str) -> list[Site]:
    """Sites from their names, each with its own colour and a mark no other has; « À distance » comes last."""
    marks: set[str] = set()
    sites = []
    here = [name for name in distinct(names) if folded(name) != folded(remote_name)]
    for place, name in enumerate([*here, remote_name]):
        id = REMOTE if place == len(here) else f"s{place + 1}"
        sites.append(Site(id, name, mark_of(name, marks), COLOURS[place % len(COLOURS)]))
    return sites


def mark_of(name: str, taken: set[str]) -> str:
    """One letter, or as many as it takes to be told from the others (Cl, Ch), also by who overlooks an accent."""
    letters = [char for char in name if char.isalnum()] or ["?"]
    mark = letters[0].upper()
    for length in range(1, len(letters) + 1):
        mark = letters[0].upper() + "".join(letters[1:length]).lower()
        if bare(mark) not in taken:
            break
    taken.add(bare(mark))
    return mark


def bare(text: str) -> str:
    """Without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


class Listed(NamedTuple):
    """Somebody as a list names them."""

    id: str
    name: str
    site: str
    seats: int
    on_paper: bool = False


@dataclass
class Person:
    """Somebody who joined: `seats` is how many share the device, none where they are `on_paper`.

    Whoever was removed by a facilitator has left too.
    """

    id: str
    name: str
    site: str
    seats: int = 1
    left: bool = False
    removed: bool = False
    on_paper: bool = False

    @property
    def listed(self) -> Listed:
        """As lists name them now."""
        return Listed(self.id, self.name, self.site, self.seats, self.on_paper)

    def whos(self) -> list[str]:
        """Who they are to the methods: one, or one a seat."""
        return [seat_of(self.id, seat) for seat in range(1, self.seats + 1)] if self.seats > 1 else [self.id]


def heads_by_site(people: Iterable[Person]) -> Counter[str]:
    """How many joined and have not left, seats counted, by site."""
    heads: Counter[str] = Counter()
    for person in people:
        if not person.left:
            heads[person.site] += person.seats
    return heads


def who_is_meant(said: str, people: Iterable[Person], places_of: Callable[[Person], Iterable[str]]) -> str:
    """The id of the one person whom a name means, "" of none or several.

    Of those who have one name (the second is « Ana 2 »), the name alone means nobody: with a comma and a site or a
    table it means whoever is there.
    """
    every = [*people]
    whole = [one for one in every if folded(one.name) == folded(said)]
    name, comma, place = said.rpartition(",")
    key, there = (folded(name), folded(place)) if comma and not whole else (folded(said), "")
    alike = [one for one in every if key in (folded(one.name), _without_number(one.name))]
    if there:
        alike = [one for one in alike if there in map(folded, places_of(one))]
    elif whole and _without_number(said):
        alike = whole  # its number tells it from the others
    return alike[0].id if len(alike) == 1 else ""


def _without_number(name: str) -> str:
    """A name as it is compared, without the number that told it from the same one; "" of one without a number."""
    before, _blank, number = folded(name).rpartition(" ")
    return before if number.isdecimal() else ""


def told_apart(name: str, taken: Iterable[str]) -> str:
    """The name, with a number after it when somebody of the workshop has it already, however either was typed."""
    key, others = folded(name), {folded(other) for other in taken}
    if key not in others:
        return name
    number = 2
    while f"{key} {number}" in others:
        number += 1
    return f"{name} {number}"
