"""The tables as the console and the screens list them."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.agenda import Activity
from app.domain.people import Listed, Site
from app.domain.seating import Table
from app.live.rendering.block_sources import Sources
from beffroi.signs import isolated


@dataclass(frozen=True)
class TableLine:
    """A table, who sits there, and its `progress`: (done, of), where the method can tell."""

    table: Table
    site: Site | None
    people: tuple[Listed, ...]
    progress: tuple[int, int] | None

    @property
    def heads(self) -> int:
        """How many sit there, seats counted."""
        return sum(person.seats for person in self.people)

    @property
    def words(self) -> str:
        """Its name and where it is, for a list to choose from."""
        words = (self.table.name, self.site.name) if self.site else (self.table.name,)
        return " · ".join(map(isolated, words))


def table_lines(sources: Sources, activity: Activity | None) -> list[TableLine]:
    """Each table: who sits there, and how far its sheet is; once a flush, as consoles, screens and phones list them."""
    return sources.cache.memo(("tables", activity and activity.id), lambda: _lines(sources, activity))


def _lines(sources: Sources, activity: Activity | None) -> list[TableLine]:
    seating, people = sources.agenda.seating, sources.presence.people
    return [
        TableLine(
            table,
            sources.facts.site(table.site),
            tuple(people[id].listed for id in seating.people_at(table.id) if id in people and not people[id].left),
            _progress(sources, activity, table.id),
        )
        for table in seating.tables.values()
    ]


def _progress(sources: Sources, activity: Activity | None, table: str) -> tuple[int, int] | None:
    method = sources.agenda.method_of(activity) if activity else None
    state = sources.record.standing(activity.id, table) if activity else None
    if method is None or state is None:
        return None
    return sources.ask(method, "progress", lambda: method.progress(state.state), None)
