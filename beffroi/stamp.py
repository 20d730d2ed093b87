"""The facts of an entry, as a method sees them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FACILITATOR = "facilitator"
"""The role of a command that facilitators alone may ask."""

PARTICIPANT = "participant"
"""The role of a command that is asked by those who take part: what a command is where it says nothing."""

ANYONE = "anyone"
"""The role of a command that participants and facilitators may ask: a sheet filled in, or entered from paper."""

HOST = "host"
"""The role of a command that no person asks: the host does, with what slow work made (`Method.work`)."""


NOBODY = "erased"
"""Who an erased anonymous contribution is of, whoever wrote it: the same for all of them, and never a pseudonym."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote an entry, where and when; frozen, and the same at every replay."""

    id: str
    """Random and opaque, the only id of what the entry makes: no order can be read from it."""
    who: str
    """A person or a seat; in an anonymous activity a pseudonym, made with the activity's key."""
    role: str = PARTICIPANT
    """`PARTICIPANT`, `FACILITATOR` or `HOST`."""
    site: str = ""
    """The id of the site from which it was written; "" in an anonymous activity, unless the stage's notice names it."""
    table: str = ""
    """The id of the table whose sheet was written on, else of its author's; in an anonymous activity as `site`."""
    at: int = 0
    """Milliseconds since 1970, UTC. Of what participants write it is a day: that of the writing, or, in an anonymous
    activity, that of its opening."""
    chance: int = 0
    """A recorded seed: take `lots`."""

    @property
    def lots(self) -> Random:
        """A generator that draws the same lots at every replay."""
        return Random(self.chance)
