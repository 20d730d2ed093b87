"""What the fields of commands and settings must be: without it words escape erasure, or a method cannot be added."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from beffroi import Command
from beffroi.fields import meta


def field_faults(model: type[BaseModel]) -> Iterator[str]:
    """Fields that nobody said anything of, and settings that have to be given; nothing where all is well."""
    for name, field in model.model_fields.items():
        where = f"{model.__name__}.{name}"
        if not isinstance(field.json_schema_extra, dict):
            yield f"{where} is a bare {_type_of(field)}: {_way_out(model)}"
        elif not issubclass(model, Command) and field.is_required():
            way = "required=False" if meta(field)["widget"] in ("text", "day") else "default="
            yield f"{where} has no default, and no activity can be added without one: give it one, with {way}."


def _type_of(field: FieldInfo) -> str:
    return getattr(field.annotation, "__name__", str(field.annotation))


def _way_out(model: type[BaseModel]) -> str:
    if issubclass(model, Command):
        return (
            "erasure finds no text in it; write Text(…) for what people write, Ref() for the id of a thing, Choice(…) "
            "for one of several."
        )
    return "no form can draw it; write Text(…), Number(…), Flag(…), Choice(…) or Day(…)."
