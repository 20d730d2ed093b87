"""From a model to a form: label, field, help, limits; one for commands and settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticUndefined

from app.host.parts import breath
from app.host.typeset import drawn, plainly
from beffroi import Method, translator
from beffroi.fields import DAY, is_required, meta
from beffroi.signs import spaced
from beffroi.words import current_locale

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
                "fixed": False,
                "stays": "",
                "lines": 1,
                "options": {},
                **meta(field),
                "name": name,
                "value": values.get(name, default),
                "required": is_required(field),
                "max": meta(field).get("most") or getattr(limits.get("maxlen"), "max_length", None),
                "low": getattr(limits.get("ge"), "ge", None),
                "high": getattr(limits.get("le"), "le", None),
            }
        )
    return drawn


def form_html(
    environment: Environment, model: type[BaseModel], *, command: str, activity: str, submit: Any,
    values: Mapping[str, Any], share: str = "", goes_on: bool = False,
) -> Markup:  # fmt: skip
    """A whole form for a command; fields given in `values` that are only carried are hidden.

    Its id says for which activity and which table's sheet (`share`) it is: what is typed in one never goes to another.
    `goes_on` says that what is sent once its stage is over goes to the facilitators.
    """
    hidden = [str(values[name]) for name in sorted(values) if meta(model.model_fields[name])["widget"] == "hidden"]
    drawn = environment.get_template("host/form.html").render(
        fields=fields_of(model, values), command=command, activity=activity, submit=submit, key="-".join(hidden),
        share=share, goes_on=goes_on,
    )  # fmt: skip
    breath.get()()  # one's own page may hold hundreds
    return Markup(drawn)  # noqa: S704 - drawn by an escaping template


@lru_cache(1024)
def _empty_form(environment: Environment, model: type[BaseModel], _locale: str, **said: Any) -> Markup:
    """A form that holds nothing yet: the same for everybody, and asked for with each drawing of somebody's own."""
    return form_html(environment, model, values={}, **said)


def helpers(
    method: Method, environment: Environment, activity: str, stage: str, share: str = ""
) -> dict[str, Callable[..., Markup]]:
    """What a method's template may call: `form` and `button`, empty where the stage does not take the command."""

    def form(name: str, submit: Any = "", **values: Any) -> Markup:
        command = method.command(name)
        if command is None:
            raise LookupError(f"{method.id}.html draws form({name!r}), but no command has that name.")
        if command.about.during and stage not in command.about.during:
            return Markup("")
        during = map(method.stage, command.about.during)
        goes_on = any(one is not None and one.late == "tray" for one in during)
        said: dict[str, Any] = {"command": name, "activity": activity, "share": share, "goes_on": goes_on}
        said["submit"] = str(submit or _("Send"))
        if values:
            return form_html(environment, command, values=values, **said)
        return _empty_form(environment, command, current_locale(), **said)

    def button(
        name: str, label: Any, css: str = "", pressed: bool | None = None, aria: Any = "", **data: Any
    ) -> Markup:
        command = method.command(name)
        if command is None:
            raise LookupError(f"{method.id}.html draws button({name!r}), but no command has that name.")
        if command.about.during and stage not in command.about.during:
            return Markup("")
        return button_html(name, label, activity, css, data, pressed=pressed, aria=aria)

    def takes(name: str) -> bool:
        command = method.command(name)
        return command is not None and (not command.about.during or stage in command.about.during)

    def editor(name: str, submit: Any = "", **values: Any) -> Markup:
        inside = form(name, submit, **values)
        return Markup('<template data-editor="{}">{}</template>').format(name, inside) if inside else inside

    def write(name: str, label: Any, *, field: str, css: str = "", light: bool = False, **said: Any) -> Markup:
        if not takes(name):
            return Markup("")
        if light:
            return light_button(name, label, field=field, css=css, said=said)
        return write_button(name, label, activity, field=field, css=css, said=said)

    def choose(
        name: str, label: Any, *, options: str, key: str, css: str = "", heading: Any = "", **data: Any
    ) -> Markup:
        if not takes(name):
            return Markup("")
        return choose_button(name, label, activity, options=options, key=key, css=css, heading=heading, data=data)

    return {
        "form": form,
        "button": button,
        "editor": editor,
        "write": write,
        "choose": choose,
        "options": options_html,
        "enlarge": enlarge_button,
        "erase": partial(erase_button, activity),
    }


def write_button(name: str, label: Any, activity: str, *, field: str, css: str, said: dict[str, Any]) -> Markup:
    """A button that opens the editor of a command, with the words that stand there; `field` is where the pen is."""
    heading, text, most = said.pop("heading", ""), said.pop("text", ""), said.pop("most", "")
    return Markup(
        '<button type="button" class="{}" data-write="{}" data-activity="{}" data-field="{}" data-heading="{}" '
        'data-text="{}" data-most="{}" data-data="{}">{}</button>'
    ).format(css, name, activity, field, heading, text, most, json.dumps(said, ensure_ascii=False), drawn(label))


def light_button(name: str, label: Any, *, field: str, css: str, said: dict[str, Any]) -> Markup:
    """As `write_button`, for a sheet of hundreds of places, each sent by itself.

    `data-activity`, `data-heading` and `data-most` stand once around many such buttons; the label is the words
    that stand there, unless `text` says others.
    """
    if "text" not in said and spaced(str(label)) != str(label):  # what stands there is not what was typed
        said["text"] = str(label)
    text = f' data-text="{escape(said.pop("text"))}"' if "text" in said else ""
    data = escape(json.dumps(said, ensure_ascii=False, separators=(",", ":")))
    return Markup(  # noqa: S704 - every value is escaped
        f'<button class="{escape(css)}" data-write="{name}" data-field="{escape(field)}"{text} '
        f'data-data="{data}">{drawn(label)}</button>'
    )


def choose_button(
    name: str, label: Any, activity: str, *, options: str, key: str, css: str, heading: Any, data: Mapping[str, Any]
) -> Markup:  # fmt: skip
    """A button that offers a list, one tap each; what is tapped goes out as `key` of the command."""
    return Markup(
        '<button type="button" class="{}" data-choose="{}" data-activity="{}" data-options="{}" data-key="{}" '
        'data-heading="{}" data-data="{}">{}</button>'
    ).format(css, name, activity, options, key, heading, json.dumps(data, ensure_ascii=False), drawn(label))


def options_html(name: str, pairs: Iterable[tuple[str, Any]], empty: Any = "") -> Markup:
    """The list that `choose` offers, as (value, words) pairs; `empty` is said where there is none."""
    option = Markup('<option value="{}">{}</option>')
    inside = Markup("").join(option.format(value, plainly(words)) for value, words in pairs)
    return Markup('<template data-list="{}" data-empty="{}">{}</template>').format(name, empty, inside)


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


def core_choose(
    name: str, label: Any, *, options: str, key: str, heading: Any = "", aria: Any = "", **data: Any
) -> Markup:  # fmt: skip
    """As `choose_button`, for a command of the workshop itself; `aria` names it where its label is short."""
    made = choose_button(name, label, "", options=options, key=key, css="quiet", heading=heading, data=data)
    named = Markup('<button aria-label="{}" ').format(plainly(aria))
    return Markup(made.replace("<button ", named, 1)) if aria else made  # noqa: S704


def core_button(command: str, label: Any, css: str = "", id: str = "", *, about: Any = "", **data: Any) -> Markup:
    """A button that asks something of the workshop itself; `id` keeps the focus on it when it is redrawn.

    Where several stand in a list, `about` tells each from the others to whoever does not see which line it is on.
    """
    unseen = Markup('<span class="visually-hidden"> · {}</span>').format(drawn(about)) if about else Markup("")
    return button_html(command, drawn(label) + unseen, "", css, data, id=id)


def button_html(
    command: str, label: Any, activity: str, css: str, data: Mapping[str, Any], *, id: str = "",
    pressed: bool | None = None, aria: Any = "",
) -> Markup:  # fmt: skip
    """A button that asks a command with what it carries; `pressed` says whether what it stands for is so, or None.

    `aria` names it whole where its label is short; it begins with the label.
    """
    carried = json.dumps(data, ensure_ascii=False)
    named = Markup(' id="{}"').format(id) if id else Markup("")
    if aria:
        named += Markup(' aria-label="{}"').format(plainly(aria))
    if pressed is not None:
        named += Markup(' aria-pressed="{}"').format("true" if pressed else "false")
    return Markup(
        '<button type="button"{} class="{}" data-command="{}" data-activity="{}" data-data="{}">{}</button>'
    ).format(named, css, command, activity, carried, drawn(label))


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
    if kind == "string_pattern_mismatch" and DAY in context["pattern"]:
        return _("This is no date that we can read: choose it in the calendar, as 2026-11-25.")
    if kind.startswith("int_"):
        return _("Write a whole number.")
    return _("This is not one of the values accepted here.")


def errors_by_field(error: ValidationError) -> dict[str, str]:
    """Every field's error at once."""
    details = error.errors(include_url=False, include_context=True, include_input=False)
    by_field = {str(detail["loc"][0]) if detail["loc"] else "": detail for detail in details}
    return {name: sentence(detail) for name, detail in by_field.items()}
