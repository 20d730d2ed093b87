"""The fields of commands and settings: what a person fills in, with its label and limits."""

from __future__ import annotations

import unicodedata
from typing import Any

from annotated_types import MaxLen
from pydantic import Field
from pydantic.fields import FieldInfo

from beffroi.patterns import linear
from beffroi.signs import cleaned

ERASED = "[…]"
"""What stands where a person's text has been erased."""


LONGEST = 20_000
"""Characters of a text, at most, where nothing smaller is said."""

TYPED = 3
"""Signs that may have been sent for each one that is kept: letters can come taken apart, with two accents each."""

SLACK = 5_000
"""Signs that may have been sent beyond those that are kept: in a long text few letters have two accents."""

MARKS = 8
"""Combining marks that follow one letter, at most. The tallest Tibetan stack has as many; what lies on top of that is
no writing, and putting thousands of them in order takes seconds."""


TOO_MANY = linear(rf"(?:\pM\p{{Cf}}*){{{MARKS + 1}}}")
CONTROLS = dict.fromkeys((*range(9), *range(14, 32), *range(127, 133), *range(134, 160)))
"""Control characters, but for the tabulator and what begins a new line: `cleaned` makes one "\\n" of each."""


def typed(most: int) -> int:
    """How many signs of a text of at most `most` characters are looked at: beyond, it is too long whatever it holds."""
    return min(TYPED * most, most + SLACK)


def tidy(text: str, most: int = LONGEST) -> str:
    """Text as it is kept: NFC, few marks a letter, without what nobody sees (`signs.cleaned`), no blank at the ends.

    Measured before anything else is done with it: what is beyond `typed(most)` signs is cut off. In time that grows
    as the text does.
    """
    text = text.strip()[: typed(most)]
    whole = text.encode("utf-8", "ignore").decode()  # half a surrogate pair is no sign
    plain = whole if whole.isprintable() else whole.translate(CONTROLS)
    return unicodedata.normalize("NFC", cleaned(few_marks(plain))).strip()


def few_marks(text: str) -> str:
    """The text without the combining marks that come after `MARKS` others; invisible joiners part no marks."""
    if text.isascii() or not TOO_MANY.search(text):
        return text
    kept, run = [], 0
    for sign in text:
        kind = unicodedata.category(sign)
        if kind[0] == "M":
            run += 1
        elif kind != "Cf":
            run = 0
        if run <= MARKS or kind[0] != "M":
            kept.append(sign)
    return "".join(kept)


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
    listed: bool = False, distinct: bool = False, kept: int = 0, under: Any = "", gathered: bool = False,
) -> Any:  # fmt: skip
    """Free text of at most `max` characters, which may be left out where it is not `required`.

    `lines` over 1 draws a text area; `listed` holds one thing a line, and is kept so where a table is pasted: its rows,
    their cells joined; `distinct` keeps of lines that say the same, in whatever spelling, the first, and none that is
    blank.

    A setting that is `gathered` holds what people said elsewhere, such as answers to be read: it stays in its
    workshop, and goes into no template and no copy.

    The fields of a form that say the same words as `under` come last, folded under these: what can be left out.

    What stands in it is what erasure blanks and what a page keeps as a draft. Where an older version took more than
    `max`, `kept` is how much: what the log holds of it is still read.
    """
    return _field(
        ... if required and not default else default,
        "text",
        label,
        min_length=1 if required else 0,
        max_length=kept or max,
        most=max,
        lines=lines,
        listed=listed,
        distinct=distinct,
        help=help,
        required=required,
        under=under,
        gathered=gathered,
    )


def Number(label: Any, *, low: int, high: int, default: int | None = None, help: Any = "", fixed: bool = False) -> Any:
    """A whole number from `low` to `high`; `fixed` as of a `Flag`."""
    return _field(... if default is None else default, "number", label, ge=low, le=high, help=help, fixed=fixed)


def Flag(label: Any, *, default: bool = False, help: Any = "", fixed: bool = False) -> Any:
    """A box to tick.

    A setting that is `fixed` no longer changes once the activity has opened: whatever decides who gets to see what,
    or who is told apart, since people wrote or voted under it.
    """
    return _field(default, "flag", label, help=help, fixed=fixed)


def Choice(
    label: Any, options: dict[str, Any], *, default: str | None = None, help: Any = "", fixed: bool = False,
    under: Any = "",
) -> Any:  # fmt: skip
    """One of `options`, a mapping of what is kept to what is read; `fixed` as of a `Flag`, `under` as of a `Text`.

    Where it has no `default`, none is chosen before somebody does: up to eight stand one under the other, more in a
    list that begins with “Choose…”.
    """
    return _field(
        ... if default is None else default, "choice", label, options=options, help=help, fixed=fixed, under=under
    )


DAY = (
    "(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29"
)
"""Every day from 1900 to 2199 as `2026-11-25`, leap days included, and nothing else."""


def Day(label: Any, *, required: bool = False, today: bool = False, help: Any = "", under: Any = "") -> Any:
    """A day as `2026-11-25`, of 1900 to 2199; "" where it is left out, which it may be unless it is `required`.

    `under` as of a `Text`.

    Where it says `today`, the room fills in what is left out: the day it is in the workshop's time zone.
    """
    limits: dict[str, Any] = {"pattern": f"^(?:{DAY})$" if required else f"^(?:{DAY})?$"}
    extra = {"widget": "day", "label": label, "help": help, "required": required, "today": today}
    extra["under"] = under
    return Field(default=... if required else "", json_schema_extra=extra, **limits)


def TableIds() -> Any:
    """The ids of the tables at which somebody sits, filled in by the room: never by a page."""
    return Field(default=(), json_schema_extra={"widget": "tables", "label": ""})


def SomebodyHere(*, called: str) -> Any:
    """Whom another field, `called`, names: filled in by the room with who that is to the method, never by a page.

    Of several who have one name, whoever is at the site or the table that is written after it: “Ana, Lille”. "" where
    nobody of that name is here, or several are, or the activity is anonymous.
    """
    return Field(default="", json_schema_extra={"widget": "person", "label": "", "called": called})


def TimeZone() -> Any:
    """The time zone of the workshop, such as "Europe/Paris", in settings: filled in by the room, never by a page."""
    return Field(default="", json_schema_extra={"widget": "zone", "label": ""})


def HeadsBySite() -> Any:
    """How many are in the workshop, by the id of their site, filled in by the room: never by a page.

    Seats of a device count each, and who left no longer does. What is shown of it goes by `small_groups.may_be_shown`.
    """
    return Field(default_factory=dict, json_schema_extra={"widget": "heads", "label": ""})


def Ref(*, default: str | None = None, edits: bool | None = None) -> Any:
    """The id of a thing of the state, carried by a button or a hidden field: never typed.

    A command that has free text says whether it words that thing anew: `edits=True`, and whoever erases the thing
    erases this wording too; `edits=False` where it only speaks of it, as a reaction does.
    """
    return _field(... if default is None else default, "hidden", "", max_length=80, edits=edits)


def Chosen() -> Any:
    """What was chosen in a form that a template draws itself, by the name of each question: never words of one's own.

    Its inputs are named after it, with a dot: `said.channel`; boxes of one name come as a list.
    """
    return Field(default_factory=dict, json_schema_extra={"widget": "chosen", "label": ""})


def Words(*, max: int) -> Any:
    """What was written in such a form, by the name of each question: texts of at most `max` characters, erased as such.

    Its inputs are named after it, with a dot: `words.why`.
    """
    return Field(default_factory=dict, json_schema_extra={"widget": "words", "label": "", "most": max, "lines": 1})


def meta(field: FieldInfo) -> dict[str, Any]:
    """What a field says of its drawing: widget, label, help, options, lines."""
    extra = field.json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {"widget": "hidden", "label": ""}


def limit(field: FieldInfo) -> int:
    """How many characters a field takes, at most."""
    if (most := meta(field).get("most")) is not None:
        return int(most)
    said = (one.max_length for one in field.metadata if isinstance(one, MaxLen))
    return next(said, LONGEST)


def is_free_text(field: FieldInfo) -> bool:
    """Whether a person writes into the field, so that erasure must blank it."""
    return meta(field).get("widget") in ("text", "words")


def edits(field: FieldInfo) -> bool | None:
    """Whether the field names a thing that its command words anew; None where nobody said."""
    said = meta(field).get("edits")
    return None if said is None else bool(said)


def is_fixed(field: FieldInfo) -> bool:
    """Whether a setting stays as it is once the activity has opened."""
    return bool(meta(field).get("fixed"))


def is_required(field: FieldInfo) -> bool:
    """Whether the field must be filled in."""
    return field.is_required() or bool(meta(field).get("required"))


def check_choice(field: FieldInfo, value: object) -> bool:
    """Whether `value` is one that the field offers; true of a field that offers none."""
    options = meta(field).get("options")
    return options is None or value in options
