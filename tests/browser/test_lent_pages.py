"""What the browser's tests share: pages that are lent again, and what axe has judged already."""

from __future__ import annotations

from tests.support.looks import KINDS_OF_TEXT, Legible, illegible
from tests.support.tabs import Tabs

LEAVE = """() => {
  localStorage.kept = "1";
  sessionStorage.kept = "1";
  document.cookie = "kept=1";
  return caches.open("kept").then((cache) => cache.put("/kept", new Response("1")));
}"""
LEFT = """() => caches.keys().then((names) => [
  localStorage.length, sessionStorage.length, document.cookie.includes("kept"), names.length, history.length,
  navigator.onLine, matchMedia("(prefers-color-scheme: dark)").matches, innerWidth,
])"""

TEXTS = """<html lang="en"><body style="background: white"><p style="color: #555">Read</p>
<p style="color: #ccc">Pale</p><p style="background: black"><span style="color: #ccc">Night</span></p></body></html>"""

PLACED = """<html lang="en"><body style="background: white; color: #ccc"><p style="position: absolute">Moved</p>
<p style="position: sticky; bottom: 0">Stuck</p><p style="position: sticky; top: 0; color: #555">Above</p>
<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)">Heard</p></html>"""


def test_nothing_of_the_one_before_is_left_in_a_page_that_is_lent_again(browser, server):
    tabs = Tabs(browser)
    first = tabs.take("laptop")
    first.page.goto(server.url)
    first.page.goto(f"{server.url}/accessibilite")
    first.page.evaluate(LEAVE)
    first.page.emulate_media(color_scheme="dark")
    first.page.context.new_page()
    first.page.context.set_offline(True)
    tabs.give_back(first, server.url)

    again = tabs.take("wide")
    assert again is first and again.page.context.pages == [again.page]
    again.page.goto(server.url)
    assert again.page.evaluate(LEFT) == [0, 0, False, 0, 2, True, False, 1920]
    tabs.close()


def test_a_page_with_a_script_in_it_or_a_listener_is_lent_to_nobody(browser, server):
    tabs = Tabs(browser)
    for last in ("script", "listener", "clock"):
        tab = tabs.take("phone")
        if last == "script":
            tab.page.add_init_script("window.mine = 1")
        elif last == "listener":
            tab.page.on("dialog", lambda dialog: dialog.accept())
        else:
            tab.page.clock.set_fixed_time(0)
        tabs.give_back(tab, server.url)
        assert tab.page.is_closed(), last
    tabs.close()


def test_what_is_illegible_is_found_each_time_and_on_what_it_stands(people):
    page = people.page()
    for _ in range(2):
        page.set_content(TEXTS)
        (found,) = illegible(page)
        assert "Pale" in found and "Night" not in found and "Read" not in found
    page.locator("p").first.evaluate("(element) => (element.style.color = '#ddd')")  # as a theme changes colours
    (found,) = illegible(page)
    assert "Pale" in found and "Read" in found


def test_what_may_lie_over_something_else_is_judged_each_time_and_what_is_only_heard_never(people):
    page = people.page()
    for _ in range(2):
        page.set_content(PLACED)
        kinds = page.evaluate(KINDS_OF_TEXT)
        assert len(kinds) == 3 and sum(kind.startswith("moved") for kind in kinds) == 2
        (found,) = illegible(page)
        assert "Moved" in found and "Stuck" in found and "Above" not in found and "Heard" not in found


def test_what_one_process_finds_legible_another_knows_and_nothing_else(tmp_path):
    one, other = Legible(tmp_path / "kept"), Legible(tmp_path / "kept")
    kinds = ["black on white", "moved 3", "grey on white"]
    assert one.unknown(kinds) == kinds
    one.add(kinds[:2])
    assert other.unknown(kinds) == one.unknown(kinds) == ["moved 3", "grey on white"]
    other.add(["grey on white"])
    assert one.unknown(kinds) == ["moved 3"]
