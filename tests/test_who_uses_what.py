"""Who uses which method: by what stands on agendas and was opened, not by what a workshop may use."""

from __future__ import annotations

import pytest

from beffroi.version import VERSION


@pytest.fixture
def agenda(workshop):
    """A workshop with a mood that was opened, and an ideation that was only put on the agenda."""
    workshop.add("mood")
    workshop.core("core.add", method="ideation", title="Idées", stages=["collect"])
    return workshop


def test_the_command_lists_versions_and_in_how_many_workshops_each_was_opened(agenda, run):
    lines = {line.split("\t")[0]: line.split("\t")[1:] for line in run("plugins", "--used").splitlines()}
    assert lines["mood"] == ["bundled", "loaded", "mood (API 1)", VERSION, "on the agenda of 1 workshop, opened in 1"]
    assert lines["ideation"][-1] == "on the agenda of 1 workshop, opened in 0"
    assert lines["dotvote"][-1] == "on the agenda of 0 workshops, opened in 0"
