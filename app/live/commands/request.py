"""What somebody asks of a room, and what they are answered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from beffroi import FACILITATOR, PARTICIPANT

SYSTEM = "system"
SCREEN = "screen"
PREVIEW = "preview"
"""A facilitator who looks at a participant's page; it can only be read."""

PAPER = "paper"
"""The page on which a facilitator enters what somebody without a device wrote: its grant is a participant's."""


@dataclass(frozen=True)
class Grant:
    """What a session may do in one workshop: decided by the server, never by a message.

    `who` is a person, a seat, `f:` and a user, `v:` and a user who previews, or `s:` and a screen.
    `name` is a facilitator's, for their colleagues; `login` is the session they signed in with, which may end before
    the line does. A grant of a facilitator without one is the server's own.
    """

    workshop: str
    role: str
    who: str
    site: str = ""
    person: str = ""
    name: str = ""
    withheld: frozenset[str] = frozenset()
    """The activities of which this device shows nothing written before it took its place: nothing proves it is hers."""
    login: str = ""
    by: str = ""
    """The facilitator who enters, from paper, what somebody without a device wrote; "" on somebody's own page."""
    table: str = ""
    """The table that a sheet of paper is of, in an anonymous activity: nobody's name says where it sits."""
    follows: bool = False
    """Whether it is the link by which somebody follows what they took on: theirs alone, of the activity in `link`."""
    link: str = ""
    """The one activity that somebody answers by its link: they are nobody of the workshop, and ask nothing else."""

    @property
    def is_facilitator(self) -> bool:
        """Whether it may lead the workshop."""
        return self.role in (FACILITATOR, SYSTEM)

    @property
    def page(self) -> str:
        """Which kind of page it is for: that of its role, or one for entering from paper."""
        return PAPER if self.by else self.role

    @property
    def audience(self) -> str:
        """Which drawing of a block it gets."""
        return self.role if self.role in (FACILITATOR, SCREEN) else PARTICIPANT


@dataclass(frozen=True)
class CommandRequest:
    """One command as it was asked."""

    grant: Grant
    activity: str
    name: str
    data: dict[str, Any]
    request_id: str
    locale: str = "fr"
    scope: str = ""
    """The table whose sheet it is about; "" is the asker's own, or the room's."""

    def digest(self) -> str:
        """What tells this content from another sent under the same request id."""
        said = [self.activity, self.name, self.data, *([self.scope] if self.scope else [])]
        content = json.dumps(said, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class CommandResult:
    """accepted · refused (a sentence) · errors (by field) · later (ask again).

    `said` is for whoever hears the page rather than sees it: what an accepted command did, in a few words.
    """

    kind: str
    sentence: str = ""
    said: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    entry: str = ""

    def packed(self) -> dict[str, Any]:
        """As it travels: only what it has to say."""
        packed: dict[str, Any] = {"kind": self.kind}
        if self.sentence:
            packed["sentence"] = self.sentence
        if self.errors:
            packed["errors"] = self.errors
        if self.said:
            packed["said"] = self.said
        if self.entry:
            packed["entry"] = self.entry
        return packed

    @property
    def accepted(self) -> bool:
        """Whether it is in the log."""
        return self.kind == "accepted"
