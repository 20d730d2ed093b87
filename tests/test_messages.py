"""What a page says has a form, and what has not is as if nothing had been said."""

from __future__ import annotations

from functools import reduce

import pytest

from app.live.gateway.messages import COMMAND, FIELD, HELLO, LEAD, NESTED, PAGES, SIGNAL, VALUES_MOST, read

SAID = {"activity": "a1", "name": "write", "request_id": "r1", "data": {"text": "Un guichet"}}


def nested(levels: int) -> dict:
    return reduce(lambda inner, _n: {"in": inner}, range(levels - 1), {})


def test_a_command_says_what_it_is_and_nobody_says_who_asks_it():
    said = read(COMMAND, {**SAID, "who": "somebody else", "role": "facilitator"})
    assert said is not None and said.data == {"text": "Un guichet"}
    assert not hasattr(said, "who") and not hasattr(said, "role")


@pytest.mark.parametrize("data", [nested(NESTED), {f"f{n}": n for n in range(VALUES_MOST)}, {"lines": ["x"] * 150}])
def test_as_much_as_a_command_may_hold_is_read(data):
    assert read(COMMAND, {**SAID, "data": data}) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": nested(NESTED + 1)},
        {"data": {f"f{n}": n for n in range(VALUES_MOST + 1)}},
        {"data": {"lines": ["x"] * VALUES_MOST}},
        {"data": {"in": [[1] * 150] * 2}},
        {"data": [["text", "x"]]},
        {"data": {"n\x00": 1}},
        {"data": None},
        {"activity": "é"},
        {"activity": 12},
        {"name": "x" * 65},
        {"request_id": "\ud800"},
        {"scope": None},
    ],
    ids=str,
)
def test_more_or_something_else_is_not(wrong):
    assert read(COMMAND, {**SAID, **wrong}) is None


@pytest.mark.parametrize("name", ["activity", "name", "request_id", "data"])
def test_nothing_of_a_command_may_be_left_out(name):
    assert read(COMMAND, {key: value for key, value in SAID.items() if key != name}) is None


@pytest.mark.parametrize(
    "form, wrong",
    [(SIGNAL, "DONE"), (SIGNAL, 1), (FIELD, "x" * 81), (FIELD, None), (PAGES, 3), (PAGES, [["c", 1.0, ""]]),
     (PAGES, [["c", -1, ""]]), (PAGES, [["c", 0, ""]] * 100), (PAGES, [["é", 0, ""]]), (LEAD, {"value": "x"}),
     (LEAD, {"act": ["hand"]}), (HELLO, {"have": []}), (HELLO, {"table": 3}), (HELLO, "hello")],
)  # fmt: skip
def test_nothing_is_converted(form, wrong):
    assert read(form, wrong) is None


def test_an_empty_signal_takes_back_the_one_before():
    assert read(SIGNAL, "") == "" and read(FIELD, "") == "" and read(PAGES, []) == []
