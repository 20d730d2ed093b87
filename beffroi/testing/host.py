"""What the kit takes of the host: see `late`, which imports it."""

from pkgutil import iter_modules

from app.domain.erasure import erased, stands_in
from app.domain.log import Entry
from app.domain.people import Person, new_id, sites_from
from app.domain.wording import Wordings
from app.export import results
from app.export.csv import as_csv
from app.host import never_ending
from app.host.discovery import Plugin
from app.host.rendering.errors import errors_by_field
from app.host.slow_work import done
from app.live.commands.decide import Decider
from app.live.commands.handover import handed
from app.live.commands.record import Record
from app.live.commands.request import SCREEN, SYSTEM, CommandRequest, Grant
from app.live.rendering import blocks
from app.live.rendering.block_sources import Sources
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.renderer import Renderer
from app.live.state.facilitators import Facilitators
from app.live.state.presence import Presence
from app.live.state.screens import ScreenState
from app.live.sync.channel import changes
from app.store.workshop_info import WorkshopInfo
from beffroi.testing.raising import RaisingRegistry

CORE_BLOCKS = tuple(one.name for one in iter_modules(blocks.__path__))
"""What the core draws itself, whatever is on."""

__all__ = [
    "CORE_BLOCKS",
    "SCREEN",
    "SYSTEM",
    "CommandRequest",
    "ChannelKey",
    "Decider",
    "Facilitators",
    "Entry",
    "WorkshopInfo",
    "Grant",
    "Person",
    "Plugin",
    "Presence",
    "RaisingRegistry",
    "Record",
    "Renderer",
    "ScreenState",
    "Sources",
    "Wordings",
    "as_csv",
    "changes",
    "done",
    "errors_by_field",
    "erased",
    "handed",
    "never_ending",
    "new_id",
    "results",
    "sites_from",
    "stands_in",
]
