"""What the log may say: places and kinds, never what somebody typed."""

from __future__ import annotations

import io
import json
import logging
import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from app import logs

TYPED = "ce que quelqu’un a écrit"


@pytest.fixture(params=logs.FORMATS)
def kind(request) -> str:
    return request.param


@pytest.fixture
def told(kind):
    """A stream that this test's own logger writes to, and nobody else."""
    stream = io.StringIO()
    handler, own = logs.handler(kind, stream), logging.getLogger("tests.logs")
    own.addHandler(handler)
    own.propagate = False
    yield stream
    own.removeHandler(handler)
    own.propagate = True


def fails():
    try:
        raise KeyError(TYPED)
    except KeyError as error:
        raise ValueError(f"{TYPED}: {error}") from error


def test_a_line_says_who_what_and_with_which_values(told, kind):
    logs.logger("tests.logs").warning("a connection was cut", connections=3)
    if kind == "plain":
        assert told.getvalue() == "WARNING tests.logs: a connection was cut connections=3\n"
        return
    said = json.loads(told.getvalue())
    assert said.pop("at").endswith("Z")
    assert said == {"level": "warning", "logger": "tests.logs", "event": "a connection was cut", "connections": 3}


def test_an_exception_is_told_by_its_kinds_and_places_and_not_by_its_words(told):
    try:
        fails()
    except ValueError as error:
        logs.logger("tests.logs").exception("a turn failed", error=error)
        logging.getLogger("tests.logs").exception("a turn failed: %s", error)
        logging.getLogger("tests.logs").error("another way", exc_info=error)
    said = told.getvalue()
    assert TYPED not in said and "quelqu" not in said
    assert said.count("a turn failed") == 2
    assert said.count("KeyError") >= 3 and said.count("ValueError") >= 5 and said.count("in fails") >= 6


HARMLESS = (
    (OSError(28, "No space left on device"), "No space left"),
    (OperationalError("select 'x'", {}, sqlite3.OperationalError("database is locked")), "database is locked"),
)


@pytest.mark.parametrize(("error", "words"), HARMLESS)
def test_what_a_disk_or_a_database_says_is_told(told, error, words):
    logs.logger("tests.logs").warning("a page could not be served", error=error)
    assert words in told.getvalue() and "select" not in told.getvalue()


def test_a_row_that_a_database_quotes_is_not(told):
    row = IntegrityError("insert", {}, Exception(f"Key (title)=({TYPED}) already exists."))
    logs.logger("tests.logs").warning("a commit failed", error=row)
    assert "IntegrityError" in told.getvalue() and "quelqu" not in told.getvalue()


def test_a_page_that_fails_is_told_by_its_name_and_not_by_its_address(app, told, facts, monkeypatch):
    from app.web.common import error_pages

    monkeypatch.setattr(error_pages, "log", logs.logger("tests.logs"))
    app.view_functions["join.join"] = lambda code: 1 / 0
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["TESTING"] = False
    assert app.test_client().get(f"/rejoindre/{facts.code}?name=Ana").status_code == 500
    said = told.getvalue()
    assert "join.join" in said and "ZeroDivisionError" in said
    assert facts.code not in said and "Ana" not in said and "/rejoindre" not in said
