"""What a part reads is found by itself: whatever way it reads something, it is drawn again when that changes."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, TemplateSyntaxError

from app.host.rendering.draw import draw
from app.host.rendering.environment import environment
from app.host.rendering.frozen import CanChange
from beffroi import translator

Card = namedtuple("Card", "id text tags")


@dataclass(frozen=True)
class Note:
    id: str
    text: str

    @property
    def shown(self) -> str:
        return self.text.upper()

    def says(self, word: str) -> bool:
        return word in self.text


@dataclass(frozen=True)
class Ui:
    stage: str

    def form(self, name: str) -> str:
        return f"{name} in {self.stage}"


OTHERS = {
    "plain.html": "{% macro tag(card, css='x') %}<b class='{{ css }}'>{{ card.text }}{{ inner(card) }}</b>"
    "{% endmacro %}"
    "{% macro inner(one) %}{{ one.tags|length }}{% endmacro %}",
    "seeing.html": "{% macro told(n) %}{{ n }} of {{ heads }}{{ deeper() }}{% endmacro %}"
    "{% macro deeper() %}{{ mood }}{% endmacro %}",
}

BEFORE: dict[str, Any] = {
    "card": Card("a", "un", ("x",)),
    "note": Note("n", "deux"),
    "notes": [Note("n", "deux"), Note("m", "trois")],
    "heads": 3,
    "mood": "calme",
    "names": {"a": "Ana", "b": "Bob"},
    "rows": [("k", [Card("c", "quatre", ())])],
    "is_on": True,
    "stage": "write",
    "label": "L",
    "chain": ("x", ("y", ("z", ()))),
}

CHANGES = {
    "card": Card("a", "UN", ("x", "y")),
    "note": Note("n", "douze"),
    "notes": [Note("n", "deux"), Note("m", "treize")],
    "heads": 4,
    "mood": "agité",
    "names": {"a": "Anna", "b": "Bea", "c": "Cléo"},
    "rows": [("k", [Card("c", "quatorze", ())])],
    "is_on": False,
    "stage": "vote",
    "label": "M",
    "chain": ("x", ("y", ("t", ()))),
}

WAYS = {
    "an attribute": "{{ card.text }}",
    "a property": "{{ note.shown }}",
    "a method, with what it is given": "{{ note.says(mood) }}",
    "an index": "{{ card[1] }}{{ rows[0][0] }}",
    "a key that is a variable": "{{ names[card.id] }}",
    "a mapping asked": "{{ names.get(card.id, label) }}",
    "a condition": "{% if is_on %}x{% elif heads > 3 %}y{% else %}z{% endif %}",
    "a condition within": "{{ 'x' if is_on else label }}",
    "a loop": "{% for one in notes %}{{ one.text }}{% else %}{{ label }}{% endfor %}",
    "a loop with a test": "{% for one in notes if one.text != mood %}{{ loop.index }}{% endfor %}",
    "loops in a loop": "{% for key, cards in rows %}{% for one in cards %}{{ one.text }}{% endfor %}{% endfor %}",
    "a name set from it": "{% set said = card.text ~ heads %}{{ said }}",
    "a name set in one branch": "{% if heads > 3 %}{% set label = mood %}{% endif %}{{ label }}",
    "a block set": "{% set said %}{{ mood }}{% endset %}{{ said }}",
    "a with": "{% with said = mood %}{{ said }}{% endwith %}{{ heads }}",
    "a filter and what it is given": "{{ notes|map(attribute='text')|join(label) }}{{ mood|default(label) }}",
    "how many": "{{ notes|length }}{{ names|count }}",
    "a translated sentence": "{% trans n=heads, who=card.text %}{{ n }} for {{ who }}{% endtrans %}",
    "a slice": "{{ card.text[0:heads] }}",
    "an arithmetic": "{{ heads * 2 + notes|length }}{{ heads in (3, 5) }}{{ not is_on }}",
    "a macro of the same template": "{{ own(card) }}",
    "a macro that reads the context": "{{ reads_more() }}",
    "a macro with a default": "{{ by_default() }}",
    "a macro called with a block": "{% call around() %}{{ card.text }}{% endcall %}",
    "a macro that calls itself": "{{ again(chain, 2) }}",
    "a macro that is given an expression": "{{ said(card.text ~ mood) }}",
    "a macro imported": "{{ tag(card, css=label) }}{{ tag(card) }}",
    "a macro imported with the context": "{{ told(1) }}",
    "a template imported": "{{ whole.told(heads) }}",
    "a helper, which draws by the stage": "{{ ui.form('say') }}",
    "a whole thing": "{{ card }}{{ notes }}",
    "an attribute of an attribute that may not be there": "{{ card.text if card.nothing is defined else label }}",
}

TOP = """{% macro own(one) %}{{ one.text }}{% endmacro %}
{% macro reads_more() %}{{ own(note) }}{{ heads }}{% endmacro %}
{% macro by_default(one=mood) %}{{ one }}{% endmacro %}
{% macro around() %}<i>{{ label }}{{ caller() }}</i>{% endmacro %}
{% macro again(links, n) %}{{ links[0] }}{% if n %}{{ again(links[1], n - 1) }}{% endif %}{% endmacro %}
{% macro said(words) %}{{ words }}{% endmacro %}
{% from "plain.html" import tag %}{% from "seeing.html" import told with context %}
{% import "seeing.html" as whole with context %}"""


def template(body: str):
    source = "{% block board %}" + TOP + "<ul>" + body + "</ul>{% endblock %}"
    return environment(translator("app.host"), DictLoader({**OTHERS, "board.html": source})).get_template("board.html")


def drawn(made, context, previous=None):
    """What is shown of it, and the parts that were drawn for it."""
    found = draw(made, "board", {"ui": Ui(context["stage"]), **context}, prefix="board", locale="fr", previous=previous)
    return found, str(found.html())


@pytest.mark.parametrize("way", WAYS)
def test_a_part_is_drawn_again_when_what_it_reads_changes_whatever_the_way(way):
    made = template("{% part 'p' %}<li>" + WAYS[way] + "</li>{% endpart %}")
    first, html = drawn(made, BEFORE)
    again, same = drawn(made, BEFORE, first)
    assert same == html and not again.fresh, "nothing changed, and it was drawn again"
    redrawn = []
    for name, value in CHANGES.items():
        context = {**BEFORE, name: value}
        _anew, wanted = drawn(made, context)
        kept, shown = drawn(made, context, first)
        assert shown == wanted, f"{name} changed, and the page shows what was"
        redrawn += [name] if kept.fresh else []
    assert redrawn, "nothing that it reads was found"


@pytest.mark.parametrize("way", WAYS)
def test_the_parts_of_a_list_are_drawn_again_when_what_they_read_beside_their_item_changes(way):
    body = "{% for item in items %}{% part item.id %}<li>{{ item.text }}" + WAYS[way] + "</li>{% endpart %}{% endfor %}"
    made = template(body)
    items = [Note("1", "un"), Note("2", "deux")]
    first, html = drawn(made, {**BEFORE, "items": items})
    again, same = drawn(made, {**BEFORE, "items": [replace(one) for one in items]}, first)
    assert same == html and not again.fresh
    for name, value in CHANGES.items():
        context = {**BEFORE, "items": items, name: value}
        assert drawn(made, context, first)[1] == drawn(made, context)[1], f"{name} changed"


def test_a_part_that_reads_where_it_stands_is_drawn_again_when_it_moves():
    part = "{% part one.id %}<li>{{ loop.index }} {{ one.text }}</li>{% endpart %}"
    made = template("{% for one in notes %}" + part + "{% endfor %}")
    first, _html = drawn(made, BEFORE)
    turned = {**BEFORE, "notes": BEFORE["notes"][::-1]}
    assert drawn(made, turned, first)[1] == drawn(made, turned)[1]


def test_what_is_read_is_what_it_was_then_whatever_changes_in_place():
    made = template("{% part 'p' %}<li>{% for one in things %}{{ one }}{% endfor %}{{ known.a }}</li>{% endpart %}")
    things, known = ["un"], {"a": 1}
    first, _html = drawn(made, {**BEFORE, "things": things, "known": known})
    things.append("deux")
    assert "deux" in drawn(made, {**BEFORE, "things": things, "known": known}, first)[1]
    known["a"] = 2
    second, _html = drawn(made, {**BEFORE, "things": things, "known": known}, first)
    assert "2</li>" in str(second.html())


class Loose:
    def __init__(self):
        self.id, self.text = "l", "libre"


@dataclass
class Mutable:
    id: str = "m"
    text: str = "mou"


@dataclass(frozen=True)
class Holding:
    id: str
    words: list[str]


@pytest.mark.parametrize("thing", [Loose(), Mutable(), Holding("h", ["un"]), (Mutable(), "x"), {"id": "d"}, ["l"]])
def test_what_can_change_in_place_is_refused_by_name_in_a_list(thing):
    made = template("{% for one in things %}{% part one.id %}<li>{{ one.text }}</li>{% endpart %}{% endfor %}")
    with pytest.raises(CanChange, match="“things” holds.*can be changed in place"):
        drawn(made, {**BEFORE, "things": [thing]})


@pytest.mark.parametrize("thing", [Loose(), Mutable(), [Mutable()], {"a": Loose()}, {Loose()}, Holding("h", ["un"])])
def test_what_can_change_in_place_is_refused_by_name_where_a_part_reads_it_whole(thing):
    made = template("{% part 'p' %}<li>{{ thing|string }}</li>{% endpart %}")
    with pytest.raises(CanChange, match="“thing”.*can be changed in place"):
        drawn(made, {**BEFORE, "thing": thing})


@pytest.mark.parametrize("thing", [date(2026, 11, 29), timedelta(minutes=3), Decimal("2.5"), range(3), 2.5, True, None])
def test_what_nothing_can_change_in_place_is_compared_as_it_is(thing):
    made = template("{% part 'p' %}<li>{{ thing }}</li>{% endpart %}")
    first, html = drawn(made, {**BEFORE, "thing": thing})
    again, same = drawn(made, {**BEFORE, "thing": thing}, first)
    assert same == html and not again.fresh


def test_of_what_can_change_the_texts_that_are_read_are_enough():
    made = template("{% part 'p' %}<li>{{ thing.text }}</li>{% endpart %}")
    thing = Mutable()
    first, _html = drawn(made, {**BEFORE, "thing": thing})
    thing.text = "dur"
    assert "dur" in drawn(made, {**BEFORE, "thing": thing}, first)[1]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{% part 'p', card.text %}<li></li>{% endpart %}", "takes its key alone"),
        ("{% part 'p' %}<li>{% part 'q' %}<b></b>{% endpart %}</li>{% endpart %}", "within a part"),
        ("{% part 'p' %}<li>{% include 'plain.html' %}</li>{% endpart %}", "cannot include a template"),
    ],
)
def test_what_no_part_can_be_is_told_while_compiling(body, told):
    with pytest.raises(TemplateSyntaxError, match=told):
        template(body)


def test_a_part_that_comes_to_stand_in_another_through_a_macro_is_told():
    inner = "{% macro inner() %}{% part 'q' %}<b></b>{% endpart %}{% endmacro %}"
    with pytest.raises(ValueError, match="holds another"):
        drawn(template(inner + "{% part 'p' %}<li>{{ inner() }}</li>{% endpart %}"), BEFORE)


def test_a_key_names_one_thing_of_its_block():
    body = "{% for one in notes %}{% part one.id %}<li></li>{% endpart %}{% endfor %}"
    with pytest.raises(ValueError, match="same key"):
        drawn(template(body), {**BEFORE, "notes": [Note("n", "un"), Note("n", "deux")]})
    with pytest.raises(ValueError, match="same key"):
        drawn(template(body + "<hr>" + body), BEFORE)
    with pytest.raises(ValueError, match="Two parts have the key"):
        drawn(template(body + "{% part 'n' %}<li></li>{% endpart %}"), BEFORE)


# --- lists, as they come and go ---------------------------------------------------------------------

LIST = template(
    "{% for id, text in first %}{% part id %}<li>{{ text }}</li>{% endpart %}{% else %}<li>none</li>{% endfor %}"
    "{% for kind, cards in groups %}<h3>{{ kind }}</h3>{% for one in cards %}{% part one.id %}<li>{{ one.text }}</li>"
    "{% endpart %}{% endfor %}{% endfor %}"
)

ITEMS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abc")), max_size=12, unique_by=lambda item: item[0])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(ITEMS, ITEMS, ITEMS), min_size=2, max_size=5))
def test_a_list_drawn_from_the_one_before_is_as_drawn_anew(steps):
    previous = None
    for first, some, others in steps:
        context = {
            **BEFORE,
            "first": [(f"f{n}", text) for n, text in first],
            "groups": [
                ("some", [Note(f"n{n}", text) for n, text in some]),
                ("others", [Note(f"n{n}", text) for n, text in others if n not in dict(some)]),
            ],
        }
        anew, wanted = drawn(LIST, context)
        previous, shown = drawn(LIST, context, previous)
        assert shown == wanted and previous.lists == anew.lists and previous.parts.keys() == anew.parts.keys()


def test_of_a_long_list_what_changed_is_drawn_and_a_move_draws_nothing():
    made = template("{% for id, text in items %}{% part id %}<li>{{ text }}</li>{% endpart %}{% endfor %}")
    items = [(f"c{n}", f"texte {n}") for n in range(1500)]
    first, _html = drawn(made, {**BEFORE, "items": items})
    changed = [*items[:700], ("c700", "autre"), *items[701:]]
    second, _html = drawn(made, {**BEFORE, "items": changed}, first)
    assert list(second.fresh) == ["c700"] and second.lists[0] is first.lists[0]
    moved = [changed[900], *changed[:900], *changed[901:]]
    third, _html = drawn(made, {**BEFORE, "items": moved}, second)
    assert not third.fresh and third.lists[0][0] == "c900"
