"""Who looks after accounts: an admin of a service after its own, an operator after all; no content, no way up."""

from __future__ import annotations

import csv
import io
import re

import pytest

from app.domain.clock import now_ms
from app.domain.services import Looked, Viewer, looks_after, may_act_on, may_hand
from app.export.csv import harmless, plain
from app.store import accounts, audit, overview, services, workshops
from app.store.audit import Wanted
from app.store.guests import read_guests
from app.store.models import User
from tests.support.pages import PASSWORD, sign_in, token

ADMIN, OPERATOR = Viewer("adm", "s1", is_admin=True), Viewer("op", "s2", is_operator=True)


@pytest.mark.parametrize(
    ("viewer", "account", "may"),
    [
        (ADMIN, Looked("ana", "s1", False, False), True),
        (ADMIN, Looked("ana", "s2", False, False), False),
        (ADMIN, Looked("ana", "", False, False), False),
        (ADMIN, Looked("adm", "s1", False, True), False),
        (ADMIN, Looked("bea", "s1", False, True), False),
        (ADMIN, Looked("op", "s1", True, False), False),
        (Viewer("adm", "", is_admin=True), Looked("ana", "", False, False), False),
        (Viewer("ana", "s1"), Looked("bob", "s1", False, False), False),
        (OPERATOR, Looked("adm", "s1", False, True), True),
        (OPERATOR, Looked("op2", "s1", True, False), False),
        (OPERATOR, Looked("op", "s2", True, False), False),
    ],
)
def test_who_acts_on_whom(viewer, account, may):
    assert may_act_on(viewer, account) is may


def test_who_gives_which_workshop():
    assert may_hand(ADMIN, "s1", is_orphan=True) and not may_hand(ADMIN, "s1", is_orphan=False)
    assert not may_hand(ADMIN, "s2", is_orphan=True) and may_hand(OPERATOR, "s9", is_orphan=False)
    assert not may_hand(Viewer("ana", "s1"), "s1", is_orphan=True) and looks_after(Viewer("ana", "s1")) is None


class Site:
    """Two services, each with an admin and a colleague; an operator; a workshop of the first."""

    def __init__(self, app, store, facts):
        self.app, self.store, self.facts = app, store, facts
        self.ids = {name: self.account(name) for name in ("adm", "ana", "bea", "other", "adm2", "op")}
        self.one, self.two = (store.write(services.add, name) for name in ("Usages", "Ressources"))
        store.write(services.put, self.one, [self.ids[name] for name in ("adm", "ana", "bea")], [facts.id])
        store.write(services.put, self.two, [self.ids[name] for name in ("adm2", "other")], [])
        for name in ("adm", "adm2"):
            store.write(accounts.set_admin, self.ids[name], is_one=True)
        store.write(accounts.set_operator, self.ids["op"], is_one=True)

    def account(self, name):
        said = {"email": f"{name}@example.fr", "name": name.title(), "password": PASSWORD, "operator": False}
        return self.store.write(accounts.add, **said, now=now_ms())

    def client(self, name):
        client = self.app.test_client()
        assert sign_in(client, email=f"{name}@example.fr").status_code == 303
        return client

    def user(self, name) -> User:
        with self.store.read() as session:
            return session.get_one(User, self.ids[name])

    def acts(self):
        with self.store.read() as session:
            return [(one.act, one.by, one.account) for one in audit.kept(session, Wanted())]


@pytest.fixture
def site(app, store, facts):
    return Site(app, store, facts)


def post(client, path, page="/comptes/", **said):
    return client.post(path, data={"csrf_token": token(client.get(page)), **said})


def test_an_admin_sees_people_and_workshops_of_the_service_and_nothing_of_what_is_in_them(site):
    page = site.client("adm").get("/comptes/").text
    assert "ana@example.fr" in page and site.facts.title in page and "Fac" in page
    assert "other@example.fr" not in page and "op@example.fr" not in page and site.facts.code not in page
    found = site.client("adm").get("/comptes/?q=béa").text
    assert "bea@example.fr" in found and "ana@example.fr" not in found
    assert site.client("adm").get(f"/animer/{site.facts.code}").status_code == 403
    assert site.client("ana").get("/comptes/").status_code == 404, "no admin"
    assert site.app.test_client().get("/comptes/").status_code == 302
    whole = site.client("op").get("/comptes/").text
    assert "other@example.fr" in whole and "Ressources" in whole and site.facts.title in whole
    two = site.client("op").get(f"/comptes/?service={site.two}").text
    assert "other@example.fr" in two and "ana@example.fr" not in two
    assert site.client("op").get("/comptes/?service=none").status_code == 404


def test_an_admin_acts_on_nobody_of_another_service_nor_on_operators_nor_on_themselves(site):
    site.store.write(services.put, site.one, [site.ids["op"]], [])
    adm = site.client("adm")
    for name in ("other", "op", "adm", "adm2"):
        assert adm.get(f"/comptes/{site.ids[name]}").status_code == 404, name
        for what in ("desactiver", "retirer", "deuxieme", "lien", "admin", "service"):
            assert post(adm, f"/comptes/{site.ids[name]}/{what}").status_code == 404, (name, what)
        assert not site.user(name).disabled_at
    assert post(adm, f"/comptes/{site.ids['ana']}/admin").status_code == 404, "an operator makes admins"
    assert post(adm, f"/comptes/{site.ids['ana']}/service", service=site.two).status_code == 404
    assert not site.user("ana").admin and site.user("ana").service_id == site.one


def test_an_admin_disables_and_lets_back_and_lets_go_and_each_leaves_its_line(site):
    adm, ana, id = site.client("adm"), site.client("ana"), site.ids["ana"]
    assert post(adm, f"/comptes/{id}/desactiver").status_code == 303
    assert ana.get("/animer").status_code == 302 and "Désactivé" in adm.get("/comptes/").text
    post(adm, f"/comptes/{id}/reactiver")
    assert site.client("ana").get("/animer").status_code == 200
    told = adm.post(f"/comptes/{id}/lien", data={"csrf_token": token(adm.get("/comptes/"))})
    assert told.status_code == 422 and "/compte/choisir/" not in told.text, "it would open all that she leads"
    assert post(adm, f"/comptes/{id}/retirer").headers["Location"] == "/comptes/?fait=moved"
    assert site.user("ana").service_id is None and adm.get(f"/comptes/{id}").status_code == 404
    did = [act for act, by, account in site.acts() if by == site.ids["adm"] and account == id]
    assert did == ["account-disabled", "account-enabled", "account-moved"]


def test_an_admin_invites_into_the_service_and_takes_over_nobody(site):
    adm = site.client("adm")
    page = post(adm, "/comptes/", email="new@example.fr", name="Néo")
    link = re.search(r'value="[^"]*(/compte/choisir/[^"]+)"', page.text)[1]
    assert site.app.test_client().get(link).status_code == 200
    with site.store.read() as session:
        new = accounts.by_email(session, "new@example.fr")
        assert new.service_id == site.one and not new.operator and not new.admin
    again = post(adm, f"/comptes/{new.id}/lien")
    assert "/compte/choisir/" in again.text and site.app.test_client().get(link).status_code == 404
    for taken in ("other@example.fr", "op@example.fr", "ANA@example.fr"):
        refused = post(adm, "/comptes/", email=taken)
        assert refused.status_code == 422 and "/compte/choisir/" not in refused.text
    assert post(adm, "/comptes/", email="nobody").status_code == 422


def test_an_operator_moves_and_makes_admins_and_a_move_ends_that(site):
    op, id = site.client("op"), site.ids["ana"]
    assert post(op, f"/comptes/{id}/admin").status_code == 303 and site.user("ana").admin
    post(op, f"/comptes/{id}/service", service=site.two)
    assert site.user("ana").service_id == site.two and not site.user("ana").admin
    assert post(op, f"/comptes/{id}/service", service="none").status_code == 404
    post(op, f"/comptes/{site.ids['adm2']}/sansrole")
    assert not site.user("adm2").admin


def test_a_workshop_that_nobody_leads_is_found_and_given_to_a_colleague_never_to_oneself(run, site, facilitator):
    adm, path, ids = site.client("adm"), f"/comptes/ateliers/{site.facts.id}", site.ids
    assert adm.get(path).status_code == 404, "somebody leads it"
    assert run("workshop", "list", "--orphans") == ""
    run("user", "disable", "fac@example.org")
    assert site.facts.code in run("workshop", "list", "--orphans")
    assert "Plus personne ne l’anime" in adm.get("/comptes/").text
    assert site.client("adm2").get(path).status_code == site.client("bea").get(path).status_code == 404
    for wrong in (ids["adm"], ids["other"], ids["op"], facilitator, ""):
        assert post(adm, path, to=wrong).status_code == 422, wrong
    assert post(adm, path, to=ids["ana"]).headers["Location"] == "/comptes/?fait=handed"
    with site.store.read() as session:
        assert workshops.who_lead(session, [site.facts.id])[site.facts.id] == {ids["ana"]}
    assert site.acts()[-2:] == [
        ("facilitator-removed", ids["adm"], facilitator),
        ("facilitator-added", ids["adm"], ids["ana"]),
    ]
    assert adm.get(path).status_code == 404
    assert post(site.client("op"), path, to=ids["op"]).status_code == 422
    assert post(site.client("op"), path, to=ids["bea"]).status_code == 303
    run("workshop", "give", site.facts.code, "ana@example.fr", "--alone")
    listed = run("workshop", "list")
    assert re.search(r"\tana@example\.fr\tUsages\tends \d{4}-\d\d-\d\d\tdeleted \d{4}-\d\d-\d\d", listed), listed


def test_the_list_is_taken_away_without_a_formula_and_read_back_as_it_was(run, site):
    site.store.write(lambda connection: connection.exec_driver_sql("update user set name = '=1+1' where name = 'Ana'"))
    got = site.client("adm").get("/comptes/comptes.csv")
    rows = list(csv.DictReader(io.StringIO(got.data.decode("utf-8-sig"))))
    assert [row["email"] for row in rows] == ["ana@example.fr", "adm@example.fr", "bea@example.fr"]
    assert rows[0]["name"] == "'=1+1" and rows[1]["role"] == "admin" and rows[0]["service"] == "Usages"
    read = {one.email: one for one in read_guests(io.StringIO(got.data.decode("utf-8-sig")), plain)}
    assert read["ana@example.fr"].name == "=1+1" and read["bea@example.fr"].service == "Usages"
    for said in ("=1+1", "Ana; =2", "-x", "\t=3", "D'Arc", "@bob, =1"):
        assert plain(str(harmless(said))) == said.lstrip("\r\n") or said.startswith("\t")
    assert site.client("adm2").get("/comptes/comptes.csv").text.count("@") == 2
    assert "op@example.fr,Op,,operator,active" in run("user", "export")
    assert "op@example.fr" not in run("user", "export", "--service", "usages")
    told = [act for act, _by, _account in site.acts()]
    assert told.count("downloaded") == 2 and told.count("accounts-exported") == 2


def test_roles_by_command(run, site):
    assert "admin of its service yes" in run("user", "role", "bea@example.fr", "--admin")
    assert "operator yes, admin of its service yes" in run("user", "role", "bea@example.fr", "--operator")
    assert "operator no" in run("user", "role", "bea@example.fr", "--no-operator", "--no-admin")
    with site.store.read() as session:
        assert not overview.account(session, site.ids["bea"]).is_admin
