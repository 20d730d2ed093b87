"""The chain of evidence is walked back to where a thing comes from and forward to what came of it."""

from __future__ import annotations

from app.export.evidence import Chain, Spot, Thing
from beffroi import Kind
from tests.support.chains import read


def linked(**sources: str) -> Chain:
    """A chain of things named by a letter, each with the letters that it rests on."""
    things = {
        id: Thing(id, id.upper(), "card", "", (Spot("act", "Activity"),), tuple(on)) for id, on in sources.items()
    }
    return Chain(things, {id: id for id in things}, {"x": "Source erased"})


def test_a_thing_is_walked_back_to_its_beginnings_and_forward_to_what_came_of_it():
    made = linked(a="", b="", c="ab", d="c", e="c")
    assert read(made.back("d")) == "C(A B)"
    assert read(made.forward("a")) == "C(D E)"
    assert made.roots("e") == 2


def test_a_circle_ends_and_what_is_shared_is_read_once():
    assert read(linked(a="b", b="c", c="a").back("a")) == "B(C(A!))"
    assert read(linked(z="", a="z", b="a", c="a", d="bc").back("d")) == "B(A(Z)) C(A!)"
    assert read(linked(a="", b="a", c="a", d="bc").back("d")) == "B(A) C(A)"  # nothing more to read of it


def test_a_source_that_is_not_there_says_why():
    assert read(linked(a="x", b="a").back("b")) == "A(Source erased)"


def test_a_walk_that_would_never_end_stops_and_leaves_the_rest_to_other_pages():
    names = [f"n{place}" for place in range(300)]
    things = {
        name: Thing(name, name, "card", "", (Spot("act", "Activity"),), (names[place + 1],) if place < 299 else ())
        for place, name in enumerate(names)
    }
    walked = Chain(things, {name: name for name in names}).back("n0")
    assert read(walked).endswith("n40!" + ")" * 39)


def test_what_is_nowhere_leads_nowhere():
    assert linked(a="").back("nothing") == () and linked(a="").thing("nothing") is None


def test_it_begins_with_what_was_heard_and_leads_to_what_was_decided():
    spot = (Spot("act", "Activity"),)
    things = (
        Thing("i", "Un entretien", "interview", "", spot, is_a=Kind("Entretien", "place")),
        Thing("v", "Quatre fois", "verbatim", "", spot, ("i",), Kind("Verbatim", "evidence")),
        Thing("n", "Un seul numéro", "need", "", spot, ("v",)),
        Thing("q", "Comment… ?", "question", "", spot, ("n",), Kind("Question", "outcome")),
        Thing("o", "Un numéro vert", "option", "", (Spot("vote", "Vote", outcome="Keep"),), ("q",)),
        Thing("alone", "Sans suite", "card", "", spot),
    )
    made = Chain({one.id: one for one in things}, {one.id: one.id for one in things})
    assert [one.id for one in made.starts()] == ["v"]
    assert [one.id for one in made.ends()] == ["q", "o"]
