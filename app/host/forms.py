"""From a model to a form: label, field, help, limits; one for commands and settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticUndefined

from app.sdk import Method, translator
from app.sdk.fields import is_required, meta

_ = translator(__name__)


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
                "lines": 1,
                "options": {},
                **meta(field),
                "name": name,
                "value": values.get(name, default),
                "required": is_required(field),
                "max": getattr(limits.get("maxlen"), "max_length", None),
                "low": getattr(limits.get("ge"), "ge", None),
                "high": getattr(limits.get("le"), "le", None),
            }
        )
    return drawn


def form_html(
    environment: Environment, model: type[BaseModel], *, command: str, activity: str, submit: Any,
    values: Mapping[str, Any],
) -> Markup:  # fmt: skip
    """A whole form for a command; fields given in `values` that are only carried are hidden."""
    hidden = [str(values[name]) for name in sorted(values) if meta(model.model_fields[name])["widget"] == "hidden"]
    drawn = environment.get_template("host/form.html").render(
        fields=fields_of(model, values), command=command, activity=activity, submit=submit, key="-".join(hidden)
    )
    return Markup(drawn)  # noqa: S704 - drawn by an escaping template


def helpers(method: Method, environment: Environment, activity: str, stage: str) -> dict[str, Callable[..., Markup]]:
    """What a method's template may call: `form` and `button`, empty where the stage does not take the command."""

    def form(name: str, submit: Any = "", **values: Any) -> Markup:
        command = method.command(name)
        if command is None:
            raise LookupError(f"{method.id}.html draws form({name!r}), but no command has that name.")
        if command.about.during and stage not in command.about.during:
            return Markup("")
        return form_html(
            environment, command, command=name, activity=activity, submit=submit or _("Send"), values=values
        )

    def button(name: str, label: Any, css: str = "", **data: Any) -> Markup:
        command = method.command(name)
        if command is None:
            raise LookupError(f"{method.id}.html draws button({name!r}), but no command has that name.")
        if command.about.during and stage not in command.about.during:
            return Markup("")
        return button_html(name, label, activity, css, data)

    return {"form": form, "button": button, "enlarge": enlarge_button, "erase": partial(erase_button, activity)}


def enlarge_button(part: str) -> Markup:
    """A button of the console that shows one part of the board large on every screen."""
    return Markup('<button type="button" class="quiet" data-lead="enlarge" data-value="{}">{}</button>').format(
        part, _("Enlarge on the screens")
    )


def erase_button(activity: str, card: str, words: str) -> Markup:
    """A button of the console that erases a card for good, once that is confirmed."""
    question = _("Erase “%(words)s” for good? Its words go from the log, the copies and every page.", words=words)
    return Markup(
        '<button type="button" class="quiet danger" data-erase="{}" data-activity="{}" data-confirm="{}">{}</button>'
    ).format(card, activity, question, _("Erase for good…"))


def core_button(command: str, label: Any, css: str = "", id: str = "", **data: Any) -> Markup:
    """A button that asks something of the workshop itself; `id` keeps the focus on it when it is redrawn."""
    return button_html(command, label, "", css, data, id=id)


def button_html(command: str, label: Any, activity: str, css: str, data: Mapping[str, Any], *, id: str = "") -> Markup:
    """A button that asks a command with what it carries."""
    carried = json.dumps(data, ensure_ascii=False)
    named = Markup(' id="{}"').format(id) if id else ""
    return Markup(
        '<button type="button"{} class="{}" data-command="{}" data-activity="{}" data-data="{}">{}</button>'
    ).format(named, css, command, activity, carried, label)


def sentence(error: ErrorDetails) -> str:
    """What is wrong with a field, in a sentence that says what to do."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("missing", "string_too_short"):
        return _("Fill this in.")
    if kind == "string_too_long":
        return _("%(most)s characters at most.", most=context["max_length"])
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return _("%(bound)s at least.", bound=bound) if "ge" in context else _("%(bound)s at most.", bound=bound)
    if kind.startswith("int_"):
        return _("Write a whole number.")
    return _("This is not one of the values accepted here.")


def errors_by_field(error: ValidationError) -> dict[str, str]:
    """Every field's error at once."""
    return {str(detail["loc"][0]) if detail["loc"] else "": sentence(detail) for detail in error.errors()}
