"""The link by which one person follows what they took on, for weeks: theirs alone, without an account."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.answer_links import drawn

CODE_LENGTH = 16
"""80 bits: whoever has the link acts as somebody, and nobody guesses it."""


@dataclass(frozen=True)
class FollowLink:
    """A link, the activity, and who it is of, as the activity's method knows them."""

    code: str
    activity: str
    who: str


def new_code() -> str:
    """The code of a link."""
    return drawn(CODE_LENGTH)
