"""What a push brings never moves what is about to be pressed: the console while many come in, write and are counted."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import IDEAS
from tests.support.clients import Browser
from tests.support.crowd import Lead

WATCH = """() => {
  window.moved = [];
  const named = ({ node }) => (node?.nodeType === 1 ? node : node?.parentElement)?.outerHTML.slice(0, 120) ?? "gone";
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.moved.push([one.value, ...one.sources.map(named)]);
  }).observe({ type: "layout-shift" });
}"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.moved))))"


def test_a_burst_of_arriving_cards_moves_nothing(people, server):
    facilitator = Lead(Browser(server))
    activity = facilitator.open(IDEAS)
    facilitator.socket.do("", "core.clock", act="start", minutes=5)
    console, screen = people.facilitator(), people.screen()
    expect(console.locator("body[data-live]")).to_be_attached()
    console.evaluate("() => document.fonts.ready.then(() => true)")
    console.evaluate(WATCH)
    crowd = [Browser(server).join(f"Personne {n}", ["s1", "s2"][n % 2]) for n in range(12)]
    sockets = [one.socket() for one in crowd]
    for n, socket in enumerate(sockets):
        for card in range(3):
            socket.do(activity, "write", text=f"Un formulaire plus court, avec un exemple rempli à côté {n} {card}")
    expect(console.locator(".here .people-count")).to_contain_text("12 sur 12")
    assert console.evaluate(SETTLED) == []
    # Where they are read, others are pasted in: the screen counts its pages anew.
    for here, there in (("collect", "reveal"), ("reveal", "read")):
        facilitator.socket.do("", "core.stage", activity=activity, leaves=here, to=there)
    expect(console.locator(".live-control [data-card]")).to_have_count(36)
    expect(screen.locator(".live-screen .card")).to_have_count(36)
    expect(console.locator(".lectern .count")).to_contain_text("Cartes 1–")
    expect(console.locator("#clock")).to_be_hidden()  # the stage that it counted for is over
    console.evaluate("() => { window.moved.length = 0; }")
    for n in range(3):
        lines = "\n".join(f"Carte du papier {n} {card}" for card in range(8))
        facilitator.socket.do(activity, "paper_cards", lines=lines)
    expect(console.locator(".live-control [data-card]")).to_have_count(60)
    assert console.evaluate(SETTLED) == []
    for one in [*crowd, facilitator.browser]:
        one.close()
