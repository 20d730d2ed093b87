"""The secret key is changed: with the former one beside it all that was given out goes on, what is new is by the new.

Then the former key goes, and with it what it alone signed.
"""

from __future__ import annotations

import re

import pytest

from app import create_app
from app.config import BadSetting, Settings, secret_keys
from app.domain.secret_keys import SecretKeys
from app.domain.webhooks import secret_of
from app.web.common.links import is_signed, signature_of
from tests.support.pages import join, post, sign_in, token, who

NEW, OTHER = "0123456789abcdef" * 4, "fedcba9876543210" * 4


@pytest.fixture
def change(app):
    """Change the key of the app, keeping the former ones or not."""

    def to(key: str, *before: str) -> None:
        app.config.update(
            SECRET_KEY=key, SECRET_KEY_FALLBACKS=list(before), WTF_CSRF_SECRET_KEY=[*reversed(before), key]
        )

    return to


@pytest.fixture
def old(app) -> str:
    return app.config["SECRET_KEY"]


def data_link(client, facts) -> str:
    return re.search(r'href="(/mes-donnees/[^"]+)"', client.get(f"/atelier/{facts.code}").text)[1]


def test_a_person_stays_in_and_both_of_their_own_links_lead_there(app, facts, change, old):
    ana = app.test_client()
    join(ana, facts)
    me, former = who(ana, facts), data_link(ana, facts)
    change(NEW, old)
    assert who(ana, facts) == me, "the cookie is still hers"
    present = data_link(ana, facts)
    assert present != former
    for link in (former, present):
        assert "Ana" in app.test_client().get(link, follow_redirects=True).text
    change(NEW)
    assert who(ana, facts) == me, "her cookie was signed anew meanwhile"
    assert data_link(ana, facts) == present


def test_a_browser_that_was_away_all_the_while_is_nobody_any_more(app, facts, change, old):
    ana = app.test_client()
    join(ana, facts)
    change(NEW)
    assert ana.get(f"/atelier/{facts.code}").status_code == 302


def test_one_that_came_back_but_not_to_its_workshop_shows_nothing_there(app, facts, change, old):
    ana = app.test_client()
    join(ana, facts)
    change(NEW, old)
    ana.get("/confidentialite")
    change(NEW)
    assert ana.get(f"/atelier/{facts.code}").status_code == 302, "nobody knows what is withheld from it"


def test_a_form_that_was_open_is_taken_and_a_facilitator_stays_signed_in(app, facilitator, facts, change, old):
    client = app.test_client()
    sign_in(client)
    said = {"csrf_token": token(client.get(f"/animer/{facts.code}"))}
    change(NEW, old)
    assert client.post(f"/animer/{facts.code}/deroule", data=said).status_code == 303
    assert client.get("/animer").status_code == 200
    change(NEW)
    assert client.post(f"/animer/{facts.code}/deroule", data=said).status_code == 400


def test_a_printed_link_to_join_passes_the_limit_on_guessing(app, facts, change, old):
    with app.test_request_context():
        former = signature_of(facts.code)
        change(NEW, old)
        assert signature_of(facts.code) != former
        assert is_signed(facts.code, former) and is_signed(facts.code, signature_of(facts.code))
        assert not is_signed("AUTRE22", former)
        change(NEW)
        assert not is_signed(facts.code, former)


def test_the_link_of_an_agenda_is_shown_again_as_it_was_given_out(app, facilitator, facts, change, old):
    console, way = app.test_client(), f"/animer/{facts.code}/deroule"
    sign_in(console)
    shown = re.compile(r'id="address"[^>]*value="https?://[^/"]+(/deroule/[^"]+)"')
    first = shown.search(post(console, way).text or console.get(way).text) or shown.search(console.get(way).text)
    change(NEW, old)
    assert shown.search(console.get(way).text)[1] == first[1]
    assert app.test_client().get(first[1]).status_code == 200
    post(console, way)
    second = shown.search(console.get(way).text)[1]
    change(NEW)
    assert second != first[1] and shown.search(console.get(way).text)[1] == second


def test_another_tool_reads_the_signature_that_it_was_told_and_a_new_one_another():
    before = SecretKeys("o" * 32)
    unmarked, given = "salt", before.marked("salt")
    keys = SecretKeys("n" * 32, ("o" * 32,))
    assert secret_of(keys, given) == secret_of(before, given)
    assert secret_of(keys, unmarked) == secret_of(before, unmarked), "from before salts said which key it was"
    new = keys.marked("salt")
    assert new != given and secret_of(keys, new) == secret_of(SecretKeys("n" * 32), new)
    assert secret_of(SecretKeys("x" * 32, ("n" * 32, "o" * 32)), given) == secret_of(before, given)


def test_the_settings_give_every_part_its_keys(tmp_path):
    made = create_app(Settings(instance=tmp_path, secret_key=NEW, secret_key_fallbacks=f" {OTHER} "))
    assert (made.config["SECRET_KEY"], made.config["SECRET_KEY_FALLBACKS"]) == (NEW, [OTHER])
    assert made.config["WTF_CSRF_SECRET_KEY"] == [OTHER, NEW]
    assert made.extensions["webhooks"].keys == SecretKeys(NEW, (OTHER,))
    made.extensions["store"].stop()


@pytest.mark.parametrize(("before", "why"), [("short", "no real key"), (NEW, "the present key too")])
def test_a_fallback_that_is_no_key_or_the_present_one_stops_the_start(tmp_path, before, why):
    with pytest.raises(BadSetting, match=why):
        secret_keys(Settings(instance=tmp_path, secret_key=NEW, secret_key_fallbacks=before))
