"""The whole mission as one story, weeks apart on a clock that is moved: from what was heard to what was done about it.

The first workshop (field notes, personas, journeys), the survey and the debate are those of the demo that is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import People
from tests.support.clients import until
from tests.support.looks import well_read
from tests.support.serving import Server
from tests.support.story import Gathering, Mission

pytestmark = pytest.mark.alone

FIELD, SURVEY, DEBATE = (
    "Culture usager : portraits et parcours",
    "Enquête : qui sont nos usagers, que vivent-ils ?",
    "Débat : sommes-nous tous usagers de la Région ?",
)
FINDINGS, VALUES = "Ce que nous constatons", "Ce qui nous tient"
CHARTER, IDEAS, DOTS, PROOF, PLAN = (
    "Notre charte", "Comment la tenir ?", "Par quoi commencer ?", "Essayer en petit", "Qui fait quoi"
)  # fmt: skip

HEARD = "J’ai appelé quatre fois pour la carte de transport de ma fille."
FOUND = "On rappelle parce que personne ne répond de la suite"
ASKED = "Comment pourrions-nous signer nos lettres pour que chacun sache qui rappeler ?"
VALUE = "Répondre de soi"
ARTICLE = "Nous signons chaque lettre d’un prénom et d’un numéro direct."
IDEA = "Un bloc de signature dans les trente lettres les plus envoyées"
TRIED = "Le bloc de signature, dans dix lettres du transport scolaire"
ACTION = "Poser le bloc dans dix lettres"

GONE = ("Zéphyrine", "Barnabé", "Clotilde", "Léopoldine")
"""Who came and took nothing on."""
OWNER, OTHER = "Apolline", "Théophane"


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "instance", filled=True).start()
    yield made
    made.stop()


@pytest.fixture
def mission(server, monkeypatch):
    made = Mission(server, monkeypatch)
    yield made
    made.close()


@pytest.fixture
def pages(browser, server, tabs):
    """Pages of one visit: none of them is open when the server is started anew."""

    @contextmanager
    def opened() -> Iterator[People]:
        people = People(browser, server, tabs)
        yield people
        people.close()
        assert people.violations == []

    return opened


def page_of(people: People, gathering: Gathering, name: str) -> Page:
    """The phone of somebody who joined."""
    phone = people.page("phone")
    phone.context.add_cookies(gathering.people[name].to_take_along())
    phone.goto(f"{people.server.url}/atelier/{gathering.code}")
    expect(phone.locator("body[data-live]")).to_be_attached()
    return phone


def step(console: Page, section: str, words: str):
    """Another step of the chain, by its link."""
    console.locator(f"section[aria-labelledby={section}]").get_by_role("link", name=re.compile(words)).first.click()


def diagnose(mission: Mission, people: People) -> Gathering:
    """Two weeks on: what was seen, counted and asked is crossed into a finding; the values come of its question."""
    made = mission.makes("Constats et valeurs")
    made.joins("Zéphyrine", "Barnabé", "Clotilde")
    made.adds("diagnostic", FINDINGS, "fill", "vote", "decide", "questions", share_by="room")
    console = people.facilitator(code=made.code)
    console.goto(f"{people.server.url}/animer/{made.code}/cartes")
    console.get_by_label("Atelier", exact=True).select_option(label=FIELD)
    console.get_by_role("button", name="Voir ses activités").click()
    console.get_by_role("link", name="Leurs parcours").click()
    console.get_by_label("garder la trace").check()
    well_read(console)
    console.get_by_role("button", name="Transmettre les cartes cochées").click()
    expect(console.get_by_role("status")).to_contain_text("1 carte a été transmise.")
    made.takes(SURVEY, "Questionnaire, réponses inventées", FINDINGS, "Un nom à appeler sur chaque lettre")
    made.takes(DEBATE, "Une heure de débat", FINDINGS, "trois fois la même pièce")
    finding = made.does("Zéphyrine", "add", FINDINGS, slot="findings", text=FOUND)
    for source in made.state(FINDINGS).sheet.evidence:
        made.does("Barnabé", "cite", FINDINGS, line=finding, card=source)
    made.goes(FINDINGS, "vote")
    made.each("dot", FINDINGS, option=finding)
    made.goes(FINDINGS, "decide", "questions")
    made.does("Clotilde", "ask", FINDINGS, finding=finding, text=ASKED)
    return made


def value(made: Gathering):
    """Stories that answer the question; one value is kept, defined, and agreed on."""
    stages = ("collect", "reveal", "vote", "decide", "describe", "stances", "settle", "booklet")
    made.adds("values", VALUES, *stages, source=FINDINGS, settings={"keep": 1, "worth": "decides"})
    (question,) = made.state(VALUES).told.asked
    kept = made.does("Zéphyrine", "write", VALUES, question=question, text=VALUE, story="Il a signé : on l’a rappelé.")
    made.does("Barnabé", "write", VALUES, question=question, text="Clarté", story="Refait en dix lignes.")
    made.goes(VALUES, "reveal", "vote")
    made.each("dot", VALUES, option=kept)
    made.goes(VALUES, "decide", "describe")
    made.does("Clotilde", "describe", VALUES, thing=kept, aspect="means", text="Chacun signe ce qu’il écrit")
    made.goes(VALUES, "stances")
    made.each("agree", VALUES, thing=kept)
    made.goes(VALUES, "settle", "booklet")


def commit(mission: Mission, people: People) -> Gathering:
    """Four weeks on: the value becomes an article that nobody objects to."""
    made = mission.makes("Charte et premières actions")
    made.joins(OWNER, OTHER, "Léopoldine")
    made.adds("charter", CHARTER, "gather", "describe", "stances", "settle", "adopted")
    made.takes("Constats et valeurs", VALUES, CHARTER, VALUE)
    made.goes(CHARTER, "describe")
    (article,) = made.state(CHARTER).texts.all.values()
    made.does(OTHER, "word", CHARTER, thing=article.id, base=article.mark, text=ARTICLE)
    made.goes(CHARTER, "stances")
    for who in (OTHER, "Léopoldine"):
        made.does(who, "agree", CHARTER, thing=article.id)
    phone = page_of(people, made, OWNER)
    read = phone.locator(".consent-article")
    expect(read).to_contain_text(ARTICLE)
    read.get_by_role("button", name="Pas d’objection").tap()
    expect(read.get_by_role("button", name="Pas d’objection")).to_have_attribute("aria-pressed", "true")
    well_read(phone)
    made.goes(CHARTER, "settle", "adopted")
    return made


def try_out(made: Gathering):
    """How is it kept? Ideas that answer the article, dots on them, and the smallest test of the first."""
    made.adds("ideation", IDEAS, "collect", "reveal", source=CHARTER)
    (question,) = made.state(IDEAS).ideas.asked
    made.does(OTHER, "write", IDEAS, question=question, text=IDEA)
    made.does("Léopoldine", "write", IDEAS, question=question, text="Une permanence le mercredi")
    made.goes(IDEAS, "reveal")
    made.adds("dotvote", DOTS, "vote", "decide", source=IDEAS)
    (liked,) = (id for id, one in made.state(DOTS).dots.options.items() if one.text == IDEA)
    made.each("dot", DOTS, option=liked)
    made.goes(DOTS, "decide")
    made.does("", "decide", DOTS, option=liked, outcome="keep", reason="Cela se fait en un mois")
    made.adds("poc", PROOF, "fill", "vote", "decide", source=DOTS, share_by="room")
    said = {
        "user": "Les familles",
        "irritant": "Personne à rappeler",
        "idea": TRIED,
        "success": "7 appels sur 10 aboutissent",
    }
    lines = {slot: made.does("Léopoldine", "add", PROOF, slot=slot, text=text) for slot, text in said.items()}
    source = next(one.id for one in made.state(PROOF).sheet.evidence.values() if one.text == IDEA)
    made.does("Léopoldine", "cite", PROOF, line=lines["idea"], card=source)
    made.goes(PROOF, "vote")
    made.each("dot", PROOF, option=lines["idea"])
    made.goes(PROOF, "decide")


def take_on(mission: Mission, people: People, made: Gathering) -> str:
    """Who does it: somebody says so on their phone, and keeps the link by which they tell how far it is."""
    made.adds("actionplan", PLAN, "plan", "follow")
    outcomes = {text: id for id, text in made.state(PLAN).outcomes()}
    of = {"outcome": outcomes[TRIED]}
    made.does("", "add_action", PLAN, text=ACTION, due=mission.day_in(70), of=of)
    other = made.does("", "add_action", PLAN, text="Former l’accueil", due=mission.day_in(60), of=of)
    made.does(OTHER, "take_it", PLAN, action=other, text=f"{OTHER} B.")
    phone = page_of(people, made, OWNER)
    mine = phone.locator(".plan-action").filter(has_text=ACTION)
    mine.get_by_role("button", name="Je prends").tap()
    phone.get_by_role("dialog").get_by_role("textbox").fill(f"{OWNER} R.")
    phone.get_by_role("button", name="Je prends cette action").tap()
    expect(mine.first).to_contain_text(f"{OWNER} R.")
    well_read(phone)
    phone.get_by_role("link", name="Mon lien de suivi").tap()
    phone.get_by_role("button", name="Créer mon lien").tap()
    made.goes(PLAN, "follow")
    return phone.get_by_label("Mon lien").input_value()


def tell(people: People, link: str):
    """By the link: one's own action alone, and how far it is."""
    phone = people.page("phone")
    phone.goto(link)
    expect(phone.locator(".plan-action")).to_have_count(1)
    expect(phone.locator(".plan-action")).to_contain_text(ACTION)
    expect(phone.locator("body")).not_to_contain_text(OTHER)
    phone.get_by_label("Fait", exact=True).check()
    phone.get_by_label("En une ligne").fill("Dix lettres signées, huit rappels sur dix")
    phone.get_by_role("button", name="Noter").click()
    expect(phone.locator(".plan-state")).to_have_text("Fait")
    expect(phone.get_by_label("En une ligne")).to_have_value("Dix lettres signées, huit rappels sur dix")
    well_read(phone)


def walk_back(people: People, code: str):
    """From the action to the verbatim, link by link, through four workshops; and on again from there."""
    console = people.facilitator(code=code)
    console.goto(f"{people.server.url}/animer/{code}/fil")
    console.locator("section[aria-labelledby=ends]").get_by_role("link", name=ACTION).click()
    expect(console.locator(".chain-spots")).to_contain_text("Fait")
    step(console, "back", "Vient de l’atelier .*Charte et premières actions")
    for said in (TRIED, IDEA, ARTICLE):
        step(console, "back", re.escape(said))
        expect(console.get_by_role("heading", level=1)).to_have_text(said)
    well_read(console)
    step(console, "back", "Vient de l’atelier .*Constats et valeurs")
    for said in (ASKED, FOUND):
        step(console, "back", re.escape(said))
    before = console.locator("section[aria-labelledby=back]")
    expect(before).to_contain_text("Un nom à appeler sur chaque lettre")
    expect(before.get_by_role("link", name="Enquête")).to_have_count(1)
    expect(before.get_by_role("link", name="Débat")).to_have_count(1)
    step(console, "back", "Vient de l’atelier .*Culture usager")
    step(console, "back", "Répéter toute l’histoire")
    step(console, "back", "Yasmina")
    step(console, "back", re.escape(HEARD))
    expect(console.locator("section[aria-labelledby=back]")).to_contain_text("Plateforme téléphonique")
    well_read(console)
    step(console, "forward", "Repris dans l’atelier .*Constats et valeurs")
    expect(console.locator("section[aria-labelledby=forward]")).to_contain_text(VALUE)


def kept_in(mission: Mission) -> bytes:
    """All that the instance holds, byte by byte."""
    files = sorted(mission.server.instance.rglob("*"))
    return b"".join(one.read_bytes() for one in files if one.is_file())


def test_a_mission_from_what_was_heard_to_what_was_done(mission, pages):
    mission.on_day(14)
    with pages() as people:
        value(diagnose(mission, people))

    mission.on_day(28)
    with pages() as people:
        made = commit(mission, people)
        try_out(made)
        link = take_on(mission, people, made)
    for name in GONE:
        assert name.encode() in kept_in(mission), name

    mission.on_day(80)  # more than thirty days after each of them ended; the action ends on day 98
    until("the names are gone", lambda: not any(name.encode() in kept_in(mission) for name in GONE))
    with pages() as people:
        tell(people, link)
        after = mission.makes("Où en est-on ?")
        after.adds("actionplan", PLAN, "plan", "follow")
        after.takes("Charte et premières actions", PLAN, PLAN, ACTION)
        after.goes(PLAN, "follow")
        console = people.facilitator(code=after.code)
        expect(console.locator(".live-control")).to_contain_text(f"{OWNER} R.")
        expect(console.locator(".live-control")).to_contain_text("Dix lettres signées, huit rappels sur dix")
        walk_back(people, after.code)

    mission.on_day(140)  # thirty days after the action's day
    until("the owners are gone", lambda: not any(name.encode() in kept_in(mission) for name in (OWNER, OTHER)))
    with pages() as people:
        phone = people.page("phone")
        until("the link leads nowhere", lambda: phone.goto(link).status == 404)  # its owner's name goes first
        expect(phone.get_by_role("heading", level=1)).to_have_text("Ce lien ne fonctionne plus")
