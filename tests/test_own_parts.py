"""What is one person's own travels in parts: a note more is that note, not the whole notebook."""

import json

import pytest

from app.live.sync.personal_parts import Own


def bytes_of(workshop, sid, name="mine", within="") -> int:
    workshop.settle()
    told = [data for who, kind, data in workshop.wire.frames if who == sid and kind == name]
    return sum(len(json.dumps(data, ensure_ascii=False).encode()) for data in told if within in str(data)[:200])


def note(workshop, notes, number) -> str:
    facts = "\n".join(f"Ce que j’ai vu la {n}e fois, au guichet ou au téléphone, note {number}" for n in range(8))
    said = {"kind": "interview", "place": f"Lieu {number}", "facts": facts, "verbatims": "On m’a dit de rappeler"}
    return workshop.do("ana", "write_note", notes, consent="oral", tags="attente", **said)


@pytest.fixture
def notes(workshop):
    """Thirty-four notes by Ana, whose page is open; so is the console."""
    made = workshop.add("fieldnotes", anonymous=False)
    for number in range(34):
        note(workshop, made, number)
    workshop.connect("page", "ana")
    workshop.connect("console", "fac")
    workshop.connect("other", "bob")
    workshop.settle()
    workshop.wire.frames.clear()
    return made


def test_the_thirty_fifth_note_is_sent_to_its_author_alone_and_not_the_others_again(workshop, notes):
    note(workshop, notes, 35)
    assert 0 < bytes_of(workshop, "page") < 12_000
    assert bytes_of(workshop, "other") == 0


def test_the_thirty_fifth_note_reaches_the_console_without_its_forms(workshop, notes):
    note(workshop, notes, 35)
    assert 0 < bytes_of(workshop, "console", "show", "/control/") < 3_000
    assert 0 < bytes_of(workshop, "console", "show", "/board/") < 5_000


def test_putting_one_sentence_right_sends_its_note_alone(workshop, notes):
    mine = note(workshop, notes, 35)
    bytes_of(workshop, "page")
    workshop.wire.frames.clear()
    workshop.do("ana", "correct", notes, card=f"{mine}.1", text="Mieux dit")
    (message,) = [data for who, kind, data in workshop.wire.frames if (who, kind) == ("page", "mine")] or [{}]
    workshop.settle()
    message = next(data for who, kind, data in workshop.wire.frames if (who, kind) == ("page", "mine"))
    assert set(message["parts"]) == {mine} and "skeleton" not in message and "html" not in message


def test_a_page_that_follows_shows_what_one_that_comes_anew_is_told(workshop, notes):
    from app.rehearse.page import Model, accept

    told = workshop.connect("again", "ana")["mine"]
    drawing = workshop.room.subscriptions.connections["again"].own.drawing
    model = Model("x", "e", told["n"], drawing.skeleton, tuple(map(tuple, drawing.lists)),
                  {key: part.html for key, part in drawing.parts.items()})  # fmt: skip
    workshop.wire.frames.clear()
    made = note(workshop, notes, 35)
    workshop.do("ana", "take_back_note", notes, note=note(workshop, notes, 36))
    workshop.do("ana", "note_consent", notes, note=made, consent="none")
    workshop.settle()
    for who, kind, data in workshop.wire.frames:
        if (who, kind) == ("again", "mine"):
            model = accept(model, {"channel": "x", "epoch": "e", **json.loads(json.dumps(data))}).model
    after = workshop.room.subscriptions.connections["again"].own.drawing
    assert model.skeleton == after.skeleton and [list(keys) for keys in model.lists] == after.lists
    assert dict(model.parts) == {key: part.html for key, part in after.parts.items()}


def test_a_block_without_parts_is_sent_whole_as_ever(workshop):
    mood = workshop.add("mood")
    workshop.connect("page", "ana")
    workshop.wire.frames.clear()
    workshop.do("ana", "say", mood, word="calme")
    workshop.settle()
    (message,) = [data for who, kind, data in workshop.wire.frames if (who, kind) == ("page", "mine")]
    assert "calme" in message["html"] and "base" not in message


def test_marks_that_went_are_told_as_gone():
    before = Own({"activity": "a", "scope": ""}, marks={"x": {"dots": 1}})
    assert before.since(before, 1) is None


def test_a_page_that_comes_to_the_front_again_is_not_sent_what_it_shows(workshop, notes):
    room = workshop.room
    page = room.subscriptions.connections["page"]

    def hello(has):
        return room.run(lambda: room.snapshots.of(page.grant, "fr", have={"mine": has}, connection=page))

    assert "mine" not in hello(page.own_n)
    assert "html" in hello(page.own_n - 1)["mine"]
    note(workshop, notes, 35)
    workshop.settle()
    assert "mine" not in hello(page.own_n)
