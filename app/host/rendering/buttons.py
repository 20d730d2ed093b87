"""Buttons and lists to choose from, as a page understands them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from app.host.rendering.typeset import drawn, filled, plainly
from beffroi import translator
from beffroi.signs import shortened, spaced

_ = translator(__name__)

SAID_MOST = 40
"""Signs of a text by which a button says what it is about."""


def told(label: Any, about: Any = "") -> Markup:
    """The words on a button; where several of a page say the same, `about` tells each apart to who hears them alone."""
    unseen = filled('<span class="visually-hidden"> · {}</span>', drawn(about)) if about else Markup("")
    return drawn(label) + unseen


class Called(str):
    """What a thing is called where it is told by its text alone; `again` is its number, "" of the first called so."""

    again: str

    def __new__(cls, words: str, n: int) -> Called:
        """The words, with the number from the second on."""
        made = super().__new__(cls, words if n == 1 else f"{words} · {n}")
        made.again = "" if n == 1 else str(n)
        return made


def told_apart(things: Iterable[Any], of: str | int) -> list[tuple[Any, Called]]:
    """Things with what each is called: shortened, numbered from the second on."""
    times: Counter[str] = Counter()
    told = []
    for thing in things:
        words = shortened(str(thing[of] if isinstance(of, int) else getattr(thing, of)), SAID_MOST)
        times[words.casefold()] += 1
        told.append((thing, Called(words, times[words.casefold()])))
    return told


def write_button(
    name: str, label: Any, activity: str, *, field: str, css: str, about: Any, said: dict[str, Any]
) -> Markup:  # fmt: skip
    """A button that opens the editor of a command, with the words that stand there; `field` is where the pen is."""
    heading, text, most = said.pop("heading", ""), said.pop("text", ""), said.pop("most", "")
    return filled(
        '<button type="button" class="{}" data-write="{}" data-activity="{}" data-field="{}" data-heading="{}" '
        'data-text="{}" data-most="{}" data-data="{}">{}</button>',
        css,
        name,
        activity,
        field,
        heading,
        text,
        most,
        json.dumps(said, ensure_ascii=False),
        told(label, about),
    )


def light_button(name: str, label: Any, *, field: str, css: str, about: Any, said: dict[str, Any]) -> Markup:
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
        f'data-data="{data}">{told(label, about)}</button>'
    )


def choose_button(
    name: str, label: Any, activity: str, *, options: str, key: str, css: str, heading: Any, data: Mapping[str, Any],
    about: Any = "",
) -> Markup:  # fmt: skip
    """A button that offers a list, one tap each; what is tapped goes out as `key` of the command."""
    return filled(
        '<button type="button" class="{}" data-choose="{}" data-activity="{}" data-options="{}" data-key="{}" '
        'data-heading="{}" data-data="{}">{}</button>',
        css,
        name,
        activity,
        options,
        key,
        heading,
        json.dumps(data, ensure_ascii=False),
        told(label, about),
    )


def choices_html(
    name: str, label: Any, activity: str, pairs: Iterable[tuple[str, Any]], *, key: str, data: Mapping[str, Any],
    about: Any = "",
) -> Markup:  # fmt: skip
    """The few there are to choose from, a button each; what they share stands once around them."""
    unseen = told("", about)  # once for all of them: a list may hold hundreds
    drawn_ones = Markup(" ").join(
        filled('<button type="button" class="quiet" data-pick="{}">{}{}</button>', value, drawn(words), unseen)
        for value, words in pairs
    )
    return filled(
        '<span class="choices" role="group" aria-label="{} {}" data-choices="{}" data-activity="{}" data-key="{}" '
        'data-data="{}"><span aria-hidden="true">{}</span> {}</span>',
        plainly(label),
        plainly(about),
        name,
        activity,
        key,
        json.dumps(data, ensure_ascii=False),
        drawn(label),
        drawn_ones,
    )


def options_html(name: str, pairs: Iterable[tuple[str, Any]], empty: Any = "") -> Markup:
    """The list that `choose` offers, as (value, words) pairs; `empty` is said where there is none."""
    inside = Markup("").join(filled('<option value="{}">{}</option>', value, plainly(words)) for value, words in pairs)
    return filled('<template data-list="{}" data-empty="{}">{}</template>', name, empty, inside)


def enlarge_button(part: str, about: Any = "") -> Markup:
    """A button of the console that shows one part of the board large on every screen."""
    return filled(
        '<button type="button" class="quiet" data-lead="enlarge" data-value="{}">{}</button>',
        part,
        told(_("Enlarge on the screens"), about),
    )


def erase_button(activity: str, card: str, words: str, about: Any = "") -> Markup:
    """A button of the console that erases a card for good, once that is confirmed."""
    question = _("Erase “%(words)s” for good? Its words go from the log, the copies and every page.", words=words)
    return filled(
        '<button type="button" class="quiet danger" data-erase="{}" data-activity="{}" data-confirm="{}">{}</button>',
        card,
        activity,
        question,
        told(_("Erase for good…"), about or shortened(words, SAID_MOST)),
    )


def core_choose(
    name: str, label: Any, *, options: str, key: str, heading: Any = "", aria: Any = "", **data: Any
) -> Markup:  # fmt: skip
    """As `choose_button`, for a command of the workshop itself; `aria` names it where its label is short."""
    made = choose_button(name, label, "", options=options, key=key, css="quiet", heading=heading, data=data)
    named = filled('<button aria-label="{}" ', plainly(aria))
    return Markup(made.replace("<button ", named, 1)) if aria else made  # noqa: S704


def core_button(
    command: str, label: Any, css: str = "", id: str = "", *, about: Any = "", ask: Any = "", yes: Any = "", **data: Any
) -> Markup:  # fmt: skip
    """A button that asks something of the workshop itself; `id` keeps the focus on it when it is redrawn.

    Where several stand in a list, `about` tells each from the others to whoever does not see which line it is on.
    With `ask`, that is asked first, and `yes` is what one answers.
    """
    made = button_html(command, told(label, about), "", css, data, id=id)
    return made.replace("<button ", filled('<button data-ask="{}" data-yes="{}" ', ask, yes), 1) if ask else made


def button_html(
    command: str, label: Any, activity: str, css: str, data: Mapping[str, Any], *, id: str = "",
    pressed: bool | None = None, aria: Any = "",
) -> Markup:  # fmt: skip
    """A button that asks a command with what it carries; `pressed` says whether what it stands for is so, or None.

    `aria` names it whole where its label is short; it begins with the label.
    """
    carried = json.dumps(data, ensure_ascii=False)
    named = filled(' id="{}"', id) if id else Markup("")
    if aria:
        named += filled(' aria-label="{}"', plainly(aria))
    if pressed is not None:
        named += filled(' aria-pressed="{}"', "true" if pressed else "false")
    return filled(
        '<button type="button"{} class="{}" data-command="{}" data-activity="{}" data-data="{}">{}</button>',
        named,
        css,
        command,
        activity,
        carried,
        drawn(label),
    )
