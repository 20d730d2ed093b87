"""Accounts that their owners look after: invited by a link, a list taken over, a password changed, sessions ended."""

from __future__ import annotations

import csv
import io

import pytest

from app.domain.clock import now_ms
from app.store import accounts, invitations
from app.store.guests import Guest, read_guests
from tests.support.pages import PASSWORD, sign_in, token

NEW = "quatre mots bien choisis"


@pytest.fixture
def invited(store):
    """The path of a link for a new account."""
    return "/compte/choisir/" + store.write(invitations.invited, Guest("ana@example.fr", "Ana"), now_ms(), "command")


def typed(client, path: str, new: str = NEW, again: str = NEW, **more: str):
    page = "/compte/" if path.endswith("mot-de-passe") else path
    return client.post(path, data={"csrf_token": token(client.get(page)), "new": new, "again": again, **more})


def test_somebody_who_is_invited_chooses_a_password_once_and_is_in(app, store, invited):
    with store.read() as session:
        assert accounts.verified(session, "ana@example.fr", "!") is None, "nothing opens it before"
    client = app.test_client()
    assert "ana@example.fr" in client.get(invited).text
    for new, again, why in (("court", "court", "12"), (NEW, NEW + ".", "deux fois"), ("a" * 12, "a" * 12, "deviner")):
        refused = typed(client, invited, new, again)
        assert refused.status_code == 422 and why in refused.text
    assert typed(client, invited).status_code == 303
    assert client.get("/animer/").status_code == 200
    assert app.test_client().get(invited).status_code == 404, "it has served"
    with store.read() as session:
        assert accounts.verified(session, "ana@example.fr", NEW)


def test_a_second_link_takes_the_place_of_the_first_and_both_end(app, store, invited):
    again = "/compte/choisir/" + store.write(invitations.invited, Guest("ANA@example.fr"), now_ms(), "command")
    assert app.test_client().get(invited).status_code == 404
    assert app.test_client().get(again).status_code == 200
    late = store.write(invitations.invited, Guest("ana@example.fr"), now_ms() - invitations.LASTS_MS - 1, "command")
    assert app.test_client().get(f"/compte/choisir/{late}").status_code == 404


def test_a_password_is_changed_by_who_knows_it_and_other_sessions_end(app, facilitator):
    here, elsewhere = app.test_client(), app.test_client()
    sign_in(here)
    sign_in(elsewhere)
    assert typed(here, "/compte/mot-de-passe", password="une erreur de frappe").status_code == 422
    assert elsewhere.get("/animer/").status_code == 200
    answer = typed(here, "/compte/mot-de-passe", password=PASSWORD)
    assert answer.status_code == 303 and "changé" in here.get(answer.headers["Location"]).text
    assert here.get("/animer/").status_code == 200 and elsewhere.get("/animer/").status_code == 302


def test_sessions_elsewhere_are_ended_and_this_one_goes_on(app, facilitator):
    here, elsewhere = app.test_client(), app.test_client()
    sign_in(here)
    sign_in(elsewhere)
    assert here.post("/compte/sessions", data={"csrf_token": token(here.get("/compte/"))}).status_code == 303
    assert here.get("/animer/").status_code == 200 and elsewhere.get("/animer/").status_code == 302


def test_a_disabled_account_is_out_at_once_by_every_way_and_comes_back_as_it_was(run, app, store, facilitator):
    here = app.test_client()
    sign_in(here)
    link = run("user", "link", "fac@example.org").strip().rpartition("127.0.0.1:8000")[2]
    invitation = run("user", "invite", "fac@example.org").strip().rpartition("127.0.0.1:8000")[2]
    assert "(disabled)" not in run("user", "list")
    run("user", "disable", "fac@example.org")
    assert "(disabled)" in run("user", "list")
    assert here.get("/animer/").status_code == 302
    again = app.test_client()
    for path in (link, invitation):
        assert again.get(path).status_code == 404, path
    with store.read() as session:
        assert accounts.verified(session, "fac@example.org", PASSWORD) is None
    run("user", "enable", "fac@example.org")
    sign_in(again)
    assert again.get("/animer/").status_code == 200


@pytest.mark.parametrize("mark", (",", ";", "\t"))
def test_a_list_of_people_is_read_as_a_spreadsheet_writes_it(mark):
    lines = mark.join(("Nom", "Courriel", "Direction")) + "\n" + mark.join(("Ana Petit", " ANA@example.fr ", "Usages"))
    assert list(read_guests(io.StringIO(lines + "\n\n"))) == [Guest("ana@example.fr", "Ana Petit", service="Usages")]


@pytest.mark.parametrize(
    ("text", "why"),
    (
        ("ana@example.fr\n", "columns"),
        ("", "columns"),
        ("email,name\nana@example.fr,Ana\nnobody,Bob\n", "Line 3.*nobody"),
        ("email\na@b@c\n", "Line 2"),
        ("email\n" + "".join(f"p{n}@example.fr\n" for n in range(2001)), "2000"),
    ),
)
def test_a_list_that_cannot_be_is_refused_with_its_line(text, why):
    with pytest.raises(ValueError, match=why):
        list(read_guests(io.StringIO(text)))


def test_a_list_makes_accounts_with_a_link_each_or_none_at_all(run, app, store, facilitator, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("\ufeffemail;name;service\nana@example.fr;Ana;Usages\nfac@example.org;Other name;\n", "utf-8")
    rows = list(csv.DictReader(io.StringIO(run("user", "import", str(file)))))
    assert [row["email"] for row in rows] == ["ana@example.fr", "fac@example.org"]
    assert all("/compte/choisir/" in row["link"] for row in rows)
    with store.read() as session:
        assert accounts.by_email(session, "ana@example.fr").service_id
        assert accounts.by_email(session, "fac@example.org").name != "Other name", "it stays as it is"
        assert accounts.verified(session, "fac@example.org", PASSWORD), "until another password is chosen"
    assert "/compte/choisir/" in run("user", "invite", "bob@example.fr", "--name", "Bob")
