"""A browser and a server that plays the demo."""

from __future__ import annotations

import pytest

from bench.browser import launch_options
from tests.support.browser import FIELD_NOTES, NAME, People, lead
from tests.support.looks import Look
from tests.support.serving import Server


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "instance").start()
    yield made
    made.stop()


@pytest.fixture
def people(browser, server):
    made = People(browser, server)
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
def pinned(people, server):
    """The address of field notes that are open beside what is on now."""
    console = people.facilitator()
    console.goto(f"{server.url}/animer/{server.code}/agenda")
    console.locator("#method").select_option("fieldnotes")
    console.locator("#new-title").fill(FIELD_NOTES)
    console.locator("form.row button.primary").click()
    console.goto(f"{server.url}/animer/{server.code}")
    lead(console, FIELD_NOTES)
    lead(console, "Météo")
    people.console = console
    link = console.locator(".agenda li").filter(has_text=FIELD_NOTES).locator("a").get_attribute("href")
    return f"{server.url}/atelier/{server.code}{link}"
