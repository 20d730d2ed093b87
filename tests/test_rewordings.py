"""What a thing said before it was worded anew is gone: from the log, from copies, and after the room opened again."""

from tests.support.everywhere import everywhere

NAMED = "Martin freine tout"
ANEW = "La validation freine tout"


def reworded(workshop):
    """A card that was handed over with a name in it, then reworded."""
    ideas = workshop.add("ideation")
    card = workshop.do("ana", "write", ideas, text=NAMED)
    workshop.do("bob", "write", ideas, text="Un guichet le soir")
    workshop.stage(ideas, "reveal")
    workshop.add("dotvote", source=ideas)
    workshop.do("fac", "reword", ideas, card=card, text=ANEW)
    return ideas, card


def page_of(workshop, who, activity):
    return workshop.room.run(lambda: workshop.room.snapshots.page(workshop.grant(who), "en", activity))


def log_of(workshop):
    return str([entry.data for entry in workshop.room.record.entries])


def test_the_first_words_are_gone_from_the_log_and_from_copies_and_the_new_ones_stay(workshop):
    ideas, card = reworded(workshop)
    assert "Martin" not in log_of(workshop) and "Martin" not in everywhere(workshop)
    assert ANEW in everywhere(workshop) and "Un guichet le soir" in log_of(workshop)
    workshop.room.stop()
    workshop.open()
    note = workshop.room.record.standing(ideas).state.ideas.notes[card]
    assert (note.text, note.reworded) == (ANEW, True)
    assert "Martin" not in log_of(workshop)


def test_its_author_is_told_and_takes_it_out_also_after_the_room_opened_again(workshop):
    ideas, card = reworded(workshop)
    for _time in range(2):
        own = str(page_of(workshop, "ana", ideas)["mine"])
        assert "The facilitators reworded your card" in own and ANEW in own
        workshop.room.stop()
        workshop.open()
    assert ANEW in str(page_of(workshop, "bob", ideas))
    workshop.do("ana", "take_out", ideas, card=card)
    assert ANEW not in str(page_of(workshop, "bob", ideas))


def test_a_copy_made_afterwards_says_the_new_words_and_keeps_them(workshop):
    ideas, _card = reworded(workshop)
    workshop.add("dotvote", title="Encore", source=ideas)
    workshop.room.stop()
    workshop.open()
    assert log_of(workshop).count(ANEW) == 2


def test_what_a_crash_cut_short_is_done_when_the_room_opens_next(workshop, monkeypatch):
    monkeypatch.setattr("app.live.room.rewordings.Rewordings.follow", lambda self, entry: None)
    reworded(workshop)
    assert "Martin" in log_of(workshop)
    monkeypatch.undo()
    workshop.room.stop()
    workshop.open()
    workshop.room.look_for_withdrawn()
    workshop.room.run(lambda: None)
    assert "Martin" not in log_of(workshop) and ANEW in log_of(workshop)


def test_erased_for_good_afterwards_the_new_words_go_too(workshop):
    _ideas, card = reworded(workshop)
    assert workshop.room.erasure.erase_card(card, workshop.grant("fac"))
    assert ANEW not in log_of(workshop)
