"""An erasure follows ids and origins: equal words of somebody else stay, and no copy of what is erased does."""

from __future__ import annotations

from app.live.commands.request import CommandRequest
from tests.support.erasing import BOB, erase, erase_all_of, react, texts
from tests.support.everywhere import everywhere
from tests.support.rooms import sit


def test_who_reacts_with_somebody_elses_words_and_erases_them_takes_nothing_of_theirs(workshop, portrait):
    workshop.stage(portrait["persona"], "gallery")
    react(workshop, portrait["eve"], portrait["persona"], portrait["tables"][0], kind="doubt", text=BOB)
    vote = workshop.add("dotvote", source=portrait["persona"])
    workshop.stage(portrait["persona"], "vote")
    erase_all_of(workshop, portrait["eve"])
    assert texts(workshop, vote) == [f"Yasmina — {BOB}"] == texts(workshop, portrait["persona"])
    assert workshop.room.record.sheets(portrait["persona"])[portrait["tables"][0]].state.sheet.text("situation") == BOB


def test_the_same_sentence_written_on_the_same_sheet_stays_in_every_copy(workshop, portrait):
    eve = sit(workshop, "Ève", 1)
    workshop.do(eve, "add", portrait["persona"], slot="needs", text=BOB)
    vote = workshop.add("dotvote", source=portrait["persona"])
    erase_all_of(workshop, eve)
    assert f"Yasmina — {BOB}" in texts(workshop, vote)
    assert workshop.room.record.sheets(portrait["persona"])[portrait["tables"][0]].state.sheet.text("situation") == BOB


def test_whoever_words_a_sentence_as_its_writer_had_takes_nothing_of_theirs(workshop, portrait):
    eve, persona, line = sit(workshop, "Ève", 1), portrait["persona"], portrait["situation"]
    other = workshop.do(eve, "reword", persona, line=line, base=line, text="Autre chose")
    again = workshop.do(eve, "reword", persona, line=line, base=other, text=BOB)
    workshop.do(portrait["bob"], "reword", persona, line=line, base=again, text=BOB)
    erase_all_of(workshop, eve)
    assert workshop.room.record.sheets(persona)[portrait["tables"][0]].state.sheet.text("situation") == BOB


def test_a_portrait_loses_the_sentence_that_is_erased_and_keeps_the_others(workshop, portrait):
    vote = workshop.add("dotvote", source=portrait["persona"])
    workshop.stage(portrait["persona"], "vote")
    assert erase(workshop, portrait["situation"])
    assert BOB not in everywhere(workshop)
    assert texts(workshop, vote) == ["Yasmina — […]"] == texts(workshop, portrait["persona"])


def test_a_name_too_short_to_be_told_from_others_goes_all_the_same(workshop, portrait):
    workshop.stage(portrait["persona"], "vote")
    assert erase(workshop, portrait["name"])
    assert "Yasmina" not in everywhere(workshop) and BOB in everywhere(workshop)


def test_an_irritant_keeps_its_words_where_the_step_beside_it_is_erased(workshop):
    workshop.core("core.tables", site="s1", count=1)
    bob, eve = sit(workshop, "Bob", 1), sit(workshop, "Eve", 1)
    journey = workshop.add("journeymap")
    step = workshop.do(eve, "add_step", journey, text="Chez Ève Martin", phase="need")
    pain = workshop.do(bob, "add", journey, slot=f"{step}:irritants", text="On attend debout")
    workshop.stage(journey, "cluster")
    vote = workshop.add("dotvote", source=journey)
    assert texts(workshop, vote) == ["On attend debout (Chez Ève Martin)"]
    erase_all_of(workshop, eve)
    assert "Ève Martin" not in everywhere(workshop) and texts(workshop, vote) == ["On attend debout ([…])"]
    assert erase(workshop, pain) and "On attend debout" not in everywhere(workshop)


def test_a_group_without_a_name_loses_the_words_that_stood_for_it(workshop):
    workshop.core("core.tables", site="s1", count=1)
    bob = sit(workshop, "Bob", 1)
    journey = workshop.add("journeymap")
    step = workshop.do(bob, "add_step", journey, text="Au guichet", phase="need")
    pains = [workshop.do(bob, "add", journey, slot=f"{step}:irritants", text=text) for text in ("Attendre", "Revenir")]
    workshop.stage(journey, "cluster")
    notes = {one.text: one.id for one in workshop.room.record.standing(journey).state.board.notes.values()}
    one, other = notes.values()
    workshop.do("fac", "move", journey, card=one, to=other)
    vote = workshop.add("dotvote", source=journey)
    for pain in pains:
        assert erase(workshop, pain)
    assert "Attendre" not in everywhere(workshop) and "Revenir" not in everywhere(workshop)
    assert "Au guichet" in str(texts(workshop, vote))


def test_the_name_of_a_group_is_its_namers_alone(workshop):
    ideas = workshop.add("ideation", anonymous=False)
    cards = [workshop.do(who, "write", ideas, text=text) for who, text in (("ana", "Simplifier"), ("bob", "Moins"))]
    for stage in ("reveal", "cluster"):
        workshop.stage(ideas, stage)
    moved = workshop.do("fac", "move", ideas, card=cards[0], to=cards[1])
    named = workshop.do("fac", "name_cluster", ideas, cluster=f"c-{moved}", title="Simplifier")
    vote = workshop.add("dotvote", source=ideas)
    assert erase(workshop, cards[0])
    assert texts(workshop, vote) == ["Simplifier"]
    assert erase(workshop, named)
    assert texts(workshop, vote) == ["[…]"]


def test_a_card_handed_on_twice_keeps_what_it_was_put_together_from(workshop, portrait):
    vote = workshop.add("dotvote", source=portrait["persona"])
    (option,) = workshop.room.record.standing(vote).state.typed
    workshop.do(portrait["bob"], "dot", vote, option=option.id)
    workshop.stage(vote, "decide")
    ideas = workshop.add("ideation", source=vote)
    assert erase(workshop, portrait["situation"])
    assert BOB not in everywhere(workshop)
    assert [one.text for one in workshop.room.record.standing(ideas).state.ideas.notes.values()] == ["Yasmina — […]"]


def test_titles_instructions_notes_and_tables_that_say_the_same_words_stay(workshop):
    ideas = workshop.add("ideation", title=BOB, instruction=BOB, anonymous=False)
    workshop.core("core.note", activity=ideas, stage="collect", text=BOB)
    workshop.room.ask(CommandRequest(workshop.grant("fac"), "", "core.table", {"name": BOB, "site": "s1"}, "t1", "en"))
    workshop.do("ana", "write", ideas, text=BOB)
    late = workshop.do("cleo", "write", ideas, text=BOB)
    workshop.stage(ideas, "reveal")
    erase(workshop, late)
    record = workshop.room.record
    activity = record.agenda.activities[ideas]
    assert (activity.title, activity.instruction, activity.notes["collect"]) == (BOB, BOB, BOB)
    assert [table.name for table in record.agenda.seating.tables.values()] == [BOB]
    assert sorted(one.text for one in record.standing(ideas).state.ideas.notes.values()) == [BOB, "[…]"]


def test_what_came_late_and_what_was_taken_back_are_erased_where_they_lie(workshop):
    ideas = workshop.add("ideation", anonymous=False)
    undone = workshop.do("ana", "write", ideas, text="Dit puis repris")
    workshop.core("core.undo", activity=ideas, entry=undone)
    workshop.stage(ideas, "reveal")
    late = workshop.do("ana", "write", ideas, text="Arrivé trop tard")
    erase_all = [entry.id for entry in workshop.room.record.entries if entry.stamp.who == "ana"]
    assert {undone, late} <= set(erase_all) and erase(workshop, *erase_all)
    assert "Dit puis repris" not in everywhere(workshop) and "trop tard" not in everywhere(workshop)
