"""What a page may say over its socket, one model each; what has not the form of one is as if nothing had been said.

None of it says who speaks: that is settled once, when the page connects.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from app.live.state.presence import Signal
from app.live.state.screens import MOST_PAGES
from app.live.state.typing import LONGEST

NESTED = 16
"""Levels of a command's data, at most."""

VALUES_MOST = 200
"""Values in a command's data, at most, those inside others among them: each may be wrong, and told."""

PLAIN = "^[ -~]*$"
"""What an id or a name of ours is made of: no lone surrogate, no control character."""


class Message(BaseModel):
    """Nothing is converted, and what no model names is not looked at."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


def _bounded(data: object) -> object:
    """Data with few values, none of them deep: what reads it later has no depth to fear."""
    left, levels, inside = VALUES_MOST, NESTED, [data]
    while inside:
        held = [one.values() if isinstance(one, dict) else one for one in inside if isinstance(one, dict | list)]
        left -= sum(map(len, held))
        levels -= 1
        if left < 0 or (held and levels < 0):
            raise ValueError("too many values, or too deep")
        inside = [one for some in held for one in some]
    return data


Name = Annotated[str, StringConstraints(max_length=64, pattern=PLAIN)]
Key = Annotated[str, StringConstraints(strict=True, max_length=120, pattern=PLAIN)]
Place = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]
Numbers = Annotated[str, StringConstraints(strict=True, max_length=40)]
Data = Annotated[dict[Annotated[str, StringConstraints(pattern=PLAIN)], Any], BeforeValidator(_bounded)]


class CommandMessage(Message):
    """A command: of which activity, and of which table's sheet where it is not the author's own."""

    activity: Name
    name: Name
    request_id: Name
    data: Data
    scope: Name = ""


class HelloMessage(Message):
    """A page asks for all that it shows: which activity and table it is held on, and what it `have`s by channel."""

    activity: str = ""
    table: Annotated[str, StringConstraints(max_length=LONGEST)] = ""
    have: dict[str, Any] = {}


class LeadMessage(Message):
    """A console asks for something beside the log."""

    act: str
    value: str = ""


SIGNAL: TypeAdapter[str] = TypeAdapter(Signal)
FIELD: TypeAdapter[str] = TypeAdapter(Annotated[str, StringConstraints(strict=True, max_length=LONGEST, pattern=PLAIN)])
PAGES: TypeAdapter[list[tuple[str, int, str]]] = TypeAdapter(
    Annotated[list[tuple[Key, Place, Numbers]], Field(max_length=MOST_PAGES)]
)

COMMAND, HELLO, LEAD = TypeAdapter(CommandMessage), TypeAdapter(HelloMessage), TypeAdapter(LeadMessage)

Said = TypeVar("Said")


def read(form: TypeAdapter[Said], message: object) -> Said | None:
    """A message in its form, or None."""
    try:
        return form.validate_python(message)
    except ValidationError:
        return None
