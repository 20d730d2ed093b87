"""What one person does: a command as it travels, and when it was pressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

Answer = dict[str, Any]
"""What the server says of a command: kind, sentence, errors, entry."""


@dataclass(eq=False)
class Deed:
    """A command of person `who`, with the text that it carries, if any, and the phase it belongs to."""

    who: int
    name: str
    activity: str
    data: dict[str, Any]
    text: str = ""
    phase: str = ""
    pressed: float = 0.0
    was_held: bool = False
    """Whether the page was off line meanwhile: how long it took is then not the server's doing."""
    request_id: str = field(default_factory=lambda: token_hex(16))

    def packed(self) -> dict[str, Any]:
        """As it travels; sent again it is the same."""
        return {"activity": self.activity, "name": self.name, "data": self.data, "request_id": self.request_id}


AT_ONCE_SEEN = ("say", "add", "add_step", "reword", "rework")
"""What others read as soon as it is written; a card is a secret until the reveal."""


def is_late(answer: Answer) -> bool:
    """Whether an accepted contribution waits in the tray of what arrived late."""
    return bool(answer.get("sentence"))
