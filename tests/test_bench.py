"""The bench's own rules, and the counts that keep the live path fast. Never a time: those are the bench's."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from gevent import joinall, spawn
from sqlalchemy import event

from app.host import registry
from app.host.rendering.parts import Sheet
from app.rehearse import wire
from app.rehearse.texts import Texts, tag_of
from bench import cores, figures, table
from bench.deliveries import ANSWERED, Counted, Deliveries, Sent, Tagged
from bench.figures import Spread
from bench.row import NODE, OURS, Row
from bench.servers import MEASURED
from bench.side import moments
from bench.stage import House

# --- what is played ---------------------------------------------------------------------------


def test_the_methods_that_rows_are_played_on_are_loaded_and_so_is_what_they_are_played_with(tmp_path):
    assert "wall" in registry.build(MEASURED).methods
    with House(tmp_path) as house:
        assert len(house.ballot("Vote", 3).options) == 300
        asked = house.survey("Questionnaire", 2, 3)
        assert len(asked.options) == 3 and house.answered(asked, "q0") == 0


# --- figures --------------------------------------------------------------------------------


def test_a_spread_is_a_median_with_the_least_and_the_most():
    assert str(Spread.of([3.0, 1.0, 200.0])) == "3 (1–200)"
    assert str(Spread.of([60_000.4])) == "60,000"


def test_percentiles_are_told_in_milliseconds():
    assert figures.at([n / 1000 for n in range(1, 101)], 0.95) == 96.0
    assert figures.at([], 0.95) == 0.0


@pytest.mark.parametrize("run", [{"lag_p99": 10.1}, {"lag_p99": 1.0, "others": 0.2}])
def test_a_run_whose_generator_was_late_or_whose_core_was_used_by_others_is_void(run):
    good = {"lag_p99": 2.0, "others": 0.01, "p95": 7.0}
    assert figures.is_void(run)
    assert figures.spreads([{**run, "p95": 500.0}, good])["p95"].median == 7.0


def test_a_ratio_is_ours_over_theirs_or_nothing():
    ours, theirs = figures.spreads([{"cores": 0.2}]), figures.spreads([{"cores": 0.8}])
    assert figures.ratio(ours, theirs, "cores") == 0.25
    assert figures.ratio(ours, {}, "cores") is None


def test_the_table_has_a_line_a_figure_and_says_how_many_runs_are_void(tmp_path):
    runs = {OURS: [{"p95": 10.0}, {"p95": 12.0}, {"p95": 900.0, "lag_p99": 50.0}], NODE: [{"p95": 22.0}]}
    row = Row("500 people", "p95 ≤ 60 ms", ("p95", "cores"), runs, ["Said."])
    told = table.markdown([row])
    assert "| 500 people | p95 ≤ 60 ms | p95, ms | 11 (10–12) | 22 | 0.5 |" in told
    assert "- 500 people: 1 runs were void." in told
    table.kept_as_json([row], tmp_path / "new" / "bench.json")
    assert len(json.loads((tmp_path / "new" / "bench.json").read_text())["rows"][0]["runs"][OURS]) == 3


def test_cpu_is_read_from_a_process_whose_name_holds_anything():
    assert cores.ticks_in("7 (a (b) c) S 1 1 1 0 -1 4 0 0 0 0 40 2 0 0 20 0 1 0 0") == 42


def test_what_a_core_does_for_anybody_is_not_idle_time():
    assert cores.busy_in("cpu  9 9 9 9 9 9 9 9 0 0\ncpu1 1 2 3 1000 50 4 5 6 0 0\n", 1) == 21


def test_people_press_as_often_as_asked_and_at_moments_of_their_own():
    dues = moments(100, 4, Random(1))
    assert len(dues) == 400
    assert dues == sorted(dues)
    assert len({round(later - sooner, 9) for sooner, later in pairwise(dues)}) > 300


# --- deliveries -----------------------------------------------------------------------------


def show(channel: str, said: str) -> bytes:
    return wire.packet(wire.EVENT, ["show", {"channel": channel, "parts": {said: f"<li>{said}</li>"}}])


@pytest.fixture
def two_words():
    marks, texts = Tagged(), Texts(Random(3))
    words = [texts.word(), texts.word()]
    for who, word in enumerate(words):
        marks.expect(tag_of(word), Sent(who, 10.0))
    return Deliveries(marks), words


def test_a_delivery_counts_once_a_command_and_page(two_words):
    deliveries, (one, other) = two_words
    for frame in (show("fr", one), show("fr", f"{one}, {other}"), show("en", f"{one}, {other}")):
        for page in range(3):
            deliveries.took(frame, page, 11.0)
    assert deliveries.count == 3 + 3 + 6


def test_a_page_of_ones_own_ends_no_wait(two_words):
    deliveries, (one, _) = two_words
    for page, now in ((0, 10.1), (1, 10.3), (2, 10.2)):
        deliveries.took(show("fr", one), page, now)
    (sent,) = deliveries.frames[0].draws
    assert sent.first == 10.3
    assert deliveries.everywhere() == pytest.approx([0.1, 0.3, 0.2])


def test_frames_that_draw_nothing_awaited_are_messages_and_no_deliveries(two_words):
    deliveries, _ = two_words
    deliveries.took(show("fr", "autre"), 0, 11.0)
    assert (deliveries.messages, deliveries.count) == (1, 0)


def test_votes_are_drawn_when_as_many_are_shown_as_were_sent():
    marks = Counted()
    for who in range(5):
        marks.expect(Sent(who, 0.0))
    board = wire.packet(wire.EVENT, ["show", {"skeleton": '<p class="waiting">Ont voté : 3 sur 9</p>'}])
    assert [sent.who for sent in marks.drawn_by(board, b"a/board/participant/fr")] == [0, 1, 2]
    assert marks.drawn_by(board, b"a/board/participant/fr") == []
    assert marks.drawn_by(board, b"workshop/head/participant/fr") == []


def test_answers_are_drawn_as_the_screen_counts_them():
    marks = Counted(ANSWERED)
    for who in range(3):
        marks.expect(Sent(who, 0.0))
    board = wire.packet(wire.EVENT, ["show", {"parts": {"turn": '<p class="turn-count">2 sur 500 ont répondu</p>'}}])
    assert [sent.who for sent in marks.drawn_by(board, b"a/screen/screen/fr")] == [0, 1]


# --- what a command costs, in counts --------------------------------------------------------

PEOPLE, WORDS = 10, 300


@pytest.fixture
def crowd(workshop):
    """300 words on the board, and ten people before it in two languages."""
    workshop.mood = workshop.add("mood")
    for number in range(WORDS):
        workshop.do(f"p{number}", "say", workshop.mood, word=f"mot {number:03}")
    for number in range(PEOPLE):
        workshop.connect(f"s{number}", f"p{number}", ("fr", "en")[number % 2])
    workshop.settle()
    workshop.wire.frames.clear()
    return workshop


def pushed(workshop, name="show"):
    return [(sid, data) for sid, kind, data in workshop.wire.frames if kind == name]


def test_a_command_is_one_frame_a_page(crowd):
    crowd.do("p1", "say", crowd.mood, word="neuf")
    crowd.settle()
    assert sorted(sid for sid, _ in pushed(crowd)) == [f"s{n}" for n in range(PEOPLE)]
    assert len(pushed(crowd, "mine")) <= 1


def test_a_push_is_small_and_does_not_grow_with_the_board(crowd):
    crowd.do("p1", "say", crowd.mood, word="neuf")
    crowd.settle()
    assert max(len(json.dumps(data)) for _, data in pushed(crowd)) < 600


def test_a_change_draws_the_parts_that_changed_once_a_channel(crowd, monkeypatch):
    drawn = []
    tagged = Sheet._tagged
    monkeypatch.setattr(Sheet, "_tagged", lambda sheet, key, html: drawn.append(key) or tagged(sheet, key, html))
    crowd.do("p1", "say", crowd.mood, word="neuf")
    crowd.settle()
    assert drawn == ["neuf", "neuf"]  # two languages


def test_many_commands_of_one_moment_are_few_frames(crowd):
    joinall([spawn(crowd.do, f"p{number}", "say", crowd.mood, word=f"autre {number}") for number in range(100)])
    crowd.settle()
    assert len(pushed(crowd)) < PEOPLE * 100 / 2


def test_a_command_is_one_insert_and_a_drawing_asks_the_store_nothing(crowd, store):
    asked = []
    engines = (store.reader, store.committer._engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2].split()[0]))
    crowd.do("p1", "say", crowd.mood, word="neuf")
    crowd.settle()
    assert asked == ["INSERT"]


def test_what_a_command_sends_does_not_grow_with_the_log(crowd):
    sizes = []
    for number in range(WORDS):
        crowd.do("p1", "say", crowd.mood, word=f"tour {number:03}")
        crowd.settle()
        sizes.append(sum(len(json.dumps(data)) for _, data in pushed(crowd)))
        crowd.wire.frames.clear()
    assert sum(sizes[-100:]) < 1.1 * sum(sizes[:100])


def test_the_bench_copies_no_client():
    for file in Path(cores.__file__).parent.glob("*.py"):
        text = file.read_text()
        assert "epoll" not in text and "Sec-WebSocket" not in text, f"{file.name}: app.rehearse has it"
