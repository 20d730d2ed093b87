"""What is handed to the archives, read back; that it was handed over is said; the list that is submitted first."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256

import odfdo
import pypdfium2
import pytest
from click.testing import CliRunner

from app.cli import main
from app.domain.clock import now_ms
from app.domain.people import sites_from
from app.store import initiatives, services, workshops
from app.store.accounts import by_email
from tests.support.erasing import erase
from tests.support.minutes import decided_in
from tests.support.outcomes import spoken
from tests.support.pages import post

DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def decided(workshop):
    return decided_in(workshop)


def made(workshop, client) -> bytes:
    asked = post(client, f"/animer/{workshop.facts.code}/resultats/fichier", format="zip", version="complete")
    assert asked.status_code == 303, asked.text
    here = asked.headers["Location"]
    making = workshop.app.extensions["makings"].of(workshop.facts.id, here.rsplit("/", 1)[1])
    assert making.over.wait(60) and making.state == "done"
    answer = client.get(f"{here}/prendre")
    assert "dossier-d-archivage-atelier-d-essai" in answer.headers["Content-Disposition"]
    return answer.data


def opened(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def read(body: bytes) -> str:
    """The text of a PDF, without the breaks of its lines."""
    pages = pypdfium2.PdfDocument(body)
    return " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def every_text(files: dict[str, bytes]) -> str:
    """All that stands in the file, whatever packs it."""
    texts = []
    for name, body in files.items():
        if name.endswith(".pdf"):
            texts += [read(body), str(pypdfium2.PdfDocument(body).get_metadata_dict()), body.decode("latin-1")]
        elif name.endswith(".ods"):
            texts += [part.decode("utf-8", "replace") for part in opened(body).values()]
        else:
            texts.append(body.decode())
    return "\n".join((*files, *texts))


def test_the_file_holds_the_minutes_the_tables_and_what_they_are_with_fingerprints(app, store, decided):
    service = store.write(services.add, "Direction de l’accueil")
    store.write(services.put, service, [], [decided.facts.id])
    with store.read() as session:
        user = by_email(session, "fac@example.org")
    id = store.write(initiatives.add, user, "Accueillir autrement", "", now_ms())
    store.write(initiatives.put, id, decided.facts.id)
    lead = decided.console()
    post(lead, f"/animer/{decided.facts.code}/resultats/choix", version_seen="0", words="Élodie")
    files = opened(made(decided, lead))

    sums = {line[66:]: line[:64] for line in files["SHA256SUMS"].decode().splitlines()}
    assert set(sums) == set(files) - {"SHA256SUMS"}
    assert all(sha256(files[name]).hexdigest() == sum for name, sum in sums.items())
    said = json.loads(files["description.json"])
    assert {one["name"]: one["sha256"] for one in said["files"]}.items() <= sums.items()
    assert said["workshop"]["service"] == "Direction de l’accueil" and said["workshop"]["code"] == decided.facts.code
    assert said["workshop"]["initiatives"] == ["Accueillir autrement"] and "Lille" in said["workshop"]["sites"]
    sheet = read(files["description.pdf"])
    for one in ("Direction de l’accueil", "Accueillir autrement", "Sort final", "à compléter", "Atelier d’essai"):
        assert one in sheet, one

    for name in ("description.pdf", "compte-rendu.pdf"):
        assert b"pdfaid:part" in files[name] and b"/StructTreeRoot" in files[name], name
    kept = "Un seul formulaire pour […]"
    assert kept in read(files["compte-rendu.pdf"])
    assert "formulaire" in str(odfdo.Document(io.BytesIO(files["tableaux.ods"])).body.serialize())
    assert kept in files["resultats.json"].decode()
    assert any(kept in body.decode() for name, body in files.items() if name.endswith(".csv"))


def test_nothing_says_who_wrote_what_is_anonymous_nor_what_was_erased_or_noted_for_oneself(decided):
    lead = decided.console()
    assert "itinérant" in every_text(opened(made(decided, lead))), "it would be found if it were there"
    assert erase(decided, decided.other)
    whole = every_text(opened(made(decided, lead)))
    for one in ("itinérant", "Ana", "Bob", decided.ana, "Parler moins"):
        assert one not in whole, one


def test_that_it_was_handed_over_stands_on_the_home_and_can_be_taken_back(decided):
    lead, code = decided.console(), decided.facts.code
    decided.core("core.conclude")
    here = f"/animer/{code}/resultats"
    today = decided.facts.first_day.isoformat()
    for typed in ("", "demain", "2999-01-01", "2020-01-01"):
        refused = post(lead, f"{here}/versement", day=typed)
        assert refused.status_code == 422 and "Écrivez le jour du versement" in refused.text, typed
    assert "pas encore versé aux archives" in spoken(lead.get("/animer").text)
    assert post(lead, f"{here}/versement", day=today).status_code == 303
    home = spoken(lead.get("/animer").text)
    assert "· versé aux archives le" in home and "pas encore versé" not in home
    assert "Dossier d’archivage" in home and "Versé le" in spoken(lead.get(here).text)
    assert post(lead, f"{here}/versement", undo="1").status_code == 303
    assert "Pas encore versé" in spoken(lead.get(here).text)
    assert decided.app.test_client().post(f"{here}/versement").status_code in (302, 400, 403)


def test_the_list_to_submit_says_what_is_deleted_when_and_whether_it_was_handed_over(
    app, store, facilitator, facts, tmp_path, monkeypatch
):
    service = store.write(services.add, "Accueil")
    for title, days_ago in (("Ancien", 40), ("Plus ancien", 90)):
        made = store.write(
            workshops.create,
            title=title,
            locale="fr",
            sites=sites_from(["Lille"], ""),
            facilitator=facilitator,
            methods=(),
            now=now_ms() - days_ago * DAY_MS,
            ends_at=now_ms() - (days_ago - 1) * DAY_MS,
        )
        store.write(services.put, service, [], [made.id])
    store.write(workshops.hand_over, made.id, "2026-11-30")
    monkeypatch.setenv("INSTANCE", str(tmp_path / "instance"))
    told = CliRunner().invoke(main, ["workshop", "list", "--to-submit"], catch_exceptions=False).output
    head, older, newer = [line.split("\t") for line in told.splitlines()]
    assert older[1:3] == ["Plus ancien", "Accueil"] and older[-1] == "2026-11-30"
    assert newer[1] == "Ancien" and newer[-1] == "not yet" and len(head) == len(older) == len(newer)
    assert older[5] < newer[5] and facts.title not in told, "what is not over is not submitted"
