"""Signing in by a provider of OpenID Connect: who comes in, as whom, and who does not."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from app import create_app
from app.config import BadSetting, Settings
from app.domain.clock import now_ms
from app.store import accounts, database, identities
from tests.support.oidc import CLIENT, SECRET, OidcProvider

PUBLIC = "http://ateliers.example.fr"


@pytest.fixture
def provider():
    with OidcProvider() as made:
        yield made


@pytest.fixture
def site(tmp_path, provider):
    """Makes the site with other settings, and stops it."""
    made = []

    def make(**settings):
        given = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, **settings}
        app = create_app(Settings(instance=tmp_path / f"i{len(made)}", public_url=PUBLIC, **given))
        app.config["WTF_CSRF_ENABLED"] = False
        database.upgrade(app)
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["rooms"].stop()
        app.extensions["store"].stop()


def sent_back(client, next: str = "") -> str:
    """Where the provider sends a browser that our page sent to it."""
    there = client.get(f"/compte/fournisseur/?next={next}", base_url=PUBLIC).headers["Location"]
    return requests.get(there, allow_redirects=False, timeout=5).headers["Location"]


def come(app, client=None):
    """Somebody goes there and comes back: the last answer."""
    client = client or app.test_client()
    return client.get(sent_back(client), base_url=PUBLIC)


def account(app, email: str):
    with app.extensions["store"].read() as session:
        return accounts.by_email(session, email)


def test_somebody_comes_in_and_is_the_same_account_whatever_their_address_becomes(site, provider):
    app = site()
    client = app.test_client()
    back = client.get(sent_back(client, "/animer/modeles"), base_url=PUBLIC)
    assert (back.status_code, back.headers["Location"]) == (303, "/animer/modeles")
    assert client.get("/animer/", base_url=PUBLIC).status_code == 200
    assert account(app, "ana@example.fr").name == "Ana Petit"
    asked = provider.asked[0]
    assert len(asked["state"]) >= 32 and len(asked["nonce"]) >= 32 and asked["code_challenge_method"] == "S256"
    before = account(app, "ana@example.fr").id
    provider.person |= {"email": "ana.durand@example.fr", "email_verified": True, "name": "Ana Durand"}
    assert come(app).status_code == 303
    after = account(app, "ana.durand@example.fr")
    assert (after.id, after.name) == (before, "Ana Durand") and account(app, "ana@example.fr") is None


def test_the_word_of_a_person_may_be_signed_and_keys_may_change(site, provider):
    app = site()
    provider.lies["signed_userinfo"] = {}
    assert come(app).status_code == 303
    provider.roll_keys()
    assert come(app).status_code == 303


@pytest.mark.parametrize(
    "lie",
    (
        {"id_token": {"nonce": "another"}},
        {"id_token": {"nonce": None}},
        {"id_token": {"iss": "https://elsewhere.example"}},
        {"id_token": {"aud": "somebody-else"}},
        {"id_token": {"aud": [CLIENT, "other"], "azp": "other"}},
        {"id_token": {"exp": 1}},
        {"id_token": {"exp": None}},
        {"id_token": {"iat": 9_999_999_999}},
        {"id_token": {"at_hash": "another"}},
        {"id_token": {"sub": "another"}},
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "ES256"},
        {"userinfo": {"sub": "another"}},
        {"signed_userinfo": {"aud": "somebody-else"}},
        {"signed_userinfo": {"iss": "https://elsewhere.example"}},
        {"back": {"iss": "https://elsewhere.example"}},
        {"back": {"code": "another"}},
        {"described": {"issuer": "https://elsewhere.example"}},
        {"described": {"token_endpoint": None}},
        {"described": {"jwks_uri": "http://127.0.0.1:9/keys"}},
    ),
)
def test_an_answer_that_is_not_quite_the_provider_s_lets_nobody_in(site, provider, lie):
    app = site()
    client = app.test_client()
    if "described" not in lie:
        there = sent_back(client)
        provider.lies = lie
        there = sent_back(client) if "back" in lie else there
    else:
        provider.lies = lie
        there = "/compte/fournisseur/"
    answer = client.get(there, base_url=PUBLIC)
    if lie == {"described": {"token_endpoint": None}} or lie == {"described": {"jwks_uri": "http://127.0.0.1:9/keys"}}:
        answer = client.get(sent_back(client), base_url=PUBLIC)
    assert answer.status_code == 502 and "Traceback" not in answer.text
    assert account(app, "ana@example.fr") is None
    assert client.get("/animer/", base_url=PUBLIC).status_code == 302, "nobody is signed in"


def test_a_way_back_serves_once_in_the_browser_that_left(site):
    app = site()
    client = app.test_client()
    back = sent_back(client)
    assert app.test_client().get(back, base_url=PUBLIC).status_code == 403, "another browser"
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert client.get(back.replace(state, "x" * 43), base_url=PUBLIC).status_code == 403
    assert client.get(back, base_url=PUBLIC).status_code == 403, "it has served"
    refused = sent_back(client).partition("?")[0]
    assert client.get(f"{refused}?error=access_denied", base_url=PUBLIC).status_code == 403


@pytest.mark.parametrize(
    ("rules", "says", "comes"),
    (
        ("", {}, True),
        ("domain=example.fr", {"email": "a@EXAMPLE.fr"}, True),
        ("domain=example.fr", {"email": "a@example.fr.evil.example"}, False),
        ("siret=20005374200017", {"siret": "20005374200017"}, True),
        ("siret=20005374200017", {"siret": "20005374200018"}, False),
        ("groups=animateurs groups=chefs", {"groups": ["/chefs", "/autres"]}, True),
        ("groups=animateurs", {"groups": "animateurs-not"}, False),
        ("admin=True", {"admin": True}, False),
    ),
)
def test_a_rule_says_who_comes_in(site, provider, rules, says, comes):
    provider.person |= says
    answer = come(site(oidc_allow=rules))
    assert answer.status_code == (303 if comes else 403)


def test_operators_and_services_are_as_the_provider_has_them_each_time(site, provider):
    app = site(oidc_operators="groups=exploitation", oidc_service_claim="organizational_unit")
    provider.person |= {"groups": ["exploitation"], "organizational_unit": "Direction des usages"}
    come(app)
    first = account(app, "ana@example.fr")
    assert first.operator and first.service_id
    provider.person |= {"groups": [], "organizational_unit": ""}
    come(app)
    after = account(app, "ana@example.fr")
    assert not after.operator and after.service_id is None


@pytest.mark.parametrize(
    ("says", "settings", "operator", "linked"),
    (
        ({"email_verified": True}, {}, False, True),
        ({"email_verified": False}, {"oidc_trusted_domains": "autre.example example.fr"}, False, True),
        ({"email_verified": False}, {}, False, False),
        ({"email_verified": "true"}, {}, False, False),
        ({"email_verified": True}, {}, True, False),
    ),
)
def test_an_account_that_is_there_is_linked_once_and_only_by_an_address_that_is_theirs(
    site, provider, says, settings, operator, linked
):
    app = site(**settings)
    given = {"email": "ana@example.fr", "name": "Ana", "password": "x" * 12, "operator": operator, "now": now_ms()}
    id = app.extensions["store"].write(accounts.add, **given)
    provider.person |= says
    assert come(app).status_code == (303 if linked else 403)
    provider.person |= {"sub": "somebody else", **says}
    assert come(app).status_code == 403, "nobody else gets it by the same address"
    assert account(app, "ana@example.fr").id == id


def test_an_address_that_nobody_verified_is_not_taken_from_whom_it_may_be(site, provider):
    app = site()
    provider.person |= {"email": "bob@example.fr", "email_verified": False}
    assert come(app).status_code == 303
    assert account(app, "bob@example.fr") is None, "an invitation for Bob makes an account of his own"


def test_a_disabled_account_does_not_come_in_by_the_provider_either(site):
    app = site()
    come(app)
    app.extensions["store"].write(accounts.disable, account(app, "ana@example.fr").id, now_ms())
    client = app.test_client()
    assert come(app, client).status_code == 403 and client.get("/animer/", base_url=PUBLIC).status_code == 302


def test_who_signs_out_here_is_shown_the_way_out_there(site, provider):
    app = site()
    client = app.test_client()
    come(app, client)
    answer = client.post("/compte/deconnexion", base_url=PUBLIC, follow_redirects=True)
    assert f"{provider.issuer}/end?id_token_hint=" in answer.text and "post_logout_redirect_uri" in answer.text
    assert client.get("/animer/", base_url=PUBLIC).status_code == 302


def test_a_session_lasts_half_a_day_and_the_provider_ends_it(site, provider):
    app = site()
    client = app.test_client()
    come(app, client)
    for refused in ({"aud": "another"}, {"events": {}}, {"nonce": "x"}, {"jti": None}, {"sub": None, "sid": None}):
        token = provider.logout_token(**refused)
        assert client.post("/compte/fournisseur/fin", data={"logout_token": token}).status_code == 400
    assert client.get("/animer/", base_url=PUBLIC).status_code == 200
    assert client.post("/compte/fournisseur/fin", data={"logout_token": provider.logout_token()}).status_code == 200
    assert client.get("/animer/", base_url=PUBLIC).status_code == 302
    assert identities.LOGIN_MS == 12 * 3600 * 1000


def test_passwords_of_its_own_can_be_switched_off(site):
    client = site(local_sign_in=False, oidc_name="ProConnect").test_client()
    page = client.get("/compte/connexion", base_url=PUBLIC).text
    assert "ProConnect" in page and 'name="password"' not in page
    sent = client.post("/compte/connexion", base_url=PUBLIC, data={"email": "a@b.fr", "password": "x"})
    assert sent.status_code == 403


@pytest.mark.parametrize(
    "settings",
    (
        {"oidc_client_id": ""},
        {"oidc_allow": "domain"},
        {"oidc_operators": "=x"},
        {"oidc_issuer": "", "local_sign_in": False},
    ),
)
def test_settings_that_let_nobody_in_stop_the_start(site, settings):
    with pytest.raises(BadSetting):
        site(**settings)
