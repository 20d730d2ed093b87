"""People with a browser each, and what they press on the pages of the demo."""

from __future__ import annotations

import re
from itertools import pairwise

from playwright.sync_api import Error, Locator, Page, expect

from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.tabs import Tab, Tabs, new_page

SITES = {"Lille": "s1", "Amiens": "s2", "À distance": "distance"}

NAME = "salle-lille.test"
"""By which a browser `on_a_network` finds this machine."""

FIELD_NOTES = "Recueil de terrain"

IDEAS = "Des courriers plus clairs"

NO_SOCKET = (
    "window.WebSocket = class { constructor() { setTimeout(() => this.onerror(new Event('error'))); } close() {} }"
)
"""A page's script to whom no WebSocket opens: it polls."""


def heard(page: Page, words: str):
    """The live region has said that, whatever its blanks; all it ever said is short."""
    said = "words => window.heard.some((said) => said.replace(/\\s/g, ' ').includes(words))"
    page.wait_for_function(said, arg=" ".join(words.split()))
    assert all(len(said) < 400 for said in page.evaluate("() => window.heard"))


def shown_by(page: Page) -> str:
    """The beginning of what a page says just now, for whoever looks why a test failed."""
    try:
        return page.evaluate("() => `${document.readyState}: ${document.body.innerText.slice(0, 1200)}`")
    except Error as gone:
        return str(gone)


class People:
    """Opens pages as people of a workshop, each with a browser session of their own."""

    def __init__(self, browser, server, tabs: Tabs | None = None):
        self.browser, self.server = browser, server
        self._tabs = tabs
        self._lent: list[Tab] = []
        self._own: list[Tab] = []
        self.violations: list[str] = []

    def page(self, width="laptop", **options):
        """A page as if nobody had used it before."""
        if self._tabs is None or self._tabs.browser is not self.browser or options:
            tab = Tab(new_page(self.browser, width, **options), width == "phone")
            self._own.append(tab)
        else:
            tab = self._tabs.take(width)
            self._lent.append(tab)
        tab.complaints = self.violations
        return tab.page

    @property
    def pages(self):
        return [tab.page for tab in self._lent + self._own]

    @property
    def contexts(self):
        return [page.context for page in self.pages]

    def participant(self, name, site="Lille", width="phone", table="", **options):
        """The page of somebody who has joined; how they did is not looked at."""
        someone = Browser(self.server).join(name, SITES[site], table=table)
        return self._opened(someone, f"/atelier/{self.server.code}", width, **options)

    def facilitator(self, width="laptop", code=""):
        """The console of somebody who has signed in; how they did is not looked at."""
        someone = Browser(self.server)
        someone.get(self.server.link("Facilitator"))
        return self._opened(someone, f"/animer/{code or self.server.code}", width)

    def _opened(self, someone: Browser, path: str, width: str, **options):
        page = self.page(width, **options)
        page.context.add_cookies(someone.to_take_along())
        someone.close()
        page.goto(self.server.url + path)
        return page

    def joins(self, name, site="Lille", width="phone", **options):
        """Somebody joins, page by page."""
        page = self.page(width, **options)
        page.goto(self.server.link("Participants"))
        page.get_by_label("prénom").fill(name)
        page.get_by_label(site).check()
        page.get_by_role("button", name="Entrer").click()
        page.wait_for_url("**/atelier/**")
        return page

    def signs_in(self, width="laptop"):
        """The facilitator comes by the printed link, page by page."""
        page = self.page(width)
        page.goto(self.server.link("Facilitator"))
        page.get_by_role("button", name="Se connecter ici").click()
        page.wait_for_url("**/animer/**")
        return page

    def screen(self, site="Lille", width="wide"):
        page = self.page(width)
        page.goto(self.server.link(f"Screen {site}"))
        return page

    def bring_cards(self, how_many: int):
        """So many cards from a pasted table, to be grouped, without looking at the pages: before any is open."""
        facilitator = Lead(Browser(self.server))
        facilitator.open(IDEAS)
        facilitator.socket.do(facilitator.ids[IDEAS], "paper_cards", lines=table_of(how_many))
        for here, there in pairwise(("collect", "reveal", "read", "cluster")):
            facilitator.socket.do("", "core.stage", activity=facilitator.ids[IDEAS], leaves=here, to=there)
        facilitator.browser.close()

    def close(self):
        for tab in self._own:
            tab.close()
        for tab in self._lent:
            self._tabs.give_back(tab, self.server.url)


def drawer(console: Page, panel: str):
    """What stands beside the work, such as « Entrées »; the panel."""
    expect(console.locator("body[data-live]")).to_be_attached()  # before, what is pressed is not heard
    opener = console.locator(".rail").get_by_role("button", name=panel, exact=True)
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    return console.locator(f"#{opener.get_attribute('aria-controls')}")


def start_timer(console: Page, minutes: int):
    """One of the lengths that unfold from the header."""
    expect(console.locator("body[data-live]")).to_be_attached()
    console.locator(".timer summary").click()
    console.get_by_role("button", name=f"{minutes} min", exact=True).click()


def press(button: Locator):
    """Scrolled to by hand and pressed: of two presses so near and so soon that something slid under the thumb, a page
    takes the first, unless who pressed scrolled in between."""
    button.scroll_into_view_if_needed()
    button.dispatch_event("wheel")
    button.click()


def at_top(page: Page):
    """A new stage begins at the top of the page: it has come there."""
    page.wait_for_function("() => scrollY === 0")


def lead(console: Page, title: str):
    drawer(console, "Déroulé")
    item = console.locator(".agenda li").filter(has_text=title)
    item.get_by_role("button", name="Amener tout le monde ici").click()
    expect(console.locator("#now-title")).to_have_text(title)


def put_on_agenda(editor: Page, method: str, title: str):
    """A card of the library pressed, and what it makes called otherwise."""
    expect(editor.locator("body[data-ready]")).to_be_attached()
    before = editor.locator(".agenda-list > .agenda-row").count()
    editor.locator(f".library-card[value='{method}'], .library-card[value^='{method}.']").first.click()
    expect(editor.locator(".agenda-list > .agenda-row")).to_have_count(before + 1)
    field = editor.locator("#settings [name=title]")
    field.fill(title)
    field.blur()
    expect(editor.locator(".agenda-row.is-chosen")).to_contain_text(title)
    saved(editor)


def saved(editor: Page):
    """The editor of the agenda has kept what was typed."""
    expect(editor.locator(".editor:not(.is-saving)")).to_be_attached()


def go_on(console: Page, stage: str):
    console.get_by_role("button", name=f"Passer à : {stage}").click()
    expect(console.locator(".stages [aria-current=step]")).to_contain_text(stage)


def more_of(card: Locator) -> Locator:
    """A card that is grouped, with all that can be done with it unfolded."""
    more = card.locator(".more").first
    if more.get_attribute("open") is None:
        more.locator("> summary").click()
    return card


def write(page: Page, text: str):
    expect(page.locator("body[data-live]")).to_be_attached()
    form = page.locator("form[data-command=write]")
    form.get_by_label("Votre idée").fill(text)
    form.get_by_role("button").click()


def open_people(console: Page):
    """The list of people."""
    drawer(console, "Personnes")


def pasted(console: Page, how_many: int):
    """So many cards from a pasted table, grouped stage; on the pages, as the facilitator would."""
    lead(console, IDEAS)
    console.locator(".live-control details.paper summary").click()
    console.locator("form[data-command=paper_cards] textarea").fill(table_of(how_many))
    console.get_by_role("button", name="Ajouter ces cartes").click()
    expect(console.locator(".preview")).to_contain_text(f"{how_many} cartes")
    for stage in ("Révéler", "Lire et clarifier", "Regrouper"):
        go_on(console, stage)


def table_of(how_many: int) -> str:
    return "\n".join(f"Idée\tun formulaire plus court, avec un exemple rempli à côté\tn° {n}" for n in range(how_many))


def sheets_of_paper(page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def note_form(page: Page):
    box = page.locator("details.note-kind").filter(has_text="Entretien")
    if box.get_attribute("open") is None:
        box.locator("> summary").press("Enter")  # off line the banner may lie over it
    return box


def write_note(page: Page, fact: str, place: str = "Clermont"):
    expect(page.locator("body[data-live]")).to_be_attached()
    box = note_form(page)
    if box.locator("details.folded").get_attribute("open") is None:
        box.locator("details.folded > summary").press("Enter")
    box.get_by_label("Lieu").fill(place)
    box.get_by_label("Faits").fill(fact)
    box.get_by_role("button", name="Garder cette note").press("Enter")
