"""A code after the password: set up, asked for, never twice; what the database alone does not give away."""

from __future__ import annotations

import html
import re
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest

from app.config import BadSetting
from app.domain import clock
from app.domain.clock import now_ms
from app.identity import one_time_codes as codes
from app.identity.sealed import Seal, Unreadable
from app.store import accounts, invitations, second_factors
from app.store.models import SecondFactor
from app.web.site import second_step
from tests.support.pages import PASSWORD, sign_in, token

HERE = "/compte/code/"
SET_UP = HERE + "mise-en-place"


def hidden(page, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page.text)[1])


def post(client, path, page=None, **said):
    return client.post(path, data={"csrf_token": token(page or client.get(path)), **said})


def made(client) -> tuple[str, list[str]]:
    """The secret of a second factor that somebody signed in sets up, and the codes that they are shown."""
    page = client.get(SET_UP)
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")
    said = {"sealed": hidden(page, "sealed"), "password": PASSWORD}
    assert post(client, SET_UP, page, **said, code="000 00").status_code == 422, "not before a code is right"
    shown = post(client, SET_UP, page, **said, code=codes.code_at(secret, now_ms()))
    assert shown.status_code == 200, shown.text
    return secret, re.findall(r"<code>([\w-]+)</code>", shown.text)


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """Time stands still, in the middle of a step: a code is of the moment, however long a machine takes."""
    at = int(time.time()) // codes.STEP_S * codes.STEP_S + codes.STEP_S // 2
    monkeypatch.setattr(clock, "time", SimpleNamespace(time_ns=lambda: at * 10**9))


@pytest.fixture
def two_steps(app, facilitator):
    """An account with a second factor: its secret, and its codes on paper."""
    client = app.test_client()
    sign_in(client)
    return made(client)


def after(seconds: int) -> int:
    return now_ms() + seconds * 1000


def test_codes_are_those_of_rfc_6238_and_of_the_steps_beside_only():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert codes.code_at(secret, 59_000) == "287082" and codes.code_at(secret, 1111111109_000) == "081804"
    for at, step in ((59_000, 1), (29_000, 1), (89_000, 1), (119_000, None), (1_000_000_000, None)):
        assert codes.step_of(secret, " 287 082 ", at) == step, at
    assert codes.step_of(secret, "٢٨٧٠٨٢", 59_000) is None and codes.step_of(secret, "", 59_000) is None
    assert codes.plain(" ABCD efgh-jkmn—pqrs") == "abcdefghjkmnpqrs"
    assert len({code for code in codes.new_recovery_codes() if len(codes.plain(code)) == 16}) == 10


def test_what_is_sealed_is_read_with_a_former_key_for_a_while_and_with_no_other():
    old, new = Seal(["a" * 40], "x"), Seal(["b" * 40, "a" * 40], "x")
    text = old.seal("GEZD")
    assert "GEZD" not in text and new.open(new.anew(text)) == new.open(text) == "GEZD"
    for other in (Seal(["b" * 40], "x"), Seal(["a" * 40], "y")):
        with pytest.raises(Unreadable):
            other.open(text)
    with pytest.raises(Unreadable):
        old.open(text, lasts_s=-1)


def test_after_the_password_the_code_is_asked_for_and_none_serves_twice(app, two_steps, monkeypatch):
    secret, _paper = two_steps
    client = app.test_client()
    assert sign_in(client, next="/extensions").headers["Location"] == HERE + "?next=/extensions"
    assert client.get("/animer/").status_code == 302, "the password alone opens nothing"
    page = client.get(HERE + "?next=/extensions")
    assert 'autocomplete="one-time-code"' in page.text
    asked = {"next": "/extensions", "code": codes.code_at(secret, now_ms())}
    assert post(client, HERE, page, **asked).status_code == 401, "it served when it was set up"
    monkeypatch.setattr(second_step, "TRIES", ())  # what is looked at here is not how many
    asked["code"] = codes.code_at(secret, after(30))
    assert post(client, HERE, page, **asked).headers["Location"] == "/extensions"
    assert client.get("/animer/").status_code == 200
    other = app.test_client()
    sign_in(other)
    assert post(other, HERE, **asked).status_code == 401, "somebody who looked over a shoulder"


def test_a_code_on_paper_serves_once_and_new_ones_end_the_former(app, two_steps):
    _secret, paper = two_steps
    for said, status in (("xxxx-xxxx-xxxx-xxxx", 401), (paper[0].upper().replace("-", " "), 303), (paper[0], 401)):
        client = app.test_client()
        sign_in(client)
        assert post(client, HERE, paper=said).status_code == status, said
    client = app.test_client()
    sign_in(client)
    post(client, HERE, paper=paper[1])
    assert "8 codes de secours" in client.get(HERE + "gerer").text
    assert post(client, HERE + "gerer", do="codes", password="une erreur").status_code == 422
    shown = post(client, HERE + "gerer", do="codes", password=PASSWORD)
    assert len(set(re.findall(r"<code>([\w-]+)</code>", shown.text)) - set(paper)) == 10


def test_wrong_codes_are_counted_before_they_are_looked_at(app, two_steps):
    _secret, paper = two_steps
    client = app.test_client()
    sign_in(client)
    page = client.get(HERE)
    said = [post(client, HERE, page, code=f"{n:06}").status_code for n in range(10)]
    assert said == [401] * 10
    other = app.test_client()
    sign_in(other)
    assert post(other, HERE, paper=paper[0]).status_code == 429, "the account's, wherever they come from"
    with app.test_request_context(), app.extensions["store"].read() as read:
        assert second_factors.codes_left(read, read.query(SecondFactor).one().user_id) == 10, "it was not looked at"


def test_a_database_alone_gives_no_code_away(app, store, two_steps, facilitator):
    secret, paper = two_steps
    store.stop()
    kept = b"".join(file.read_bytes() for file in app.extensions["settings"].instance.glob("*.sqlite*"))
    assert facilitator.encode() in kept
    for one in (secret, *paper, *map(codes.plain, paper)):
        assert one.encode() not in kept


def test_a_secret_of_another_account_or_key_opens_nothing(app, store, two_steps, facilitator):
    secret, paper = two_steps
    app.config["SECRET_KEY_FALLBACKS"], app.config["SECRET_KEY"] = [app.config["SECRET_KEY"]], "n" * 40
    client = app.test_client()
    sign_in(client)
    assert post(client, HERE, code=codes.code_at(secret, after(30))).status_code == 303, "a former key still reads it"
    app.config["SECRET_KEY_FALLBACKS"] = []
    with store.read() as read:
        kept = read.get_one(SecondFactor, facilitator).secret
    assert Seal(["n" * 40], "second factor").open(kept).endswith(secret), "and it is sealed anew"
    app.config["SECRET_KEY"] = "m" * 40
    client = app.test_client()
    sign_in(client)
    assert post(client, HERE, code=codes.code_at(secret, after(60))).status_code == 401
    assert post(client, HERE, paper=paper[2]).status_code == 303, "the codes on paper need no key"


def test_a_new_password_by_a_link_does_not_go_round_the_code(app, store, two_steps, facilitator):
    secret, _paper = two_steps
    path = "/compte/choisir/" + store.write(invitations.offer, facilitator, now_ms())
    client, new = app.test_client(), "quatre mots bien choisis"
    assert post(client, path, new=new, again=new).headers["Location"] == HERE
    assert client.get("/animer/").status_code == 302
    store.write(accounts.set_password, facilitator, "encore un autre mot de passe")
    assert post(client, HERE, client.get("/compte/connexion"), code=codes.code_at(secret, after(30))).status_code == 401


def test_it_is_taken_away_by_its_owner_or_by_command(run, app, two_steps):
    secret, paper = two_steps
    client = app.test_client()
    sign_in(client)
    post(client, HERE, paper=paper[0])
    assert "(second factor)" in run("user", "list")
    gone = post(client, HERE + "gerer", do="remove", password=PASSWORD)
    assert "suffit" in client.get(gone.headers["Location"]).text
    assert "(second factor)" not in run("user", "list")
    made(client)
    assert "password alone" in run("user", "reset-second-factor", "fac@example.org")
    assert sign_in(app.test_client()).headers["Location"] == "/animer"


def test_where_it_is_required_nobody_comes_in_without_and_sets_it_up_on_the_way(app, facilitator):
    app.extensions["settings"] = replace(app.extensions["settings"], second_factor="operators")
    assert sign_in(app.test_client()).headers["Location"] == "/animer", "no operator"
    app.extensions["settings"] = replace(app.extensions["settings"], second_factor="all")
    client = app.test_client()
    sign_in(client)
    page = client.get(HERE, follow_redirects=True)
    assert client.get("/animer/").status_code == 302 and 'name="password"' not in page.text
    secret = re.search(r"<code[^>]*>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")
    stale = {"sealed": hidden(page, "sealed")[:-8] + "AAAAAAA=", "code": codes.code_at(secret, now_ms())}
    assert post(client, SET_UP, page, **stale).status_code == 422
    shown = post(client, SET_UP, page, sealed=hidden(page, "sealed"), code=codes.code_at(secret, now_ms()))
    assert len(re.findall(r"<code>", shown.text)) == 10 and client.get("/animer/").status_code == 200
    assert post(client, HERE + "gerer", do="remove", password=PASSWORD).status_code == 422
    app.extensions["settings"] = replace(app.extensions["settings"], second_factor="some")
    with pytest.raises(BadSetting, match="SECOND_FACTOR"):
        second_step.init_app(app)


def test_a_form_that_waits_goes_through_the_code_too(app, facts, two_steps):
    secret, _paper = two_steps
    client = app.test_client()
    login = client.get("/compte/connexion")
    kept = {"kept_to": f"/animer/{facts.code}/ligne", "kept-text": "Pause à midi, ensemble"}
    page = sign_in(client, **kept)
    assert page.status_code == 200 and hidden(page, "kept-text") == kept["kept-text"] and login.status_code == 200
    done = post(client, HERE, page, **kept, code=codes.code_at(secret, after(30)))
    assert done.status_code == 200 and "Pause à midi, ensemble" in done.text and kept["kept_to"] in done.text
