"""The facilitator's session ends while the console is open."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.demo.links import DEMO_EMAIL
from tests.support.browser import drawer
from tests.support.serving import command_line

PASSWORD = "un mot de passe assez long"


def given_a_password(server):
    """The demo's account gets one: what a person signs in with."""
    command_line(server.instance, "user", "password", DEMO_EMAIL, "--password", PASSWORD).check_returncode()


@pytest.mark.alone
def test_what_was_typed_in_a_panel_is_there_again_after_signing_in(people, server):
    console = people.facilitator()
    drawer(console, "Entrées")
    console.get_by_label("Code affiché par l’écran").fill("ABC 234")
    given_a_password(server)  # every session of the account ends
    console.get_by_role("button", name="Relier cet écran").click()
    expect(console.get_by_role("heading", name="Se connecter pour animer")).to_be_visible()
    console.get_by_label("Adresse électronique").fill(DEMO_EMAIL)
    console.get_by_label("Mot de passe").fill(PASSWORD)
    console.get_by_role("button", name="Se connecter").click()
    console.wait_for_url("**/animer/*")
    expect(console.get_by_label("Code affiché par l’écran")).to_have_value("ABC 234")
    expect(console.get_by_label("Code affiché par l’écran")).to_be_visible()


@pytest.mark.alone
def test_nothing_of_signing_in_appears_in_a_dialog(people, server):
    console = people.facilitator()
    people.participant("Karim", "Amiens")
    given_a_password(server)
    drawer(console, "Personnes")
    console.get_by_role("button", name="Retirer… Karim").click()
    expect(console.get_by_role("heading", name="Se connecter pour animer")).to_be_visible()
    assert "/compte/connexion?next=/animer/" in console.url
    assert not console.locator("dialog[open]").count()
