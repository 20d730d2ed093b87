"""What a method declares: stages, ways of sharing, commands, settings, words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from app.host.contract import written
from app.host.rendering.errors import errors_by_field
from beffroi import ANYONE, FACILITATOR, HOST, PARTICIPANT, Command, Method, Stage
from beffroi.fields import is_required, limit, meta
from beffroi.patterns import linear
from beffroi.play import Play
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.sources import Sources
from beffroi.words import speaking

WAYS = ("room", "table")
LATE = ("tray", "refuse")
ROLES = {PARTICIPANT: "PARTICIPANT", FACILITATOR: "FACILITATOR", ANYONE: "ANYONE", HOST: "HOST"}

_LETTERS = linear(r"\pL\pL")

Said = Iterator[tuple[str, str]]
"""Culprits, and what is said of each."""


def declared_findings(sources: Sources, method: Method) -> Iterator[Finding]:
    """What it declares that cannot be, or that would be silent."""
    told = [*_method(method), *_stages(method), *_words_of_method(method)]
    for command in own_commands(method):
        told += [*_command(command), *_fields(command), *_words_of_fields(command)]
    told += [*_fields(method.settings), *_words_of_fields(method.settings)]
    yield from (sources.finding(culprit, said) for culprit, said in told)


def own_commands(method: Method) -> list[type[Command]]:
    """The commands that are the plugin's, without those that the blocks of the contract bring."""
    return [one for one in method.commands if not one.__module__.startswith("beffroi.")]


def says(kind: type[Play], name: str) -> bool:
    """Whether a class, or one that it extends, says something itself, the contract's own apart."""
    return any(name in vars(one) for one in written(kind))


def _method(method: Method) -> Said:
    named, kind = type(method).__name__, type(method)
    ways = method.shared_by
    if not isinstance(ways, tuple):
        yield f"{named}.shared_by", f"it is {ways!r}: write a tuple, such as (“room”, “table”)."
    elif set(ways) - set(WAYS) or not ways:
        yield f"{named}.shared_by", f"it is {ways!r}: the ways of sharing are “room” and “table”."
    if says(kind, "void") and not says(kind, "can_void"):
        yield f"{named}.void", "nobody is offered it: write can_void(state) too, which says whether there is something."


def _stages(method: Method) -> Said:
    where = f"{type(method).__name__}.stages"
    by_table = "table" in method.shared_by
    for stage in method.stages:
        if stage.late not in LATE:
            yield where, f"stage “{stage.id}” has late={stage.late!r}: it is “tray” or “refuse”."
        if (stage.plenary or stage.gallery) and not by_table:
            yield (
                where,
                (
                    f"stage “{stage.id}” is a {_kind_of(stage)}, and no table has a sheet of its own: "
                    'write shared_by = ("room", "table"), or leave it out.'
                ),
            )
    merging = (type(method), *map(type, method.blocks.values()))
    if (
        by_table
        and any(stage.plenary for stage in method.stages)
        and not any(says(one, "merge_tables") for one in merging)
    ):
        named = type(method).__name__
        said = "nothing of the tables comes to its plenary stage: write merge_tables(state, cards), and cards(state)."
        yield f"{named}.merge_tables", said


def _kind_of(stage: Stage) -> str:
    return "plenary" if stage.plenary else "gallery"


def _command(command: type[Command]) -> Said:
    named, about = command.__name__, command.about
    if about.role not in ROLES:
        yield named, f"its role is {about.role!r}: take {', '.join(ROLES.values())} of beffroi."
    if about.version > 1 and not _brings_up(command):
        yield named, f"it is version {about.version}, and nothing reads the ones before: write upcast(data, version)."
    elif about.version > 1:
        yield from _lost_by_upcast(command)


def _brings_up(command: type[Command]) -> bool:
    return command.upcast.__func__ is not Command.upcast.__func__  # type: ignore[attr-defined]


def _lost_by_upcast(command: type[Command]) -> Said:
    """Data of before, of the fields of now, must come out as fields that it has."""
    sample = dict.fromkeys(command.model_fields, "")
    try:
        made = command.upcast(sample, command.about.version - 1)
    except Exception:  # noqa: BLE001 - what it needs of old data is not known here
        return
    for name in made.keys() - command.model_fields.keys():
        known = ", ".join(command.model_fields) or "none"
        yield f"{command.__name__}.upcast", f"it gives “{name}”, which is no field: the fields are {known}."


def _fields(model: type[BaseModel]) -> Said:
    named = model.__name__
    for name, field in model.model_fields.items():
        where = f"{named}.{name}"
        limits = {type(one).__name__: one for one in field.metadata}
        low, high = getattr(limits.get("Ge"), "ge", None), getattr(limits.get("Le"), "le", None)
        if low is not None and high is not None and low > high:
            yield where, f"its low is {low}, and its high {high}: write the lower as low."
        elif meta(field)["widget"] == "text" and limit(field) < 1:
            yield where, f"it takes {limit(field)} characters: give it a max of 1 at least."
        elif not is_required(field):
            yield from _default(model, name, field)


def _default(model: type[BaseModel], name: str, field: FieldInfo) -> Said:
    options = meta(field).get("options")
    if isinstance(options, Mapping) and field.default not in options:
        said = f"its default is {field.default!r}, which is none of its options: {', '.join(map(repr, options))}."
        yield f"{model.__name__}.{name}", said
        return
    try:
        model.model_validate({name: field.default})
    except ValidationError as error:
        with speaking("en"):
            told = {one: str(words) for one, words in errors_by_field(error).items()}
        if name in told:
            yield f"{model.__name__}.{name}", f"its default is {field.default!r}, which it refuses: {told[name]}"


# --- words -------------------------------------------------------------------------------------


def _words_of_method(method: Method) -> Said:
    named = type(method).__name__
    yield from _untranslated(f"{named}.title", [method.title])
    for stage in method.stages:
        told = [stage.title, stage.instruction, stage.notice, stage.effect]
        yield from _untranslated(f"{named}.stages", told)
    yield from _untranslated(f"{named}.kinds", [kind.title for kind in method.kinds.values()])


def _words_of_fields(model: type[BaseModel]) -> Said:
    if issubclass(model, Command):
        yield from _untranslated(model.__name__, [model.about.title, model.about.announcement])
    for name, field in model.model_fields.items():
        said = meta(field)
        options = said.get("options")
        told: Collection[Any] = options.values() if isinstance(options, Mapping) else ()
        yield from _untranslated(f"{model.__name__}.{name}", [said.get("label"), said.get("help"), *told])


def is_words(text: object) -> bool:
    """Whether a text is words of a language, that were put there untranslated."""
    return type(text) is str and _LETTERS.search(text) is not None


def _untranslated(culprit: str, texts: Iterable[object]) -> Said:
    for text in dict.fromkeys(filter(is_words, texts)):
        yield culprit, f'“{text}” is read in one language alone: write _("{text}").'
