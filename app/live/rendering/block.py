"""A block that the core draws itself, whatever is on: for whom it is, what it shows, and what makes it stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from app.live.rendering import blocks
from app.live.rendering.block_sources import Scene


class Event(Enum):
    """What may change what a block shows. What an entry is, `sync/invalidation.py` says in one table."""

    ENTRY = auto()
    """Something was recorded."""
    LED = auto()
    """A facilitator or the core did something, or a contribution came late."""
    TURNED = auto()
    """An activity was opened, closed, or went to another stage."""
    AT_TABLES = auto()
    """Something was recorded in an activity that the tables work on apart."""
    TABLES = auto()
    """Tables were laid or taken away, people sit elsewhere."""
    SPOKEN_OF = auto()
    """Whom the workshop speaks of may have changed."""
    PEOPLE = auto()
    """People joined, left, or say that they are done."""
    ONLINE = auto()
    """Somebody opened their first page, or closed their last."""
    ABSENT = auto()
    """Many of a site have gone off line, or are back."""
    POLLING = auto()
    """A page has no WebSocket, or has one again."""
    FACILITATORS = auto()
    """The facilitators are others, or are called otherwise."""
    HAND = auto()
    """Who leads, what facilitators signal among themselves."""
    SCREENS = auto()
    """The screens turned their page, or a screen counts other pages."""
    ON_SHOW = auto()
    """Another table's sheet is on the screens."""
    SUSPENDED = auto()
    """An activity was suspended, or goes on."""
    FULL = auto()
    """The workshop is fuller than it was said to be."""


@dataclass(frozen=True)
class Block:
    """One block of the core. Its template is `live/<name>_<audience>.html`, in `{% block head %}`."""

    name: str
    audiences: tuple[str, ...]
    stale_on: frozenset[Event]
    context: Callable[[Scene], Mapping[str, Any]]
    """What its template is given."""
    order: int = 50
    """Where it comes among the blocks of a page."""
    is_placed: bool = False
    """Whether pages have a place of their own for it; else it stands in their column of blocks, by its order."""
    is_of_table: bool = False
    """Whether it is drawn for each table, for whoever sits there."""
    stale_for: Mapping[str, frozenset[Event]] | None = None
    """What more makes it stale for one audience."""

    def is_stale_after(self, events: Iterable[Event], audience: str) -> bool:
        """Whether it may show something else to an audience after these."""
        more = (self.stale_for or {}).get(audience, frozenset())
        return any(event in self.stale_on or event in more for event in events)


class Blocks:
    """The blocks of the core by name, in the order of their pages."""

    def __init__(self, found: Iterable[Block]) -> None:
        self.by_name = {block.name: block for block in sorted(found, key=lambda block: block.order)}
        self._stale: dict[frozenset[Event], frozenset[tuple[str, str]]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.by_name

    def __getitem__(self, name: str) -> Block:
        return self.by_name[name]

    def of(self, audience: str) -> list[Block]:
        """Those that a page of an audience shows."""
        return [block for block in self.by_name.values() if audience in block.audiences]

    def stale_after(self, events: frozenset[Event]) -> frozenset[tuple[str, str]]:
        """The blocks, each with its audience, that may show something else after these; kept, as entries are many."""
        if events not in self._stale:
            every = ((block, audience) for block in self.by_name.values() for audience in block.audiences)
            stale = ((block.name, audience) for block, audience in every if block.is_stale_after(events, audience))
            self._stale[events] = frozenset(stale)
        return self._stale[events]


def found_in(package: ModuleType) -> Iterator[Block]:
    """The block of each module of a package: its `BLOCK`."""
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").BLOCK


@cache
def core_blocks() -> Blocks:
    """The blocks of this house."""
    return Blocks(found_in(blocks))
