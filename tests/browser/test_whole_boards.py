"""Boards on the screen of a room: columns where a board asks for them, and pages for whatever does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import go_on
from tests.support.clients import Browser
from tests.support.crowd import Lead
from tests.support.serving import Server

PLUGIN = '''
"""A wall of things, laid out in several ways."""

from beffroi import Method, Stage, hookimpl


class Wall(Method):
    api = 1
    id = "wall"
    title = "Wall"
    stages = (Stage("grid", "Grid"), Stage("few", "Few"), Stage("long", "Long"), Stage("wide", "Wide"), Stage("cards", "Cards"), Stage("titled", "Titled"))

    def view(self, state):
        return {"things": tuple(range(90))}


@hookimpl
def methods():
    return [Wall()]
'''  # noqa: E501

TEMPLATE = """
{% block board %}
{% if stage == "grid" %}<div class="whole-page wall">
  {% for n in things %}{% part n %}<div class="card"><span class="card-text">Thing {{ n }}</span></div>{% endpart %}{% endfor %}
</div>
{% elif stage == "few" %}<div class="whole-page wall">{% for n in things[:6] %}<p class="few">{{ n }}</p>{% endfor %}</div>
{% elif stage == "long" %}<h2>A table</h2><table><tbody>
  {% for n in things %}{% part n %}<tr><td>Thing {{ n }}</td><td>{{ "and what is said of it " * 3 }}</td></tr>{% endpart %}{% endfor %}
</tbody></table>
{% elif stage == "wide" %}<div class="row-of">{% for n in things[:30] %}{% part n %}<p class="thing">Thing {{ n }}</p>{% endpart %}{% endfor %}</div>
{% elif stage == "titled" %}{% for n in things[:20] %}<h3 data-part="h{{ n }}">Title {{ n }}</h3><ul>{% for m in things[:n % 4 + 1] %}<li data-part="{{ n }}-{{ m }}">{{ "what it stands over " * 9 }}</li>{% endfor %}</ul>{% endfor %}
{% else %}<ul class="cards in-columns">
  {% for n in things %}{% part n %}<li class="card"><span class="card-text">Thing {{ n }}</span></li>{% endpart %}{% endfor %}
</ul>{% endif %}
{% endblock %}
"""  # noqa: E501

STYLE = """@layer methods {
  .wall { display: grid; grid-template-columns: repeat(6, 1fr); grid-auto-rows: minmax(5rem, 1fr); gap: 0.5rem; }
  .wall .few { margin: 0; background: var(--card); }
  .row-of { display: flex; gap: 1rem; }
  .row-of .thing { flex: 0 0 12rem; }
}
"""

WHOLE = """() => {
  const board = document.querySelector(".live-screen");
  const clip = /inset\\(\\S+ (\\S+)px (\\S+?)(?:px| |\\))/.exec(board.style.clipPath);
  const [, right, below] = (clip ?? [0, 0, 0]).map(Number);
  const place = board.getBoundingClientRect();
  const isWhole = (one) => {
    const here = one.getBoundingClientRect();
    return here.top >= place.top - 1 && here.bottom <= place.bottom - below + 1
      && here.left >= place.left - 1 && here.right <= place.right - right + 1;
  };
  return [...board.querySelectorAll("[data-part]")].filter(isWhole).map((one) => one.dataset.part);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    place = tmp_path_factory.mktemp("walls")
    folder = place / "own" / "wall"
    for name, text in (("__init__.py", PLUGIN), ("templates/wall.html", TEMPLATE), ("static/wall.css", STYLE)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    made = Server(place / "instance", {"PLUGIN_FOLDERS": str(place / "own")}).start()
    yield made
    made.stop()


@pytest.fixture
def console(request, people, server):
    """A wall of the test's own is on."""
    facilitator = Lead(Browser(server))
    facilitator.add("wall", request.node.name, ["grid", "few", "long", "wide", "cards", "titled"])
    facilitator.browser.close()
    return people.facilitator()


def whole_on(screen):
    """The parts that stand whole, once all that came has come to rest."""
    screen.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    return set(screen.evaluate(WHOLE))


def read_through(console, screens, folder: Path):
    """What stands whole on some page of each screen, the console turning them to the last."""
    seen = [whole_on(screen) for screen in screens]
    for turn in range(2, 40):
        following = console.get_by_role("button", name="Page suivante")
        if not following.count() or following.is_disabled():
            return seen
        following.click()
        expect(console.locator(".lectern .count")).to_contain_text(f"Page {turn} ")
        for n, screen in enumerate(screens):
            expect(screen.locator(".live-screen")).to_have_attribute("data-turned", str(turn - 1))
            screen.screenshot(path=folder / f"{n}-{turn}.png")
            seen[n] |= whole_on(screen)
    raise AssertionError("it has no last page")


def test_whatever_does_not_fit_is_on_a_page_and_columns_are_for_who_asks(people, console, tmp_path):
    screens = [people.screen(), people.screen("Amiens", width="laptop")]
    for stage, count, in_columns in (
        ("Grid", 90, False),
        ("Long", 90, False),
        ("Wide", 30, False),
        ("Cards", 90, True),
    ):
        if stage != "Grid":
            go_to(console, stage)
        for screen in screens:
            expect(screen.locator(".live-screen [data-part]")).to_have_count(count)
            expect(screen.locator("#pages")).to_contain_text("Page 1 sur")
            columns = screen.evaluate("() => getComputedStyle(document.querySelector('.live-screen')).columnWidth")
            assert (columns != "auto") == in_columns
        folder = tmp_path / stage
        folder.mkdir()
        for seen in read_through(console, screens, folder):
            assert seen == set(map(str, range(count))), stage


def go_to(console, stage):
    if stage == "Long":
        go_on(console, "Few")
    go_on(console, stage)


def test_a_board_of_a_whole_page_fills_it(people, console):
    go_on(console, "Few")
    screen = people.screen()
    expect(screen.locator(".few")).to_have_count(6)
    heights = (
        "() => [...document.querySelectorAll('.live-screen, .few')].map((one) => one.getBoundingClientRect().height)"
    )
    board, *few = screen.evaluate(heights)
    assert all(height == pytest.approx(board, abs=2) for height in few)
    expect(screen.locator("#pages")).to_be_hidden()


def test_a_title_stands_on_no_page_without_what_it_stands_over(people, console):
    for stage in ("Few", "Long", "Wide", "Cards", "Titled"):
        go_on(console, stage)
    screen = people.screen()
    expect(screen.locator("#pages")).to_contain_text("Page 1 sur")
    following = console.get_by_role("button", name="Page suivante")
    expect(following).to_be_enabled()
    for turned in range(1, 5):
        following.click()
        expect(screen.locator(".live-screen")).to_have_attribute("data-turned", str(turned))
        shown = whole_on(screen)
        assert all(f"{title[1:]}-0" in shown for title in shown if title.startswith("h")), shown
