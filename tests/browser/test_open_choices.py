"""A choice that has no answer yet: nobody takes the first by pressing the button, and what is chosen is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.crowd import Crowd


@pytest.fixture
def form(server, people):
    """The page of somebody who is asked for a degree of agreement."""
    crowd = Crowd(server)
    crowd.facilitator().add("gradient", "Une adresse unique", ["choose", "read"])
    yield people.participant("Nadia").locator('form[data-command="take"]')
    crowd.close()


def test_nothing_is_sent_before_one_is_chosen_and_what_is_chosen_outlives_a_reload(form):
    options, said = form.get_by_role("radio"), form.get_by_role("textbox")
    expect(options.and_(form.locator(":checked"))).to_have_count(0)
    form.get_by_role("button").click()
    expect(form.get_by_text("Choisissez une de ces réponses.")).to_be_visible()
    expect(options.first).to_be_focused()
    options.nth(2).check()
    said.fill("Sous réserve des horaires")
    form.page.reload()
    expect(options.nth(2)).to_be_checked()
    expect(said).to_have_value("Sous réserve des horaires")
    form.get_by_role("button").click()
    expect(form.page.locator("#mine")).to_contain_text("Votre position")
    expect(options.nth(2)).to_be_checked()
