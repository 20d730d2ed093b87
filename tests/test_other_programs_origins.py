"""Pages of other sites read the API from a browser where whoever hosts the site names them, and no others."""

from __future__ import annotations

import pytest

from app import create_app
from app.config import Settings
from tests.support import once


@pytest.fixture
def app(tmp_path):
    once.lay_databases(tmp_path / "instance")
    made = create_app(
        Settings(instance=tmp_path / "instance", api_origins="https://tableau.example.fr https://b.example")
    )
    yield made
    made.extensions["rooms"].stop()
    made.extensions["store"].stop()


def test_a_named_site_may_read_and_any_other_may_not(app):
    for origin, allowed in {"https://b.example": "https://b.example", "https://c.example": None}.items():
        for method in ("get", "options"):
            answer = getattr(app.test_client(), method)("/api/1/openapi.json", headers={"Origin": origin})
            assert answer.headers.get("Access-Control-Allow-Origin") == allowed
            assert "Origin" in answer.headers["Vary"] and "Access-Control-Allow-Credentials" not in answer.headers
