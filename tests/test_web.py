"""Pages over HTTP: joining, signing in, and what guards them."""

import re

import pytest

from app.store import accounts
from tests.support.pages import PASSWORD, join, people, sign_in, token
from tests.support.serving import day_in


@pytest.fixture
def client(app):
    return app.test_client()


def test_somebody_joins_with_a_name_and_a_site(client, store, facts):
    answer = join(client, facts, name="Ana", site="s2")
    assert answer.headers["Location"] == f"/atelier/{facts.code}"
    assert "Ana" in client.get(answer.headers["Location"]).text
    assert [(person.name, person.site) for person in people(store, facts)] == [("Ana", "s2")]


def test_the_same_browser_is_the_same_person(client, store, facts):
    join(client, facts)
    assert client.get(f"/rejoindre/{facts.code}").headers["Location"] == f"/atelier/{facts.code}"
    assert len(people(store, facts)) == 1


def test_whoever_gives_no_name_gets_the_one_proposed(client, store, facts):
    page = client.get(f"/rejoindre/{facts.code}").text
    proposed = re.search(r'name="proposed" value="([^"]+)"', page)[1]
    join(client, facts, name="  ", proposed=proposed)
    assert people(store, facts)[0].name == proposed


def test_the_same_name_twice_gets_a_number(app, store, facts):
    for _ in range(3):
        join(app.test_client(), facts)
    assert sorted(person.name for person in people(store, facts)) == ["Ana", "Ana 2", "Ana 3"]


def test_a_link_that_carries_its_site_has_it_chosen(client, facts):
    page = client.get(f"/rejoindre/{facts.code}?site=s2").text
    assert re.search(r'value="s2" required checked', page)


def test_a_shared_device_has_a_seat_for_each(client, app, facts):
    join(client, facts, seats="3")
    page = client.get(f"/atelier/{facts.code}")
    who = re.search(r'data-who="([^"]+)"', page.text)[1]
    assert who.endswith(".1")
    client.post(f"/atelier/{facts.code}/place", data={"csrf_token": token(page), "seat": "2"})
    assert re.search(r'data-who="([^"]+)"', client.get(f"/atelier/{facts.code}").text)[1] == who[:-1] + "2"
    client.post(f"/atelier/{facts.code}/place", data={"csrf_token": token(page), "seat": "99"})
    assert re.search(r'data-who="([^"]+)"', client.get(f"/atelier/{facts.code}").text)[1] == who[:-1] + "3"


def test_a_code_is_found_however_it_is_typed(client, facts):
    page = client.get("/")
    typed = f" {facts.code[:4].lower()}-{facts.code[4:]} "
    answer = client.post("/", data={"csrf_token": token(page), "code": typed})
    assert answer.headers["Location"] == f"/rejoindre/{facts.code}"


def test_a_wrong_code_says_where_to_look(client, facts):
    page = client.get("/")
    answer = client.post("/", data={"csrf_token": token(page), "code": "AAAAAAA"})
    assert answer.status_code == 404 and 'role="alert"' in answer.text


def test_another_name_is_drawn_and_the_rest_is_kept(client, store, facts):
    page = client.get(f"/rejoindre/{facts.code}?site=s2")
    proposed = re.search(r'name="proposed" value="([^"]+)"', page.text)[1]
    data = {"csrf_token": token(page), "name": "", "proposed": proposed, "site": "s1", "seats": "3", "draw": "1"}
    drawn = [client.post(f"/rejoindre/{facts.code}", data=data).text for _ in range(12)]
    assert len({re.search(r'name="proposed" value="([^"]+)"', text)[1] for text in drawn}) > 1
    assert all('value="s1" required checked' in text and 'max="12" value="3"' in text for text in drawn)
    assert people(store, facts) == []


def test_guessing_codes_is_stopped_whatever_cookies_and_headers_say(app, facts):
    for guess in range(60):
        headers = {"X-Forwarded-For": f"10.0.0.{guess}"}
        assert app.test_client().get(f"/rejoindre/AAAAA{guess:02d}", headers=headers).status_code == 404
    stopped = app.test_client().get(f"/rejoindre/{facts.code}", headers={"X-Forwarded-For": "1.2.3.4"})
    assert stopped.status_code == 429 and int(stopped.headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/atelier", "/ecran"])
def test_no_other_page_tells_which_codes_there_are(app, path):
    answers = [app.test_client().get(f"{path}/AAAAA{guess:02d}").status_code for guess in range(61)]
    assert set(answers[:60]) == {404} and answers[60] == 429


def test_forty_five_people_behind_one_address_all_get_in(app, store, facts):
    for n in range(45):
        assert join(app.test_client(), facts, name=f"p{n}").status_code == 303
    assert len(people(store, facts)) == 45


def test_a_locked_door_lets_nobody_in(client, store, facts, workshop):
    join(client, facts)
    room = client.application.extensions["rooms"].of(facts)
    from app.live.commands.request import CommandRequest

    room.ask(CommandRequest(workshop.grant("fac"), "", "core.lock", {"locked": True}, "r1"))
    answer = join(client.application.test_client(), facts, name="Bob")
    assert answer.status_code == 422
    assert len(people(store, facts)) == 1


def test_a_form_without_its_token_is_refused(client, facts):
    assert client.post(f"/rejoindre/{facts.code}", data={"name": "Ana", "site": "s1"}).status_code == 400


def test_a_facilitator_signs_in_with_a_password(client, facts):
    assert sign_in(client).headers["Location"] == "/animer"
    assert facts.title in client.get("/animer").text
    assert client.get(f"/animer/{facts.code}").status_code == 200


def test_a_wrong_password_is_refused_in_the_same_words_as_an_unknown_address(client, facts):
    wrong = sign_in(client, password="pas celui-là du tout")
    unknown = sign_in(client, email="nobody@example.org")
    alert = r'role="alert">([^<]+)<'
    assert wrong.status_code == unknown.status_code == 401
    assert re.search(alert, wrong.text)[1] == re.search(alert, unknown.text)[1]


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, facts):
    client = app.test_client()
    sign_in(client)
    copied = client.get_cookie("beffroi").value
    client.post("/compte/deconnexion", data={"csrf_token": token(client.get("/animer"))})
    thief = app.test_client()
    thief.set_cookie("beffroi", copied)
    assert thief.get("/animer").status_code == 302


@pytest.mark.parametrize(
    "next",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
     "https:evil.example", "javascript:alert(1)", "/%0d//evil.example\r\n", " //evil.example"],
)  # fmt: skip
def test_after_signing_in_one_stays_on_the_site(client, facts, next):
    where = sign_in(client, next=next).headers["Location"]
    assert where == "/animer" or (where.startswith("/") and not where.startswith(("//", "/\\")))
    assert "\\" not in where and "\t" not in where


def test_the_console_and_results_are_closed_to_others(app, store, facts):
    store.write(accounts.add, email="other@example.org", name="Other", password=PASSWORD, operator=False, now=0)
    stranger, other, participant = app.test_client(), app.test_client(), app.test_client()
    sign_in(other, email="other@example.org")
    join(participant, facts)
    for path in ("", "/agenda", "/resultats", "/resultats.json", "/resultats.zip"):
        assert stranger.get(f"/animer/{facts.code}{path}").status_code == 302
        assert participant.get(f"/animer/{facts.code}{path}").status_code == 302
        assert other.get(f"/animer/{facts.code}{path}").status_code == 403


def test_a_screen_link_is_exchanged_for_a_clean_address_and_can_be_revoked(app, store, facts):
    from app.store import screens as rows

    secret = store.write(rows.add_screen, facts.id, "s1", 0)
    client = app.test_client()
    opened = client.get(f"/ecran/ouvrir/{secret}")
    assert opened.headers["Location"] == f"/ecran/{facts.code}"
    page = client.get(f"/ecran/{facts.code}")
    assert page.status_code == 200 and secret not in page.text
    with store.read() as session:
        (row,) = rows.screens(session, facts.id)
    store.write(rows.revoke_screen, facts.id, row.id)
    assert client.get(f"/ecran/{facts.code}").status_code == 403
    assert app.test_client().get(f"/ecran/ouvrir/{secret}").status_code == 404


def test_every_page_carries_the_strict_headers(client, facts):
    for path in ("/", "/compte/connexion", f"/rejoindre/{facts.code}", "/nulle-part", "/confidentialite"):
        answer = client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_cookies_are_host_only_and_secure_under_https(tmp_path):
    from app import create_app
    from app.config import Settings

    app = create_app(Settings(instance=tmp_path / "https", public_url="https://ateliers.example.fr"))
    cookie = app.test_client().get("/compte/connexion", base_url="https://ateliers.example.fr").headers["Set-Cookie"]
    assert cookie.startswith("__Host-beffroi=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_a_secret_key_that_is_none_stops_the_start(tmp_path):
    from app.config import BadSetting, Settings, secret_key

    for bad in ("changeme", "a" * 64, "short"):
        with pytest.raises(BadSetting, match="SECRET_KEY"):
            secret_key(Settings(instance=tmp_path, secret_key=bad))


def test_the_secret_key_made_at_the_first_start_is_for_its_owner_alone(tmp_path):
    from app.config import Settings, secret_key

    made = secret_key(Settings(instance=tmp_path / "new"))
    assert secret_key(Settings(instance=tmp_path / "new")) == made
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_workshop_is_made_and_its_agenda_composed(client, facts, store):
    sign_in(client)
    page = client.get("/animer")
    made = client.post(
        "/animer",
        data={"csrf_token": token(page), "title": "Atelier", "sites": "Lille\nClermont\nChâteau-Thierry",
              "last_day": day_in(9), "locale": "fr"},
    )  # fmt: skip
    agenda = made.headers["Location"]
    page = client.get(agenda)
    client.post(agenda, data={"csrf_token": token(page), "method": "mood", "title": "Météo"})
    client.post(agenda, data={"csrf_token": token(page), "method": "ideation", "title": "Idées"})
    listed = client.get(agenda).text
    assert listed.index(">Météo</a>") < listed.index(">Idées</a>")
    activity = re.findall(r'id="a-([^"]+)"', listed)[1]
    client.post(f"{agenda}/{activity}/deplacer", data={"csrf_token": token(page), "to": "up"})
    listed = client.get(agenda).text
    assert listed.index(">Idées</a>") < listed.index(">Météo</a>")
    client.post(
        f"{agenda}/{activity}",
        data={"csrf_token": token(page), "title": "Idées claires", "stages": ["collect", "reveal"], "minutes": "7",
              "s-question": "Comment ?", "s-per_person": "5"},
    )  # fmt: skip
    assert ">Idées claires</a>" in client.get(agenda).text
    bad = client.post(f"{agenda}/{activity}", data={"csrf_token": token(page), "title": "", "stages": ["collect"]})
    assert 'role="alert"' in bad.text
    client.post(f"{agenda}/{activity}/retirer", data={"csrf_token": token(page)})
    assert ">Idées claires</a>" not in client.get(agenda).text


def added(client, facts, method) -> str:
    """The agenda page that answers to one more activity."""
    agenda = f"/animer/{facts.code}/agenda"
    made = client.post(agenda, data={"csrf_token": token(client.get(agenda)), "method": method, "title": ""})
    return client.get(made.headers["Location"].partition("#")[0]).text


def test_a_new_activity_is_chosen_with_the_minutes_of_its_method_and_its_question_first(client, facts):
    sign_in(client)
    page = added(client, facts, "ideation")
    assert 'name="minutes" type="number" inputmode="numeric"' in page
    assert re.search(r'name="minutes"[^>]*value="30"', page)
    order = [
        page.index(f'name="{name}"')
        for name in ("title", "s-question", "minutes", "instruction", "site-s1", "anonymous")
    ]
    assert order == sorted(order)


def test_a_moment_that_collects_nothing_offers_neither_anonymity_nor_cards(client, facts):
    sign_in(client)
    mood, moment = added(client, facts, "mood"), added(client, facts, "time")
    mood = client.get(f"/animer/{facts.code}/agenda").text
    assert all(f'name="{name}"' in mood for name in ("anonymous", "by_site", "source"))
    assert not any(f'name="{name}"' in moment for name in ("anonymous", "by_site", "source"))


def test_marks_of_sites_differ():
    from app.domain.people import sites_from

    marks = [
        site.mark for site in sites_from(["Lille", "Clermont", "Château-Thierry", "Clermont-Ferrand"], "À distance")
    ]
    assert len(set(marks)) == len(marks)


def test_a_mark_that_differs_by_an_accent_alone_is_no_other_mark():
    from app.domain.people import sites_from

    assert [site.mark for site in sites_from(["Amiens", "Étaples", "Eu"], "À distance")] == ["A", "É", "Eu", "Àd"]


@pytest.mark.parametrize(("locale", "written"), [("fr", "1er janvier 2027"), ("en", "January 1, 2027")])
def test_a_date_is_written_on_one_line_and_the_first_is_the_first(locale, written):
    from app.web.common.templating import day
    from beffroi.words import speaking

    with speaking(locale):
        assert day(1_798_800_000_000) == written.replace(" ", "\u00a0")


def test_a_wrong_resume_code_keeps_the_site_of_the_code_that_was_scanned(client, facts):
    page = client.get(f"/rejoindre/{facts.code}?site=s2").text
    fields = dict(re.findall(r'name="(csrf_token|site)" value="([^"]+)"', page.partition('class="resume"')[2]))
    answer = client.post(f"/rejoindre/{facts.code}/reprise", data={**fields, "resume": "AAAAAA"})
    assert answer.status_code == 404
    assert 'value="s2" required checked' in answer.text


def test_my_data_leads_back_to_the_workshop(client, facts):
    join(client, facts, name="Ana")
    link = re.search(r'href="(/mes-donnees/[^"]+)"', client.get(f"/atelier/{facts.code}").text)[1]
    assert f'href="/atelier/{facts.code}"' in client.get(link, follow_redirects=True).text


def test_a_persons_own_link_reads_takes_away_and_erases(client, facts, workshop):
    join(client, facts, name="Ana")
    page = client.get(f"/atelier/{facts.code}").text
    link = re.search(r'href="(/mes-donnees/[^"]+)"', page)[1]
    room = client.application.extensions["rooms"].of(facts)
    person = people(client.application.extensions["store"], facts)[0].id
    from app.live.commands.request import CommandRequest, Grant

    data = {"method": "ideation", "title": "Idées", "stages": ["collect", "reveal"], "anonymous": True}
    activity = room.ask(CommandRequest(workshop.grant("fac"), "", "core.add", data, "r1")).entry
    room.ask(CommandRequest(workshop.grant("fac"), "", "core.open", {"activity": activity}, "r2"))
    me = Grant(facts.id, "participant", person, "s1", person)
    room.ask(CommandRequest(me, activity, "write", {"text": "Mon idée à moi"}, "r3"))
    client = client.application.test_client()  # the link is worth all that it says, in any browser
    assert "Mon idée à moi" in client.get(link).text
    assert client.get(f"{link}/export.json").json["contributions"][0]["text"] == "Mon idée à moi"
    client.post(f"{link}/effacer", data={"csrf_token": token(client.get(link)), "all": "1", "confirmed": "true"})
    assert "Mon idée à moi" not in client.get(link).text
    assert room.presence.people[person].name == ""


def test_a_wrong_personal_link_opens_nothing(client):
    assert client.get("/mes-donnees/devine").status_code == 404


def test_the_plugins_page_says_what_is_loaded_and_where_it_is_offered(client, facts):
    sign_in(client)
    page = client.get("/extensions").text
    assert all(name in page for name in ("mood", "ideation", "dotvote", "time", facts.title))
