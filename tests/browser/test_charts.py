"""All kinds of charts on the pages of a workshop: what arrives live is what a reload shows, axe finds nothing, and the
screen of a room can be read from far."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.crowd import Crowd
from tests.support.serving import Server

EXAMPLES = Path(__file__).parents[1] / "examples"
TITLE = "Comment nous venons"
MEANS = ("foot", "bike", "bus", "train", "car")
SMALLEST = 38
"""Pixels of the smallest text on the screen of a room, at 1920 × 1080."""

TEXTS = """() => [...document.querySelectorAll(".live-screen *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden"))
  .map((one) => {
    const scale = one.ownerSVGElement ? one.getScreenCTM().a : 1;
    return [one.textContent.trim(), scale * parseFloat(getComputedStyle(one).fontSize)];
  })"""

OVERLAPS = """() => [...document.querySelectorAll(".chart tr, .chart-key tr")].filter((row) => {
  const cells = [...row.children].map((one) => one.getBoundingClientRect());
  return cells.some((one, n) => cells.some((other, m) => n < m
    && one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1));
}).map((row) => row.textContent)"""  # noqa: E501


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path / "instance", {"PLUGIN_FOLDERS": str(EXAMPLES)}).start()
    yield made
    made.stop()


@pytest.fixture
def answered(server):
    """Fifteen people have said how they came."""
    crowd = Crowd(server)
    facilitator = crowd.facilitator()
    activity = facilitator.add("commute", TITLE, ["say", "read"], anonymous=True)
    for n in range(25):
        said = {"means": MEANS[n % 5], "minutes": 7 + 3 * n, "comfort": 1 + n % 4, "word": ("calme", "long")[n % 2]}
        crowd.person(f"Personne {n}").socket().do(activity, "say", **said)
    yield crowd
    crowd.close()


def drawn(page):
    return page.evaluate("() => document.querySelector('[data-block=board]').innerText")


def test_charts_of_all_kinds_are_read_by_everybody(answered, people, look):
    ana = people.participant("Ana")
    expect(ana.locator(".chart-plane svg")).to_have_count(2)
    ana.get_by_label("En train").check()
    ana.get_by_label("minutes").fill("90")
    ana.get_by_label("de 1 à 5").fill("5")
    ana.get_by_role("textbox", name="En un mot").fill("serein")
    ana.get_by_role("button", name="Envoyer").click()
    expect(ana.locator(".cloud")).to_contain_text("serein")
    live = drawn(ana)
    ana.reload()
    assert drawn(ana) == live
    assert ana.evaluate(OVERLAPS) == []
    look.at(ana, "charts")


def test_the_screen_of_a_room_is_read_from_far(answered, people, look):
    screen = people.screen()
    expect(screen.locator(".chart-plane svg")).to_have_count(2)
    assert [said for said in screen.evaluate(TEXTS) if said[1] < SMALLEST] == []
    assert screen.locator("details").count() == 0
    look.at(screen, "screen-charts")


def test_the_report_draws_what_the_room_saw(answered, people, server, look):
    console = people.facilitator()
    go_on(console, "Lire ensemble")
    console.goto(f"{server.url}/animer/{server.code}/resultats")
    expect(console.locator(".chart-plane svg")).to_have_count(2)
    expect(console.locator(".chart").first).to_contain_text("À vélo")
    assert console.evaluate(OVERLAPS) == []
    look.at(console, "report-charts")
