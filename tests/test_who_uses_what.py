"""Who uses which method: by what stands on agendas and was opened, not by what a workshop may use."""

from __future__ import annotations

import pytest

from beffroi.version import VERSION
from tests.support.pages import sign_in


@pytest.fixture
def agenda(workshop):
    """A workshop with a mood that was opened, and an ideation that was only put on the agenda."""
    workshop.add("mood")
    workshop.core("core.add", method="ideation", title="Idées", stages=["collect"])
    return workshop


def row(page, plugin):
    return page.partition(f'<th scope="row">{plugin}</th>')[2].partition("</tr>")[0]


@pytest.fixture
def client(app):
    return app.test_client()


def test_the_page_tells_what_was_opened_from_what_is_only_planned(client, agenda, facts):
    sign_in(client)
    page = client.get("/extensions").text
    assert facts.title in row(page, "mood") and "pas encore ouverte" not in row(page, "mood")
    assert facts.title in row(page, "ideation") and "pas encore ouverte" in row(page, "ideation")
    assert facts.title not in row(page, "dotvote"), "what is merely enabled is not used"


def test_the_command_lists_versions_and_in_how_many_workshops_each_was_opened(agenda, run):
    lines = {line.split("\t")[0]: line.split("\t")[1:] for line in run("plugins", "--used").splitlines()}
    assert lines["mood"] == ["bundled", "loaded", "mood (API 1)", VERSION, "on the agenda of 1 workshop, opened in 1"]
    assert lines["ideation"][-1] == "on the agenda of 1 workshop, opened in 0"
    assert lines["dotvote"][-1] == "on the agenda of 0 workshops, opened in 0"
