"""A command: what a person asks of a method, validated by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, PydanticKnownError

from beffroi.fields import ERASED, as_kept, check_choice, edits, is_free_text, is_required, limit, meta, tidy, typed
from beffroi.folding import distinct
from beffroi.rows import as_lines
from beffroi.stamp import PARTICIPANT, Stamp

FIELDS_MOST = 100
"""Fields that are looked at in one command, or in the settings of one activity."""

KEPT = "kept"
"""The context in which something of the log is validated: its texts were tidied by the rules of then."""


class Model(BaseModel):
    """A pydantic model whose texts are tidied and whose choices are checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _tidy(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict):
            return data
        if len(data) > FIELDS_MOST:
            raise ValueError("more fields than anything has")  # each would be an error, with a sentence of its own
        return {name: _tidied(cls, name, value, is_kept=info.context == KEPT) for name, value in data.items()}

    @field_validator("*")
    @classmethod
    def _one_of_the_choices(cls, value: Any, info: Any) -> Any:
        field = cls.model_fields[info.field_name]
        if not check_choice(field, value):
            raise PydanticCustomError("unchosen", "choose one") if value == "" else ValueError("choice")
        if info.context != KEPT and isinstance(value, str) and len(value) > (most := limit(field)):
            raise PydanticKnownError("string_too_long", {"max_length": most})
        return value


def _in_small_letters(name: str) -> str:
    """`TakeBack` as `take_back`."""
    return "".join(f"_{sign}" if sign.isupper() else sign for sign in name).lower().removeprefix("_")


CONTRACT = frozenset(
    (
        "about",
        "check",
        "apply",
        "snapshot",
        "undo_label",
        "hidden_undo_label",
        "upcast",
        "from_entry",
        "erased",
        "rewords",
    )
)
"""What the host asks of every command."""

SHORT = 200
"""Characters of what is chosen, counted or pointed at, at most."""


def _is_worded(field: FieldInfo) -> bool:
    return is_free_text(field) or (field.annotation is str and "options" not in meta(field))


def _tidied(model: type[BaseModel], name: str, value: Any, *, is_kept: bool) -> Any:
    field = model.model_fields.get(name)
    if field is None or not isinstance(value, str):
        return value
    if is_kept:
        text = as_kept(value)
    else:
        # What is no text of a person's is a number, a day, a choice: nothing as long as a text is tidied for it.
        most = limit(field) if _is_worded(field) else min(limit(field), SHORT)
        text = value.strip()
        if len(text) > typed(most):
            return text  # too long whatever it holds: nothing is worked on, and the field says how much it takes
        text = tidy(text, most)
        text = as_lines(text) if meta(field).get("listed") else text
        if meta(field).get("distinct") and len(text) <= most:  # beyond, the field says how much it takes
            text = "\n".join(distinct(line.strip() for line in text.splitlines() if line.strip()))
    # A whole number or a box left empty in a form is a field left out, not a bad one.
    if text == "" and not is_required(field) and field.annotation is not str:
        return field.default
    return text


@dataclass(frozen=True)
class CommandMeta:
    """What a command says of itself, once, in its class line."""

    name: str = ""
    title: Any = ""
    announcement: Any = ""
    during: tuple[str, ...] = ()
    role: str = PARTICIPANT
    affects_others: bool = False
    version: int = 1
    from_other_tables: bool = False
    keeps_table: bool = False
    apart: bool = False
    works: str = ""
    blanks: bool = False
    names: bool = False
    follows: bool = False


def _must_know(command: type, said: Iterable[str], fields: Iterable[str]) -> None:
    """Raise where a word of the class line means nothing, or a field would stand in the place of the contract's own."""
    known = [*CommandMeta.__dataclass_fields__, "stage"]
    for word in said:
        if word not in ConfigDict.__annotations__:
            meant = next(iter(get_close_matches(word, known, n=1)), "")
            hint = f"did you mean “{meant}”?" if meant else f"the words are {', '.join(known)}."
            raise TypeError(f"{command.__name__} says “{word}” in its class line, which means nothing: {hint}")
    for name in fields:
        if name in CONTRACT:
            raise TypeError(f"{command.__name__}.{name} stands in the place of what the contract calls so: rename it.")


class Command(Model):
    """What a person asks; once accepted it is an entry of the log.

    The class line says the rest: `class Move(Command, stage="cluster", role=FACILITATOR)`. `stage`
    names the stages it belongs to (none: any), `role` who may ask it (`PARTICIPANT`, `FACILITATOR` or
    `ANYONE`), `affects_others` whether it changes what others see in their own `personal_view`, `title` what
    the list of things to take back calls it, `announcement` what its author hears once it is accepted, in a few words
    (a page that is not seen says nothing by its looks), `version` the form of its data, `name` its name where it
    is not the class's. Where each table has a sheet, `from_other_tables` lets it be asked of another table's: of
    the twin table's always, of any in a gallery. `keeps_table` keeps the table in the stamp also where
    the activity is anonymous, but in no row: only for what says nothing of an author, such as grouping.
    `apart` says that it touches only what its own author made, so that entries of several authors come to the same
    in any order: then none is kept among them, which is what anonymity needs. One author's keep theirs.
    `blanks` says that what a thing said before it was worded anew is erased for good, in the log and in copies, once
    this is recorded; it has free text, and a `Ref(edits=True)` that names the thing.
    `names` says that its texts tell of people who are not there, a contact say: they are erased when the names of the
    workshop are purged, and what else it holds stays to be counted.
    `follows` says that it may also be asked by the link by which somebody follows what they took on
    (`Method.followed_at`): its `check` sees to it that the thing is theirs.
    `works` names the command with which the host comes back once `Method.work` made something of this one's `snapshot`.
    """

    about: ClassVar[CommandMeta] = CommandMeta()
    """What its class line said."""

    def __init_subclass__(cls, stage: str | tuple[str, ...] | None = None, **said: Any) -> None:
        mine = {key: said.pop(key) for key in list(said) if key in CommandMeta.__dataclass_fields__}
        _must_know(cls, said, cls.__dict__.get("__annotations__", ()))
        super().__init_subclass__(**said)
        if "title" in cls.model_config:  # pydantic keeps this one for itself
            mine["title"] = cls.model_config.pop("title")  # a lazy word is no title of a schema
        mine.setdefault("name", _in_small_letters(cls.__name__))
        if stage is not None:
            mine["during"] = (stage,) if isinstance(stage, str) else stage
        cls.about = replace(cls.about, **mine)

    def check(self, state: Any, stamp: Stamp, /) -> None:
        """Raise `Refused` with a whole sentence to say no. Never run on replay."""

    def apply(self, state: Any, stamp: Stamp, /) -> None:
        """Change the state. Depends on its arguments only: no clock, chance, database or request."""
        raise NotImplementedError(f"{type(self).__name__} must say what it changes, in apply(state, stamp).")

    def snapshot(self, state: Any, /) -> Any:
        """What `Method.work` is given, once this is in the log: plain data, copied out of the state; for `works`."""
        raise NotImplementedError(f"{type(self).__name__} must say what the work is given, in snapshot(state).")

    def undo_label(self, state: Any, /) -> str:
        """The words it is about, for the list of what can be taken back; "" where its own texts say it."""
        return ""

    def hidden_undo_label(self) -> str:
        """In a stage whose texts stay hidden, what `undo_label` may not say: how many things it made; "" for one."""
        return ""

    def moderated(self) -> str:
        """The id of the thing that it takes down, puts back or words anew; "" of none.

        Where it is a block's, the blocks that stand on that one take it over: a vote no longer shows what was taken
        down.
        """
        return ""

    @classmethod
    def upcast(cls, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Old entries' data brought to the present version."""
        return data

    @classmethod
    def from_entry(cls, data: dict[str, Any], version: int) -> Command:
        """The command of an entry: not validated again, so that rules can tighten."""
        return cls.model_construct(**cls.upcast(data, version) if version != cls.about.version else data)

    @classmethod
    def reworded_by(cls) -> tuple[str, ...]:
        """The fields that name what it words anew."""
        return tuple(name for name, field in cls.model_fields.items() if edits(field))

    @classmethod
    def rewords(cls, data: dict[str, Any]) -> dict[int, str]:
        """Of an entry that made several things, by the place of each, the id of what it words anew: erased with it."""
        return {}

    @classmethod
    def erased(cls, data: dict[str, Any], places: Collection[int] = ()) -> dict[str, Any]:
        """The data with every free text erased; `places` are those to erase of an entry that made several things."""
        fields = cls.model_fields
        return {
            name: _blank(value) if value and name in fields and is_free_text(fields[name]) else value
            for name, value in data.items()
        }


def _blank(value: Any) -> Any:
    return dict.fromkeys(value, ERASED) if isinstance(value, dict) else ERASED
