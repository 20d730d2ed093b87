"""What other programs read: by a token of a workshop, described in OpenAPI, nothing that exports do not hold."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from typing import Any

import pytest

from app.domain.clock import now_ms
from app.store import accounts, api_tokens, minutes_choices, purge, workshops
from app.store.digests import secret_digest
from app.web.api.description import PATHS
from tests.support.minutes import decided_in
from tests.support.pages import PASSWORD
from tests.support.pages import token as proof


@pytest.fixture
def console(workshop):
    return workshop.console()


@pytest.fixture
def at(workshop):
    workshop.serve()
    return f"/animer/{workshop.facts.code}/autres-outils"


def made(console, at, reads="complete", called="Tableau de bord") -> str:
    page = console.post(at, data={"csrf_token": proof(console.get(at)), "called": called, "reads": reads})
    assert page.status_code == 200, html.unescape(page.text)
    return re.search(r'value="(beffroi_[\w-]{43})"', page.text)[1]


class Program:
    """Whoever has a token: no browser, and no cookie."""

    def __init__(self, app, facts, secret):
        self.app, self.code, self.secret = app, facts.code, secret

    def ask(self, path="", **headers):
        whole = path if path.startswith("http") else f"/api/1/workshops/{self.code}{path}"
        sent = {
            "Authorization": f"Bearer {self.secret}",
            **{name.replace("_", "-"): one for name, one in headers.items()},
        }
        return self.app.test_client().get(re.sub(r"^https?://[^/]+", "", whole), headers=sent)

    def read(self, path="") -> Any:
        answer = self.ask(path)
        assert answer.status_code == 200, answer.text
        return answer.json


@pytest.fixture
def ideas(workshop):
    ideation = workshop.add("ideation", title="Idées", settings={"question": "Comment ?"})
    for n in range(7):
        workshop.do(f"p{n}", "write", ideation, text=f"=Idée {n} « très » bien")
    workshop.stage(ideation, "reveal")
    return ideation


@pytest.fixture
def plan(workshop):
    plan = workshop.add("actionplan", title="Plan")
    action = workshop.do("fac", "add_action", plan, text="Écrire au syndic", due="2090-01-05")
    workshop.do("bob", "take_it", plan, action=action, text="Bob Leroy")
    return plan


@pytest.fixture
def program(app, workshop, console, at, ideas, plan):
    workshop.add("ideation", title="Cachée")
    workshop.do("ana", "write", workshop.room.record.agenda.order[-1], text="Secrète")
    return Program(app, workshop.facts, made(console, at))


# --- what it answers is what it is said to answer ---------------------------------------------


def fits(said: Any, schema: dict[str, Any], defined: dict[str, Any]) -> bool:
    """Whether an answer is as a schema of the description has it: of JSON Schema, what stands there and no more."""
    known = {"$ref", "anyOf", "type", "properties", "required", "additionalProperties", "items", "enum", "title",
             "description", "format", "default"}  # fmt: skip
    assert set(schema) <= known, set(schema) - known
    if "$ref" in schema:
        return fits(said, defined[schema["$ref"].removeprefix("#/components/schemas/")], defined)
    if "anyOf" in schema:
        return any(fits(said, one, defined) for one in schema["anyOf"])
    kinds: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
        "object": dict,
    }
    if not isinstance(said, kinds[schema["type"]]) or said not in schema.get("enum", [said]):
        return False
    if isinstance(said, list):
        return all(fits(one, schema["items"], defined) for one in said)
    if isinstance(said, dict):
        held, more = schema.get("properties", {}), schema.get("additionalProperties", False)
        named = set(schema.get("required", [])) <= set(said) and (more or set(said) <= set(held))
        return named and all(fits(one, held.get(name, more), defined) for name, one in said.items())
    return True


def test_each_address_answers_as_the_description_says_and_there_is_no_other(app, program, ideas):
    told = app.test_client().get("/api/1/openapi.json")
    described, defined = told.json["paths"], told.json["components"]["schemas"]
    assert told.json["openapi"] == "3.1.0" and set(re.findall(r'"#/components/schemas/(\w+)"', told.text)) <= set(
        defined
    )
    served = {
        re.sub(r"<(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint[:4] == "api."
    }
    assert served == {"/api/1/openapi.json", *(f"/api/1{path}" for path in described)}
    (listed,) = [one for one in program.read("/agenda")["activities"] if one["id"] == ideas]
    name = listed["tables"][0]["name"]
    for path in PATHS:
        answer = program.read(path.at.removeprefix("/workshops/{code}").format(activity=ideas, name=name))
        assert fits(answer, {"$ref": f"#/components/schemas/{path.answers.__name__}"}, defined), path.at
        assert not fits({**answer, "more": 1}, {"$ref": f"#/components/schemas/{path.answers.__name__}"}, defined)
    problem = program.ask("/tables/nowhere/nothing")
    assert problem.status_code == 404 and problem.content_type == "application/problem+json"
    assert fits(problem.json, {"$ref": "#/components/schemas/Problem"}, defined)


def test_every_address_that_is_given_leads_to_an_answer_and_long_lists_come_in_pages(program, ideas):
    start = program.read()
    for address in start["addresses"].values():
        program.read(address)
    agenda = program.read(start["addresses"]["agenda"])
    for one in [table for activity in agenda["activities"] for table in activity["tables"]] + agenda["tables"]:
        assert program.read(one["address"])["total"] == one["rows"]
    (address,) = [one["tables"][0]["address"] for one in agenda["activities"] if one["id"] == ideas]
    rows, page = [], program.read(address + "?per_page=3")
    while True:
        rows += page["rows"]
        if not page["next"]:
            break
        page = program.read(page["next"])
    assert (page["page"], page["pages"]) == (3, 3) and rows == program.read(address)["rows"] and len(rows) == 7
    for wrong in ("per_page=501", "per_page=0", "page=-1", "page=x", "page=" + "9" * 30, "locale=de"):
        assert program.ask(f"{address}?{wrong}").status_code == 400, wrong
    for part in program.read("/report")["chapters"]:
        program.read(part["address"])


def test_it_says_nothing_of_what_is_hidden_and_of_nobody_but_what_exports_name(workshop, program, ideas):
    said = [program.read(path) for path in ("", "/agenda", "/report", "/decisions", "/chain")]
    said += [program.read(one["address"]) for one in said[2]["chapters"]]
    said += [program.read(table["address"]) for one in said[1]["activities"] for table in one["tables"]]
    whole = json.dumps(said, ensure_ascii=False)
    assert "=Idée 3 « très » bien" in whole and "Écrire au syndic" in whole and "Secrète" not in whole
    people = {entry.stamp.who for entry in workshop.room.record.entries} | {"p3", "bob"}
    requests = {entry.request_id for entry in workshop.room.record.entries if entry.request_id}
    assert not [one for one in people | requests if one and f'"{one}"' in whole]
    assert [one["withheld"] for one in said[1]["activities"]] == ["", "", "not revealed"]


def test_a_token_reads_its_version_and_what_says_less_and_no_name_for_the_direction(app, workshop, console, at, plan):
    few = Program(app, workshop.facts, made(console, at, "direction", "Direction"))
    assert set(few.read()["addresses"]) == {"report"} and few.read("/report")["version"] == "direction"
    said = json.dumps([few.read(one["address"]) for one in few.read("/report")["chapters"]], ensure_ascii=False)
    assert "Écrire au syndic" in said and "Leroy" not in said
    for path, status in {"/decisions": 403, "/agenda": 403, "/chain": 403, "/report?version=complete": 404}.items():
        assert few.ask(path).status_code == status, path
    more = Program(app, workshop.facts, made(console, at, "participants", "Intranet"))
    assert more.read("/decisions")["activities"][0]["outcomes"][0]["actions"][0]["who"] == "Bob Leroy"
    assert more.read("/report?version=direction")["version"] == "direction" and more.ask("/agenda").status_code == 403


def test_the_report_is_cut_as_the_minutes_are(store, workshop, program, ideas):
    first = program.ask("/report")
    (chapter,) = [one for one in first.json["chapters"] if one["id"] == ideas]
    before = program.read(chapter["address"])
    assert "bien" in json.dumps(before, ensure_ascii=False)
    left = [f"{ideas}.{before['sections'][-1]['id']}"]
    store.write(minutes_choices.is_kept, workshop.facts.id, {"words": ["Bien"], "left_out": left}, 0)
    again = program.ask("/report", If_None_Match=first.headers["ETag"])
    assert again.status_code == 200, "what was chosen is part of what an answer rests on"
    after = program.read(chapter["address"])
    assert len(after["sections"]) == len(before["sections"]) - 1
    assert "bien" not in json.dumps(after["sections"], ensure_ascii=False)
    store.write(minutes_choices.is_kept, workshop.facts.id, {"words": ["Bien"]}, 1)
    agenda = program.read("/agenda")
    tables = [table for one in (*agenda["activities"], agenda) for table in one["tables"]]
    told = json.dumps([program.read(one["address"]) for one in tables] + [program.read("/chain")], ensure_ascii=False)
    assert "Idée 3" in told and "[…]" in told and "bien" not in told
    every = [f"{ideas}.{one['id']}" for one in before["sections"]]
    store.write(minutes_choices.is_kept, workshop.facts.id, {"left_out": every}, 2)
    assert not [one["tables"] for one in program.read("/agenda")["activities"] if one["id"] == ideas][0]
    assert "Idée 3" not in json.dumps(program.read("/chain"), ensure_ascii=False)


def test_decisions_lack_the_words_that_were_taken_out_and_what_was_left_out(store, workshop, program):
    decided_in(workshop)

    def said():
        return next(one["outcomes"][0] for one in program.read("/decisions")["activities"] if one["title"] == "Idées")

    assert said()["text"] == "Un seul formulaire pour Élodie" and said()["actions"]
    chosen = {"words": ["elodie"], "left_out": ["workshop.actions"]}
    store.write(minutes_choices.is_kept, workshop.facts.id, chosen, 0)
    assert said()["text"] == "Un seul formulaire pour […]" and not said()["actions"]
    store.write(minutes_choices.is_kept, workshop.facts.id, {"left_out": ["workshop.decisions"]}, 1)
    assert program.read("/decisions") == {"activities": []}


def test_what_facilitators_take_out_raw_says_that_it_is(store, workshop, console, ideas):
    workshop.serve()
    store.write(minutes_choices.is_kept, workshop.facts.id, {"words": ["bien"]}, 0)
    way = f"/animer/{workshop.facts.code}"
    page = html.unescape(console.get(way).text)
    assert "Tableaux bruts (CSV" in page and "JSON brut" in page and "y compris les mots que vous retirez" in page
    told = console.get(f"{way}/resultats.json")
    assert told.headers["Content-Disposition"].endswith('-brut.json"') and told.json["note"].startswith("Brut")
    files = zipfile.ZipFile(io.BytesIO(console.get(f"{way}/resultats.zip").data))
    assert "Les mots retirés du compte rendu y sont" in files.read("lisez-moi.txt").decode("utf-8-sig")
    assert "bien" in told.text and any(b"bien" in files.read(name) for name in files.namelist())


def test_what_has_not_changed_is_not_sent_again_nor_gathered(workshop, program, ideas, monkeypatch):
    first = program.ask("/chain")
    workshop.room.renderer.answers.clear()
    again = program.ask("/chain", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"") and not workshop.room.renderer.answers
    assert program.ask("/chain?locale=en", If_None_Match=first.headers["ETag"]).status_code == 200
    workshop.add("mood", title="Météo")
    changed = program.ask("/chain", If_None_Match=first.headers["ETag"])
    assert changed.status_code == 200 and changed.headers["ETag"] != first.headers["ETag"]


# --- who may ask ------------------------------------------------------------------------------


def test_nothing_is_answered_without_a_token_that_is_worth_something_at_this_moment(
    app, store, workshop, console, at, program, facilitator
):
    anybody, address = app.test_client(), f"/api/1/workshops/{workshop.facts.code}"
    for sent in ("", "Bearer", "Bearer " + "x" * 50, f"Basic {program.secret}", program.secret, "Bearer \xe9"):
        assert anybody.get(address, headers={"Authorization": sent}).status_code == 401, sent
    assert console.get(address).status_code == 401  # a cookie is nothing here
    assert anybody.get("/api/1/workshops/ZZZZZZ").headers["WWW-Authenticate"].startswith("Bearer")
    assert program.ask("").headers.getlist("Set-Cookie") == []
    assert program.ask("?lang=en").headers.getlist("Set-Cookie") == []
    assert "Access-Control-Allow-Origin" not in program.ask("", Origin="https://ailleurs.example").headers
    other = Program(app, workshop.facts, program.secret)
    other.code = "ABCDEF"
    assert other.ask("").status_code == 404
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(app.test_client(), method)(f"/api/1/workshops/{workshop.facts.code}")
        assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert app.test_client().get("/api/2/anything").content_type == "application/problem+json"
    colleague = store.write(
        accounts.add, email="co@example.org", name="Co", password=PASSWORD, operator=False, now=now_ms()
    )
    store.write(workshops.add_facilitator, workshop.facts.id, colleague)
    store.write(workshops.is_colleague_gone, workshop.facts.id, facilitator)
    assert program.ask("").status_code == 401
    store.write(workshops.add_facilitator, workshop.facts.id, facilitator)
    assert program.ask("").status_code == 200
    store.write(purge.purge_content, workshop.facts.id)
    assert program.ask("").status_code == 401


def test_a_token_is_shown_once_kept_as_a_digest_listed_with_its_last_day_and_revoked(app, store, workshop, console, at):
    secret = made(console, at)
    page = html.unescape(console.get(at).text)
    assert secret not in page and "Tableau de bord" in page and "Pas encore utilisé" in page
    with store.read() as session:
        (kept,) = api_tokens.of_workshop(session, workshop.facts.id)
        assert api_tokens.by_secret(session, secret)[1] == kept and secret not in repr(kept)
        rows = session.connection().exec_driver_sql("select * from api_token").all()
    assert secret not in repr(rows) and secret_digest(secret) in repr(rows)
    assert Program(app, workshop.facts, secret).ask("").status_code == 200
    assert "Dernier usage le" in html.unescape(console.get(at).text)
    console.post(at + "/revoquer", data={"csrf_token": proof(console.get(at)), "token": kept.id})
    assert Program(app, workshop.facts, secret).ask("").status_code == 401
    assert app.test_client().get(at).status_code == 302


def test_what_cannot_be_made_is_said_and_nothing_is(store, workshop, console, at):
    def send(**said):
        page = console.post(at, data={"csrf_token": proof(console.get(at)), **said})
        return page.status_code, html.unescape(page.text)

    assert send(called="", reads="complete")[0] == send(called="a" * 61, reads="complete")[0] == 422
    assert "Choisissez ce qu’il lit" in send(called="A", reads="all")[1]
    for n in range(api_tokens.MOST):
        made(console, at, called=f"Outil {n}")
    assert "10 jetons au plus" in send(called="Onze", reads="direction")[1]
    with store.read() as session:
        assert len(api_tokens.of_workshop(session, workshop.facts.id)) == api_tokens.MOST


def test_a_program_that_asks_without_end_is_told_to_wait_and_so_is_whoever_guesses(app, workshop, program):
    answers = [program.ask("", If_None_Match="*") for _ in range(125)]
    assert answers[0].status_code != 429 and answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"] == "60" and answers[-1].content_type == "application/problem+json"
    wrong = [Program(app, workshop.facts, f"beffroi_{n}").ask("").status_code for n in range(65)]
    assert (wrong[0], wrong[-1]) == (401, 429)
