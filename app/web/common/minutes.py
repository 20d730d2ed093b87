"""The minutes of a workshop as pages gather them: by what facilitators chose, between two batches of its room."""

from __future__ import annotations

from app.export.minutes.front import Around
from app.export.minutes.gathering import gather
from app.export.minutes.model import Choices, Minutes, choices_from
from app.host.rendering.parts import breath
from app.live.commands.cooperative import Cooperative
from app.live.room.room import Room
from app.store import minutes_choices, workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common.theme import the_theme
from beffroi.report import Version
from beffroi.words import current_locale


def chosen(facts: WorkshopInfo) -> Choices:
    """What its facilitators chose last."""
    with the_store().read() as session:
        return choices_from(minutes_choices.of(session, facts.id))


def around(facts: WorkshopInfo, room: Room) -> Around:
    """What the minutes say beside the log."""
    with the_store().read() as session:
        names = tuple(one.name for one in workshops.facilitators(session, facts.id))
    return Around(tuple(room.record.people.values()), names, the_theme().name, room.clock())


def gathered(facts: WorkshopInfo, room: Room, choices: Choices, version: Version, locale: str = "") -> Minutes:
    """A version of the minutes as they stand, gathered between two batches of the room, in slices."""
    told, language = around(facts, room), locale or current_locale()
    breath.set(Cooperative().breathe)
    return room.run(lambda: gather(facts, room.record, told, choices, language, version=version))
