"""The link by which one person follows what they took on, for weeks: theirs alone, without an account."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.answer_links import drawn

CODE_LENGTH = 16
"""80 bits: whoever has the link acts as somebody, and nobody guesses it."""


SHORT = 8
"""Signs of the code by which one comes back without the link, typed where workshops are joined: what it begins with.

40 bits, as long as the code of a link to answer by; wrong ones are counted with those of workshops.
"""


@dataclass(frozen=True)
class FollowLink:
    """A link, the activity, and who it is of, as the activity's method knows them."""

    code: str
    activity: str
    who: str

    @property
    def short(self) -> str:
        """The code to type, as it is read."""
        return f"{self.code[:4]} {self.code[4:SHORT]}"


def new_code() -> str:
    """The code of a link."""
    return drawn(CODE_LENGTH)
