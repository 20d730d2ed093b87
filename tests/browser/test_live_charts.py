"""Parts of what is no plain HTML: a chart, a table, a list to choose from, a formula, arrive live and are drawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import lead, put_on_agenda
from tests.support.serving import Server

PLUGIN = '''
"""Presses, as a chart."""

from beffroi import Command, Method, Stage, hookimpl


class Press(Command, stage="go"):
    """Press."""

    def apply(self, state, stamp):
        state["n"] = state.get("n", 0) + 1


class Chart(Method):
    api = 1
    id = "chart"
    title = "Chart"
    stages = (Stage("go", "Go"),)
    commands = (Press,)

    def view(self, state):
        presses = state.get("n", 0)
        return {"bars": tuple((n, presses - n) for n in range(presses))}


@hookimpl
def methods():
    return [Chart()]
'''

TEMPLATE = """
{% block input %}{{ ui.button("press", "Press") }}{% endblock %}
{% block board %}
<svg viewBox="0 0 100 20" width="500" height="100"><g>
  {% for n, size in bars %}{% part "c" ~ n %}<circle cx="{{ 10 + 20 * n }}" cy="10" r="{{ size }}"/>{% endpart %}{% endfor %}
</g></svg>
<svg viewBox="0 0 100 20" width="500" height="100">
  {% for n, size in bars %}{% part "r" ~ n %}<g><rect x="{{ 20 * n }}" y="0" width="10" height="{{ size }}"/><text>{{ size }}</text></g>{% endpart %}{% endfor %}
</svg>
<table><tbody>
  {% for n, size in bars %}{% part "t" ~ n %}<tr><td>{{ n }}</td><td>{{ size }}</td></tr>{% endpart %}{% endfor %}
</tbody></table>
<table><tbody><tr>
  {% for n, size in bars %}{% part "h" ~ n %}<th>{{ size }}</th>{% endpart %}{% endfor %}
</tr></tbody></table>
<select aria-label="Sizes">
  {% for n, size in bars %}{% part "o" ~ n %}<option value="{{ n }}">{{ size }}</option>{% endpart %}{% endfor %}
</select>
<math><mrow>
  {% for n, size in bars %}{% part "m" ~ n %}<mi>{{ size }}</mi>{% endpart %}{% endfor %}
</mrow></math>
{% endblock %}
"""  # noqa: E501

DRAWN = """() => {
  const board = document.querySelector("[data-block=board]");
  const widths = (name) => [...board.querySelectorAll(name)].map((one) => Math.round(one.getBBox?.().width ?? -1));
  const texts = (name) => [...board.querySelectorAll(name)].map((one) => one.textContent);
  return {
    circles: widths("circle"), bars: widths("rect"), labels: texts("svg text"), rows: texts("tbody > tr > td:last-child"),
    heads: texts("tr > th"), options: texts("select > option"), formula: texts("math mi"),
    strangers: [...board.querySelectorAll("svg *")].filter((one) => !(one instanceof SVGElement)).length
      + [...board.querySelectorAll("math *")].filter((one) => one.namespaceURI !== board.querySelector("math").namespaceURI).length,
  };
}"""  # noqa: E501


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "own" / "chart"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").write_text(PLUGIN)
    (folder / "templates" / "chart.html").write_text(TEMPLATE)
    made = Server(tmp_path / "instance", {"PLUGIN_FOLDERS": str(tmp_path / "own")}).start()
    yield made
    made.stop()


def test_a_chart_that_changes_live_is_drawn_as_the_first_page_load_draws_it(people, server):
    console = people.facilitator()
    console.goto(f"{server.url}/animer/{server.code}/agenda")
    put_on_agenda(console, "chart", "Chart")
    console.goto(f"{server.url}/animer/{server.code}")
    lead(console, "Chart")
    ana = people.participant("Ana")
    for presses in (1, 2, 3):  # what is new, and what is drawn anew
        ana.get_by_role("button", name="Press").click()
        expect(ana.locator("tbody").first.locator("tr")).to_have_count(presses)
    live = ana.evaluate(DRAWN)
    assert live["circles"] == [6, 4, 2] and live["bars"] == [10, 10, 10]
    assert live["labels"] == live["rows"] == live["heads"] == live["options"] == live["formula"] == ["3", "2", "1"]
    assert live["strangers"] == 0
    ana.reload()
    assert ana.evaluate(DRAWN) == live
