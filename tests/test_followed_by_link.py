"""What somebody took on, followed by a link of their own: theirs alone, for weeks, and their name until then."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from app.domain.calendar import DAY_MS, today
from app.domain.clock import now_ms
from app.live.hosting.scheduler import Scheduler
from app.store import deadlines, follow_links
from tests.support.by_link import text_of
from tests.support.pages import join, token

DAYS = 60


def in_days(n) -> str:
    return (today(now_ms(), "UTC") + timedelta(days=n)).isoformat()


class Phone:
    """Whoever has the link, and nothing else: no script, no place in the workshop."""

    def __init__(self, app, address):
        self.client, self.at = app.test_client(), re.sub(r"^https?://[^/]+", "", address)

    def page(self) -> str:
        return html.unescape(self.client.get(self.at).get_data(as_text=True))

    def send(self, to="", **said):
        page = self.client.get(self.at)
        data = {"csrf_token": token(page), "command": "tell", **said}
        if data["command"] == "tell":
            data.setdefault("base", re.search(r'name="base" value="([^"]*)"', page.text)[1])
        return self.client.post(self.at + to, data=data)


@pytest.fixture
def ana(workshop):
    workshop.serve()
    return workshop.room.people.join("Ana", "s1", 1)[0]


@pytest.fixture
def plan(workshop):
    return workshop.add("actionplan", title="Notre plan")


@pytest.fixture
def action(workshop, plan, ana):
    made = workshop.do("fac", "add_action", plan, text="Écrire au syndic", due=in_days(DAYS))
    other = workshop.do("fac", "add_action", plan, text="Former l’accueil", due=in_days(2))
    for who, action, name in ((ana.id, made, "Ana Roy"), ("bob", other, "Bob Leroy")):
        workshop.do(who, "take_it", plan, action=action, text=name)
    workshop.stage(plan, "follow")
    return made


@pytest.fixture
def console(workshop):
    return workshop.console()


@pytest.fixture
def links(workshop, console, plan, action):
    return f"/animer/{workshop.facts.code}/suivi/{plan}"


def made(console, links, who) -> str:
    page = console.get(links)
    console.post(links, data={"csrf_token": token(page), "who": who})
    return re.search(r'value="(http[^"]*/s/[^"]*)"', console.get(links).text)[1]


@pytest.fixture
def phone(app, console, links, ana):
    return Phone(app, made(console, links, ana.id))


def state_of(workshop, plan, action):
    return workshop.room.record.scopes[plan][""].state.rows[action]


def test_by_a_link_one_says_how_far_ones_own_actions_are_and_reads_nothing_else(workshop, plan, action, phone):
    page = text_of(phone.page())
    assert "Écrire au syndic" in page and "Former l’accueil" not in page and "Bob" not in page
    assert phone.send(action=action, state="doing", line="Courrier parti").status_code == 303
    assert (state_of(workshop, plan, action).state, state_of(workshop, plan, action).line.text) == (
        "doing", "Courrier parti",
    )  # fmt: skip
    assert "Courrier parti" in phone.page()
    assert "Dites en une ligne pourquoi" in html.unescape(phone.send(action=action, state="dropped", line="").text)


def test_it_takes_nothing_for_anybody_else_and_nothing_that_is_not_for_it(workshop, plan, action, phone):
    (other,) = [
        one.id for one in workshop.room.record.scopes[plan][""].state.rows.values() if one.name.text == "Bob Leroy"
    ]
    for said in (
        {"action": other, "state": "done", "base": ""},
        {"command": "take_out", "action": action},
        {"command": "add_action", "text": "Autre", "due": in_days(9)},
        {"command": "core.close", "activity": plan},
    ):
        assert phone.send(**said).status_code == 422, said
    assert state_of(workshop, plan, other).state == "todo"


def test_two_who_use_it_at_once_are_told_and_neither_loses_a_word(workshop, plan, action, phone):
    first = phone.client.get(phone.at)
    base = re.search(r'name="base" value="([^"]*)"', first.text)[1]
    assert phone.send(action=action, state="doing", line="Le premier").status_code == 303
    late = phone.send(action=action, base=base, state="done", line="Le second")
    page = html.unescape(late.text)
    assert late.status_code == 422 and "En cours · Le premier" in page and 'value="Le second"' in page
    assert phone.send(action=action, state="done", line="Le second").status_code == 303
    assert state_of(workshop, plan, action).state == "done"


def test_it_is_renewed_taken_away_and_ended_and_ends_with_the_last_action(
    workshop, app, console, links, ana, plan, action, phone
):
    again = Phone(app, made(console, links, ana.id))
    assert phone.client.get(phone.at).status_code == 404 and "Écrire au syndic" in again.page()
    taken = state_of(workshop, plan, action).name.id
    assert again.send(command="give_back", taken=taken, why="").status_code == 303
    assert "Plus rien n’est suivi" in text_of(again.page())
    assert "Ana Roy" not in repr(workshop.room.record.entries)
    other = Phone(app, made(console, links, "bob"))
    assert "a pris fin" in text_of(html.unescape(other.send("/fin").text))
    assert other.client.get(other.at).status_code == 404


def test_ones_own_page_leads_to_ones_own_link(workshop, app, plan, action):
    client = app.test_client()
    join(client, workshop.facts, name="Cléo")
    at = f"/atelier/{workshop.facts.code}/suivi/{plan}"
    assert client.get(at).status_code == 404
    (cleo,) = [one.id for one in workshop.room.record.people.values() if one.name == "Cléo"]
    workshop.stage(plan, "plan")
    more = workshop.do("fac", "add_action", plan, text="La mienne", due=in_days(3))
    workshop.do(cleo, "take_it", plan, action=more, text="Cléo")
    workshop.stage(plan, "follow")
    page = client.get(at)
    client.post(at, data={"csrf_token": token(page)})
    address = re.search(r'value="(http[^"]*/s/[^"]*)"', client.get(at).text)[1]
    assert "La mienne" in Phone(app, address).page()
    short = re.search(r'short-code">([^<]+)<', client.get(at).text)[1]
    assert len(short) == 9 and short in workshop.console().get(f"/animer/{workshop.facts.code}/suivi/{plan}").text

    def typed(code):
        """Where workshops are joined, from a device that has no link."""
        other = app.test_client()
        return other.post("/", data={"csrf_token": token(other.get("/")), "code": code}, follow_redirects=True)

    for said in (short, short.lower().replace(" ", ""), f"Mon code : {short}."):
        assert "La mienne" in typed(said).text
    assert typed(short[:7]).status_code == 404
    client.post(at, data={"csrf_token": token(page)})
    assert typed(short).status_code == 404, "made anew, the former one leads nowhere"


def test_what_is_late_is_told_to_its_owner_and_to_facilitators_and_counted_for_nobody(
    workshop, console, links, plan, action, phone, monkeypatch
):
    assert "Rien n’est en retard" in text_of(console.get(links).text) and "le jour est passé" not in phone.page()
    monkeypatch.setattr("app.web.common.locale.now_ms", lambda: now_ms() + (DAYS + 3) * DAY_MS)
    late = text_of(console.get(links).text).split("En retard")[1].split("Qui a pris")[0]
    assert "Écrire au syndic" in late and "Former l’accueil" in late and "Ana" not in late
    assert "le jour est passé" in phone.page()
    phone.send(action=action, state="done")
    assert (
        "le jour est passé" not in phone.page() and "Écrire" not in text_of(console.get(links).text).split("Qui a")[0]
    )


def test_a_name_outlives_the_purge_until_thirty_days_after_its_action_and_no_longer(
    workshop, app, console, links, ana, plan, action, store
):
    Phone(app, made(console, links, ana.id))
    made(console, links, "bob")
    ends = workshop.facts.ends_at

    def purged(days):
        at = ends + days * DAY_MS
        due = {one.act for one in deadlines.due(store, at)}
        Scheduler(app.extensions["rooms"], clock=lambda: at).look(at)
        room = app.extensions["rooms"].of(workshop.facts)
        with store.read() as session:
            kept = set(follow_links.of_activity(session, workshop.facts.id, plan))
        return due, repr(room.record.entries), kept

    due, told, kept = purged(31)
    assert "purge_names" in due and "Ana Roy" in told, told
    assert "Bob Leroy" in told and kept == {ana.id, "bob"}
    due, told, kept = purged(40)
    assert "purge_names" in due and "Ana Roy" in told and "Bob Leroy" not in told and kept == {ana.id}
    due, told, kept = purged(41)
    assert "purge_names" not in due
    due, told, kept = purged(DAYS + 32)
    assert "purge_names" in due and "Ana Roy" not in told and kept == set()


def test_the_page_of_whoever_took_something_on_leads_to_their_link(workshop, plan, action, ana):
    grant = workshop.grant(ana.id)

    def seen(grant):
        return workshop.room.run(lambda: workshop.room.renderer.personal_view(plan, grant, "fr"))["html"]

    assert f"/suivi/{plan}" in seen(grant) and "Mes actions" in seen(grant)
    assert f"/suivi/{plan}" not in seen(workshop.grant("cleo"))
