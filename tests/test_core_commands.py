"""The core's commands apply themselves, and none is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.commands.base import CoreCommand
from app.domain.commands.registry import COMMANDS, UnknownAct
from app.domain.replay import fold_agenda
from beffroi.testing import Board
from tests.sheets_sample import Sketching


def made_of(kind: type[CoreCommand]) -> Iterator[type[CoreCommand]]:
    """The commands of the core, by what they are made of: those that have a name of their own."""
    for one in kind.__subclasses__():
        if one.about.name.startswith("core."):
            yield one
        yield from made_of(one)


def test_every_command_of_the_core_can_be_asked():
    assert {kind.about.name: kind for kind in made_of(CoreCommand)} == COMMANDS


def test_an_act_that_nobody_knows_is_an_error_when_the_log_is_read():
    board = Board(Sketching())
    strange = replace(board.record.entries[0], name="core.juggle")
    with pytest.raises(UnknownAct, match="core.juggle"):
        fold_agenda(board.record.registry.methods, [*board.record.entries, strange])


def test_an_act_that_nobody_knows_is_refused_and_changes_nothing():
    board = Board(Sketching())
    with board.refused("out of date"):
        board.core("juggle")


def test_what_was_done_is_what_is_read_again():
    board = Board(Sketching(), tables=2)
    board.ask("fac", "core.table", "", {"name": "Ronde", "link": "https://example.org/"})
    stages = [stage.id for stage in board.method.stages]
    board.core("configure", activity=board.activity, title="Autre", stages=stages, minutes=7)
    board.core("clock", act="start", minutes=5)
    board.core("pause", paused=True)
    board.grant("ana#1")
    assert fold_agenda(board.record.registry.methods, board.record.entries) == board.record.agenda


def test_a_timer_is_shortened_no_further_than_to_its_end_and_started_for_no_less_than_a_minute():
    board = Board(Sketching())
    board.core("clock", act="start", minutes=2)
    board.core("clock", act="extend", minutes=-5)
    timer, at = board.record.agenda.timer, board.record.entries[-1].stamp.at
    assert timer.running and timer.left(at) == 0 and timer.late(at + 65_000) == 65_000
    with board.refused("Say for how many minutes"):
        board.core("clock", act="start", minutes=-1)
