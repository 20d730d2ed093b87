"""What somebody hears who takes part by ear: Orca's own words, in Firefox."""

from __future__ import annotations

import pytest

from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.engines.marionette import Firefox
from tests.support.engines.reader import desktop
from tests.support.engines.window import Window

pytestmark = pytest.mark.heard

IDEAS, VOTE = "Des courriers plus clairs", "Vote par gommettes"
INVALID = "invalid"
REFUSED = "Vous ne pouvez plus ajouter de gommette ici"


@pytest.fixture
def reader_and_settings(drawn):
    with desktop(drawn) as (settings, reader):
        yield reader, settings


@pytest.fixture
def firefox(reader_and_settings, tmp_path):
    driver = Firefox(tmp_path / "firefox", reader_and_settings[1], headless=False)
    yield Window(driver)
    driver.close()


@pytest.fixture
def lead(server):
    made = Lead(Browser(server))
    yield made
    made.browser.close()


def test_joining_sending_reveal_vote_refusal_and_a_lost_line_are_heard(
    reader_and_settings, firefox, lead, road, server
):
    (reader, _), page = reader_and_settings, firefox
    page.goto(f"{road.url}/rejoindre/{server.code}")
    reader.hears("Votre prénom, ou le nom proposé")
    reader.hears("Entrer dans l’atelier")
    page.write("#name", "Nour")
    page.click("button.primary", "Entrer")
    page.live()

    lead.open(IDEAS)
    reader.hears("Comment pourrions-nous rendre nos courriers plus clairs")
    page.js("document.querySelector('form[data-command=write] textarea').focus()")
    reader.hears("Votre idée entry required")
    assert reader.times(INVALID) == 0  # nothing was written yet that could be wrong
    page.write("form[data-command=write] textarea", "Un seul formulaire")
    page.click("form[data-command=write] button")
    reader.hears("Carte ajoutée. 2 cartes restantes")

    # A reveal is a sentence and a place to read on at; the question is not read again at each stage.
    reader.forget()
    lead.stage(IDEAS, "reveal")
    reader.hears("Une carte est révélée.")
    reader.hears("Ce que montre l’écran heading")
    for stage, words in (("read", "Lire et clarifier"), ("cluster", "Regrouper")):
        lead.stage(IDEAS, stage)
        reader.hears(words)
    assert reader.times("Comment pourrions-nous") == 0

    lead.open(VOTE)
    reader.hears("Quelles idées essayer")
    page.click(".option button.plus")
    reader.hears("Gommette posée. 2 gommettes à placer")
    page.press("Enter")
    reader.hears(REFUSED)
    page.press("Enter")
    page.until("window.heard.filter((said) => said.includes('plus ajouter de gommette')).length === 2")
    reader.hears(REFUSED, times=2)
    assert reader.times(REFUSED) == 2, reader.said()

    reader.forget()
    lead.stage(VOTE, "decide")
    reader.hears("Décider")
    reader.hears("Ce que montre l’écran heading")
    assert reader.times("level bar") == 0

    reader.forget()
    road.cut()
    reader.hears("Connexion perdue", seconds=60)
    road.mend()
    reader.hears("La connexion est revenue")
    assert [reader.times(words) for words in ("Connexion perdue", "La connexion est revenue")] == [1, 1]
