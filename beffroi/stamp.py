"""The facts of an entry, as a method sees them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FACILITATOR = "facilitator"
PARTICIPANT = "participant"

ANYONE = "anyone"
"""The role of a command that participants and facilitators may ask: a sheet filled in, or entered from paper."""

HOST = "host"
"""The role of a command that no person asks: the host does, with what slow work made (`Method.work`)."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote an entry, where and when; frozen, and the same at every replay.

    `id` is random and opaque, the only id of what the entry makes: no order can be read from it.
    `who` is a person or a seat, or a pseudonym made with the activity's key where it is anonymous; there `site` and
    `table` are empty unless the stage's notice names them. `at` is milliseconds since 1970, UTC; of what participants
    write it is a day, that of the writing, or, in an anonymous activity, that of its opening. `chance` is a recorded
    seed for lots and shuffles.
    """

    id: str
    who: str
    role: str = PARTICIPANT
    site: str = ""
    table: str = ""
    at: int = 0
    chance: int = 0

    @property
    def lots(self) -> Random:
        """A generator that draws the same lots at every replay."""
        return Random(self.chance)
