"""A rehearsal: a copy with simulated people, marked everywhere, of which nothing stays and nothing gets out."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import func, select

from app.domain.clock import now_ms
from app.domain.people import new_id
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.hosting import rehearsals
from app.live.hosting.scheduler import Scheduler
from app.rehearse.samples import SETTINGS
from app.simulated.person import SimulatedPerson
from app.simulated.troupe import Play
from app.store import accounts, workshops
from app.store.models import Base, KeyBase, Workshop
from app.store.services import seen_by
from beffroi import Refused
from tests.support.pages import sign_in

QUIET = {"time", "coding"}
"""Methods in whose first stage nobody has anything to do: the second begins with texts of another activity."""


class Rehearsed:
    """A rehearsal in this process, its facilitator's commands, its people without their pauses."""

    def __init__(self, app, facts, facilitator, people=4):
        self.rooms = app.extensions["rooms"]
        self.facts = rehearsals.begin(self.rooms, facts, facilitator=facilitator, people=people, now=now_ms())
        self.room = self.rooms.of(self.facts)
        self.play = Play(self.room, Random(3), pace=0.0001)

    def lead(self, name, **data):
        answer = self.room.ask(CommandRequest(Grant(self.facts.id, SYSTEM, "f:x"), "", name, data, new_id()))
        assert answer.accepted, (name, answer)
        return answer.entry

    def opens(self, method):
        said = {"title": method.id, "stages": list(method.usual_stages), "settings": SETTINGS.get(method.id, {})}
        shared = "table" if "table" in method.shared_by else method.shared_by[0]
        activity = self.lead("core.add", method=method.id, share_by=shared, anonymous=method.anonymous, **said)
        self.lead("core.open", activity=activity)
        return activity

    def everybody_acts(self, times=1):
        for _ in range(times):
            for person in self.play.people:
                self.play._act(person)

    def wrote(self, activity):
        people = {person.grant.who for person in self.play.people}
        return [one for one in self.room.record.entries if one.activity == activity and one.name[:5] != "core."], people


@pytest.fixture
def rehearsed(app, facts, facilitator):
    return Rehearsed(app, facts, facilitator)


def rows(store):
    """How many rows each table has, the keys' among them."""
    with store.read() as session:
        counted = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
    with store.key_reader.connect() as connection:
        keys = {t.name: connection.scalar(select(func.count()).select_from(t)) for t in KeyBase.metadata.sorted_tables}
    return counted | keys


def test_simulated_people_answer_what_is_on_in_every_method(rehearsed):
    for site in ("s1", "s2"):
        rehearsed.lead("core.tables", site=site, count=1)
    rehearsed.play._come()
    rehearsed.lead("core.draw", again=True)
    silent = []
    for method in rehearsed.rooms.registry.methods.values():
        activity = rehearsed.opens(method)
        rehearsed.everybody_acts()
        if not rehearsed.wrote(activity)[0]:
            silent.append(method.id)
    assert set(silent) == QUIET


def test_people_are_at_human_measure(rehearsed):
    rehearsed.play._come()
    lines = [
        (line.site.name, line.joined, line.online) for line in rehearsed.room.presence.by_site(rehearsed.facts.sites)
    ]
    assert lines == [("Lille", 2, 2), ("Amiens", 2, 2), ("À distance", 0, 0)]
    activity = rehearsed.opens(rehearsed.rooms.registry.methods["ideation"])
    rehearsed.everybody_acts(12)
    written, _people = rehearsed.wrote(activity)
    assert 4 <= len(written) <= 6 * 4  # between two and six things each, then they say that they are done
    assert rehearsed.room.presence.signalled("done") == 4


def test_nothing_of_a_rehearsal_stays(app, facts, facilitator, store):
    before = rows(store)
    rehearsed = Rehearsed(app, facts, facilitator)
    rehearsed.play._come()
    activity = rehearsed.opens(rehearsed.rooms.registry.methods["ideation"])
    rehearsed.everybody_acts(2)
    assert rehearsed.wrote(activity)[0] and rows(store)["activity_key"]
    rehearsals.throw_away(rehearsed.rooms, rehearsed.facts)
    assert rows(store) == before
    rehearsed.play.run()  # whoever still played finds the door shut, and goes quietly
    assert rows(store) == before


def test_it_is_thrown_away_by_itself(rehearsed, store):
    scheduler = Scheduler(rehearsed.rooms)
    scheduler.look(rehearsed.facts.rehearsal_until - 1000)
    with store.read() as session:
        assert workshops.by_id(session, rehearsed.facts.id)
    scheduler.look(rehearsed.facts.rehearsal_until)
    with store.read() as session:
        assert [one.is_rehearsal for one in workshops.every(session)] == [False]


def test_one_a_facilitator_a_few_a_server_and_never_of_itself(app, facts, facilitator, store, rehearsed, monkeypatch):
    def begun(whose, facts=facts, people=25):
        return rehearsals.begin(rehearsed.rooms, facts, facilitator=whose, people=people, now=now_ms())

    with pytest.raises(Refused, match="déjà une répétition : continuez"):
        begun(facilitator)
    with pytest.raises(Refused, match="déjà une répétition : répétez"):
        begun("somebody", rehearsed.facts)
    with pytest.raises(Refused, match="entre 2 et 45"):
        begun("somebody", people=46)
    monkeypatch.setattr(rehearsals, "AT_ONCE", 1)
    other = store.write(accounts.add, email="a@b.fr", name="Bo", password="x" * 20, operator=True, now=now_ms())  # noqa: S106
    with pytest.raises(Refused, match="1 répétitions sont en cours"):
        begun(other)
    with store.read() as session:  # an operator sees what is led here, and no rehearsal of anybody's
        assert [one.id for one, _sight in seen_by(session, accounts.by_email(session, "a@b.fr"))] == [facts.id]
    with pytest.raises(ValueError, match="no rehearsal"):
        rehearsals.throw_away(rehearsed.rooms, facts)


def test_every_page_says_so_and_nothing_gets_out(app, facts, facilitator, rehearsed, store):
    browser = app.test_client()
    sign_in(browser)
    code, real = rehearsed.facts.code, facts.code
    mark = "Répétition : personnes simulées"
    addresses = [str(rule) for rule in app.url_map.iter_rules() if rule.arguments == {"code"} and "GET" in rule.methods]
    told = {path: browser.get(path.replace("<code>", code)) for path in addresses if path.startswith("/animer/")}
    pages = {path: page.get_data(as_text=True) for path, page in told.items() if page.mimetype == "text/html"}
    assert len(pages) > 10
    for path, page in pages.items():
        if "<html" not in page:
            continue  # a piece of a page
        assert mark in page.replace("\u00a0", " ") and "Jeter la répétition" in page, path
    guest = app.test_client().get(f"/rejoindre/{code}").get_data(as_text=True)
    assert mark in guest.replace("\u00a0", " ") and "Jeter" not in guest
    assert mark not in browser.get(f"/animer/{real}").get_data(as_text=True).replace("\u00a0", " ")
    assert browser.get(f"/animer/{real}/cartes?atelier={code}").status_code == 404
    assert browser.get(f"/animer/{code}/cartes?atelier={real}").status_code == 404
    assert f'value="{code}"' not in browser.get(f"/animer/{real}/cartes").get_data(as_text=True)
    assert "répétition, jusqu’à" in browser.get("/animer").get_data(as_text=True)


def test_who_takes_nothing_back_writes_rather():
    """People seldom take back what they did, and try what they have not done yet."""
    from app.host.page_offers import Offer

    grant = Grant("w", "participant", "p")
    person, rng, done = SimulatedPerson(grant, "~1"), Random(1), []
    for n in range(200):
        person.arrives_at((str(n), "write"), rng)
        offer = person.chooses([Offer("write"), Offer("take_back"), Offer("strike"), Offer("take_up")], rng)
        done.append(offer.command)
    assert done.count("write") > 60 and done.count("take_up") > 60
    assert done.count("take_back") + done.count("strike") < 20
    person.left = 0
    assert person.chooses([Offer("write")], rng) is None


def test_a_workshop_knows_what_it_rehearses(rehearsed, facts, store):
    with store.read() as session:
        row = session.get(Workshop, rehearsed.facts.id)
        assert (row.rehearses, row.simulated, row.title) == (facts.id, 4, "Répétition\u00a0: Atelier d’essai")
