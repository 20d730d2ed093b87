"""A browser and a server that plays the demo."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bench.browser import launch_options
from tests.support.browser import FIELD_NOTES, NAME, People, shown_by
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.looks import Look
from tests.support.serving import Server
from tests.support.shared import SharedServer
from tests.support.tabs import MOST, Tabs

expect.set_options(timeout=MOST)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that fails tells what its pages showed: the fault may be in a sentence that nobody waited for."""
    report = yield
    people = getattr(item, "funcargs", {}).get("people")
    if report.when == "call" and report.failed and people is not None:
        report.sections += [(f"page {page.url}", shown_by(page)) for page in people.pages]
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("served") / "instance").start()
    yield made
    made.stop()


@pytest.fixture
def server(request, tmp_path):
    """A server with a demo workshop of the test's own; where it is marked `alone`, the server is too."""
    if request.node.get_closest_marker("alone") is None:
        yield SharedServer(request.getfixturevalue("served"))
        return
    made = Server(tmp_path / "instance").start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def tabs(browser):
    made = Tabs(browser)
    yield made
    made.close()


@pytest.fixture
def people(browser, server, tabs):
    made = People(browser, server, tabs)
    yield made
    made.close()
    assert made.violations == [], "a page complained"


@pytest.fixture
def on_a_network(browser_type, browser_type_launch_args):
    """A browser for which a plain name leads to this machine, as on a local network: no secure context."""
    args = [*browser_type_launch_args["args"], f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    made = browser_type.launch(**{**browser_type_launch_args, "args": args})
    yield made
    made.close()


@pytest.fixture
def look():
    made = Look()
    yield made
    assert made.found == [], "\n".join(made.found)


@pytest.fixture
def pinned(server):
    """The address of field notes that are open beside what is on now."""
    facilitator = Lead(Browser(server))
    facilitator.prepare("fieldnotes", FIELD_NOTES, ["gather", "cluster"], anonymous=False)
    for title in (FIELD_NOTES, "Météo"):
        facilitator.open(title)
    facilitator.browser.close()
    return f"{server.url}/atelier/{server.code}?activite={facilitator.ids[FIELD_NOTES]}"


@pytest.fixture
def room(people, server):
    """Opens an activity, and the pages of a facilitator, of Lille in French, of Amiens in English and of the screen."""

    def opened(method: str, title: str, stages: list[str], **said: Any) -> tuple[Page, Page, Page, Page]:
        lead = Lead(Browser(server))
        lead.add(method, title, stages, **said)
        lead.browser.close()
        english = people.participant("Karim", "Amiens")
        english.goto(f"{english.url}?lang=en")
        pages = people.facilitator(), people.participant("Louise"), english, people.screen()
        for page in pages:
            expect(page.locator("body[data-live]")).to_be_attached()
        return pages

    return opened
