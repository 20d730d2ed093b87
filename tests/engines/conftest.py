"""Windows of the engines that Chromium is not: `make engines`; the journey in Firefox, `make test` as well."""

from __future__ import annotations

from itertools import count

import pytest

from tests.support.engines.display import display
from tests.support.engines.marionette import Firefox
from tests.support.engines.webkit import WebKit
from tests.support.engines.window import Window
from tests.support.road import Road
from tests.support.serving import Server

ENGINES = {"firefox": Firefox, "webkit": WebKit}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/engines/" in str(item.path):
            item.add_marker(pytest.mark.engines)
        if "test_journey.py" in str(item.path) and "[firefox]" in item.name:
            item.add_marker(pytest.mark.firefox)  # `make test` goes this way too


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "instance").start()
    yield made
    made.stop()


@pytest.fixture
def road(server):
    made = Road(server.port)
    yield made
    made.close()


@pytest.fixture(scope="session")
def drawn():
    with display() as settings:
        yield settings


@pytest.fixture(params=list(ENGINES))
def window(request, drawn, tmp_path):
    """Opens windows of an engine, each with a session of its own, none over another: what is covered is not drawn."""
    opened: list[Window] = []
    numbers = count()

    def open_one(width: int, height: int) -> Window:
        made = Window(ENGINES[request.param](tmp_path / f"window{next(numbers)}", drawn))
        made.place(sum(one.width for one in opened), 0, width, height)
        opened.append(made)
        return made

    yield open_one
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.driver.close()
    assert faults == [], "a page complained"
