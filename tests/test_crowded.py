"""A crowd at the joining form: slowed by place and workshop, told so in words, and nothing typed is lost."""

from __future__ import annotations

import pytest

from app.live.transport.rate_limit import JOINS
from tests.support.pages import join, people, token

STORES = ("sqlite", "postgresql")

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.9"}


def typed(client, facts, **more):
    page = client.get(f"/rejoindre/{facts.code}")
    data = {"csrf_token": token(page), "name": "Ana", "site": "s2", "seats": "3"}
    return client.post(f"/rejoindre/{facts.code}", data=data, **more)


@pytest.fixture
def crowded(app, facts):
    """As many seats joined from this place as a minute holds."""
    joins = app.extensions["door"].joins.of((facts.code, "127.0.0.1"))
    joins.owe(JOINS.at_once + 100)
    return joins


def test_whoever_joins_in_a_crowd_is_told_to_press_again_and_finds_their_words(app, facts, store, crowded):
    answer = typed(app.test_client(), facts)
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "60"
    assert "appuyez de nouveau" in answer.text and 'value="Ana"' in answer.text and 'value="3"' in answer.text
    assert people(store, facts) == []


def test_another_place_and_whoever_is_in_are_not_held_up(app, facts, store):
    ana = app.test_client()
    join(ana, facts, name="Ana")
    app.extensions["door"].joins.of((facts.code, "127.0.0.1")).owe(JOINS.at_once + 100)
    assert ana.get(f"/atelier/{facts.code}").status_code == 200
    assert typed(app.test_client(), facts, environ_overrides=ELSEWHERE).status_code == 303


def test_a_place_that_goes_on_is_refused_before_anything_is_read(app, facts, crowded):
    client = app.test_client()
    for _ in range(1000):
        crowded.take(12)
    answer = typed(client, facts)
    assert answer.status_code == 429 and 'id="name"' not in answer.text


def test_a_workshop_that_is_full_says_so(app, facts, store, monkeypatch):
    monkeypatch.setattr("app.web.common.joining.SEATS_A_WORKSHOP", 4)
    assert typed(app.test_client(), facts).status_code == 303
    answer = typed(app.test_client(), facts)
    assert answer.status_code == 422 and "complet" in answer.text and len(people(store, facts)) == 1
