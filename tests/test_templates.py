"""Templates of workshops: those shipped, files that cannot be read, a workshop made from one or from another."""

from __future__ import annotations

import json
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from app.domain.clock import now_ms
from app.domain.people import new_id, sites_from
from app.host import registry
from app.host.workshop_templates.from_workshop import taken_from
from app.host.workshop_templates.model import ActivityPlan, StagePlan, TablePlan, WorkshopTemplate
from app.host.workshop_templates.reading import check, read
from app.host.workshop_templates.shipped import shipped
from app.live.commands.request import CommandRequest, Grant
from app.live.hosting import new_workshop
from app.store import accounts, templates, workshops
from beffroi import FACILITATOR, Refused
from beffroi.words import speaking
from tests.support.failing import FailingCommits
from tests.support.pages import PASSWORD, sign_in, token

ROOT = Path(__file__).parents[1]
METHODS = registry.build().methods
NO_BREAK = "\N{NO-BREAK SPACE}"


# --- those that are shipped ------------------------------------------------------------------


def test_every_activity_of_every_shipped_template_can_be_opened(app, facilitator):
    for name, template in shipped("fr").items():
        alone = [one.model_copy(update={"source": 0}) for one in template.activities]  # nobody wrote what comes over
        facts = make(app, template.model_copy(update={"activities": tuple(alone)}), facilitator)
        room, by = app.extensions["rooms"].of(facts), Grant(facts.id, FACILITATOR, f"f:{facilitator}")
        agenda = room.record.agenda
        assert [one.title for one in agenda.listed()] == [one.title for one in template.activities], name
        assert len(agenda.seating.tables) == len(template.tables), name
        for one in agenda.listed():
            opened = room.ask(CommandRequest(by, "", "core.open", {"activity": one.id}, new_id()))
            assert opened.accepted, f"{name}, {one.title}: {opened.sentence}"
        for one in template.activities:
            assert not one.source or METHODS[template.activities[one.source - 1].method].gives_cards, name


def make(app, template, facilitator):
    """A workshop of this template, at its own sites."""
    sites, now = sites_from(template.sites, "À distance"), now_ms()
    store, known = app.extensions["store"], app.extensions["registry"]
    return new_workshop.make(
        store, known, template, facilitator=facilitator, sites=sites, now=now, ends_at=now + 10**9,
        title="Essai", locale="fr",
    )  # fmt: skip


def test_every_bundled_method_has_a_place_in_a_shipped_template():
    placed = {one.method for template in shipped("fr").values() for one in template.activities}
    assert set(METHODS) - placed == set(), "put it in one of app/host/workshop_templates/shipped, in both languages"


def test_shipped_templates_are_the_same_in_both_languages_and_are_as_files_are_written():
    assert list(shipped("fr")) == list(shipped("en"))
    for name, template in shipped("fr").items():
        other = shipped("en")[name]
        check(other, METHODS)
        for one, same in zip(template.activities, other.activities, strict=True):
            told = [(x.method, x.minutes, x.source, x.share_by, list(x.settings)) for x in (one, same)]
            assert told[0] == told[1], name
            assert one.goal and same.goal and (bool(one.leads), len(one.notes)) == (bool(same.leads), len(same.notes))
            assert [(s.id, s.minutes) for s in one.stages] == [(s.id, s.minutes) for s in same.stages], name
        assert read(template.to_file(), METHODS) == template


# --- files ---------------------------------------------------------------------------------------

GOOD = {
    "format": "beffroi-template/1",
    "title": "Le jeudi",
    "sites": ["Lille", "Amiens"],
    "tables": [{"name": "Table 1", "site": 1}, {"name": "Table 2", "site": 2, "twin": "Table 1"}],
    "activities": [
        {"method": "ideation", "title": "Idées", "settings": {"question": "Que changer ?", "per_person": 3}},
        {"method": "dotvote", "title": "Vote", "from": 1, "stages": [{"id": "vote", "minutes": 3}]},
    ],
}


def changed(*path_and_value):
    *path, value = path_and_value
    made = json.loads(json.dumps(GOOD))
    here = made
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return json.dumps(made)


BAD = [
    ("", "cannot be read"),
    ('{"format": "beffroi-template/1", "title": "L', "cannot be read"),
    (b"PK\x03\x04\xff\xfe", "cannot be read"),
    ("[" * 100_000, "cannot be read"),
    (" " * 20_000_000, "500 kB"),
    ("[]", "no template"),
    (json.dumps({"format": "beffroi-results/1"}), "no template"),
    (changed("format", "beffroi-template/2"), "beffroi-template/2: this server reads beffroi-template/1"),
    (changed("title", ""), "title: Fill this in"),
    (changed("sites", [f"Site {n}" for n in range(40)]), "sites: 12 at most"),
    (changed("activities", [{"method": "pulse", "title": "Encore"}] * 1000), "activities: 60 at most"),
    (changed("activities", 1, "minuts", 3), "activities › 2, “Vote” › minuts: Nothing is called so"),
    (changed("activities", 1, "minutes", 9000), "activities › 2, “Vote” › minutes: 600 at most"),
    (changed("activities", 1, "from", 2), "Activity 2, “Vote”. “from” is the number of an activity that comes before"),
    (changed("activities", 1, "method", "tarot"), "Activity 2, “Vote”. The method “tarot” is not installed here"),
    (changed("activities", 0, "settings", {"colour": "red"}), "“Ideation” has no setting “colour”"),
    (changed("activities", 0, "settings", {"per_person": 900}), "Activity 1, “Idées”. A setting is not accepted"),
    (changed("activities", 0, "settings", {"question": {"a": {"b": 1}}}), "settings › question: This is not one"),
    (changed("activities", 1, "stages", [{"id": "sing"}]), "“Dot vote” has no stage “sing”"),
    (changed("activities", 1, "stages", [{"id": "vote"}] * 2), "Activity 2, “Vote”. Each stage comes once"),
    (changed("tables", 1, "name", "Table 1"), "Table “Table 1”. Another table has this name"),
]


@pytest.mark.parametrize(("file", "sentence"), BAD, ids=[sentence[:40] for _file, sentence in BAD])
def test_a_file_that_is_no_template_is_refused_in_a_sentence_that_names_the_place(file, sentence):
    with speaking("en"), pytest.raises(Refused) as refused:
        read(file, METHODS)
    with speaking("en"):
        assert sentence in str(refused.value.sentence)


def test_the_file_that_the_documentation_shows_is_one_and_says_every_name(app):
    page = (ROOT / "docs" / "workshop-templates.md").read_text()
    shown = page.partition("```json\n")[2].partition("```")[0]
    assert len(read(shown, METHODS).activities) == 2
    for model in (WorkshopTemplate, ActivityPlan, StagePlan, TablePlan):
        for name, field in model.model_fields.items():
            told = field.alias or name
            assert f"`{told}`" in page or f'"{told}":' in shown, told


# --- pages -----------------------------------------------------------------------------------------


def made(client, app, path, **said):
    """The agenda of the workshop that a form makes, as somebody opens it next."""
    page = client.get(path)
    data = {"csrf_token": token(page), "title": "Jeudi", "sites": "Arras\nLens", **said}
    answer = client.post(path, data=data)
    assert answer.status_code == 303, answer.text
    with app.extensions["store"].read() as session:
        facts = workshops.by_code(session, answer.location.split("/")[2])
    return facts, app.extensions["rooms"].of(facts).record


@pytest.fixture
def soon() -> str:
    return (date.today() + timedelta(days=3)).isoformat()


@pytest.fixture
def client(app, facilitator):
    client = app.test_client()
    sign_in(client)
    return client


def test_a_template_is_chosen_by_purpose_and_makes_a_workshop_that_asks_ones_own_question(app, client, soon):
    page = client.get("/animer/modeles?lang=fr").text
    assert page.index("Se mettre d’accord") < page.index("Recueil de valeurs") < page.index("Rétrospective")
    path = "/animer/modeles/culture-usager"
    assert "45 min" in client.get(path).text
    facts, record = made(client, app, path, question="Et « nous » ?", last_day=soon)
    listed = record.agenda.listed()
    assert [site.name for site in facts.sites][:2] == ["Arras", "Lens"] and facts.title == "Jeudi"
    assert [one.settings["question"] for one in listed if one.method == "ideation"] == ["Et « nous » ?"]
    assert [table.site for table in record.agenda.seating.tables.values()] == ["s1", "s1", "s2", "s2"]
    told = client.get(path, query_string={"locale": "en", "title": "Mardi"}, headers={"HX-Request": "true"}).text
    assert "<html" not in told and "The new workshop" not in told, "the page keeps its own language"
    assert 'value="Mardi"' in told and "How might we make our letters clearer" in told


def test_a_workshop_is_made_again_without_anybody_and_without_anything_that_was_written(app, workshop, soon):
    idea = workshop.core(
        "core.add", method="ideation", title="Idées", stages=["collect", "reveal"], minutes=9, anonymous=False,
        settings={"question": "Que changer ?"},
    )  # fmt: skip
    workshop.core("core.step", activity=idea, stage="collect", minutes=7, instruction="En silence")
    workshop.core("core.note", activity=idea, stage="collect", text="Sablier")
    workshop.core("core.add", method="dotvote", title="Vote", stages=["vote"], source=idea)
    workshop.core("core.add", method="pulse", title="Une pause ?", stages=["answer"], aside=True)
    workshop.core("core.tables", site="s2", count=2)
    workshop.core("core.open", activity=idea)
    workshop.do("ana", "write", idea, text="Un seul formulaire")
    _facts, record = made(workshop.console(), app, f"/animer/{workshop.facts.code}/dupliquer", last_day=soon)
    first, vote = record.agenda.listed()
    assert (first.title, vote.source, first.anonymous) == ("Idées", first.id, False)
    assert first.steps["collect"].minutes == 7 and first.notes == {"collect": "Sablier"} and not first.opened
    assert [table.site for table in record.agenda.seating.tables.values()] == ["s2", "s2"]
    assert not record.people and "formulaire" not in str([entry.data for entry in record.entries])


def test_what_is_taken_from_a_workshop_is_a_file_that_makes_the_same(app, facilitator):
    facts = make(app, shipped("en")["journee-parcours"], facilitator)
    agenda = app.extensions["rooms"].of(facts).record.agenda
    taken = taken_from(agenda, title="Encore", language="en", sites=facts.sites)
    again = read(taken.to_file(), METHODS)
    assert again == taken and [one.source for one in again.activities] == [0, 0, 2, 0, 2, 0, 5, 7, 0, 7, 10, 0, 0]


def test_a_workshop_that_could_not_be_kept_whole_is_not_there(app, client, soon):
    path = "/animer/modeles/debat"
    data = {"csrf_token": token(client.get(path)), "title": "Vendredi", "sites": "Lille", "last_day": soon}
    with FailingCommits(app, 9):
        assert client.post(path, data=data).status_code == 503
    assert "Vendredi" not in client.get("/animer").text


def test_what_was_typed_stands_there_when_a_template_is_refused(client, soon):
    path = "/animer/modeles/debat"
    said = {"csrf_token": token(client.get(path)), "title": "Vendredi", "sites": "", "last_day": soon}
    page = client.post(path, data=said)
    assert page.status_code == 422 and 'value="Vendredi"' in page.text and 'role="alert"' in page.text


def test_another_question_stands_wherever_the_templates_own_did():
    one = WorkshopTemplate.model_validate(GOOD | {"question": "Que changer ?"})
    assert one.asking('Et "cela" ?').activities[0].settings == {"question": 'Et "cela" ?', "per_person": 3}
    assert len(one.asking("x" * 9000).question) == 300
    assert one.asking("") == one


# --- one's own -----------------------------------------------------------------------------------------


@pytest.fixture
def colleagues(run, app, store, facilitator):
    """Ana is of the facilitator's service, Bob of none."""
    run("service", "add", "Usagers")
    run("service", "put", "Usagers", "--account", "fac@example.org")
    clients = {}
    for name in ("ana", "bob"):
        email = f"{name}@example.org"
        store.write(accounts.add, email=email, name=name, password=PASSWORD, operator=name == "bob", now=0)
        clients[name] = app.test_client()
        sign_in(clients[name], email=email)
    run("service", "put", "Usagers", "--account", "ana@example.org")
    return clients


def kept(workshop, console) -> str:
    """The address of the template that a workshop was kept as."""
    path = f"/animer/{workshop.facts.code}"
    answer = console.post(f"{path}/modele", data={"csrf_token": token(console.get(f"{path}/agenda"))})
    assert answer.status_code == 303, answer.text
    return answer.location.partition("?")[0]


def say(client, path, **said):
    return client.post(path, data={"csrf_token": token(client.get("/animer")), **said})


def test_a_template_of_ones_own_is_named_shared_with_the_service_and_deleted(workshop, colleagues, run, app, soon):
    workshop.core("core.add", method="coding", title="Lire", stages=["code"], settings={"lines": "Dit par Mme Roux"})
    console, ana, bob = workshop.console(), colleagues["ana"], colleagues["bob"]
    mine = kept(workshop, console)
    assert "Roux" not in console.get(f"{mine}/fichier").text, "what people said stays in its workshop"
    assert ana.get(mine).status_code == bob.get(mine).status_code == 404
    assert "Remplissez" in say(console, f"{mine}/changer", title=" ").text
    assert say(console, f"{mine}/changer", title="Le jeudi", gives="Un accord", shared="true").status_code == 303
    listed = ana.get("/animer/modeles").text
    assert listed.index("Modèles de mon service") < listed.index("Le jeudi") < listed.index("Un accord")
    assert "Le jeudi" not in bob.get("/animer/modeles").text and bob.get(mine).status_code == 404, "not to an operator"
    assert "supprimer" not in ana.get(mine).text.lower()
    assert say(ana, f"{mine}/changer", title="À moi").status_code == say(ana, f"{mine}/supprimer").status_code == 403
    _facts, record = made(ana, app, mine, last_day=soon)
    assert [one.title for one in record.agenda.listed()] == ["Lire"]
    run("user", "remove", "fac@example.org", "--yes")
    assert "Le jeudi" in ana.get("/animer/modeles").text, "it is the service's"
    assert say(ana, f"{mine}/supprimer").status_code == 303 and ana.get(mine).status_code == 404


def test_a_template_goes_out_as_a_file_and_comes_back_whole_or_not_at_all(workshop, client):
    workshop.core("core.add", method="ideation", title="Idées", stages=["collect"], settings={"question": "Quoi ?"})
    file = workshop.console().get(f"/animer/{workshop.facts.code}/modele.json").data

    def brought(data):
        return say(client, "/animer/modeles/importer", file=(BytesIO(data), "modele.json"))

    answer = brought(file)
    assert answer.status_code == 303 and client.get(answer.location.partition("?")[0] + "/fichier").data == file
    for data, sentence in (
        (file.replace(b'"ideation"', b'"tarot"'), "La méthode « tarot » n’est pas installée ici"),
        (b"", "Choisissez un fichier"),
    ):
        refused = brought(data)
        assert refused.status_code == 422 and sentence in unescape(refused.text).replace(NO_BREAK, " ")
    huge = {"data": b"x" * 20_000_000, "content_type": "multipart/form-data; boundary=x"}
    answer = client.post("/animer/modeles/importer", **huge)
    assert answer.status_code == 413 and "rien n’en a été lu" in answer.text
    assert client.get("/animer/modeles").text.count(workshop.facts.title) == 1, "what was refused is not kept"


def test_a_template_whose_method_was_removed_says_which_and_makes_nothing(store, client, facilitator, soon):
    activities = [{"method": "tarot", "title": "Tirage"}]
    id = store.write(templates.add, facilitator, {**GOOD, "activities": activities}, 0)
    path = f"/animer/modeles/{id}"
    assert "extension absente" in client.get(path).text
    refused = say(client, path, title="Samedi", sites="Lille", last_day=soon)
    assert refused.status_code == 422 and "« tarot » n’est pas installée" in refused.text.replace(NO_BREAK, " ")
    assert "Samedi" not in client.get("/animer").text


def test_an_account_keeps_a_hundred_templates(store, facilitator):
    for _n in range(templates.KEPT_MOST):
        store.write(templates.add, facilitator, GOOD, 0)
    with pytest.raises(templates.Full):
        store.write(templates.add, facilitator, GOOD, 0)
