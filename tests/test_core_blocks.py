"""A block of the core is one file: for whom, what it shows, what makes it stale; found, drawn and refreshed."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module

import pytest
from jinja2 import FileSystemLoader, meta

from app.domain.commands.registry import COMMANDS
from app.host.rendering.environment import core_environment
from app.live.commands.request import SCREEN
from app.live.rendering.block import Blocks, Event, core_blocks, found_in
from app.live.rendering.block_sources import Scene
from app.live.rendering.channel_key import ChannelKey
from app.live.sync.invalidation import events_of
from beffroi import FACILITATOR, PARTICIPANT
from beffroi.testing import Board
from plugins.mood import Mood

WEATHER = '''
"""How it goes, in a word."""
from app.live.rendering.block import Block, Event
from beffroi import FACILITATOR

def context(scene):
    return {"entries": len(scene.sources.record.entries), "title": scene.sources.facts.title}

BLOCK = Block("weather", audiences=(FACILITATOR,), context=context, stale_on=frozenset({Event.LED}), order=65)
'''
TEMPLATE = "{% block head %}<p>{{ title }}: {{ entries }} entries</p>{% endblock %}"


@pytest.fixture
def weather(tmp_path, monkeypatch) -> Blocks:
    """The blocks of the house, and one more: its file and its template, and nothing else."""
    files = {"more/__init__.py": "", "more/weather.py": WEATHER, "live/weather_facilitator.html": TEMPLATE}
    for name, said in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(said)
    monkeypatch.syspath_prepend(tmp_path)
    loaders = core_environment().loader.loaders  # type: ignore[attr-defined]
    monkeypatch.setattr(core_environment().loader, "loaders", [*loaders, FileSystemLoader(tmp_path)])
    yield Blocks([*core_blocks().by_name.values(), *found_in(import_module("more"))])
    del sys.modules["more"], sys.modules["more.weather"]


def shown(workshop, block: str) -> str:
    room = workshop.room
    return room.run(lambda: room.snapshots.page(workshop.grant("fac"), "fr"))["blocks"][block]["html"]


def refreshed(workshop) -> set[str]:
    """The channels of which something was sent."""
    return {message["channel"] for _sid, event, message in workshop.wire.frames if event == "show"}


def test_a_block_is_drawn_and_refreshed_once_its_file_and_its_template_are_there(workshop, weather):
    workshop.room.renderer.blocks = weather
    workshop.connect("console", "fac")
    began = len(workshop.room.record.entries)
    assert f"Atelier d’essai: {began} entries" in shown(workshop, "weather")
    workshop.core("core.pause", paused=True)
    workshop.settle()
    assert "workshop/weather/facilitator/fr" in refreshed(workshop)
    assert f"{began + 1} entries" in shown(workshop, "weather")


def test_the_page_has_a_place_for_it(workshop, weather):
    workshop.room.renderer.blocks = weather
    page = workshop.console().get(f"/animer/{workshop.facts.code}").text
    assert page.index('data-block="agenda"') < page.index('data-block="people"') < page.index('data-block="weather"')


def test_what_participants_write_does_not_refresh_it(workshop, weather):
    mood = workshop.add("mood")
    workshop.room.renderer.blocks = weather
    workshop.connect("console", "fac")
    workshop.settle()
    workshop.wire.frames.clear()
    workshop.do("ana", "say", mood, word="Calme")
    workshop.settle()
    blocks = {channel.split("/")[1] for channel in refreshed(workshop)}
    assert "head" in blocks and "weather" not in blocks


CHANNELS = [(block, audience) for block in core_blocks().by_name.values() for audience in block.audiences]


@pytest.mark.parametrize(("block", "audience"), CHANNELS, ids=lambda one: getattr(one, "name", one))
def test_a_block_gives_its_template_nothing_that_it_does_not_name(block, audience):
    environment = core_environment()
    source = environment.loader.get_source(environment, f"live/{block.name}_{audience}.html")[0]
    scene = Scene(Board(Mood()).renderer.sources, ChannelKey("", block.name, audience, "en"))
    assert set(block.context(scene)) <= meta.find_undeclared_variables(environment.parse(source))


LED = (
    "agenda",
    "closing",
    "line",
    "speaking",
    "desk",
    "onward",
    "notes",
    "screen_panel",
    "table",
    "others",
    "step",
    "tables",
    "room_tables",
)
STALE = {
    "core.pause": {"head", "status", *LED},
    "core.close": {"head", "status", *LED, "people"},
    "core.seat": {"head", "status", *LED, "people"},
    "core.undo": {"head", "status", *LED, "balance"},
    "say": {"head"},
    "late.say": {"head", "status", *LED},
}


@pytest.mark.parametrize("name", STALE)
def test_an_entry_makes_stale_what_the_table_says(name):
    board = Board(Mood())
    board.do("ana", "say", word="Calme")
    entry = replace(board.record.entries[-1], name=name)
    if name in COMMANDS:
        entry = replace(entry, stamp=replace(entry.stamp, role=FACILITATOR))
    activity = board.record.agenda.activities[board.activity]
    stale = core_blocks().stale_after(events_of(entry, activity))
    assert {block for block, _audience in stale} == STALE[name]


def test_who_is_online_is_told_at_once_to_consoles_and_screens_alone():
    assert core_blocks().stale_after(frozenset({Event.ONLINE})) == {
        ("head", FACILITATOR),
        ("head", SCREEN),
        ("onward", FACILITATOR),
    }
    everybody = {PARTICIPANT, FACILITATOR, SCREEN}
    assert {one for _block, one in core_blocks().stale_after(frozenset({Event.ENTRY}))} == everybody
