"""A survey on the agenda, its link, and somebody who has it."""

from __future__ import annotations

import pytest

from tests.support.by_link import QUESTIONS, Phone, opened


@pytest.fixture
def survey(workshop):
    """A survey on the agenda, which nobody was led to."""
    workshop.serve()
    return workshop.core(
        "core.add", method="survey", title="Nos courriers", stages=["answer", "results"], anonymous=True,
        settings={"questions": QUESTIONS},
    )  # fmt: skip


@pytest.fixture
def link(workshop, survey):
    return opened(workshop, survey)


@pytest.fixture
def phone(app, link):
    return Phone(app, link)
