"""`{% part %}`: what did not change is taken as it was, whatever its key holds; mistakes are told."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from jinja2 import DictLoader

from app.host.rendering.draw import draw
from app.host.rendering.environment import environment
from app.host.rendering.frozen import CanChange
from app.host.rendering.parts import Drawing
from beffroi import translator
from tests.support.compiled import Compiled

BOARD = """{% block board %}
<ul>{% for key, text in lines %}{% part key %}<li>{{ seen(text) }}</li>{% endpart %}{% endfor %}</ul>
<p>{{ title }}</p>
{% part "last" %}<p>{{ title }}</p>{% endpart %}
{% endblock %}"""

STRANGE = ["l'été", "<b>&amp;", '"guillemets"', "3", "¶ \N{GRINNING FACE}", "㐀"]


class Board:
    """A block drawn again and again, and the texts that were drawn anew the last time."""

    def __init__(self, source: str = BOARD):
        self.template = environment(translator("app.host"), DictLoader({"board.html": source})).get_template(
            "board.html"
        )
        self.drawing = Drawing()
        self.drawn: list[str] = []
        self.seen = lambda text: self.drawn.append(text) or text

    def draw(self, lines, title="Tableau") -> str:
        self.drawn = []
        context = {"lines": lines, "title": title, "seen": self.seen}
        self.drawing = draw(self.template, "board", context, prefix="board", locale="fr", previous=self.drawing)
        return str(self.drawing.html())


def test_only_what_changed_is_drawn_whatever_signs_its_key_holds():
    board, lines = Board(), [(key, f"{key} !") for key in STRANGE]
    first = board.draw(lines)
    assert board.drawn == [text for _, text in lines] and board.drawing.lists == [STRANGE, ["last"]]
    assert board.draw(lines) == first and board.drawn == []
    moved = [*lines[3:], (STRANGE[0], "autre"), *lines[1:3]]
    assert board.draw(moved) == Board().draw(moved)
    assert board.drawn == ["autre"] and board.drawing.lists[0] == [key for key, _ in moved]


def test_what_a_person_writes_stays_escaped_beside_the_marks():
    html = Board().draw([("a", "<script>")], title="<i>l'été</i>")
    assert "<script>" not in html and "<i>" not in html and html.count("&lt;i&gt;") == 2


def test_two_parts_of_one_key_and_what_cannot_be_compared_are_told():
    with pytest.raises(ValueError, match="Two parts of a list have the same key"):
        Board().draw([("a", "1"), ("a", "2")])
    with pytest.raises(CanChange, match="“lines” holds, each drawn as a part, is a list"):
        Board().draw([("a", ["1"])])


STANDING = ("<li>x</li>", "<li\n class='a'>x</li>", "<my-part a>x</my-part>", "<hr/>", "<b\t>x</b>", "<h2>x</h2>")


@pytest.mark.parametrize("html", STANDING)
def test_a_part_is_marked_at_the_element_that_it_begins_with(html):
    drawn = Board("{% block board scoped %}{% part 'k' %}" + html + "{% endpart %}{% endblock %}").draw([])
    name = html[1:].split(">")[0].split()[0].rstrip("/")
    assert f'<{name} id="board-' in drawn and 'data-part="k"' in drawn and drawn.count(f"<{name}") == 1


@pytest.mark.parametrize("html", ["", "words", "< b>x</b>", "<!-- x --><b>x</b>", "<1>x", "<é>x</é>", "</b>x"])
def test_a_part_that_begins_with_no_element_is_told(html):
    with pytest.raises(ValueError, match="begin it with a tag"):
        Board("{% block board scoped %}{% part 'k' %}" + html + "{% endpart %}{% endblock %}").draw([])


LISTS = """{% block board %}{% from "said.html" import said with context %}
{% for line in lines %}{% part "l-" ~ line.n %}<li>{{ said(line) }}</li>{% endpart %}{% endfor %}
{% for key, line in by_key %}{% part line.n %}<li>{{ key }}</li>{% endpart %}{% endfor %}
{% part "of all" %}<p>{{ lines|length }}</p>{% endpart %}{% endblock %}"""
SAID = "{% macro said(line) %}{{ line.text }}{% endmacro %}"


def kept_in(cache, **sources):
    made = environment(translator("app.host"), DictLoader({f"{name}.html": text for name, text in sources.items()}))
    made.bytecode_cache = cache
    return made.get_template("board.html")


class Counting(Compiled):
    """Counts what had to be compiled."""

    made = 0

    def dump_bytecode(self, bucket):
        self.made += 1
        super().dump_bytecode(bucket)


class Line(NamedTuple):
    n: int
    text: str


def shown(*texts):
    lines = tuple(Line(n, text) for n, text in enumerate(texts))
    return {"lines": lines, "by_key": tuple((f"k{one.n}", one) for one in lines)}


def test_a_template_whose_code_was_kept_has_the_same_parts_and_draws_the_same_of_them_anew():
    cache = Counting()
    drawings = []
    for _ in range(2):
        template = kept_in(cache, board=LISTS, said=SAID)
        first = draw(template, "board", shown("un", "deux"), prefix="board", locale="fr", previous=Drawing())
        again = draw(template, "board", shown("un", "trois", "de plus"), prefix="board", locale="fr", previous=first)
        drawings.append((str(first.html()), first.lists, str(again.html()), [*again.parts]))
    assert cache.made == 2 and drawings[0] == drawings[1]
    html, lists, now, _keys = drawings[0]
    assert lists == [["l-0", "l-1", "0", "1", "of all"]]
    assert "deux" in html and ">2</p>" in html
    assert "trois" in now and "deux" not in now and ">3</p>" in now


def test_code_is_not_kept_past_a_change_of_what_it_takes_from_another_template():
    cache = Counting()
    kept_in(cache, board=LISTS, said=SAID), kept_in(cache, board=LISTS, said=SAID)
    assert cache.made == 1
    kept_in(cache, board=LISTS, said=SAID.replace("line.text", "line.words"))
    assert cache.made == 2
