"""Whatever a message holds, whole or in a cell of an old log, it is taken apart or refused at once."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from pydantic import ValidationError

from app.domain.commands.registry import COMMANDS
from app.domain.people import told_apart
from app.export import csv
from app.host.rendering.errors import errors_by_field
from app.live.gateway.events import read_command
from app.live.transport.socketio_server import frugal_json
from beffroi.fields import LONGEST
from beffroi.testing import Board
from tests.support.costly_texts import STRETCH, TEXTS, cost, methods

MESSAGES = {
    "many fields": {f"f{n}": 1 for n in range(6_000)},
    "many wrong stages": {"stages": [1] * 20_000, "title": "x", "method": "mood"},
    "many wrong cards": {"cards": [1] * 20_000, "activity": "x"},
    "many in one field": {"settings": {f"f{n}": "x" for n in range(6_000)}, "title": "x", "method": "mood"},
}


@pytest.mark.parametrize("called", MESSAGES)
def test_no_message_costs_by_how_many_things_are_wrong_in_it(called):
    board = Board(methods()["mood"])
    said = json.dumps({"activity": "", "name": "core.add", "request_id": "r", "data": MESSAGES[called]})
    assert cost(lambda: frugal_json.loads(said)) <= STRETCH

    def read_and_told():
        assert read_command(frugal_json.loads(said), board.grant("fac")) is None

    assert cost(read_and_told) <= STRETCH
    model = COMMANDS["core.add"]

    def told():
        try:
            model.model_validate({f"f{n}": 1 for n in range(6_000)})
        except ValidationError as error:
            assert list(errors_by_field(error)) == [""]

    assert cost(told) <= STRETCH


@pytest.mark.parametrize("said", ["[" * 50_000, "9" * 90_000, "[" + "9" * 4_000 + ",1]", '{"a":' * 1_900 + "1"])
def test_deep_or_endless_json_is_refused_at_once(said):
    began = time.thread_time()
    with suppress(ValueError, RecursionError):
        frugal_json.loads(said)
    assert time.thread_time() - began <= STRETCH


def test_a_cell_of_an_old_log_is_looked_at_piece_by_piece_in_no_time():
    cells = ["a" + "\u0301" * 20_000 + "\u0327" * 20_000, "\u0301\u0327" * 20_000]
    for cell in (*cells, *(text(LONGEST) for text in TEXTS.values()), *(",'" * 9_999, '"=,' * 6_666, "=" * LONGEST)):
        assert cost(lambda c=cell: csv.harmless(c)) <= STRETCH, cell[:9]


def test_the_six_thousandth_of_one_name_is_told_apart_as_fast_as_another():
    taken = ["Anne", *(f"Anne {n}" for n in range(2, 6_000))]
    assert told_apart("Anne", taken) == "Anne 6000" and told_apart("anne", ["Anne", "Anne 3"]) == "anne 2"
    assert cost(lambda: told_apart("Anne", taken)) <= STRETCH
