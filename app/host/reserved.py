"""The names that a template has from the host, which nothing of a method's own may stand in the place of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from app.host.never_ending import NeverEnds, watched
from app.host.rendering.environment import environment_of
from beffroi import Method


class ReservedName(ValueError):  # noqa: N818 - it names the culprit, the place and the way out
    """A method calls something of its own as the host calls something that every template has."""


GIVEN = frozenset(
    ("scope", "table", "tables", "activity", "stage", "stages", "settings", "audience", "hidden", "closed", "heads")
    + ("prompts", "who_is", "sites", "sites_joined", "ui", "works")
)
"""What every block of a method is given beside the method's own."""


AT_HAND = frozenset(dir(dict))
"""What a template finds of any mapping before what is in it: `dots.values` would never be a block's own."""


@cache
def reserved(method: Method) -> frozenset[str]:
    """The names that a method may give to nothing of its own: what stands there would be gone from its template."""
    return GIVEN | environment_of(method).globals.keys()


def check_names(method: Method, where: str, seen: Mapping[str, Any]) -> None:
    """Raise `ReservedName` where a view gives something under a name that is the host's own."""
    for block in method.blocks:
        shown = seen.get(block)
        for name in (reserved(method) | AT_HAND) & shown.keys() if isinstance(shown, Mapping) else ():
            raise ReservedName(
                f"{method.id}.{block} gives “{name}” in {where}, which a template cannot read: rename it."
            )
    for name in reserved(method) & seen.keys():
        raise ReservedName(f"{method.id}.{where} gives “{name}”, which every template has from the host: rename it.")


def _views(method: Method) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    yield "view", method.view
    yield "facilitator_view", method.facilitator_view
    yield "personal_view", lambda state: method.personal_view(state, "nobody")


def name_faults(method: Method) -> Iterator[str]:
    """Names of the host that a method gives to something of its own, as far as its first state shows them."""
    seen: dict[str, Any] = {}
    where = "start"
    try:
        with watched():
            state = method.start(method.settings(), [])
        for where, view in _views(method):
            with watched():
                seen[where] = view(state)
    except NeverEnds as error:
        yield f"{method.id}.{where}: {error}"
        return
    except Exception:  # noqa: BLE001 - what it makes of a state without people is seen, and told, in the room
        return
    for where, given in seen.items():
        if not isinstance(given, Mapping):
            yield f"{method.id}.{where} gives {given!r}, and a template reads by name: give a dict."
            continue
        try:
            check_names(method, where, given)
        except ReservedName as error:
            yield str(error)
