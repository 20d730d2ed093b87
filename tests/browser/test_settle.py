"""A workshop's title and sites change under pages that are open; a colleague is taken out from the console."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.store import accounts, database, workshops
from tests.support.browser import drawer


def colleague(server, name):
    """A second facilitator of the demo, as the command line makes one."""
    engine = database.writer(f"sqlite:///{server.instance / 'beffroi.sqlite'}")
    said = {"email": "autre@example.org", "name": name, "password": "un mot de passe assez long"}
    with engine.begin() as connection:
        id = accounts.add(connection, **said, operator=False, now=0)
        code = connection.exec_driver_sql(f"select id from workshop where code = '{server.code}'").scalar()
        workshops.add_facilitator(connection, code, id)
    engine.dispose()


@pytest.mark.alone
def test_what_the_console_shows_of_the_workshop_follows_and_a_colleague_is_taken_out(people, server):
    colleague(server, "Dominique")
    console, settings = people.facilitator(), people.facilitator(width="phone")
    louise = people.participant("Louise")
    expect(louise.locator(".where-title")).to_contain_text("Culture usager")
    settings.goto(f"{server.url}/animer/{server.code}/reglages")
    settings.get_by_label("Titre").fill("Atelier de deux jours")
    settings.get_by_label("Autres sites").fill("Arras")
    settings.get_by_role("button", name="Enregistrer").click()
    expect(settings.get_by_role("status")).to_contain_text("enregistré")
    expect(console.get_by_role("heading", level=1)).to_have_text("Atelier de deux jours")
    expect(console).to_have_title("Console · Atelier de deux jours")
    expect(louise.locator(".where-title")).to_have_text("Atelier de deux jours")
    expect(console.locator("#qrs")).to_contain_text("Arras")
    drawer(console, "Réglages")
    console.get_by_label("Retirer Dominique…").click()
    console.get_by_role("button", name="Retirer Dominique").click()
    expect(console.locator("#colleagues [role=status]")).to_contain_text("Dominique n’anime plus")
    expect(console.locator("#colleagues")).not_to_contain_text("autre@example.org")
