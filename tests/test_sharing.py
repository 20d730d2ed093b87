"""What drawings share is worked out once, for those alone who may share it, and goes with an erasure."""

from __future__ import annotations

import pytest

from app.host.rendering.draw import draw_method
from app.host.rendering.parts import Drawing
from app.live.commands.request import SYSTEM, Grant
from app.live.rendering import activity, personal
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.render_cache import FlushCache, InputCache, ViewCache
from app.live.rendering.visibility import VISITOR, SheetView
from beffroi import PARTICIPANT
from beffroi.testing import Board
from tests.sheets_sample import Sketching


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """The blocks of methods that are drawn, one after the other."""
    blocks, draw = [], draw_method

    def noted(method, block, context, **said):
        blocks.append(block)
        return draw(method, block, context, **said)

    for drawing in (activity, personal):
        monkeypatch.setattr(drawing, "draw_method", noted)
    return blocks


def kept(workshop) -> str:
    """All that is kept of drawings beside the channels."""
    return str(vars(workshop.room.renderer.personal.inputs)) + str(vars(workshop.room.renderer.sources.cache))


def test_the_same_form_is_drawn_once_and_ones_own_words_for_oneself(workshop, drawn):
    ideation = workshop.add("ideation")
    for who in ("ana", "bob", "cleo"):
        workshop.connect(who, who)
    assert drawn.count("input") == 1
    workshop.do("ana", "write", ideation, text="Mon idée à moi")
    workshop.settle()
    mine = {
        who: workshop.room.renderer.personal_view(ideation, workshop.grant(who), "fr")["html"] for who in ("ana", "bob")
    }
    assert "Mon idée à moi" in mine["ana"] and "Mon idée à moi" not in mine["bob"]


def test_two_languages_share_a_view_and_no_input(workshop, drawn):
    ideation = workshop.add("ideation")
    french, english = (
        workshop.room.renderer.personal_view(ideation, workshop.grant("ana"), locale) for locale in ("fr", "en")
    )
    assert french["html"] != english["html"]
    assert drawn.count("input") == 2


def test_after_an_erasure_a_text_is_in_nothing_that_is_kept(workshop):
    ideation = workshop.add("ideation")
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    workshop.do(person.id, "write", ideation, text="Mon secret")
    workshop.connect("one", person.id)
    workshop.connect("two", "bob")
    assert "Mon secret" in kept(workshop)
    entries = workshop.room.run(lambda: workshop.room.erasure.entries_of(person))
    workshop.room.erasure.erase(entries, Grant(workshop.facts.id, SYSTEM, "erasure"))
    assert "Mon secret" not in kept(workshop)
    workshop.settle()
    assert "Mon secret" not in kept(workshop)


def test_once_an_anonymous_activity_is_closed_nothing_kept_joins_the_texts_of_one_person(workshop):
    ideation = workshop.add("ideation")
    for text in ("Une idée", "Une autre"):
        workshop.do("ana", "write", ideation, text=text)
    workshop.connect("one", "ana")
    assert "Une autre" in kept(workshop)
    workshop.core("core.close", activity=ideation, confirmed=True)
    workshop.settle()
    assert "Une autre" not in kept(workshop)


def test_a_moment_mixes_neither_tables_nor_audiences():
    board = Board(Sketching(), tables=2, anonymous=False)
    board.do("ana#1", "add", slot="name", text="Yasmina")
    board.do("bob#2", "add", slot="name", text="Marcel")
    made = board.renderer
    places = [
        ChannelKey(board.activity, "board", audience, locale, scope)
        for scope in board.tables
        for audience in (PARTICIPANT, VISITOR)
        for locale in ("fr", "en")
    ]
    apart = [str(made.draw(place).html()) for place in places]
    with made.flush_scope():
        together = [str(made.draw(place).html()) for place in places]
    assert together == apart
    assert "Yasmina" in together[0] and "Yasmina" not in together[-1] and together[0] != together[2]


def test_the_views_of_a_flush_are_told_once_a_table(monkeypatch):
    board = Board(Sketching(), tables=2, anonymous=False)
    told = []
    view = Sketching.view
    monkeypatch.setattr(Sketching, "view", lambda self, state: told.append(state) or view(self, state))
    made = board.renderer
    with made.flush_scope():
        for scope in board.tables:
            for locale in ("fr", "en"):
                made.draw(ChannelKey(board.activity, "board", PARTICIPANT, locale, scope))
    assert told == [board.sheet(1), board.sheet(2)]


def test_inputs_are_apart_by_scope_and_by_audience():
    inputs, shown = InputCache(), {"stage": "fill"}
    views = [SheetView("a", PARTICIPANT), SheetView("b", PARTICIPANT), SheetView("a", VISITOR)]
    drawn = [inputs.drawn(("one", view, "fr"), shown, {}, lambda view=view: Drawing(str(view))) for view in views]
    assert [one.skeleton for one in drawn] == [str(view) for view in views]


def test_inputs_are_drawn_anew_where_their_place_changed():
    inputs, place = InputCache(), ("one", SheetView("", PARTICIPANT), "fr")
    assert inputs.drawn(place, {"stage": "write"}, {}, lambda: Drawing("before")).skeleton == "before"
    assert inputs.drawn(place, {"stage": "write"}, {}, lambda: Drawing("never")).skeleton == "before"
    assert inputs.drawn(place, {"stage": "vote"}, {}, lambda: Drawing("after")).skeleton == "after"


def test_few_inputs_are_kept():
    inputs, place = InputCache(), ("one", SheetView("", PARTICIPANT), "fr")
    for number in range(3 * InputCache.MOST):
        drawn = inputs.drawn(place, {}, {"n": number}, lambda number=number: Drawing(str(number)))
        assert drawn.skeleton == str(number)
    assert len(inputs._kept) <= InputCache.MOST


def test_what_can_be_read_only_once_is_made_for_each():
    moment = FlushCache()
    with moment.scope():
        read = [list(moment.memo("view", lambda: {"lines": iter("ab")})["lines"]) for _ in range(2)]
    assert read == [["a", "b"], ["a", "b"]]


def test_what_is_equal_to_what_was_seen_before_is_the_same_object_again():
    views = ViewCache()
    before = views.settled("one", {"cards": [("a", 1), ("b", 2), ("c", 3)], "n": 3})["cards"]
    after = views.settled("one", {"cards": [("c", 3), ("a", 1), ("b", 20), ("d", 4)], "n": 4})["cards"]
    assert after == [("c", 3), ("a", 1), ("b", 20), ("d", 4)]
    assert [any(one is other for other in before) for one in after] == [True, True, False, False]
    fewer = views.settled("one", {"cards": [("c", 3)]})["cards"]
    assert fewer == [("c", 3)] and fewer[0] is after[0]


def test_what_has_no_hash_and_what_is_of_another_place_are_taken_as_they_come():
    views, loose = ViewCache(), [{"a": 1}]
    views.settled("one", {"cards": [{"a": 0}], "more": [("a", 1)]})
    assert views.settled("one", {"cards": loose})["cards"] is loose
    other = [("a", 1)]
    assert views.settled("two", {"more": other})["more"] is other
    views.clear()
    assert views.settled("one", {"more": other})["more"] is other
