"""The fields of commands and settings: what a person fills in, with its label and limits."""

from __future__ import annotations

import unicodedata
from typing import Any

from pydantic import Field
from pydantic.fields import FieldInfo

from app.sdk.signs import cleaned

ERASED = "[…]"
"""What stands where a person's text has been erased."""


def tidy(text: str) -> str:
    """Text as it is kept: NFC, without what nobody sees (`signs.cleaned`), no blank at the ends."""
    return unicodedata.normalize("NFC", cleaned(text))


def as_kept(text: str) -> str:
    """A text of an old entry as it was kept then: what was tidied since comes out as it is."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(char for char in normal if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")).strip()


def _field(default: Any, widget: str, label: Any, **options: Any) -> Any:
    limits = {name: options.pop(name) for name in ("min_length", "max_length", "ge", "le") if name in options}
    meta = {"widget": widget, "label": label, **options}
    return Field(default=default, json_schema_extra=meta, **limits)


def Text(
    label: Any, *, max: int = 140, required: bool = True, lines: int = 1, help: Any = "", default: str = "",
    listed: bool = False,
) -> Any:  # fmt: skip
    """Free text of at most `max` characters; `lines` over 1 draws a text area; `listed` holds one thing a line, and
    is kept so where a table is pasted: its rows, their cells joined.

    What stands in it is what erasure blanks and what a page keeps as a draft.
    """
    return _field(
        ... if required and not default else default,
        "text",
        label,
        min_length=1 if required else 0,
        max_length=max,
        lines=lines,
        listed=listed,
        help=help,
        required=required,
    )


def Number(label: Any, *, low: int, high: int, default: int | None = None, help: Any = "") -> Any:
    """A whole number from `low` to `high`."""
    return _field(... if default is None else default, "number", label, ge=low, le=high, help=help)


def Flag(label: Any, *, default: bool = False, help: Any = "") -> Any:
    """A box to tick."""
    return _field(default, "flag", label, help=help)


def Choice(label: Any, options: dict[str, Any], *, default: str | None = None, help: Any = "") -> Any:
    """One of `options`, a mapping of what is kept to what is read."""
    return _field(... if default is None else default, "choice", label, options=options, help=help)


def Day(label: Any, *, required: bool = False, help: Any = "") -> Any:
    """A day as `2026-11-25`; "" where it may be left out."""
    limits: dict[str, Any] = {"pattern": r"^\d{4}-\d{2}-\d{2}$" if required else r"^(\d{4}-\d{2}-\d{2})?$"}
    extra = {"widget": "day", "label": label, "help": help, "required": required}
    return Field(default=... if required else "", json_schema_extra=extra, **limits)


def TableIds() -> Any:
    """The ids of the tables at which somebody sits, filled in by the room: never by a page."""
    return Field(default=(), json_schema_extra={"widget": "tables", "label": ""})


def Ref(*, default: str | None = None) -> Any:
    """The id of a thing of the state, carried by a button or a hidden field: never typed."""
    return _field(... if default is None else default, "hidden", "", max_length=80)


def meta(field: FieldInfo) -> dict[str, Any]:
    """What a field says of its drawing: widget, label, help, options, lines."""
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {"widget": "hidden", "label": ""}


def is_free_text(field: FieldInfo) -> bool:
    """Whether a person writes into the field, so that erasure must blank it."""
    return meta(field).get("widget") == "text"


def is_required(field: FieldInfo) -> bool:
    """Whether the field must be filled in."""
    return field.is_required() or bool(meta(field).get("required"))


def check_choice(field: FieldInfo, value: object) -> bool:
    """Whether `value` is one that the field offers; true of a field that offers none."""
    options = meta(field).get("options")
    return options is None or value in options
