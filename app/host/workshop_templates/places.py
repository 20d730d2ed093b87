"""Where in a template something is wrong, in words: what a sentence that refuses it begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.host.rendering.errors import errors_by_field, sentence
from beffroi import Refused, translator
from beffroi.fields import tidy
from beffroi.signs import cut

_ = translator(__name__)

SHOWN_MOST = 60
"""Signs of a name in a file that a sentence repeats."""


def shown(said: object) -> str:
    """What a file says, short enough for a sentence."""
    return cut(tidy(str(said)[: 4 * SHOWN_MOST]), SHOWN_MOST)


@contextmanager
def at_activity(number: int, title: object) -> Iterator[None]:
    """Whatever is refused inside names this activity."""
    with _at(_("Activity %(number)s, “%(title)s”.", number=number, title=shown(title))):
        yield


@contextmanager
def at_table(name: object) -> Iterator[None]:
    """Whatever is refused inside names this table."""
    with _at(_("Table “%(name)s”.", name=shown(name))):
        yield


@contextmanager
def _at(place: Any) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise Refused(f"{place} {refused.sentence}") from None
    except ValidationError as error:
        told = "; ".join(f"{name}: {said}" for name, said in errors_by_field(error).items())
        raise Refused(f"{place} {told}") from None


def first_of(error: ValidationError, said: dict[str, Any]) -> Refused:
    """What is wrong first, in the words of a file."""
    detail = error.errors(include_url=False, include_context=True, include_input=False)[0]
    return Refused(f"{_place_of(detail['loc'], said)} {_wrong(detail)}".strip())


def _wrong(detail: ErrorDetails) -> Any:
    if detail["type"] == "extra_forbidden":
        return _("Nothing is called so in a template.")
    if detail["type"] == "too_long":
        return _("%(most)s at most.", most=detail["ctx"]["max_length"])
    return sentence(detail)


def _place_of(loc: tuple[int | str, ...], said: dict[str, Any]) -> str:
    """`activities › 3, “Vote” › minutes:`, as far as the file has names for it."""
    words, here = [], said
    for step in loc:
        here = _in(here, step)
        if isinstance(step, int):
            name = here.get("title") or here.get("name") or here.get("id") or "" if isinstance(here, dict) else ""
            words.append(f"{step + 1}, “{shown(name)}”" if name else str(step + 1))
        elif not (here is None and step in ("str", "int", "bool")):  # which of its kinds a setting is not
            words.append(shown(step))
    return f"{' › '.join(words)}:" if words else ""


def _in(here: Any, step: int | str) -> Any:
    if isinstance(here, dict):
        return here.get(step)
    return here[step] if isinstance(here, list | tuple) and isinstance(step, int) and step < len(here) else None
