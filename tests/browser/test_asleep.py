"""A device that slept: the clock that counts stood still meanwhile."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser import start_timer

SLEEPS = """() => {
  const now = performance.now.bind(performance);
  window.asleep = 0;
  performance.now = () => now() - window.asleep;
}"""


def test_a_timer_is_right_again_after_a_sleep_that_no_line_noticed(people):
    console, page = people.facilitator(), people.participant("Karim", "Lille")
    page.add_init_script(f"({SLEEPS})()")
    page.reload()
    start_timer(console, 5)
    expect(page.locator("#clock")).to_contain_text("4:")
    before = page.evaluate("() => { window.asleep = 60_000; return document.getElementById('clock').textContent; }")
    page.wait_for_function("before => document.getElementById('clock').textContent < before", arg=before)
