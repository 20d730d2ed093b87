"""Rights are asked at the moment: whoever was taken out, or whose account was, gets nothing more done on any line."""

import pytest
from gevent import joinall, spawn
from sqlalchemy import delete

from app import create_app
from app.config import Settings
from app.domain.clock import now_ms
from app.domain.people import new_id
from app.live.commands.request import PREVIEW, SCREEN, CommandRequest, Grant
from app.live.room.people import People
from app.store import accounts, browsers
from app.store import screens as screen_rows
from app.store.models import Facilitation
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import join, people, sign_in, token
from tests.support.rooms import Wire

GONE = "no longer connected"


@pytest.fixture
def served(app, facts):
    """The room of a process, with lines that carry to a list."""
    app.extensions["rooms"].wire = Wire()
    return app.extensions["rooms"].of(facts)


@pytest.fixture
def sockets(app, served):
    return app.extensions["sockets"]


@pytest.fixture
def lead(store, facts, facilitator):
    """The grant of a facilitator who has just signed in."""
    login = store.write(accounts.sign_in, facilitator, now_ms())
    return Grant(facts.id, FACILITATOR, f"f:{facilitator}", name="Fac", login=login)


def add(lead, room):
    data = {"method": "ideation", "title": "Idées", "stages": ["collect", "reveal"], "anonymous": False}
    return room.ask(CommandRequest(lead, "", "core.add", data, new_id(), "en"))


def opened(lead, room) -> str:
    activity = add(lead, room).entry
    assert room.ask(CommandRequest(lead, "", "core.open", {"activity": activity}, new_id(), "en")).accepted
    return activity


def person(room, name="Alice") -> Grant:
    made, _link = room.people.join(name, "s1", 1)
    return Grant(room.facts.id, PARTICIPANT, made.id, "s1", made.id)


def card(activity, text):
    return {"activity": activity, "name": "write", "data": {"text": text}, "request_id": new_id()}


# --- people ----------------------------------------------------------------------------------


def test_who_leaves_while_they_are_taken_out_stays_taken_out(app, facts, store):
    console = app.test_client()
    sign_in(console)
    said = {"csrf_token": token(console.get("/animer"))}
    for n in range(6):
        phone = app.test_client()
        join(phone, facts, name=f"p{n}")
        mine = {"csrf_token": token(phone.get(f"/atelier/{facts.code}"))}
        id = next(one.id for one in people(store, facts) if one.name == f"p{n}")
        both = [
            spawn(console.post, f"/animer/{facts.code}/personnes/{id}/retirer", data=said),
            spawn(phone.post, f"/atelier/{facts.code}/quitter", data=mine),
        ]
        joinall(both, raise_error=True)
    assert [(one.left, one.removed) for one in people(store, facts)] == [(True, True)] * 6


def test_what_crosses_changes_one_thing_each(served, store, facts):
    alice = person(served).person
    crossing = [
        spawn(served.people.forget_name, alice),
        spawn(served.people.remove, alice),
        spawn(served.people.leave, alice, lambda _connection: None),
    ]
    joinall(crossing, raise_error=True)
    assert [(one.name, one.left, one.removed) for one in people(store, facts)] == [("", True, True)]
    assert not served.people.come_back(alice, lambda _connection: None)
    served.people.let_back(alice)
    assert [(one.name, one.left, one.removed) for one in people(store, facts)] == [("", False, False)]


def test_a_batch_stops_where_its_writer_was_taken_out(served, sockets, lead):
    activity, alice = opened(lead, served), person(served)
    sockets.connect("phone", served, alice, "en")
    batch = spawn(sockets.batch, "phone", [card(activity, f"Idée {n}") for n in range(20)])
    while len(served.record.logs[activity]) < 3:
        served.run(lambda: None)
    served.people.remove(alice.person)
    after = len(served.record.logs[activity])
    kinds = [answer["kind"] for answer in batch.get()]
    assert len(served.record.logs[activity]) == after and kinds.count("accepted") < 20
    assert served.wire.carrier.cuts == ["phone"]


@pytest.mark.parametrize("ends", [People.remove, lambda people, id: people.leave(id, lambda _c: None)])
def test_nothing_passes_on_the_line_of_somebody_who_is_gone(served, sockets, lead, ends):
    activity, alice = opened(lead, served), person(served)
    sockets.connect("phone", served, alice, "en")
    ends(served.people, alice.person)
    assert GONE in sockets.command("phone", card(activity, "Encore"))["sentence"]
    assert sockets.hello("phone") == {"later": True}
    sockets.signal("phone", "done"), sockets.at("phone", "needs")
    assert not served.presence.signals and not served.typing.of(activity, "")
    sockets.connect("again", served, alice, "en")
    assert "again" not in served.subscriptions.connections, "let in before, and gone by its turn"


def test_who_was_let_back_goes_on_with_the_same_line(served, sockets, lead):
    activity, alice = opened(lead, served), person(served)
    served.people.remove(alice.person)
    served.people.let_back(alice.person)
    sockets.connect("phone", served, alice, "en")
    assert sockets.command("phone", card(activity, "De retour"))["kind"] == "accepted"
    assert "blocks" in sockets.hello("phone")


# --- accounts --------------------------------------------------------------------------------


def new_password(connection, facilitator, _login):
    accounts.set_password(connection, facilitator, "un tout autre mot de passe")


def account_removed(connection, facilitator, _login):
    accounts.remove(connection, facilitator)


def no_facilitator_any_more(connection, facilitator, _login):
    connection.execute(delete(Facilitation).where(Facilitation.user_id == facilitator))


def signed_out(connection, _facilitator, login):
    accounts.sign_out(connection, login)


ENDS = [new_password, account_removed, no_facilitator_any_more, signed_out]


@pytest.fixture
def command_line(tmp_path, app):
    """Another process on the same instance."""
    made = create_app(Settings(instance=tmp_path / "instance"))
    yield made.extensions["store"]
    made.extensions["store"].stop()


@pytest.mark.parametrize("ends", ENDS)
def test_an_account_whose_right_has_gone_leads_nothing_more(served, sockets, lead, facilitator, command_line, ends):
    sockets.connect("console", served, lead, "en")
    assert add(lead, served).accepted
    command_line.write(ends, facilitator, lead.login)
    assert GONE in add(lead, served).sentence and len(served.record.agenda.order) == 1
    sockets.lead("console", {"act": "say", "value": "Je suis encore là"})
    assert served.sources.facilitators.colleagues[lead.who].line == ""
    assert sockets.hello("console") == {"later": True}
    assert served.wire.carrier.cuts


@pytest.mark.parametrize("ends", ENDS)
def test_a_line_that_says_nothing_ends_too(app, served, sockets, lead, facilitator, command_line, ends):
    look = Grant(served.facts.id, PREVIEW, f"v:{facilitator}", login=lead.login)
    for sid, grant in (("console", lead), ("look", look), ("phone", person(served))):
        sockets.connect(sid, served, grant, "en")
    app.extensions["rooms"].sweep()
    assert served.wire.carrier.cuts == []
    command_line.write(ends, facilitator, lead.login)
    app.extensions["rooms"].sweep()
    assert sorted(served.wire.carrier.cuts) == ["console", "look"]


def test_a_screen_that_was_revoked_elsewhere_reads_nothing_more(served, sockets, store, facts):
    secret = store.write(screen_rows.add_screen, facts.id, "s1", 0)
    with store.read() as session:
        id = screen_rows.screen_by_secret(session, secret).id
    sockets.connect("screen", served, Grant(facts.id, SCREEN, f"s:{id}", "s1"), "fr")
    assert "blocks" in sockets.hello("screen")
    store.write(screen_rows.revoke_screen, facts.id, id)
    assert sockets.hello("screen") == {"later": True} and served.wire.carrier.cuts == ["screen"]


def test_a_password_changed_on_the_command_line_is_told_to_every_process(store, facilitator, monkeypatch):
    told = []
    monkeypatch.setattr("app.store.pubsub.tell", lambda _connection, notice: told.append(notice))
    store.write(accounts.set_password, facilitator, "un tout autre mot de passe")
    store.write(accounts.remove, facilitator)
    assert told == [f"f:{facilitator}", f"v:{facilitator}"] * 2


def test_where_the_database_cannot_be_read_nobody_is_thrown_out(served, sockets, lead, monkeypatch):
    from app.store.committer import Unavailable

    def away(*_):
        raise Unavailable("away")

    sockets.connect("console", served, lead, "en")
    monkeypatch.setattr(served.rights, "_asked", away)
    assert add(lead, served).kind == "later" and sockets.hello("console") == {"later": True}
    assert served.wire.carrier.cuts == []


def test_a_browser_is_nobody_where_the_person_was_made_by_a_form_that_failed(served, store, facts):
    def fails(connection, id):
        browsers.keep_place(connection, browsers.Browser("s", facts.id), browsers.KeptPlace(id), "link", 0)
        raise browsers.Taken

    with pytest.raises(browsers.Taken):
        served.people.join("Alice", "s1", 1, keep=fails)
    assert people(store, facts) == [] and not served.presence.people
