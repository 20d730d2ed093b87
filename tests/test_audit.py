"""The audit log: each act leaves one line, by ids; nobody changes one; it is filtered, taken away and forgotten."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.config import BadSetting, Settings, apply
from app.domain.audit import Act, is_word, more_of
from app.domain.calendar import DAY_MS
from app.domain.clock import now_ms
from app.live.hosting.scheduler import Scheduler
from app.store import audit, invitations
from app.store.audit import Wanted
from app.store.guests import Guest
from tests.support.pages import PASSWORD, join, sign_in, token

STORES = ("sqlite", "postgresql")


def lines(store, **wanted):
    with store.read() as session:
        return list(audit.kept(session, Wanted(**wanted)))


def acts(store) -> Counter:
    return Counter(one.act for one in lines(store))


def test_a_line_is_never_changed_and_goes_when_it_is_old(app, store):
    store.write(audit.note, Act.SIGNED_IN, by="ana", account="ana", how="code")
    with pytest.raises(DBAPIError, match="not changed"):
        store.write(lambda connection: connection.execute(text("update audit set account = 'bob'")))
    look = Scheduler(app.extensions["rooms"], audit_days=30).look
    look(now_ms() + 29 * DAY_MS)
    assert len(lines(store)) == 1
    look(now_ms() + 31 * DAY_MS)
    assert not lines(store)


def test_a_line_has_no_place_for_what_somebody_wrote(app):
    for said in ({"why": "because I say so"}, {"how": "ana@example.fr"}, {"title": "x"}, {"how": "x" * 81}):
        with pytest.raises(ValueError, match="audit log"):
            more_of(said)
    assert is_word("results.csv") and not is_word("été")
    for days in (29, 4000):
        with pytest.raises(BadSetting, match="AUDIT_DAYS"):
            apply(app, Settings(instance=app.extensions["settings"].instance, audit_days=days))


def test_an_act_that_is_not_kept_leaves_no_line(store):
    def fails(_connection):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.write(audit.noted(fails, Act.ACCOUNT_DISABLED, by="command", account="x"))
    store.write(audit.noted(lambda _connection: None, Act.ACCOUNT_ENABLED, by="command", account="x"))
    assert acts(store) == {"account-enabled": 1}


def post(client, path, page, **said):
    return client.post(path, data={"csrf_token": token(client.get(page)), **said})


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)
def test_every_act_leaves_one_line_that_names_nobody(run, app, store, workshop, facilitator):
    """Through the doors that people and operators have; what each leaves is counted at the end."""
    code = workshop.facts.code
    guest, here = app.test_client(), app.test_client()
    sign_in(guest, password="une erreur de frappe")
    sign_in(here)
    run("user", "add", "bob@example.fr", "--password", PASSWORD, "--operator")
    run("user", "invite", "cleo@example.fr", "--name", "Cléo")
    run("user", "link", "bob@example.fr")
    run("user", "password", "bob@example.fr", "--password", PASSWORD + "2")
    run("service", "add", "Usages")
    run("service", "rename", "Usages", "Usages numériques")
    run("service", "put", "Usages numériques", "--account", "bob@example.fr", "--workshop", code)
    run("service", "remove", "Usages numériques", "--yes")
    run("workshop", "give", code, "bob@example.fr")
    run("user", "disable", "bob@example.fr")
    run("user", "enable", "bob@example.fr")
    console = f"/animer/{code}"
    post(here, f"{console}/collegues", console, email="cleo@example.fr")
    bob = next(one for one in lines(store) if one.more.get("role") == "operator").account
    post(here, f"{console}/collegues/{bob}/retirer", console)
    run("user", "remove", "bob@example.fr", "--yes")
    secret = store.write(invitations.offer, facilitator, now_ms())
    new = "quatre mots bien choisis"
    there = app.test_client()
    post(there, f"/compte/choisir/{secret}", f"/compte/choisir/{secret}", new=new, again=new)
    post(there, "/compte/mot-de-passe", "/compte/", password=new, new=PASSWORD, again=PASSWORD)
    post(there, "/compte/sessions", "/compte/")
    assert there.get(f"{console}/resultats/reponses.csv").status_code in (200, 404)
    assert there.get(f"{console}/resultats.json").status_code == 200
    made = post(there, f"{console}/autres-outils", f"{console}/autres-outils", called="Tableau", reads="direction")
    assert made.status_code == 200
    post(there, f"{console}/autres-outils/revoquer", f"{console}/autres-outils", token="none")
    ana = app.test_client()
    assert join(ana, workshop.facts).status_code == 303
    mine = f"/mes-donnees/ici/{code}"
    assert ana.get(f"{mine}/export.json").status_code == 200
    post(ana, f"{mine}/effacer", mine, all="1", confirmed="1")
    Scheduler(app.extensions["rooms"]).purge_names(workshop.facts)
    post(there, f"{console}/supprimer", f"{console}/supprimer", sure="1")
    post(there, "/compte/deconnexion", "/compte/")
    run("audit", "--export", "csv")

    assert acts(store) == {
        "refused": 1, "signed-in": 2, "account-made": 2, "account-invited": 1, "sign-in-link-made": 1,
        "password-changed": 3, "service-made": 1, "service-renamed": 1, "account-moved": 1, "workshop-moved": 1,
        "service-removed": 1, "facilitator-added": 2, "account-disabled": 1, "account-enabled": 1,
        "facilitator-removed": 1, "account-removed": 1, "sessions-ended": 1, "downloaded": 2, "token-made": 1,
        "token-revoked": 1, "name-erased": 1, "names-purged": 1, "content-purged": 1, "workshop-deleted": 1,
        "signed-out": 1, "audit-exported": 1,
    }  # fmt: skip
    kept = json.dumps([[one.act, one.by, one.account, one.workshop, one.more] for one in lines(store)])
    for word in ("example", "Fac", "Ana", "Cl", "Usages", "Atelier", "Tableau", code, "127.0.0.1"):
        assert word not in kept, word
    of_nobody = [one for one in lines(store) if not one.by]
    assert {one.act for one in of_nobody} == {"downloaded", "name-erased"}
    assert all(one.at % DAY_MS == 0 for one in of_nobody), "a day, and no hour"


@pytest.mark.parametrize("stored_in", ["sqlite"], indirect=True)
def test_the_operator_filters_it_and_takes_it_away(run, app, store, facts, facilitator):
    sign_in(app.test_client())
    store.write(audit.note, Act.CONTENT_PURGED, by="server", workshop=facts.id)
    store.write(invitations.invited, Guest("ana@example.fr"), now_ms(), facilitator)
    assert len(run("audit").splitlines()) == 4
    assert run("audit", "--last", "1").split("\t")[1] == "account-invited"
    assert f"workshop={facts.id}" in run("audit", "--workshop", facts.code)
    assert len(run("audit", "--account", "fac@example.org").splitlines()) == 3
    assert run("audit", "--act", "signed-in", "--until", "2020-01-01") == ""
    (row,) = csv.DictReader(io.StringIO(run("audit", "--act", "signed-in", "--export", "csv")))
    assert row["account"] == row["by"] == facilitator and row["more"] == "how=password"
    assert json.loads(run("audit", "--act", "signed-in", "--export", "json"))["how"] == "password"
