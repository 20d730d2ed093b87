"""Tables: who works together, at one site or, with a call link, across sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from app.domain.people import Person

TABLES_MOST = 60
"""Tables of one workshop, at most."""


@dataclass(frozen=True)
class Table:
    """A table: `site` is "" where it is mixed across sites, and then `link` is its call's.

    `twin` is a table of another site that works on the same subject: they read and annotate each
    other's sheet.
    """

    id: str
    name: str
    site: str = ""
    subject: str = ""
    twin: str = ""
    link: str = ""

    def takes(self, site: str) -> bool:
        """Whether people of a site sit here: those of its own, or of all where it is mixed."""
        return self.site in ("", site)


@dataclass
class Seating:
    """The tables of a workshop in their order, and who sits where, by the ids of people."""

    tables: dict[str, Table] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)
    been: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Every table somebody has sat at: what they wrote there while off line is still taken."""

    def at_table(self, person: str) -> Table | None:
        """The table somebody sits at."""
        return self.tables.get(self.at.get(person, ""))

    def people_at(self, table: str) -> list[str]:
        """The ids of those who sit at a table."""
        return [person for person, at in self.at.items() if at == table]

    def of_site(self, site: str) -> list[Table]:
        """The tables of a site, mixed ones left out."""
        return [table for table in self.tables.values() if table.site == site]

    def as_kept(self) -> dict[str, Any]:
        """Who sits where, and has sat, in the order of ids: nothing tells who sat down first."""
        return {
            "seating": dict(sorted(self.at.items())),
            "been": {person: sorted(tables) for person, tables in sorted(self.been.items())},
        }

    def names_after(self) -> int:
        """The number that the next table gets when nobody names it."""
        return len(self.tables) + 1

    # --- changing --------------------------------------------------------------------------

    def lay(self, table: Table, twin: str = "") -> None:
        """One more table, which may be the twin of another."""
        self.tables[table.id] = table
        self._pair(table.id, twin)

    def change(self, id: str, twin: str, **said: str) -> None:
        """Say something else of a table."""
        self.tables[id] = replace(self.tables[id], **said)
        self._pair(id, twin)

    def clear(self, id: str) -> None:
        """Take a table away; its people sit nowhere."""
        self._pair(id, "")
        del self.tables[id]
        self.at = {person: table for person, table in self.at.items() if table != id}

    def sit(self, person: str, table: str) -> None:
        """Somebody sits down at a table, or, where it is not there, at none."""
        if table in self.tables:
            self.at[person] = table
            self.been[person].add(table)
        else:
            self.at.pop(person, None)

    def put_back(self, at: Mapping[str, str], been: Mapping[str, Iterable[str]]) -> None:
        """Everybody sits, and has sat, as it was kept (`as_kept`)."""
        self.at = {person: table for person, table in at.items() if table in self.tables}
        self.been = defaultdict(set, {person: set(tables) for person, tables in been.items()})

    def _pair(self, table: str, twin: str) -> None:
        """Twins are twins of each other, and of nobody else."""
        for id in (self.tables[table].twin, self.tables[twin].twin if twin in self.tables else ""):
            if id in self.tables:
                self.tables[id] = replace(self.tables[id], twin="")
        self.tables[table] = replace(self.tables[table], twin=twin if twin in self.tables else "")
        if twin in self.tables:
            self.tables[twin] = replace(self.tables[twin], twin=table)


def drawn(tables: Iterable[Table], taken: Mapping[str, int], people: Iterable[Person], lots: Random) -> dict[str, str]:
    """Who sits where, by lot: each at a table of their own site, the emptiest first; `taken` are heads already there.

    People whose site has no table sit at the mixed ones, if there are any; else they stay without.
    """
    tables, heads = list(tables), defaultdict(int, taken)
    shuffled = sorted(people, key=lambda person: person.id)
    lots.shuffle(shuffled)
    # Devices that many share first: what is large is dealt while there is room everywhere.
    shuffled.sort(key=lambda person: -person.seats)
    seating: dict[str, str] = {}
    for person in shuffled:
        if (table := _emptiest(tables, heads, person.site)) is not None:
            seating[person.id] = table.id
            heads[table.id] += person.seats
    return seating


def _emptiest(tables: list[Table], heads: Mapping[str, int], site: str) -> Table | None:
    near = [table for table in tables if table.site == site] or [table for table in tables if not table.site]
    return min(near, key=lambda table: heads[table.id], default=None)
