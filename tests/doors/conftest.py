"""What the tests of doors share: a clock that goes on when told, a console, the computer of a room."""

import pytest

from app.domain.clock import now_ms
from tests.support.pages import sign_in

MINUTE = 60_000


@pytest.fixture
def later(monkeypatch):
    """Says what time it is from now on."""
    began = now_ms()
    return lambda minutes: monkeypatch.setattr("app.web.common.locale.now_ms", lambda: began + minutes * MINUTE)


@pytest.fixture
def console(app, facts):
    client = app.test_client()
    sign_in(client)
    return client


@pytest.fixture
def pc(app):
    return app.test_client()
