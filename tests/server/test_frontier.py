"""Who may do what is settled by the session: nothing that a page, a site or a neighbour says changes it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import websocket

from tests.support.clients import POLLING, Polling, command, csrf
from tests.support.crowd import Crowd, Lead
from tests.support.pages import PASSWORD
from tests.support.serving import day_in, on_the_command_line

FOREIGN = ["http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1", "http://127.0.0.1.evil.example", "null",
           "http://localhost", "file://", "http://[::1]"]  # fmt: skip


@pytest.fixture(scope="module")
def second(server) -> str:
    """Another workshop on the same server: its code."""
    return re.search(r"/rejoindre/(\w+)", on_the_command_line(server, "demo"))[1]


@pytest.fixture(scope="module")
def other_account(server):
    on_the_command_line(server, "user", "add", "autre@example.org", "--password", PASSWORD)
    return "autre@example.org"


@pytest.fixture
def lead(crowd) -> Lead:
    return crowd.facilitator()


# --- where a socket comes from -----------------------------------------------------------------


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_socket_opened_by_another_site_is_refused(crowd, origin):
    ana = crowd.person("Ana")
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        ana.knock(origin=origin)
    assert refusal.value.status_code == 400


@pytest.mark.parametrize("origin", FOREIGN)
def test_polling_by_another_site_is_refused_at_every_step(crowd, origin):
    ana = crowd.person("Ana")
    assert Polling(ana, origin).opening.status_code == 400
    own = Polling(ana)
    assert own.post("40{}", Origin=origin).status_code == 400
    answer = ana.http.get(ana.base + own.path, headers={"Origin": origin}, timeout=5)
    assert answer.status_code == 400 and "Access-Control-Allow-Origin" not in answer.headers


def test_a_forwarded_host_makes_no_site_ours(crowd):
    ana = crowd.person("Ana")
    lies = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "Origin": "http://evil.example"}
    assert ana.http.get(ana.base + POLLING, headers=lies, timeout=5).status_code == 400
    with pytest.raises(websocket.WebSocketBadStatusException):
        ana.knock(origin="http://evil.example", header={"X-Forwarded-Host": "evil.example"})


def test_the_own_site_is_let_in_over_both_transports(crowd):
    ana = crowd.person("Ana")
    assert ana.socket().hello()["blocks"]
    line = Polling(ana)
    line.post("40" + json.dumps({"workshop": ana.code, "role": "participant", "locale": "fr"}))
    assert line.until("40").startswith('40{"sid"')
    line.post('427["hello",{"have":{}}]')
    assert '"blocks"' in line.until("437")


# --- who a socket is ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["participant", "facilitator", "screen", "system", "", "admin"])
def test_without_a_cookie_no_role_is_open(crowd, role):
    auth = {"workshop": crowd.server.code, "role": role}
    assert crowd.stranger().knock("any", auth=auth, cookie="").refused()
    line = Polling(crowd.stranger())
    line.post("40" + json.dumps(auth))
    assert line.until("44").startswith("44")


@pytest.mark.parametrize(
    "forged", ["beffroi=", "beffroi=eyJwZW9wbGUiOnt9fQ.aaaa.bbbb", "session=x", "__Host-beffroi=x"]
)
def test_a_cookie_that_is_not_ours_opens_nothing(crowd, forged):
    assert crowd.stranger().knock("participant", cookie=forged).refused()


@pytest.mark.parametrize("role", ["facilitator", "screen", "system"])
def test_a_participant_is_no_other_role(crowd, role):
    ana = crowd.person("Ana")
    said = {"workshop": ana.code, "role": role, "locale": "fr", "who": "f:x", "person": "x", "site": "s2"}
    assert ana.knock(role, auth=said).refused()
    assert ana.get(f"/animer/{ana.code}").url.startswith(f"{ana.base}/compte/connexion")
    assert ana.get(f"/ecran/{ana.code}").status_code == 403


def test_what_another_seat_could_not_send_leaves_from_the_same_device_and_from_no_other(crowd, lead):
    mood, tablet, bob = lead.open("Météo"), crowd.stranger(), crowd.person("Bob")
    tablet.post(f"/rejoindre/{tablet.code}", name="Tablette", site="s1", seats="2")
    who = tablet.who.removesuffix(".1")
    said = {"workshop": tablet.code, "role": "participant", "locale": "fr"}
    assert tablet.knock(auth={**said, "who": f"{who}.2"}).refused()  # a page of the other seat stays that seat's
    line = tablet.knock(auth={**said, "who": f"{who}.2", "sends": True})
    line.let_in()
    assert line.call("command", command(mood, "say", word="calme"))["kind"] == "accepted"
    for asked in (f"{who}.3", bob.who, "f:x"):
        assert tablet.knock(auth={**said, "who": asked, "sends": True}).refused()
    assert bob.knock(auth={**said, "who": f"{who}.2", "sends": True}).refused()


def test_a_screen_can_only_be_read(crowd, lead, server):
    mood = lead.open("Météo")
    screen = crowd.screen()
    line = screen.socket("screen")
    assert line.hello()["blocks"]["screen"]
    for asked in (command(mood, "say", word="pirate"), command("", "core.lock", locked=True),
                  command("", "core.stage", activity=mood, leaves="say", to="read")):  # fmt: skip
        assert line.call("command", asked)["kind"] == "refused"
    assert [answer["kind"] for answer in line.call("batch", [command(mood, "say", word="pirate")])] == ["refused"]
    line.call("signal", "done")
    assert lead.part("Météo")["stage"] == "say"
    assert "pirate" not in json.dumps(lead.results())
    for role in ("participant", "facilitator"):
        assert screen.knock(role).refused()


def test_a_revoked_screen_is_cut_and_stays_out(crowd, lead):
    screen = crowd.screen("Amiens")
    line = screen.socket("screen")
    console = lead.browser.get(f"/animer/{lead.browser.code}").text
    for path in re.findall(r'"(/animer/\w+/ecrans/[^"]+/revoquer)"', console):
        headers = {"X-CSRFToken": csrf(console)}
        lead.browser.http.post(lead.browser.base + path, headers=headers, timeout=5)
    line.wait("to be cut", lambda: line.was_cut)
    assert screen.knock("screen").refused()


def test_somebody_who_was_removed_is_cut_and_stays_out(crowd, lead):
    ana = crowd.person("Ana")
    line = ana.socket()
    path = f"/animer/{ana.code}"
    lead.browser.post(f"{path}/personnes/{ana.who}/retirer", from_page=path)
    line.wait("to be cut", lambda: line.was_cut)
    assert ana.knock("participant").refused()


# --- what a socket says ------------------------------------------------------------------------

CORE: dict[str, dict[str, Any]] = {
    "core.add": {"method": "mood", "title": "Pirate", "stages": ["say"]},
    "core.lock": {"locked": True},
    "core.pause": {"paused": True},
    "core.clock": {"act": "start", "minutes": 5},
    "core.open": {"activity": "ID"},
    "core.stage": {"activity": "ID", "leaves": "say", "to": "read"},
    "core.close": {"activity": "ID", "confirmed": True},
    "core.remove": {"activity": "ID"},
    "core.place": {"activity": "ID", "place": 0},
    "core.undo": {"activity": "ID", "entry": "x"},
    "core.erase": {"activity": "ID", "entries": []},
    "core.nothing": {},
}


@pytest.mark.parametrize("name", CORE)
@pytest.mark.parametrize("more", [{}, {"role": "facilitator", "who": "f:x", "grant": {"role": "system"}}])
def test_what_facilitators_do_is_refused_to_a_participant(crowd, lead, name, more):
    mood = lead.open("Météo")
    data = {key: mood if value == "ID" else value for key, value in CORE[name].items()}
    before = json.dumps(lead.results())
    for activity in ("", mood):
        asked = {**command(activity, name, **data), **more}
        assert crowd.person("Ana").socket().call("command", asked)["kind"] == "refused"
    assert json.dumps(lead.results()) == before


def test_erasing_is_not_even_a_facilitators_by_socket(lead):
    assert lead.socket.command("", "core.erase", activity="", entries=[])["kind"] == "refused"


@pytest.mark.parametrize("field", ["who", "role", "site", "stamp", "at", "seq", "__class__", "about"])
def test_a_field_that_no_form_has_is_an_error(crowd, lead, field):
    mood = lead.open("Météo")
    answer = crowd.person("Ana").socket().command(mood, "say", "", **{"word": "moi", field: "f:x"})
    assert answer["kind"] == "errors" and field in answer["errors"]


@pytest.mark.parametrize("event", ["show", "mine", "turn", "clock", "join", "leave", "enter_room", "message", "json",
                                   "connect", "disconnect", "connect_error", "*", "__init__"])  # fmt: skip
def test_a_forged_event_reaches_nobody(crowd, lead, event):
    mood, bob = lead.open("Météo"), crowd.person("Bob").socket()
    bob.hello()
    ana = crowd.person("Ana").socket()
    ana.hello()
    ana.ask(event, {"channel": "x", "room": "y", "activity": "pirate-" + event, "role": "facilitator"}, "pirate")
    assert bob.do(mood, "say", word="calme")
    assert bob.hello()["blocks"] and "pirate" not in bob.heard and not bob.was_cut


def test_a_second_arrival_on_the_same_line_takes_no_other_role(crowd, lead, second):
    ana = crowd.person("Ana")
    line = ana.socket()
    for role, code in (("facilitator", ana.code), ("participant", second), ("screen", ana.code)):
        line.send("40" + json.dumps({"workshop": code, "role": role}))
    line.ask("connect", {}, {"workshop": ana.code, "role": "facilitator"})
    line.wait("an end", lambda: line.was_cut)
    assert "control" not in line.heard


@pytest.mark.parametrize("name", ["/admin", "/facilitator", "//"])
def test_there_is_no_other_namespace(crowd, name):
    line = crowd.person("Ana").socket()
    line.send(f"40{name}," + json.dumps({"workshop": crowd.server.code, "role": "facilitator"}))
    line.send(f'42{name},7["command",{{}}]')
    line.wait("a refusal or a cut", lambda: line.was_cut or any(f.startswith("44/") for f in line.frames))
    assert 7 not in line.answers


# --- another workshop --------------------------------------------------------------------------


def test_what_belongs_to_another_workshop_is_out_of_reach(crowd, lead, second):
    mood = lead.open("Météo")
    entry = crowd.person("Bob").socket().do(mood, "say", word="chez nous")
    neighbour = crowd.stranger(code=second).join("Voisine")
    line = neighbour.socket()
    assert line.command(mood, "say", word="pirate")["kind"] == "refused"
    assert "chez nous" not in json.dumps(line.hello(activity=mood), ensure_ascii=False)
    assert "chez nous" not in neighbour.get(f"/atelier/{second}?activite={mood}").text
    assert neighbour.knock("participant", code=crowd.server.code).refused()
    assert neighbour.get(f"/atelier/{crowd.server.code}").url.endswith(f"/rejoindre/{crowd.server.code}")
    assert entry not in line.heard and "pirate" not in json.dumps(lead.results())


def test_another_facilitator_sees_nothing_of_a_workshop_that_is_not_theirs(crowd, lead, server, other_account):
    mood = lead.open("Météo")
    crowd.person("Bob").socket().do(mood, "say", word="chez nous")
    other = crowd.stranger()
    other.post("/compte/connexion", email=other_account, password=PASSWORD)
    assert other.get("/animer").url.endswith("/animer")
    for path in ("", "/agenda", "/resultats", "/resultats.json", "/resultats.zip", f"/resultats/{mood}/words.csv"):
        answer = other.get(f"/animer/{server.code}{path}")
        assert answer.status_code == 403 and "chez nous" not in answer.text
    assert other.knock("facilitator").refused()
    assert server.code not in other.get("/animer").text + other.get("/extensions").text
    for path in ("agenda", f"agenda/{mood}", f"agenda/{mood}/retirer", "methodes", "ecrans", "collegues"):
        assert other.post(f"/animer/{server.code}/{path}", from_page="/animer").status_code == 403
    made = other.post("/animer", title="Le mien", sites="Lens", last_day=day_in(9), locale="fr")
    own = re.search(r"/animer/(\w+)/agenda", made.url)[1]
    line = other.knock("facilitator", code=own)
    line.let_in()
    for name, data in (("core.open", {"activity": mood}), ("core.close", {"activity": mood, "confirmed": True})):
        assert line.command("", name, **data)["kind"] == "refused"
    assert line.command(mood, "say", word="pirate")["kind"] == "refused"
    found = other.get(f"/animer/{own}/resultats/{mood}/words.csv")
    assert found.status_code == 404 and "chez nous" not in json.dumps(line.hello(activity=mood))


def test_a_screen_of_one_workshop_is_none_of_another(crowd, second):
    screen = crowd.screen()
    assert screen.knock("screen", code=second).refused()
    assert screen.get(f"/ecran/{second}").status_code == 403


# --- forms -------------------------------------------------------------------------------------


def posts(app) -> list[str]:
    """Every address that takes a form."""
    return [rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]


def test_no_form_is_taken_without_its_token(app, crowd, lead, server):
    ana = crowd.person("Ana")
    mood, found = lead.ids["Météo"], posts(app)
    assert len(found) > 12
    link = re.search(r'href="/mes-donnees/([^"]+)"', ana.get(f"/atelier/{ana.code}").text)[1]
    survey = f"/animer/{server.code}/lien/{lead.prepare('survey', 'À distance', ['answer', 'results'])}"
    hours = dict(re.findall(r'name="((?:opens|closes)_\w+)" value="([^"]+)"', lead.browser.get(survey).text))
    days = re.search(r"/q/(\w{8})", lead.browser.post(survey, **hours).text)[1]
    others = csrf(crowd.stranger().get("/").text)
    for browser in (ana, lead.browser, crowd.stranger()):
        for rule in found:
            path = rule.replace("<code>", server.code).replace("<activity>", mood).replace("<secret>", link)
            path = path.replace("<link>", days)
            path = re.sub(r"<[^>]+>", "s1", path)
            for token in ({}, {"csrf_token": others}):
                answer = browser.http.post(browser.base + path, data={"all": "1", **token}, timeout=5)
                known = (400, 404) if path.startswith("/s/") else (400,)  # a follow-up link that nobody was given
                assert answer.status_code in known, (path, token, answer.status_code)
    assert ana.socket().hello()["blocks"], "something was done all the same"
    assert lead.browser.get("/animer").url.endswith("/animer")


def test_no_address_that_changes_something_answers_a_get(app, crowd, lead, server):
    gets = {rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    for rule in posts(app):
        if rule not in gets:
            path = re.sub(r"<[^>]+>", "s1", rule.replace("<code>", server.code))
            assert lead.browser.get(path).status_code in (404, 405), path  # 404: read as the name of something


def test_the_crowd_is_seen_out(server):
    """The helper itself: what a test opens it closes, or a warning would fail it."""
    crowd = Crowd(server)
    line = crowd.person("Ana").socket()
    crowd.close()
    assert not line._reader.is_alive()
