"""What the kit takes of the host: see `late`, which imports it."""

from app.domain.erasure import erased, stands_in
from app.domain.log import CORE
from app.domain.people import Person, new_id, sites_from
from app.domain.wording import Wordings
from app.export import results
from app.export.csv import as_csv
from app.host.discovery import Plugin
from app.host.registry import Registry
from app.live.ask import SCREEN, SYSTEM, Ask, Grant
from app.live.channels import changes
from app.live.crew import Crew
from app.live.lectern import Lectern
from app.live.pages import Pages, Place
from app.live.presence import Presence
from app.live.record import Record
from app.store.workshops import Facts

__all__ = [
    "CORE",
    "SCREEN",
    "SYSTEM",
    "Ask",
    "Crew",
    "Facts",
    "Grant",
    "Lectern",
    "Pages",
    "Person",
    "Place",
    "Plugin",
    "Presence",
    "Record",
    "Registry",
    "Wordings",
    "as_csv",
    "changes",
    "erased",
    "new_id",
    "results",
    "sites_from",
    "stands_in",
]
