"""What an activity would show on a phone and on a screen before anybody is there: of a workshop that is thrown away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from app.domain.agenda import Activity
from app.domain.log import enter
from app.domain.people import new_id
from app.domain.replay import begin
from app.host.registry import Registry
from app.live.commands.record import Record
from app.live.commands.request import SCREEN, Grant
from app.live.rendering.block_sources import Sources
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.personal import NOBODY
from app.live.rendering.renderer import Renderer
from app.live.rendering.visibility import SheetView
from app.live.state.facilitators import Facilitators
from app.live.state.presence import Presence
from app.live.state.screens import ScreenState
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR, PARTICIPANT, Card, Method, Stamp, translator
from beffroi.words import speaking

_ = translator(__name__)

SAMPLES = 5
"""Cards that stand for those that will be handed over."""


@dataclass(frozen=True)
class Preview:
    """What stands on the two pages, block by block."""

    phone: dict[str, Markup]
    screen: dict[str, Markup]


def previewed(
    facts: WorkshopInfo, registry: Registry, activity: Activity, *, stage: str, locale: str, now: int
) -> Preview | None:  # fmt: skip
    """An activity at one of its stages, the room on one sheet; None where its method is missing or raises."""
    method = registry.methods.get(activity.method)
    if method is None:
        return None
    record = Record(registry, [], {})
    record.zone = facts.zone
    sources = Sources(facts, record, Presence(), Facilitators(), ScreenState())

    def drawn() -> Preview:
        with speaking(locale):
            _open(record, method, activity, stage, now)
        renderer = Renderer(sources)
        one = activity.id
        grant = Grant(facts.id, PARTICIPANT, NOBODY, "", NOBODY)
        own, _marks = renderer.own(one, grant, locale, SheetView("", PARTICIPANT))
        return Preview(
            phone={
                **_blocks(renderer, PARTICIPANT, locale, step="", head="", board=one),
                "own": own.html(),
            },
            screen=_blocks(renderer, SCREEN, locale, head="", screen=one),
        )

    return sources.ask(method, "drawing a preview", drawn, None)


def _open(record: Record, method: Method, activity: Activity, stage: str, now: int) -> None:
    """Have it lead a workshop of its own, at that stage."""
    at = stage if stage in activity.stages else activity.stages[0]
    opened = replace(activity, opened=True, closed=False, stage=at, share_by="room", source="")
    record.agenda.activities[activity.id] = opened
    record.agenda.order, record.agenda.now = [activity.id], activity.id
    record.keys[activity.id] = b"preview"
    cards = _samples() if activity.source else ()
    standing = begin(method, record.states.settings_of(opened), ())
    if cards:
        standing.state = method.start(standing.settings, cards)
    for one in activity.stages[: activity.stages.index(at) + 1]:
        enter(method, standing, one, Stamp(new_id(), "", FACILITATOR, at=now))
    record.scopes[activity.id] = {"": standing}


def _samples() -> list[Card]:
    return [Card(f"sample-{n}", str(_("Card %(n)s, from what comes before", n=n))) for n in range(1, SAMPLES + 1)]


def _blocks(renderer: Renderer, audience: str, locale: str, **of: Any) -> dict[str, Markup]:
    return {block: renderer.draw(ChannelKey(id, block, audience, locale)).html() for block, id in of.items()}
