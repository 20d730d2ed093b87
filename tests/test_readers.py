"""Until an upgrade is final, only what the release before reads is written; what is new is refused in a sentence."""

from __future__ import annotations

import copy
import json

import pytest

from app.domain.readers import FILE, Readers
from app.host import registry
from beffroi import Card
from beffroi.testing.board import Board

TOLD = json.loads(FILE.read_text("utf-8"))
IDEATION = ("methods", "ideation")
NEW = "the server is being updated"


def without(*path):
    """A release before that knew all that this one does, but for what is named."""
    told = copy.deepcopy(TOLD)
    at = told
    for name in path[:-1]:
        at = at[name]
    if isinstance(at, list):
        at.remove(path[-1])
    else:
        at.pop(path[-1])
    return Readers(told)


@pytest.fixture
def ideas():
    """An ideation that came with the house, on a board."""
    board = Board(registry.build().methods["ideation"])
    board.registry.plugins[0].source = "bundled"
    return board


def test_all_is_taken_that_the_release_before_reads(ideas):
    ideas.registry.readers = Readers(TOLD)
    assert ideas.do("ana", "write", text="Un guichet")


@pytest.mark.parametrize(
    "unknown", [(*IDEATION,), (*IDEATION, "commands", "write"), (*IDEATION, "commands", "write", "fields", "text")],
    ids=lambda path: path[-1],
)  # fmt: skip
def test_a_contribution_of_a_new_kind_waits_for_the_end_of_the_upgrade(ideas, unknown):
    ideas.registry.readers = without(*unknown)
    with ideas.refused(NEW):
        ideas.do("ana", "write", text="Un guichet")
    ideas.registry.readers = None
    assert ideas.do("ana", "write", text="Un guichet")


def test_a_new_version_of_a_command_waits_too(ideas):
    told = copy.deepcopy(TOLD)
    told["methods"]["ideation"]["commands"]["write"]["version"] = 0
    ideas.registry.readers = Readers(told)
    with ideas.refused(NEW):
        ideas.do("ana", "write", text="Un guichet")


def added(board, **said):
    data = {"method": "ideation", "title": "Encore", "stages": ["collect"], **said}
    return board.core("add", **data)


def test_on_the_agenda_a_new_method_stage_setting_or_choice_waits(ideas):
    setting = next(iter(TOLD["methods"]["ideation"]["settings"]))
    for path in (IDEATION, (*IDEATION, "stages", "collect"), (*IDEATION, "settings", setting)):
        ideas.registry.readers = without(*path)
        with ideas.refused(NEW):
            added(ideas, settings={setting: "?"} if path[-1] == setting else {})
    ideas.registry.readers = without("core", "core.add", "fields", "audience", "staff")
    with ideas.refused(NEW):
        added(ideas, audience="staff")
    assert added(ideas), "a new field that says nothing keeps nobody waiting"


def test_cards_with_a_field_that_the_release_before_does_not_know_wait():
    board = Board(registry.build().methods["ideation"], cards=[Card(id="c", text="Un guichet")])
    board.registry.readers, board.registry.plugins[0].source = without("card", "text"), "bundled"
    activity = added(board)
    with board.refused(NEW):
        board.core("open", activity=activity)


def test_what_an_outside_plugin_brings_is_its_authors_to_say():
    board = Board(registry.build().methods["ideation"])
    board.registry.readers = without(*IDEATION)
    assert board.do("ana", "write", text="Un guichet")
