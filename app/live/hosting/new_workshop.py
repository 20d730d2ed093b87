"""A workshop made from a template: all of it is decided in memory, then committed at once, or none of it is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gevent import sleep
from sqlalchemy import Connection

from app.domain.people import REMOTE, Site, new_id
from app.export import brief
from app.host.registry import Registry
from app.host.workshop_templates.laying_out import lay_out
from app.host.workshop_templates.model import WorkshopTemplate
from app.live.commands.decide import Decider
from app.live.commands.record import Record
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.commands.stored_entries import keep
from app.store import briefs, workshops
from app.store.committer import Job
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo


def make(
    store: Store,
    registry: Registry,
    template: WorkshopTemplate,
    *,
    facilitator: str,
    sites: Sequence[Site],
    now: int,
    first: Job | None = None,
    **said: Any,
) -> WorkshopInfo:
    """A new workshop with what is `said` of it, and the template's agenda and tables. Raises `Refused`.

    `first` looks, in the same transaction, whether there may be one more.
    """
    record = Record(registry, [], {})
    record.zone = said.get("zone", record.zone)
    decider, by = Decider(record), Grant("", SYSTEM, f"f:{facilitator}")

    def ask(name: str, data: dict[str, Any]) -> str:
        sleep(0)  # sixty activities are not everybody's pause
        return decider.decide(CommandRequest(by, "", name, data, new_id()), now).id

    lay_out(template, registry.methods, [site.id for site in sites if site.id != REMOTE], ask)

    def job(connection: Connection) -> WorkshopInfo:
        if first is not None:
            first(connection)
        facts = workshops.create(
            connection, facilitator=facilitator, methods=registry.methods, sites=sites, now=now, **said
        )
        keep(facts.id, record, record.uncommitted())(connection)
        briefs.keep(connection, {facts.id: brief.of_agenda(record.agenda).as_dict()})
        return facts

    return store.write(job)
