"""Results: what is revealed, never entries, pseudonyms, request ids or exact times. `beffroi-results/1`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.agenda import Activity
from app.domain.log import ActivityState
from app.export import balance, evidence
from app.export.balance import Balance
from app.export.evidence import Chain
from app.export.source import Source
from app.host.rendering.parts import one_by_one
from app.store.workshop_info import WorkshopInfo, as_dict
from beffroi import Method, SiteName, Table, translator
from beffroi.signs import without_isolates
from beffroi.words import speaking

_ = translator(__name__)

FORMAT = "beffroi-results/1"


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
    instructions: dict[str, str] = field(default_factory=dict)
    """What facilitators ask at single stages, by stage."""


@dataclass(frozen=True)
class Results:
    """A workshop's results, as they stand; `tables` are those of the workshop as a whole."""

    workshop: dict[str, Any]
    activities: list[Part]
    chain: Chain = field(default_factory=Chain)
    balance: Balance = field(default_factory=Balance)
    tables: list[Gathered] = field(default_factory=list)
    readme: Gathered | None = None
    """How the tables are read, in a file of all of them."""

    def table(self, activity: str, name: str) -> Gathered | None:
        """One table, or None."""
        tables = [table for part in self.activities if part.id == activity for table in part.tables]
        return next((table for table in tables if table.name == name), None)


def gather(facts: WorkshopInfo, record: Source, locale: str, abroad: Mapping[str, str] | None = None) -> Results:
    """What may leave now, in one language; `abroad` says where cards copied from other workshops are from."""
    with speaking(locale):
        parts = [_part(facts, record, activity) for activity in record.agenda.listed()]
        gathered = evidence.gather(record, {id: without_isolates(said) for id, said in (abroad or {}).items()})
        weighed = balance.weighed(gathered.things.values())
        tables = [gathered.table(), *([weighed.table()] if weighed.total else [])]
        whole = [one for one in (_gathered(table, facts) for table in tables) if one.rows]
        return Results(as_dict(facts), parts, gathered, weighed, whole)


def _part(facts: WorkshopInfo, record: Source, activity: Activity) -> Part:
    said: dict[str, Any] = {
        "id": activity.id,
        "method": activity.method,
        "title": activity.title,
        "instruction": activity.instruction,
        "instructions": {stage: step.instruction for stage, step in activity.steps.items() if step.instruction},
        "stage": activity.stage,
        "anonymous": activity.anonymous,
        "settings": activity.settings,
    }
    found = opened(record, activity)
    if isinstance(found, str):
        return Part(**said, withheld=found)
    method, standing = found
    try:
        names = {table.id: table.name for table in record.agenda.seating.tables.values()}
        tables = [*_of_tables(method, record.sheets(activity.id), names), *method.tables(standing.state)]
        return Part(**said, tables=[_gathered(table, facts) for table in tables])
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(method.id, "tables", error)
        return Part(**said, withheld="failed")


def opened(record: Source, activity: Activity) -> tuple[Method, ActivityState] | str:
    """The method and the state of an activity of which something may leave; else why nothing may, in a word."""
    method, standing = record.agenda.method_of(activity), record.standing(activity.id)
    if method is None or standing is None:
        return "missing" if activity.opened else "not opened"
    stage = method.stage(standing.stage)
    return "not revealed" if stage is not None and stage.hidden else (method, standing)


def _of_tables(method: Method, sheets: dict[str, ActivityState], names: dict[str, str]) -> Iterator[Table]:
    """What the workshop's tables made, each result once, with the name of its table in a first column."""
    found: dict[str, list[tuple[str, Table]]] = {}
    for scope, standing in sheets.items():
        for table in method.tables(standing.state):
            found.setdefault(table.name, []).append((names.get(scope, ""), table))
    for parts in found.values():
        rows = [[name, *row] for name, table in parts for row in table.rows]
        links = [link for _name, table in parts for link in table.links]
        yield replace(parts[0][1], columns=(_("Table"), *parts[0][1].columns), rows=rows, links=links)


def _gathered(table: Table, facts: WorkshopInfo) -> Gathered:
    rows = [[_cell(cell, facts) for cell in row] for row in one_by_one(table.rows)]
    columns = [str(_cell(column, facts)) for column in table.columns]
    return Gathered(table.name, columns, rows, [dict(link) for link in table.links])


def _cell(cell: Any, facts: WorkshopInfo) -> str | int | float:
    if isinstance(cell, SiteName):
        site = facts.site(cell)
        return site.name if site else ""
    return cell if isinstance(cell, int | float) else without_isolates(str(cell))


RAW = _(
    "Raw, for the facilitators: everything that is revealed, as people wrote it. Words that were taken out of the "
    "minutes are in it, and so is what the minutes leave out."
)
"""What a file says that is not cut as the minutes are."""


def as_json(results: Results, note: str = "") -> str:
    """The results as a file that another program reads; `note` says what it holds."""
    body = {
        "format": FORMAT,
        **({"note": note} if note else {}),
        "workshop": results.workshop,
        "agenda": [
            {**{k: v for k, v in vars(part).items() if k != "tables"}, "tables": [vars(table) for table in part.tables]}
            for part in results.activities
        ],
        "chain": results.chain.as_dict(),
        "balance": vars(results.balance),
    }
    return json.dumps(body, ensure_ascii=False, indent=1)
