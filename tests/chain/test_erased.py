"""What is erased of a chain goes wherever it was copied to, and nothing else does."""

from __future__ import annotations

from app.live.commands.request import SYSTEM, CommandRequest, Grant
from beffroi import Card
from tests.sheets_sample import Sketching
from tests.support.chains import SAID, from_verbatim_to_vote, gathered, read
from tests.support.everywhere import everywhere
from tests.support.rooms import sit


def test_erasing_a_verbatim_erases_it_wherever_it_went(sketching):
    ids = from_verbatim_to_vote(sketching)
    again = sketching.add("ideation", title="Suite", source=ids["field"])
    sketching.stage(again, "reveal")
    sketching.add("dotvote", title="Encore", source=again)  # a copy of a copy
    assert everywhere(sketching).count(SAID) > 8
    sketching.wire.frames.clear()
    assert sketching.room.erasure.erase_card(ids["verbatim"], Grant(sketching.facts.id, SYSTEM, "erasure"))
    sketching.settle()
    assert SAID not in str(sketching.wire.frames) and SAID not in everywhere(sketching)
    sketching.open()
    made = gathered(sketching)
    assert SAID not in everywhere(sketching) and read(made.back(ids["need"])) == "[…]"


def test_a_copy_that_is_erased_takes_along_what_it_copies(sketching):
    ids = from_verbatim_to_vote(sketching)
    sketching.room.erasure.erase_card(ids["option"], Grant(sketching.facts.id, SYSTEM, "erasure"))
    assert "Un seul numéro" not in everywhere(sketching) and SAID in everywhere(sketching)


def test_a_sentence_is_erased_with_all_its_wordings_and_what_others_said_of_it_stays(sketching):
    ids = from_verbatim_to_vote(sketching)
    sketch, table = ids["sketch"], list(sketching.room.record.agenda.seating.tables)[1]
    cleo = sit(sketching, "Cléo", 2)
    mark = sketching.do(cleo, "reword", sketch, line=ids["need"], base=ids["need"], text="Un numéro unique")
    sketching.stage(sketch, "gallery")
    data = {"line": ids["need"], "kind": "doubt", "text": "Est-ce bien vrai ?"}
    assert sketching.room.ask(CommandRequest(sketching.grant("fac"), sketch, "react", data, "r1", "en", table)).accepted
    sketching.room.erasure.erase_card(ids["need"], Grant(sketching.facts.id, SYSTEM, "erasure"))
    told = everywhere(sketching)
    assert "Un seul numéro" not in told and "Un numéro unique" not in told and "Est-ce bien vrai ?" in told
    assert mark in {entry.id for entry in sketching.room.record.entries}


def test_a_wording_erased_alone_leaves_the_copies_of_the_others(sketching):
    ids = from_verbatim_to_vote(sketching)
    cleo = sit(sketching, "Cléo", 2)
    sketching.do(cleo, "reword", ids["sketch"], line=ids["need"], base=ids["need"], text="Un numéro unique")
    later = sketching.add("dotvote", title="Plus tard", source=ids["sketch"])
    entries = [one for one in sketching.room.record.entries if one.data.get("text") == "Un numéro unique"]
    sketching.room.erasure.erase(entries, Grant(sketching.facts.id, SYSTEM, "erasure"))
    told = everywhere(sketching)
    assert "Un numéro unique" not in told and "Un seul numéro" in told
    assert [one.text for one in sketching.room.record.standing(later).state.typed] == ["[…]"]


def test_somebody_elses_entry_that_keeps_an_erased_wording_is_erased_too(sketching):
    ids = from_verbatim_to_vote(sketching)
    bob, cleo = sit(sketching, "Bob", 1), sit(sketching, "Cléo", 1)
    line = sketching.do(bob, "add", ids["sketch"], slot="name", text="Yasmina")
    rival = sketching.do(cleo, "add", ids["sketch"], slot="name", text="Leïla")
    sketching.do(bob, "reword", ids["sketch"], line=line, base=rival, text="Leïla")  # “Keep this one”
    entries = [one for one in sketching.room.record.entries if one.id == rival]
    sketching.room.erasure.erase(entries, Grant(sketching.facts.id, SYSTEM, "erasure"))
    assert "Leïla" not in everywhere(sketching)


def test_a_card_put_together_from_several_sentences_goes_when_one_of_them_is_erased(sketching, monkeypatch):
    def joined(self, state):
        said = [line.text for slot in ("name", "needs") for line in state.sheet.at(slot)]
        return [Card(line.id, " — ".join(said), "persona") for line in state.sheet.at("name")]

    monkeypatch.setattr(Sketching, "cards", joined)
    sketch = sketching.add("sketch", title="Portrait")
    bob, cleo = sit(sketching, "Bob", 1), sit(sketching, "Cléo", 1)
    sketching.do(bob, "add", sketch, slot="name", text="Yasmina")
    need = sketching.do(cleo, "add", sketch, slot="needs", text="Un seul numéro")
    sketching.do(sit(sketching, "Dora", 2), "add", sketch, slot="name", text="Marcel")
    vote = sketching.add("dotvote", source=sketch)
    sketching.room.erasure.erase_card(need, Grant(sketching.facts.id, SYSTEM, "erasure"))
    assert "Un seul numéro" not in everywhere(sketching)
    assert {one.text for one in sketching.room.record.standing(vote).state.typed} == {"[…]", "Marcel"}


def test_the_same_words_of_somebody_else_stay(workshop):
    ideas = workshop.add("ideation")
    card = workshop.do("ana", "write", ideas, text="Un seul formulaire")
    workshop.do("bob", "write", ideas, text="Un seul formulaire")
    workshop.do("cleo", "write", ideas, text="Un seul formulaire, en ligne")
    workshop.stage(ideas, "reveal")
    vote = workshop.add("dotvote", source=ideas)
    workshop.room.erasure.erase_card(card, Grant(workshop.facts.id, SYSTEM, "erasure"))
    kept = sorted(one.text for one in workshop.room.record.standing(vote).state.typed)
    assert kept == ["Un seul formulaire", "Un seul formulaire, en ligne", "[…]"]


def test_one_card_of_those_pasted_together_is_erased_with_its_copies_alone(workshop):
    ideas = workshop.add("ideation")
    pasted = workshop.do("fac", "paper_cards", ideas, lines="Première\nDeuxième")
    workshop.stage(ideas, "reveal")
    vote = workshop.add("dotvote", source=ideas)
    workshop.room.erasure.erase_card(f"{pasted}.1", Grant(workshop.facts.id, SYSTEM, "erasure"))
    assert {one.text for one in workshop.room.record.standing(vote).state.typed} == {"Première", "[…]"}
