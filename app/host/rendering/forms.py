"""From a model to a form: label, field, help, limits; one for commands and settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from app.host.rendering.parts import breath
from beffroi.fields import is_required, meta


def fields_of(model: type[BaseModel], values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What a form needs to draw each field of a model, with the values it stands at."""
    values = values or {}
    drawn = []
    for name, field in model.model_fields.items():
        default = "" if field.default is PydanticUndefined else field.default
        limits = {type(limit).__name__.lower(): limit for limit in field.metadata}
        drawn.append(
            {
                "help": "",
                "fixed": False,
                "stays": "",
                "under": "",
                "lines": 1,
                "options": {},
                **meta(field),
                "name": name,
                "value": values.get(name, default),
                "required": is_required(field),
                "open": field.is_required(),
                "max": meta(field).get("most") or getattr(limits.get("maxlen"), "max_length", None),
                "low": getattr(limits.get("ge"), "ge", None),
                "high": getattr(limits.get("le"), "le", None),
            }
        )
    return drawn


def carried(model: type[BaseModel], values: Mapping[str, Any]) -> str:
    """What a form is about, of what it is given: that which it carries and nobody sees."""
    return "-".join(str(values[one]) for one in sorted(values) if meta(model.model_fields[one])["widget"] == "hidden")


def form_html(
    environment: Environment, model: type[BaseModel], *, command: str, activity: str, submit: Any,
    values: Mapping[str, Any], scope: str = "", goes_on: bool = False, named: str = "", inside: Any = "",
    about: str = "",
) -> Markup:  # fmt: skip
    """A whole form for a command; fields given in `values` that are only carried are hidden.

    Its id says for which activity and which table's sheet (`scope`) it is, and which of its page (`named`): what is
    typed in one never goes to another.
    `inside` is what its template draws in it itself. `goes_on` says that what is sent once its stage is over goes to
    the facilitators.
    """
    key = "-".join(filter(None, (carried(model, values), named)))
    drawn = environment.get_template("host/form.html").render(
        fields=fields_of(model, values), command=command, activity=activity, submit=submit, key=key,
        scope=scope, goes_on=goes_on, inside=inside, about=about,
    )  # fmt: skip
    breath.get()()  # one's own page may hold hundreds
    return Markup(drawn)  # noqa: S704 - drawn by an escaping template


@lru_cache(1024)
def empty_form(environment: Environment, model: type[BaseModel], _read_in: tuple[str, str], **said: Any) -> Markup:
    """A form that holds nothing yet, asked for with each drawing of somebody's own: the same for all of one language,
    and of one that texts are marked with."""
    return form_html(environment, model, values={}, **said)
