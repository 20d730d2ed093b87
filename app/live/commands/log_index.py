"""A workshop's log in memory, and what its entries are looked up by."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.commands.agenda import Add
from app.domain.lanes import Lane, is_apart
from app.domain.log import Entry, Pacer
from beffroi import Method


@dataclass
class Index:
    """The entries of a log by what they are looked up by."""

    logs: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    requests: dict[str, Entry] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=lambda: defaultdict(Lane))
    taken: set[int] = field(default_factory=set)
    """The numbers below 0 that are participants'."""
    next_seq: int = 1
    """The number of the next entry that is not a participant's; never one that was used."""

    def add(self, entry: Entry, *, is_apart: bool) -> None:
        """One entry more, the last."""
        if entry.seq < 0:
            self.taken.add(entry.seq)
        elif entry.seq >= self.next_seq:
            self.next_seq = entry.seq + 1
        if entry.activity:
            self.logs[entry.activity].append(entry)
            self.lanes[entry.activity].note(entry, is_apart)
        if entry.request_id:
            self.requests[entry.request_id] = entry


def _names_apart(method: Method | None) -> frozenset[str]:
    """The commands of a method that touch only what their author made."""
    return frozenset(kind.about.name for kind in (method.commands if method else ()) if kind.about.apart)


class Log:
    """The entries of a workshop; the last ones may not be committed yet, and can be rolled back."""

    def __init__(
        self,
        entries: Iterable[Entry],
        methods: Mapping[str, Method],
        slices: Callable[[float], Pacer],
    ) -> None:
        self.entries = list(entries)
        self.committed = len(self.entries)
        self._methods = methods
        self._slices = slices
        self._index_all()

    def _index_all(self) -> None:
        """Index the entries anew; what was there stays until it is done, since others have their turn meanwhile."""
        self._apart: dict[str, frozenset[str]] = {}
        """By activity, the names of the commands that touch only what their author made."""
        made = Index()
        for entry in self._slices(math.inf)(self.entries):
            self._add(entry, made)
        self.index = made

    def _add(self, entry: Entry, index: Index) -> None:
        if entry.holds(Add):
            self._apart[entry.id] = _names_apart(self._methods.get(entry.data["method"]))
        index.add(entry, is_apart=self.is_apart(entry))

    def is_apart(self, entry: Entry) -> bool:
        """Whether an entry touches only what its own author made."""
        return is_apart(entry, self._apart.get(entry.activity, ()))

    def append(self, entry: Entry) -> None:
        """One entry more, not yet committed."""
        self.entries.append(entry)
        self._add(entry, self.index)

    def uncommitted(self) -> list[Entry]:
        """What was taken and is not committed."""
        return self.entries[self.committed :]

    def commit(self) -> None:
        """All that was taken is committed."""
        self.committed = len(self.entries)

    def rollback(self) -> None:
        """What was taken and not committed goes."""
        if self.uncommitted():
            del self.entries[self.committed :]
            self._index_all()

    def replace(self, changed: Mapping[str, Entry]) -> None:
        """Put entries in the place of those of their ids."""
        self.entries = [changed.get(entry.id, entry) for entry in self.entries]
        self._index_all()
