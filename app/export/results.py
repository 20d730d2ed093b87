"""Results: what is revealed, never entries, pseudonyms, request ids or exact times. `beffroi-results/1`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.domain.agenda import Activity, Agenda
from app.domain.log import Standing
from app.host.registry import Registry
from app.sdk import Method, SiteName, Table
from app.sdk.words import speaking
from app.store.workshops import Facts, as_dict

FORMAT = "beffroi-results/1"


class HasResults(Protocol):
    """What results are gathered from: a workshop's record."""

    agenda: Agenda
    standings: dict[str, Standing]
    registry: Registry


@dataclass(frozen=True)
class Gathered:
    """A table in one language, with the card links of its rows."""

    name: str
    columns: list[str]
    rows: list[list[str | int | float]]
    links: list[dict[str, str]]


@dataclass(frozen=True)
class Part:
    """An activity's results; `withheld` says why there are none yet."""

    id: str
    method: str
    title: str
    instruction: str
    stage: str
    anonymous: bool
    settings: dict[str, Any]
    tables: list[Gathered] = field(default_factory=list)
    withheld: str = ""


@dataclass(frozen=True)
class Results:
    """A workshop's results, as they stand."""

    workshop: dict[str, Any]
    activities: list[Part]

    def table(self, activity: str, name: str) -> Gathered | None:
        """One table, or None."""
        tables = [table for part in self.activities if part.id == activity for table in part.tables]
        return next((table for table in tables if table.name == name), None)


def gather(facts: Facts, record: HasResults, locale: str) -> Results:
    """What may leave now, in one language."""
    with speaking(locale):
        return Results(as_dict(facts), [_part(facts, record, activity) for activity in record.agenda.listed()])


def _part(facts: Facts, record: HasResults, activity: Activity) -> Part:
    said: dict[str, Any] = {
        "id": activity.id,
        "method": activity.method,
        "title": activity.title,
        "instruction": activity.instruction,
        "stage": activity.stage,
        "anonymous": activity.anonymous,
        "settings": activity.settings,
    }
    method, standing = record.agenda.method_of(activity), record.standings.get(activity.id)
    if method is None or standing is None:
        return Part(**said, withheld="missing" if activity.opened else "not opened")
    stage = method.stage(standing.stage)
    if stage is not None and stage.hidden:
        return Part(**said, withheld="not revealed")
    try:
        return Part(**said, tables=[_gathered(table, facts) for table in _tables(method, standing)])
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(method.id, "tables", error)
        return Part(**said, withheld="failed")


def _tables(method: Method, standing: Standing) -> Iterable[Table]:
    return method.tables(standing.state)


def _gathered(table: Table, facts: Facts) -> Gathered:
    rows = [[_cell(cell, facts) for cell in row] for row in table.rows]
    columns = [str(_cell(column, facts)) for column in table.columns]
    return Gathered(table.name, columns, rows, [dict(link) for link in table.links])


def _cell(cell: Any, facts: Facts) -> str | int | float:
    if isinstance(cell, SiteName):
        site = facts.site(cell)
        return site.name if site else ""
    return cell if isinstance(cell, int | float) else str(cell)


def as_json(results: Results) -> str:
    """The results as a file that another program reads."""
    body = {
        "format": FORMAT,
        "workshop": results.workshop,
        "agenda": [
            {**{k: v for k, v in vars(part).items() if k != "tables"}, "tables": [vars(table) for table in part.tables]}
            for part in results.activities
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1)
