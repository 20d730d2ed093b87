"""Services, and who sees what; facilitators who take each other out."""

from __future__ import annotations

import pytest

from app.domain.services import Seen, Sight, Viewer, sight
from app.live.commands.request import Grant
from app.live.sync.subscriptions import Connection
from app.store import accounts, services, workshops
from tests.support.pages import PASSWORD, sign_in, token


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        (Viewer("ana", "dsi"), Sight.LED),
        (Viewer("ana"), Sight.LED),
        (Viewer("bob", "rh"), Sight.LISTED),
        (Viewer("bob", "dsi"), Sight.NOTHING),
        (Viewer("bob"), Sight.NOTHING),
        (Viewer("eve", is_operator=True), Sight.LISTED),
    ],
)
def test_who_sees_what_of_a_workshop_of_a_service(viewer, seen):
    assert sight(viewer, Seen("rh", {"ana"})) is seen


def test_a_workshop_of_no_service_is_not_listed_for_those_of_none():
    assert sight(Viewer("bob"), Seen("", {"ana"})) is Sight.NOTHING


def account(store, email, name):
    return store.write(
        accounts.add, email=email, name=name, password=PASSWORD, operator=False, now=0
    )  # fmt: skip


@pytest.fixture
def colleague(store, facts):
    id = account(store, "autre@example.org", "Dominique")
    store.write(workshops.add_facilitator, facts.id, id)
    return id


def test_a_member_of_the_service_sees_the_list_and_opens_nothing(run, app, facts, store):
    account(store, "autre@example.org", "Dominique")
    run("service", "add", "Direction des usagers")
    run("service", "put", "Direction des usagers", "--account", "autre@example.org", "--workshop", facts.code)
    client = app.test_client()
    sign_in(client, email="autre@example.org")
    page = client.get("/animer").text
    assert facts.title in page and facts.code not in page
    assert client.get(f"/animer/{facts.code}").status_code == 403
    run("service", "remove", "Direction des usagers", "--yes")
    assert facts.title not in client.get("/animer").text


def test_a_new_workshop_takes_the_service_of_whoever_makes_it(run, app, store, facilitator):
    run("service", "add", "RH")
    run("service", "rename", "RH", "Ressources humaines")
    run("service", "put", "ressources humaines", "--account", "fac@example.org")
    made = store.write(
        workshops.create, title="T", locale="fr", sites=[], facilitator=facilitator, methods=[], now=1, ends_at=2
    )
    with store.read() as session:
        assert made.service == services.by_name(session, "Ressources humaines").id
    assert run("service", "list") == "Ressources humaines\t1 accounts\t1 workshops\n"


# --- facilitators ----------------------------------------------------------------------------


@pytest.fixture
def client(workshop):
    return workshop.console()


def dismiss(client, workshop, user):
    path = f"/animer/{workshop.facts.code}"
    data = {"csrf_token": token(client.get("/animer"))}
    return client.post(f"{path}/collegues/{user}/retirer?lang=en", data=data)


def test_a_facilitator_is_taken_out_and_their_console_ends(client, workshop, colleague, app):
    other = Grant(workshop.facts.id, "facilitator", f"f:{colleague}", name="Dominique")
    workshop.room.run(lambda: workshop.room.visits.arrive(Connection("theirs", other, "fr")))
    workshop.room.sources.facilitators.take_hand(f"f:{colleague}")
    page = dismiss(client, workshop, colleague).text
    assert "no longer leads" in page and "autre@example.org" not in page
    assert workshop.wire.cuts == ["theirs"]
    left = workshop.room.sources.facilitators
    assert left.hand == "" and f"f:{colleague}" not in left.colleagues
    theirs = app.test_client()
    sign_in(theirs, email="autre@example.org")
    assert theirs.get(f"/animer/{workshop.facts.code}").status_code == 403


def test_the_last_facilitator_stays(client, workshop, facilitator, store, colleague):
    dismiss(client, workshop, colleague)
    assert "has to lead" in dismiss(client, workshop, facilitator).text
    with store.read() as session:
        assert workshops.facilitates(session, workshop.facts.id, facilitator)


def test_whoever_takes_themselves_out_goes_back_to_their_list(client, workshop, facilitator, colleague):
    assert dismiss(client, workshop, facilitator).headers["HX-Redirect"] == "/animer"
    assert client.get(f"/animer/{workshop.facts.code}").status_code == 403


def test_an_account_erased_by_command_ends_the_console_and_its_name(app, workshop, store, colleague):
    rooms = app.extensions["rooms"]
    workshop.serve()
    workshop.room.sources.facilitators.meet(f"f:{workshop.facilitator}", "Fac")
    workshop.room.sources.facilitators.meet(f"f:{colleague}", "Dominique")
    store.write(accounts.remove, colleague)
    rooms.dismiss_strangers()
    assert list(workshop.room.sources.facilitators.colleagues) == [f"f:{workshop.facilitator}"]
    assert workshop.wire.cuts == []
