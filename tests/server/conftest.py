"""A server of its own for each file, and the people who come to it."""

from __future__ import annotations

import pytest

from tests.support.crowd import Crowd
from tests.support.serving import Server


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/server/" in str(item.path):
            item.add_marker(pytest.mark.server)


@pytest.fixture(scope="module")
def server(request, tmp_path_factory):
    settings = getattr(request, "param", {})
    made = Server(tmp_path_factory.mktemp("served") / "instance", settings).start()
    yield made
    made.stop()


@pytest.fixture
def crowd(server):
    made = Crowd(server)
    yield made
    made.close()
