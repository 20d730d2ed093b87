"""What a vote, a card and a sentence of a sheet cost, in counts: parts drawn, frames, bytes, rows; never in time."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import event

from app.host.rendering.parts import Sheet

PEOPLE = 10
PAGES = [f"s{number}" for number in range(PEOPLE)]


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """The keys of the parts that are drawn, one after the other."""
    keys, tagged = [], Sheet._tagged
    monkeypatch.setattr(Sheet, "_tagged", lambda sheet, key, html: keys.append(key) or tagged(sheet, key, html))
    return keys


@pytest.fixture
def asked(store) -> list[str]:
    """What the stores are asked, by its first word."""
    verbs = []
    for engine in (store.reader, store.committer._engine):
        event.listen(engine, "before_cursor_execute", lambda *said: verbs.append(said[2].split()[0]))
    return verbs


def before(workshop, *more: str):
    """Ten people before what is on, in two languages, and whoever else is named; nothing is on its way to them."""
    for number, sid in enumerate(PAGES):
        workshop.room.people.join(f"Personne {number}", "s1", 1)
        workshop.connect(sid, f"p{number}", ("fr", "en")[number % 2])
    for who in more:
        workshop.connect(who, who)
    workshop.settle()
    workshop.wire.frames.clear()


def pushed(workshop, name="show") -> list[tuple[str, dict]]:
    workshop.settle()
    return [(sid, data) for sid, kind, data in workshop.wire.frames if kind == name]


@pytest.fixture
def vote(workshop) -> str:
    lines = "\n".join(f"Une idée, la {number}e, pour des courriers plus clairs" for number in range(100))
    return workshop.add("dotvote", settings={"lines": lines})


def options(workshop, vote) -> list[str]:
    return list(workshop.room.record.scopes[vote][""].state.dots.options)


def test_a_vote_pushes_how_many_have_voted_and_nothing_else(workshop, vote, drawn, asked):
    before(workshop, "fac")
    drawn.clear()
    asked.clear()
    workshop.do("p1", "dot", vote, option=options(workshop, vote)[0])
    frames = pushed(workshop)
    assert {sid for sid, _ in frames} == {*PAGES, "fac"}
    assert [data for _, data in frames if set(data) != {"channel", "epoch", "base", "n", "parts"}] == []
    assert all(len(json.dumps(data)) < 420 for _, data in frames)
    assert all(len(data["parts"]) == 1 for sid, data in frames if sid != "fac")
    # The board and the head of each language; the board, the control and the head of the console, in figures and words;
    # the board and the head of the screens, which a console shows in small.
    assert sorted(drawn) == ["people-count", "people-said", *["voters"] * 5, *["waiting"] * 3]
    assert asked == ["INSERT"]


def test_a_vote_costs_the_same_whatever_was_voted_before(workshop, vote):
    before(workshop)
    ids, sizes = options(workshop, vote), []
    for _ in range(150):
        for name in ("dot", "take_dot"):
            workshop.do("p1", name, vote, option=ids[0])
            sizes.append(sum(len(json.dumps(data)) for _, data in pushed(workshop)))
            workshop.wire.frames.clear()
    assert 0 < sum(sizes[-100:]) < 1.1 * sum(sizes[:100])


def test_a_runoff_vote_pushes_how_many_have_voted_and_nothing_else(workshop, vote):
    ids = options(workshop, vote)
    for number in range(4):
        workshop.do(f"p{number}", "dot", vote, option=ids[number])
    workshop.stage(vote, "decide")
    workshop.do("fac", "open_runoff", vote)
    before(workshop, "fac")
    workshop.do("p1", "runoff_dot", vote, option=ids[0])
    boards = [data for _, data in pushed(workshop) if "/board/" in data["channel"] or "/control/" in data["channel"]]
    assert len(boards) == PEOPLE + 2
    assert all("skeleton" not in data and list(data["parts"]) == ["runoff-voters"] for data in boards)


def test_a_card_pushes_how_many_wrote_and_nothing_else(workshop, drawn, asked):
    ideas = workshop.add("ideation")
    for number in range(100):
        workshop.do(f"w{number}", "write", ideas, text=f"Idée {number}")
    before(workshop)
    drawn.clear()
    asked.clear()
    workshop.do("p1", "write", ideas, text="Un texte à moi, que personne ne lit encore")
    frames = pushed(workshop)
    assert sorted({sid for sid, _ in frames}) == PAGES
    assert all("skeleton" not in data and "lists" not in data and len(json.dumps(data)) < 500 for _, data in frames)
    assert not any("Un texte" in part for _, data in frames for part in data["parts"].values())
    assert len(drawn) == len(set(drawn)) * 2 <= 8  # two languages
    assert asked == ["INSERT"]


def test_a_sentence_of_a_sheet_redraws_its_own_place(workshop, drawn, asked):
    persona = workshop.add("persona", anonymous=False, share_by="room")
    workshop.stage(persona, "fill")
    before(workshop)
    drawn.clear()
    asked.clear()
    workshop.do("p1", "add", persona, slot="needs", text="Demander sans honte")
    frames = pushed(workshop)
    assert sorted({sid for sid, _ in frames}) == PAGES
    assert all("skeleton" not in data for _, data in frames)
    assert set(drawn) <= {"needs", "state", "waiting"} and "needs" in drawn
    assert asked == ["INSERT"]
