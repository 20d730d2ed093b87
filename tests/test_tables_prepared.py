"""Tables over HTTP: laid ahead, described, paired, drawn; cards to print; the table that a QR code leads to."""

from __future__ import annotations

import re

import pytest

from app.store import accounts
from tests.support.pages import PASSWORD, join, sign_in, token

CALL = "https://visio.example.fr/salle"


class Page:
    """The tables page of a facilitator who is signed in."""

    def __init__(self, client, facts):
        self.client, self.path = client, f"/animer/{facts.code}/tables"
        sign_in(client)

    def post(self, to="", **data):
        return self.client.post(self.path + to, data={"csrf_token": token(self.client.get(self.path)), **data})

    def lay(self, site="s1", count=2) -> list[str]:
        """So many tables more; the ids of all."""
        assert self.post(site=site, count=str(count)).status_code == 303
        return re.findall(r'<li class="card[^"]*" id="t-([^"]+)"', self.text)

    @property
    def text(self) -> str:
        return self.client.get(self.path).text


@pytest.fixture
def prepared(app, facts) -> Page:
    return Page(app.test_client(), facts)


@pytest.fixture
def seating(app, facts):
    """Where people sit, as the room knows it: by name, the name of their table."""

    def found() -> dict[str, str]:
        room = app.extensions["rooms"].of(facts)
        at = {person.name: room.record.agenda.seating.at_table(person.id) for person in room.presence.here()}
        return {name: table.name if table else "" for name, table in at.items()}

    return found


def alerts(answer) -> list[str]:
    assert answer.status_code == 422
    return [
        re.sub(r"<[^>]+>", "", one)
        for one in re.findall(r'<p class="field-error" role="alert"[^>]*>(.*?)</p>', answer.text)
    ]


# --- laying ----------------------------------------------------------------------------------


def test_several_tables_are_laid_at_a_site_in_one_go_and_numbered_on(prepared):
    prepared.lay("s1", 3), prepared.lay("s2", 2)
    assert re.findall(r"<h3>(Table \d)", prepared.text) == ["Table 1", "Table 2", "Table 3", "Table 4", "Table 5"]
    places = [prepared.text.index(one) for one in ('id="g-s1"', "<h3>Table 3", 'id="g-s2"', "<h3>Table 4")]
    assert places == sorted(places)


def test_the_console_and_the_agenda_lead_to_the_tables(prepared):
    for path in ("", "/agenda"):
        assert f'href="{prepared.path}"' in prepared.client.get(prepared.path.removesuffix("/tables") + path).text


@pytest.mark.parametrize("count", ["", "0", "31", "trois", "9" * 40])
def test_a_count_that_makes_no_sense_is_said_at_its_field_and_stands_there_still(prepared, count):
    answer = prepared.post(site="s2", count=count)
    assert answer.status_code == 422
    field = re.search(r'<input [^>]*id="lay-count"[^>]*>', answer.text)[0]
    assert f'value="{count}"' in field and 'aria-invalid="true"' in field and "autofocus" in field
    assert '<option value="s2" selected>' in answer.text
    assert prepared.client.get(prepared.path).text.count("table-cards") == 0


def test_a_site_that_the_workshop_does_not_have_is_refused(prepared):
    assert prepared.post(site="s9", count="2").status_code == 400


def test_a_mixed_table_whose_link_is_not_one_is_asked_again_with_all_that_was_typed(prepared):
    answer = prepared.post("/mixte", name="Aidants", subject="L’aide aux aidants", link="visio.example.fr")
    assert alerts(answer) and "<details open>" in answer.text
    for typed in ("Aidants", "L’aide aux aidants", "visio.example.fr"):
        assert f'value="{typed}"' in answer.text
    assert prepared.post("/mixte", name="Aidants", link=CALL).status_code == 303
    assert "g-mixed" in prepared.text and f'href="{CALL}"' in prepared.text


def test_a_table_is_renamed_given_a_subject_and_a_twin_and_keeps_what_was_typed_when_refused(prepared):
    first, second, far = prepared.lay("s1", 2)[0], *prepared.lay("s2", 1)[1:]
    assert prepared.post(f"/{first}", name="Guichet", subject="La bourse", twin=far).status_code == 303
    text = prepared.text
    assert "<h3>Guichet" in text and "La bourse" in text
    assert re.search(rf'id="change-{re.escape(far)}-twin".*?<option value="{re.escape(first)}" selected>', text, re.S)
    answer = prepared.post(f"/{second}", name="guichet", subject="Autre chose")
    assert alerts(answer) and 'value="guichet"' in answer.text and 'value="Autre chose"' in answer.text
    answer = prepared.post(f"/{first}", name="", subject="La bourse", twin=second)
    field = re.search(rf'<input [^>]*id="change-{re.escape(first)}-name"[^>]*>', answer.text)[0]
    assert 'aria-invalid="true"' in field and "autofocus" in field


def test_tables_of_one_site_are_not_offered_as_twins(prepared):
    first, second = prepared.lay("s1", 2)
    assert "Table jumelle" not in prepared.text
    assert alerts(prepared.post(f"/{first}", name="Table 1", twin=second))


def test_a_table_is_taken_away_and_twice_says_so(prepared):
    first, _second = prepared.lay("s1", 2)
    assert prepared.post(f"/{first}/retirer").status_code == 303
    assert "<h3>Table 1" not in prepared.text
    assert prepared.post(f"/{first}/retirer").status_code == 422


def test_names_and_subjects_are_shown_as_typed(prepared):
    (table,) = prepared.lay("s1", 1)
    hostile = '"><img src=x onerror=alert(1)>'
    assert prepared.post(f"/{table}", name=hostile, subject=hostile).status_code == 303
    for text in (prepared.text, prepared.client.get(prepared.path + "/affiches").text):
        assert "<img src=x" not in text and "&lt;img src=x" in text


# --- who sits where ----------------------------------------------------------------------------


def test_lots_seat_those_who_have_none_each_at_their_own_site(prepared, app, facts, seating):
    prepared.lay("s1", 1), prepared.lay("s2", 1)
    join(app.test_client(), facts, name="Ana"), join(app.test_client(), facts, name="Bob", site="s2")
    assert "2 personnes sans table" in prepared.text
    assert prepared.post("/tirage").status_code == 303
    assert seating() == {"Ana": "Table 1", "Bob": "Table 2"}
    assert "sans table" not in prepared.text
    assert alerts(prepared.post("/tirage")) == ["Toutes les personnes présentes ont déjà une table."]


def test_drawing_everybody_again_asks_first_and_says_what_it_does(prepared, app, facts, seating):
    first, second = prepared.lay("s1", 2)
    for n in range(4):
        join(app.test_client(), facts, name=f"p{n}", table=first)
    assert set(seating().values()) == {"Table 1"}
    assert re.search(r'<details class="again">.*?name="again" value="1"', prepared.text, re.S)
    assert prepared.post("/tirage", again="1").status_code == 303
    assert sorted(seating().values()) == ["Table 1", "Table 1", "Table 2", "Table 2"]


def test_each_can_be_moved_from_a_list_and_only_whose_table_was_chosen_anew(prepared, app, facts, seating):
    first, second = prepared.lay("s1", 2)
    for name in ("Ana", "Bob", "Cyd"):
        join(app.test_client(), facts, name=name, table=first)
    fields = dict(re.findall(r'<label for="at-([^"]+)">(\w+)', prepared.text))
    ids = {name: id for id, name in fields.items()}
    said = {f"was-{id}": first for id in fields} | {f"at-{id}": first for id in fields}
    prepared.post("/places", **{f"was-{ids['Bob']}": first, f"at-{ids['Bob']}": second})  # a colleague, meanwhile
    assert prepared.post("/places", **(said | {f"at-{ids['Cyd']}": ""})).status_code == 303
    assert seating() == {"Ana": "Table 1", "Bob": "Table 2", "Cyd": ""}
    answer = prepared.post("/places", **{f"was-{ids['Ana']}": first, f"at-{ids['Ana']}": "gone"})
    assert alerts(answer)


def test_people_whom_no_lot_can_seat_are_named_with_the_way_out(prepared, app, facts):
    prepared.lay("s1", 1)
    join(app.test_client(), facts, name="Éloi", site="distance")
    assert re.search(r'<p class="notice"><strong>À distance</strong>', prepared.text)


@pytest.mark.parametrize("path", ["", "/affiches"])
def test_only_the_facilitators_of_the_workshop_see_its_tables(app, store, facts, path):
    client = app.test_client()
    address = f"/animer/{facts.code}/tables{path}"
    assert client.get(address).status_code == 302
    store.write(accounts.add, email="other@example.org", name="Autre", password=PASSWORD, operator=False, now=1)
    sign_in(client, email="other@example.org")
    assert client.get(address).status_code == 403


def test_a_form_without_its_token_moves_nobody(prepared):
    assert prepared.client.post(prepared.path, data={"site": "s1", "count": "2"}).status_code == 400


# --- cards, and joining at a table ---------------------------------------------------------------


def test_each_table_has_a_card_with_its_name_its_site_and_its_subject(prepared):
    first, _second = prepared.lay("s1", 2)
    prepared.post(f"/{first}", name="Guichet", subject="La bourse")
    text = prepared.client.get(prepared.path + "/affiches").text
    assert re.findall(r'<h2 id="card-[^"]+">([^<]+)</h2>', text) == ["Guichet", "Table 2"]
    assert "La bourse" in text and text.count("data:image/svg+xml") == 2 and text.count("Lille") >= 2


def test_a_card_leads_to_the_joining_page_with_site_and_table_chosen(prepared, app, facts, seating):
    _first, second = prepared.lay("s1", 2)
    client = app.test_client()
    text = client.get(f"/rejoindre/{facts.code}?site=s1&table={second}").text
    assert 'value="s1" required checked' in text and f'<option value="{second}" selected>' in text
    join(client, facts, name="Ana", table=second)
    assert seating() == {"Ana": "Table 2"}


def test_one_device_for_a_table_is_offered_where_tables_are_laid(prepared, app, facts, seating):
    path = f"/rejoindre/{facts.code}"
    assert 'name="table"' not in app.test_client().get(path).text
    _first, second = prepared.lay("s1", 2)
    prepared.lay("s2", 1)
    text = app.test_client().get(path).text
    device = re.search(r'<details class="shared">.*?</details>', text, re.S)[0]
    assert 'name="table"' in device and 'name="seats"' in device and device.count("<optgroup") == 2
    assert app.test_client().get(f"{path}?site=s2").text.count("<optgroup") == 1
    join(app.test_client(), facts, name="Tablette", seats="4", table=second)
    assert seating() == {"Tablette": "Table 2"}


def test_a_table_of_another_site_is_asked_about_and_the_rest_is_kept(prepared, app, facts, seating):
    prepared.lay("s1", 1)
    far = prepared.lay("s2", 1)[-1]
    answer = join(app.test_client(), facts, name="Ana", site="s1", table=far, seats="3")
    assert answer.status_code == 422 and "Amiens" in re.search(r'role="alert">([^<]+)', answer.text)[1]
    assert 'name="name" value="Ana"' in answer.text and f'<option value="{far}" selected>' in answer.text
    assert seating() == {}


def test_a_card_of_a_table_that_is_gone_lets_people_in_all_the_same(prepared, app, facts, seating):
    first, _second = prepared.lay("s1", 2)
    prepared.post(f"/{first}/retirer")
    assert join(app.test_client(), facts, name="Ana", table=first).status_code == 303
    assert seating() == {"Ana": ""}


def sit(client, facts, table):
    page = client.get(f"/rejoindre/{facts.code}?table={table}")
    client.post(f"/rejoindre/{facts.code}/table", data={"csrf_token": token(page), "table": table})
    return page.text


def test_who_is_in_and_scans_a_card_sits_down_there_once_they_say_so(prepared, app, facts, seating):
    first, second = prepared.lay("s1", 2)
    client = app.test_client()
    join(client, facts, name="Ana")
    client.get(f"/rejoindre/{facts.code}?table={first}")
    assert seating() == {"Ana": ""}  # a link that is only read changes nothing
    sit(client, facts, first)
    assert seating() == {"Ana": "Table 1"}
    assert "Table 1" in client.get(f"/rejoindre/{facts.code}?table={second}").text
    assert client.get(f"/rejoindre/{facts.code}?table={first}").status_code == 302


def test_a_card_moves_nobody_who_has_a_table_or_is_at_another_site(prepared, app, facts, seating):
    first, second = prepared.lay("s1", 2)
    ana, bob = app.test_client(), app.test_client()
    join(ana, facts, name="Ana", table=first), join(bob, facts, name="Bob", site="s2")
    for client, table in ((ana, second), (bob, first)):
        page = client.get(f"/rejoindre/{facts.code}?table={table}")
        assert 'class="notice"' in page.text and "<form" not in page.text.partition("<h1>")[2].partition("</main>")[0]
        data = {"csrf_token": token(client.get(f"/atelier/{facts.code}")), "table": table}
        assert client.post(f"/rejoindre/{facts.code}/table", data=data).status_code == 303
    assert seating() == {"Ana": "Table 1", "Bob": ""}
