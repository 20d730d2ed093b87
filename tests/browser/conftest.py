"""A browser and a server that plays the demo."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bench.browser import launch_options
from tests.serving import Server


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


WIDTHS = {"phone": (390, 844), "laptop": (1280, 800), "wide": (1920, 1080)}


LISTEN = """() => {
  window.heard = [];
  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("announce");
    if (place) new MutationObserver(() => place.textContent && window.heard.push(place.textContent))
      .observe(place, { childList: true, characterData: true, subtree: true });
  });
}"""


def heard(page: Page, words: str):
    """The live region has said that, whatever its blanks; all it ever said is short."""
    said = "words => window.heard.some((said) => said.replace(/\\s/g, ' ').includes(words))"
    page.wait_for_function(said, arg=" ".join(words.split()))
    assert all(len(said) < 400 for said in page.evaluate("() => window.heard"))


class People:
    """Opens pages as people of a workshop, each with a browser session of their own."""

    def __init__(self, browser, server):
        self.browser, self.server = browser, server
        self.contexts = []
        self.violations = []

    def page(self, width="laptop", **options):
        size = WIDTHS[width]
        touch = {"has_touch": True, "is_mobile": True} if width == "phone" else {}
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="fr-FR", **touch, **options
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        context.add_init_script(f"({LISTEN})()")
        page = context.new_page()
        page.on("console", lambda message: self.complaint(message))
        page.on("pageerror", lambda error: self.violations.append(str(error)))
        return page

    def complaint(self, message):
        # A line that a test cuts on purpose is no complaint, nor a page that is not there for it.
        is_page = "Failed to load resource" in message.text and "/static/" not in message.location["url"]
        is_line = "net::ERR_" in message.text or message.text.startswith("WebSocket connection to")
        if message.type == "error" and not is_line and not is_page:
            self.violations.append(message.text)

    def participant(self, name, site="Lille", width="phone", **options):
        page = self.page(width, **options)
        page.goto(self.server.link("Participants"))
        page.get_by_label("prénom").fill(name)
        page.get_by_label(site).check()
        page.get_by_role("button", name="Entrer").click()
        page.wait_for_url("**/atelier/**")
        return page

    def facilitator(self, width="laptop"):
        page = self.page(width)
        page.goto(self.server.link("Facilitator"))
        page.get_by_role("button", name="Se connecter ici").click()
        page.wait_for_url("**/animer/**")
        return page

    def screen(self, site="Lille", width="wide"):
        page = self.page(width)
        page.goto(self.server.link(f"Screen {site}"))
        return page

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def people(browser, server):
    made = People(browser, server)
    yield made
    made.close()
    assert made.violations == [], "a page complained"
