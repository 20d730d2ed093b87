"""What costs has a budget a person and a minute, counted before the work; what asks for nothing costs nothing."""

import re

import pytest

from app.store import screens as screen_rows
from app.web.common import attempts
from app.web.common.security import limiter
from tests.support.pages import join, people, sign_in, token


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(autouse=True)
def a_new_minute(app):
    limiter.reset()


@pytest.fixture
def mine(client, facts, store, workshop):
    """The address of somebody's own data in their browser, with a card of theirs in the log, and the room it is in."""
    join(client, facts, name="Ana")
    link = re.search(r'href="(/mes-donnees/[^"]+)"', client.get(f"/atelier/{facts.code}").text)[1]
    (person,) = [one.id for one in people(store, facts)]
    room = workshop.room = client.application.extensions["rooms"].of(facts)
    ideas = workshop.add("ideation", anonymous=False)
    workshop.do(person, "write", ideas, text="Mon idée à moi")
    return client.get(link).headers["Location"], room


def erase(client, link, **said):
    return client.post(
        f"{link}/effacer?lang=en", data={"csrf_token": token(client.get(link)), "confirmed": "true", **said}
    )


def test_an_erasure_with_nothing_ticked_does_nothing_and_says_so(client, mine):
    link, room = mine
    before = list(room.record.entries)
    answer = erase(client, link)
    assert answer.status_code == 422
    assert "Nothing was erased: tick what is to be erased first." in answer.text
    assert erase(client, link, entry="not-mine").status_code == 422
    assert room.record.entries == before


def test_an_erasure_asked_again_finds_nothing_left_and_writes_nothing(client, mine):
    link, room = mine
    assert erase(client, link, all="1").status_code == 303
    before = list(room.record.entries)
    answer = erase(client, link, all="1")
    assert "Nothing was erased: nothing of yours is left to erase there." in answer.text
    assert room.record.entries == before


def test_erasures_of_one_person_are_ten_a_minute_and_a_sentence(client, mine):
    link, room = mine
    csrf = token(client.get(link))
    asked = [
        client.post(f"{link}/effacer", data={"csrf_token": csrf, "confirmed": "true", "entry": f"e{n}"})
        for n in range(30)
    ]
    refused = asked[-1]
    assert [one.status_code for one in asked] == [422] * 10 + [429] * 20
    assert refused.status_code == 429 and refused.headers["Retry-After"] == "60"
    assert "demandé plusieurs fois" in refused.text or "asked many times" in refused.text


def test_reading_and_taking_away_ones_data_has_a_budget(client, mine):
    link, room = mine
    assert client.get(f"{link}/export.json").status_code == 200
    for _ in range(19):
        attempts.OWN_DATA.count(room.record.entries[-1].stamp.who)
    assert client.get(f"{link}/export.json").status_code == 429
    assert client.get(link).status_code == 429


@pytest.mark.parametrize(
    ("budget", "paths"),
    [
        (attempts.EXPORTS, ("resultats", "resultats.json", "resultats.zip", "fil")),
        (attempts.PRINTS, ("tables/affiches", "affiche/s1")),
    ],
    ids=["exports", "prints"],
)
def test_exports_chains_and_prints_have_a_budget_counted_beforehand(client, workshop, facts, budget, paths):
    sign_in(client)
    for path in paths:
        limiter.reset()
        for _ in range(budget.most - 1):
            budget.count(workshop.grant("fac").who)
            budget.count("f:somebody-else")  # who spends theirs alone
        assert client.get(f"/animer/{facts.code}/{path}").status_code == 200
        assert client.get(f"/animer/{facts.code}/{path}").status_code == 429


def test_results_read_by_the_code_have_a_budget_of_each_browser(client, workshop, facts):
    workshop.core("core.conclude")
    limiter.reset()
    for _ in range(attempts.READINGS.most):
        assert client.get(f"/r/{facts.code}").status_code == 200
    assert client.get(f"/r/{facts.code}").status_code == 429


def test_a_facilitators_screens_have_a_bound(client, workshop, facts, store):
    sign_in(client)
    shown = client.get(f"/animer/{facts.code}/tables")
    for _ in range(60):
        store.write(screen_rows.add_screen, facts.id, "s1", 0)
    answer = client.post(
        f"/animer/{facts.code}/ecrans?lang=en", data={"site": "s1"}, headers={"X-CSRFToken": token(shown)}
    )
    assert "A workshop has 60 screens at most: cut one off." in answer.text
