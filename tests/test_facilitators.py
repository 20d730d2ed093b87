"""Facilitators together: one has the hand, all have signals and a line; nothing of it is kept."""

import pytest

from app.export import results
from app.live.commands.request import PREVIEW, SCREEN, CommandRequest, Grant
from app.live.state.facilitators import GONE_MS, SIGNAL_MS
from app.live.state.screens import SEATING, ScreenPage
from app.live.sync.subscriptions import Connection
from beffroi import FACILITATOR, PARTICIPANT
from beffroi.words import speaking
from tests.support.pages import unmarked


@pytest.fixture
def facilitators(workshop):
    """Camille in Lille and Dominique in Amiens, each with a console open."""
    grants = {name: Grant(workshop.facts.id, FACILITATOR, f"f:{name}", name=name) for name in ("Camille", "Dominique")}
    for name, grant in grants.items():
        connection = Connection(name, grant, "en")
        workshop.room.run(lambda c=connection: workshop.room.visits.arrive(c))
        workshop.room.run(lambda c=connection: workshop.room.snapshots.of(c.grant, "en", connection=c))
    return grants


def ask(workshop, grant, name, /, **data):
    return workshop.room.ask(
        CommandRequest(grant, "", name, data, f"r-{name}-{len(workshop.room.record.entries)}-{grant.who}", "en")
    )


def drawn(workshop, grant, block):
    workshop.settle()
    return str(workshop.room.run(lambda: workshop.room.snapshots.page(grant, "en"))["blocks"][block]["html"])


def test_whoever_leads_first_has_the_hand_and_the_other_is_told_who(workshop, facilitators):
    assert ask(workshop, facilitators["Camille"], "core.clock", act="start", minutes=5).accepted
    refused = ask(workshop, facilitators["Dominique"], "core.clock", act="stop")
    assert refused.kind == "refused" and "Camille has the hand" in refused.sentence


def test_one_tap_takes_the_hand_over(workshop, facilitators):
    assert ask(workshop, facilitators["Camille"], "core.clock", act="start", minutes=5).accepted
    workshop.room.lead(facilitators["Dominique"], "hand", "")
    assert ask(workshop, facilitators["Dominique"], "core.clock", act="stop").accepted
    assert ask(workshop, facilitators["Camille"], "core.clock", act="start", minutes=5).kind == "refused"


def test_what_moves_nobody_needs_no_hand(workshop, facilitators):
    mood = workshop.add("mood")
    workshop.room.lead(facilitators["Camille"], "hand", "")
    assert ask(
        workshop, facilitators["Dominique"], "core.note", activity=mood, stage="say", text="Penser au café"
    ).accepted
    assert ask(workshop, facilitators["Dominique"], "core.lock", locked=True).accepted


def test_signals_and_a_line_are_seen_by_facilitators_and_by_nobody_else(workshop, facilitators):
    workshop.room.lead(facilitators["Dominique"], "signal", "call_me")
    workshop.room.lead(facilitators["Dominique"], "say", "Le micro est coupé")
    seen = drawn(workshop, facilitators["Camille"], "status")
    assert "Call me" in seen and "Le micro est coupé" in seen
    ana = Grant(workshop.facts.id, PARTICIPANT, "ana", "s1", "ana")
    assert "micro" not in str(workshop.room.run(lambda: workshop.room.snapshots.page(ana, "en")))
    workshop.room.lead(facilitators["Dominique"], "signal", "call_me")
    workshop.room.lead(facilitators["Dominique"], "say", "")
    seen = drawn(workshop, facilitators["Camille"], "status")
    assert "<q>" not in seen and "Call me" not in seen


def test_a_signal_fades_after_five_minutes(workshop, facilitators):
    now = workshop.room.clock()
    workshop.room.lead(facilitators["Dominique"], "signal", "wait")
    workshop.room.console.clock = lambda: now + SIGNAL_MS - 1000
    workshop.app.extensions["rooms"]._open[workshop.facts.id] = workshop.room
    workshop.app.extensions["rooms"].sweep()
    assert "signal-wait" in drawn(workshop, facilitators["Camille"], "status")
    workshop.room.console.clock = lambda: now + SIGNAL_MS + 1000
    workshop.app.extensions["rooms"].sweep()
    assert "signal-wait" not in drawn(workshop, facilitators["Camille"], "status")


def test_a_signal_goes_with_whoever_has_no_console_open_any_more_and_outlasts_a_reload(workshop, facilitators):
    now, console = workshop.room.clock(), workshop.room.console
    workshop.room.lead(facilitators["Dominique"], "signal", "call_me")
    workshop.room.run(lambda: workshop.room.visits.depart("Dominique"))
    for later, is_seen in ((GONE_MS - 1, True), (GONE_MS + 1000, False)):
        console.clock = lambda later=later: now + later
        workshop.room.run(console.fade)
        assert ("signal-call_me" in drawn(workshop, facilitators["Camille"], "status")) is is_seen


def test_nothing_that_facilitators_tell_each_other_is_in_the_log_or_in_results(workshop, facilitators):
    mood = workshop.add("mood")
    before = len(workshop.room.record.entries)
    workshop.room.lead(facilitators["Dominique"], "say", "Le micro est coupé")
    workshop.room.lead(facilitators["Dominique"], "signal", "ready")
    assert len(workshop.room.record.entries) == before
    workshop.core("core.note", activity=mood, stage="say", text="Ma note secrète")
    exported = results.as_json(results.gather(workshop.facts, workshop.room.record, "en"))
    assert '"method": "mood"' in exported
    assert "micro" not in exported and "secrète" not in exported


def test_an_act_that_is_not_known_does_nothing(workshop, facilitators):
    for act, value in (("fly", ""), ("signal", "dance"), ("turn", "up"), ("say", "x" * 10_000)):
        workshop.room.lead(facilitators["Camille"], act, value)
    assert len(workshop.room.sources.facilitators.colleagues[facilitators["Camille"].who].line) == 140


def pages(*begins):
    """As a screen tells them: the pages of a board of twenty cards, by the number that each begins with."""
    ends = [*(one - 1 for one in begins[1:]), 20]
    return [ScreenPage(f"c{one}", one, f"{one}–{end}") for one, end in zip(begins, ends, strict=True)]


def test_every_page_of_every_screen_is_turned_to_and_all_show_the_same_cards(workshop, facilitators):
    room = workshop.room
    room.visits.report_pages("s1", pages(1, 13))
    room.visits.report_pages("s2", pages(1, 7, 11, 19))
    told = []
    for _ in range(9):
        room.lead(facilitators["Camille"], "turn", "next")
        told.append(room.sources.screens.board.begins.first)
    assert told[:5] == ["c7", "c11", "c13", "c19", "c19"]
    assert "Cards 19–20 · Page 5 of 5" in drawn(workshop, facilitators["Camille"], "screen_panel")
    assert ("Camille", "view", {"page": 4, "first": "c19", "card": "", "masked": False}) in workshop.wire.frames
    room.visits.depart("s2")
    room.visits.report_pages("s1", pages(1, 13))
    room.lead(facilitators["Camille"], "turn", "previous")
    assert room.sources.screens.page == 0


def test_what_the_room_reads_stays_where_cards_came_before_it(workshop, facilitators):
    room = workshop.room
    room.visits.report_pages("s1", pages(1, 13))
    room.lead(facilitators["Camille"], "turn", "next")
    room.visits.report_pages("s1", pages(1, 9, 13))
    assert "Cards 13–20 · Page 3 of 3" in drawn(workshop, facilitators["Camille"], "screen_panel")


def test_what_the_room_reads_stays_where_the_screen_that_began_with_it_is_gone(workshop, facilitators):
    room = workshop.room
    room.visits.report_pages("s1", pages(1, 13))
    room.visits.report_pages("s2", pages(1, 7, 11, 19))
    for _ in range(2):
        room.lead(facilitators["Camille"], "turn", "next")
    room.visits.depart("s2")
    assert room.sources.screens.payload()["first"] == "c11"  # what the other screen shows, on its first page
    assert "Cards 1–12 · Page 1 of 2" in drawn(workshop, facilitators["Camille"], "screen_panel")


def test_a_page_on_which_no_card_begins_is_not_turned_to_by_itself(workshop, facilitators):
    room = workshop.room
    room.visits.report_pages("s1", [*pages(1, 7, 13), ScreenPage()])
    assert room.sources.screens.page == 0
    room.visits.report_pages("s1", pages(1, 7, 13))
    assert "Page 1 of 3" in drawn(workshop, facilitators["Camille"], "screen_panel")


def test_a_board_without_parts_has_the_pages_of_the_screen_that_needs_the_most(workshop, facilitators):
    room = workshop.room
    room.visits.report_pages("s1", [ScreenPage()] * 2)
    room.visits.report_pages("s2", [ScreenPage()] * 4)
    for _ in range(9):
        room.lead(facilitators["Camille"], "turn", "next")
    assert "Page 4 of 4" in drawn(workshop, facilitators["Camille"], "screen_panel")


def test_a_group_too_large_for_a_page_is_turned_while_it_is_enlarged_and_the_board_stays_where_it_was(
    workshop, facilitators
):
    room, camille = workshop.room, facilitators["Camille"]
    room.visits.report_pages("s1", pages(1, 7, 13))
    room.lead(camille, "turn", "next")
    room.lead(camille, "enlarge", "g1")
    room.visits.report_pages("s1", pages(3, 15), "g1")
    room.visits.report_pages("s1", pages(4, 5, 6), "g2")  # it was enlarged a moment ago
    room.lead(camille, "turn", "next")
    assert "Cards 15–20 · Page 2 of 2" in drawn(workshop, camille, "screen_panel")
    assert ("Camille", "view", {"page": 1, "first": "c15", "card": "g1", "masked": False}) in workshop.wire.frames
    room.lead(camille, "enlarge", "")
    assert "Cards 7–12 · Page 2 of 3" in drawn(workshop, camille, "screen_panel")
    assert room.sources.screens.payload()["first"] == "c7"


def test_another_stage_begins_on_the_first_page_with_nothing_enlarged(workshop, facilitators):
    activity = workshop.add("ideation", settings={})
    workshop.room.visits.report_pages("s1", pages(1, 7, 13))
    workshop.room.lead(facilitators["Camille"], "turn", "next")
    workshop.room.lead(facilitators["Camille"], "enlarge", "card")
    workshop.stage(activity, "reveal")
    assert workshop.room.sources.screens.payload() == {"page": 0, "first": "", "card": "", "masked": False}
    assert ("Camille", "view", {"page": 0, "first": "", "card": "", "masked": False}) in workshop.wire.frames


def test_who_sits_where_is_on_the_screens_until_something_else_is_opened(workshop, facilitators):
    workshop.core("core.tables", count=2, site="s1")
    workshop.room.people.join("Karim", "s1", 1)
    workshop.core("core.draw", again=True)
    screen = Grant(workshop.facts.id, SCREEN, "screen-1")
    workshop.room.lead(facilitators["Camille"], "show", SEATING)
    board = drawn(workshop, screen, "screen")
    assert "Table 1" in board and "Karim" in board and "nobody yet" in board
    assert "Find your table" in drawn(workshop, screen, "head")
    assert 'id="show-seating" data-lead="show" data-value=""' in drawn(workshop, facilitators["Camille"], "tables")
    workshop.add("mood")
    assert "Karim" not in drawn(workshop, screen, "screen") and "Find your table" not in drawn(workshop, screen, "head")


def test_a_console_shows_in_small_the_very_drawing_that_the_screens_show(workshop, facilitators):
    mood = workshop.add("mood")
    grants = (Grant(workshop.facts.id, SCREEN, "screen-1"), facilitators["Camille"])
    of_screen, of_console = (workshop.room.run(lambda one=one: workshop.room.snapshots.of(one, "en")) for one in grants)
    assert of_console["blocks"]["screen"] == of_screen["blocks"]["screen"]
    assert of_console["blocks"]["screen_head"] == of_screen["blocks"]["head"]
    assert of_console["blocks"]["screen"]["channel"].startswith(f"{mood}/screen/")


def test_screens_are_masked_at_once_by_any_facilitator_until_they_are_shown_again(workshop, facilitators):
    activity = workshop.add("ideation", settings={})
    workshop.room.lead(facilitators["Camille"], "hand", "")
    workshop.room.lead(facilitators["Dominique"], "mask", "on")  # no hand is needed, and two presses are one
    workshop.room.lead(facilitators["Camille"], "mask", "on")
    masked = {"page": 0, "first": "", "card": "", "masked": True}
    assert [told for _sid, event, told in workshop.wire.frames if event == "view"] == [masked, masked]  # to each page
    assert "screens are masked" in drawn(workshop, facilitators["Camille"], "status")
    ask(workshop, facilitators["Camille"], "core.stage", activity=activity, leaves="collect", to="reveal")
    screen = Grant(workshop.facts.id, SCREEN, "s:one", "s1")
    assert workshop.room.run(lambda: workshop.room.snapshots.page(screen, "en"))["view"] == masked  # reloaded
    workshop.room.lead(facilitators["Camille"], "mask", "off")
    assert not workshop.room.sources.screens.masked
    assert "screens are masked" not in drawn(workshop, facilitators["Dominique"], "status")


def test_the_console_says_which_site_runs_on_polling(workshop, facilitators):
    connection = Connection("p1", Grant(workshop.facts.id, PARTICIPANT, "ana", "s2", "ana"), "fr")
    workshop.room.run(lambda: workshop.room.visits.arrive(connection))
    workshop.room.visits.report_connection(connection, True)
    assert "Amiens: no WebSocket on this network" in unmarked(drawn(workshop, facilitators["Camille"], "head"))
    workshop.room.visits.depart("p1")
    assert "WebSocket" not in drawn(workshop, facilitators["Camille"], "head")


def test_a_note_is_read_at_its_step_and_announced_at_the_step_before(workshop, facilitators):
    activity = workshop.add("ideation", settings={})
    workshop.core("core.note", activity=activity, stage="reveal", text="Lire à voix haute, Amiens d’abord")
    assert "Then, at “Reveal”:" in drawn(workshop, facilitators["Camille"], "notes")
    workshop.stage(activity, "reveal")
    seen = drawn(workshop, facilitators["Camille"], "notes")
    assert "Amiens d’abord" in seen and "Then" not in seen


def test_going_on_says_to_whom_and_what_it_does(workshop, facilitators):
    workshop.room.people.join("Ana", "s1", 1)
    workshop.room.people.join("Bob", "s2", 1)
    activity = workshop.add("ideation", settings={})
    assert "0 of 2 are done" in drawn(workshop, facilitators["Camille"], "head")
    seen = drawn(workshop, facilitators["Camille"], "onward")
    assert "2 people move to:" in seen
    assert "The cards are shown at once" in seen
    workshop.stage(activity, "reveal")
    with speaking("en"):
        assert "Going back to “Write in silence”" in drawn(workshop, facilitators["Camille"], "onward")


def test_a_preview_sees_what_participants_see_and_sends_nothing(workshop, facilitators):
    mood = workshop.add("mood")
    preview = Grant(workshop.facts.id, PREVIEW, "v:Camille")
    told = workshop.room.run(lambda: workshop.room.snapshots.page(preview, "en"))
    assert 'data-command="say"' in str(told["mine"]["html"])
    refused = workshop.room.ask(CommandRequest(preview, mood, "say", {"word": "Calme"}, "preview-1", "en"))
    assert refused.kind == "refused" and "join as one" in refused.sentence
    assert workshop.room.presence.heads() == 0


def test_a_persons_votes_are_voided_while_hidden_and_not_after(workshop):
    person, _link = workshop.room.people.join("Ana", "s1", 1)
    vote = workshop.add("dotvote", settings={"lines": "Un\nDeux\nTrois"})
    option = next(iter(workshop.room.record.standing(vote).state.dots.options))
    workshop.do(person.id, "dot", vote, option=option)
    workshop.core("core.void", activity=vote, person=person.id)
    ballot = workshop.room.record.standing(vote).state.dots
    assert ballot.voters() == 0 and ballot.left(next(iter(ballot.sites))) == ballot.budget
    workshop.open()
    assert workshop.room.record.standing(vote).state.dots.voters() == 0
    assert person.id not in str([entry.data for entry in workshop.room.record.logs[vote]])
    workshop.stage(vote, "decide")
    answer = workshop.ask("fac", "core.void", activity=vote, person=person.id)
    assert answer.kind == "refused" and "while they are hidden" in answer.sentence


def test_a_facilitator_erases_any_card_and_one_of_those_pasted_together(workshop):
    activity = workshop.add("ideation", settings={})
    written = workshop.do("ana", "write", activity, text="Un propos blessant")
    pasted = workshop.do("fac", "paper_cards", activity, lines="Première\nDeuxième\nTroisième")
    by = Grant(workshop.facts.id, "system", "erasure")
    assert workshop.room.erasure.erase_card(written, by) and workshop.room.erasure.erase_card(f"{pasted}.1", by)
    workshop.open()
    texts = {note.text for note in workshop.room.record.standing(activity).state.ideas.notes.values()}
    assert texts == {"[…]", "Première", "Troisième"}
    assert "blessant" not in str(workshop.room.record.entries) and "Deuxième" not in str(workshop.room.record.entries)
    assert not workshop.room.erasure.erase_card("nothing", by)
