"""The rehearsal's own rules: its frames, its pages, its budget, its accounts. No server here."""

import json
from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from app.rehearse import check, figures, texts, visit, wire
from app.rehearse.by_page import Taker, own_html
from app.rehearse.check import Kept, Ledger
from app.rehearse.connection import Address, CannotPlay
from app.rehearse.deeds import Deed
from app.rehearse.loop import Loop
from app.rehearse.outbox import Outbox
from app.rehearse.page import Model, accept, odd_ones, same
from app.rehearse.person import Offers, Person, offers
from app.rehearse.shelf import Shelf
from app.rehearse.sightings import FACILITATOR, Sightings
from beffroi import Refused
from beffroi.testing.filling import table_of
from tests.support.full_boards import METHODS, full_board


def served(*payloads: bytes) -> bytes:
    """Frames as a server sends them: without a mask."""
    return b"".join(map(unmasked, payloads))


def unmasked(payload: bytes) -> bytes:
    head = wire.frame(payload)[: -len(payload) or None].removesuffix(wire.MASK)
    return bytes((head[0], head[1] & 0x7F)) + head[2:] + payload


# --- frames ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 300_000])
def test_a_frame_of_any_size_comes_out_as_it_went_in(size):
    payload = b"x" * size
    assert wire.cut(served(payload)) == ([(wire.TEXT, payload)], b"")


def test_frames_cut_anywhere_come_out_whole_and_in_order():
    payloads = [b"a" * size for size in (3, 130, 0, 70_000, 7)]
    stream, random = served(*payloads), Random(7)
    for _ in range(50):
        cuts = sorted(random.sample(range(len(stream)), 6))
        rest, out = b"", []
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
            frames, rest = wire.cut(rest + stream[start:end])
            out += [payload for _, payload in frames]
        assert out == payloads
        assert rest == b""


def test_an_acknowledgement_gives_its_number_and_its_answer():
    assert wire.acknowledged(b'4312[{"kind":"accepted"}]') == (12, {"kind": "accepted"})


# --- pages ----------------------------------------------------------------------------------


def broadcast(n, base=None, **more):
    return {"channel": "a/board", "epoch": "e", "n": n, **({} if base is None else {"base": base}), **more}


WHOLE = broadcast(4, skeleton="<ul><!--slot--></ul>", lists={"0": ["x", "y"]}, parts={"x": "<li>x", "y": "<li>y"})


@pytest.fixture
def shown():
    return accept(Model(), WHOLE).model


def test_a_page_applies_the_message_that_follows_what_it_shows(shown):
    step = accept(shown, broadcast(5, 4, lists={"0": ["y", "z"]}, parts={"z": "<li>z"}))
    assert (step.verdict, step.reshaped) == ("apply", False)
    assert step.model.lists == (("y", "z"),)
    assert step.model.parts == {"y": "<li>y", "z": "<li>z"}


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        (broadcast(4, 3), "ignore"),
        (broadcast(6, 5), "hello"),
        ({**broadcast(5, 4), "epoch": "other"}, "hello"),
        ({**broadcast(5, 4), "channel": "b/board"}, "ignore"),
        (broadcast(5, 4, lists={"0": ["unknown"]}), "hello"),
        (broadcast(4), "ignore"),
        ({**WHOLE, "n": 3}, "ignore"),
        ({**WHOLE, "epoch": "other", "n": 1}, "apply"),
    ],
)
def test_a_page_takes_passes_over_or_asks(shown, message, verdict):
    step = accept(shown, message)
    assert step.verdict == verdict
    assert (step.model is shown) == (verdict != "apply")


def test_messages_lost_doubled_and_shuffled_never_leave_a_page_wrong_once_it_has_asked():
    random = Random(11)
    truth = [Model("a/board", "e", 0, "s", (("k",),), {"k": "0"})]
    messages = [broadcast(n, n - 1, parts={"k": str(n)}) for n in range(1, 40)]
    for message in messages:
        truth.append(accept(truth[-1], message).model)
    for _ in range(200):
        page = truth[0]
        for message in random.sample([*messages, *messages], 30):
            step = accept(page, message)
            page = truth[message["n"]] if step.verdict == "hello" and message["n"] > page.n else step.model
            assert same(page, truth[page.n])


def test_pages_that_show_the_same_hold_one_model_worked_out_once(shown):
    shelf = Shelf(Sightings(figures.Tally()))
    payload = wire.packet(wire.EVENT, ["show", broadcast(5, 4, parts={"x": "<li>X"})])
    first = shelf.step(shelf.read(payload), shown)
    assert shelf.step(shelf.read(bytes(payload)), shown) is first


def test_a_page_that_is_behind_or_different_is_odd(shown):
    ahead = accept(shown, broadcast(5, 4, parts={"x": "<li>X"})).model
    other = accept(shown, broadcast(5, 4, parts={"x": "<li>!"})).model
    assert odd_ones([ahead, ahead]) == 0
    assert odd_ones([ahead, shown]) == 1
    assert odd_ones([ahead, other]) == 1


# --- what people do -------------------------------------------------------------------------


def test_every_text_is_its_own_and_fits_its_field():
    made = texts.Texts(Random(3))
    words, ideas = [made.word() for _ in range(2000)], [made.idea() for _ in range(2000)]
    assert len({texts.tag_of(text) for text in words + ideas}) == 4000
    assert max(map(len, words)) <= 24
    assert max(map(len, ideas)) <= 140
    assert all(word == word.casefold() for word in words)
    assert texts.TAG.findall(ideas[0].encode()) == [texts.tag_of(ideas[0])]


def test_a_page_offers_what_its_block_and_its_board_show():
    mine = rb'42["mine",{"activity":"abc","html":"<span class=\"dot used\"></span><span class=\"dot\"></span>"}]'
    board = Model("abc/board/participant/fr", parts={"o1": '<li data-command="dot">', "o2": "<li>"})
    assert offers(mine, board) == Offers("abc", frozenset(), ("o1",), 2)
    assert offers(mine, Model("other/board/participant/fr")) == Offers()


def test_a_person_never_places_more_dots_than_they_have():
    person, placed = Person(0, Random(5), texts.Texts(Random(5)), 3), Counter()
    for _ in range(300):
        deed = person.choose(Offers("a", frozenset(), ("o1", "o2", "o3", "o4", "o5"), 3))
        placed[deed.data["option"]] += 1 if deed.name == "dot" else -1
        assert placed.total() <= 3
        assert set(placed.values()) <= {0, 1}


def test_a_person_writes_their_cards_then_edits_or_takes_back_their_own():
    person, cards = Person(0, Random(5), texts.Texts(Random(5)), 3), set()
    for turn in range(300):
        deed = person.choose(Offers("a", frozenset({"write", "edit"})))
        assert deed.name == "write" or deed.data["card"] in cards
        if deed.name == "write":
            cards.add(str(turn))
        elif deed.name == "take_back":
            cards.remove(deed.data["card"])
        assert len(cards) <= 3
        person.answered(deed, {"kind": "accepted", "entry": str(turn)})


def test_an_outbox_lets_nothing_pass_what_has_to_be_sent_again():
    asked, settled, loop = [], [], Loop()
    box = Outbox(loop, lambda *ask: asked.append(ask) or True, lambda deed, _answer: settled.append(deed))
    deeds = [Deed(0, "say", "a", {}) for _ in range(3)]
    for deed in deeds:
        box.add(deed)
    assert [event for event, *_ in asked] == ["command"]
    asked[0][2]({"kind": "accepted"})
    asked[1][2]([{"kind": "later"}])
    loop.run(lambda: len(asked) == 3, 3)
    assert settled == deeds[:1]
    assert asked[2][:2] == ("batch", [deed.packed() for deed in deeds[1:]])


# --- what is measured and checked ------------------------------------------------------------


def said(who, text, name="say"):
    return Deed(who, name, "a", {}, text, "mood", 1.0)


def test_an_arrival_is_on_another_persons_page():
    tally = figures.Tally()
    sightings, deed = Sightings(tally), said(3, "serein 4k2m7")
    sightings.expect(deed)
    sighting = sightings.within(b"<li>serein 4k2m7</li>")
    sightings.drawn(sighting, 3)
    sightings.drawn(sighting, FACILITATOR)
    assert not tally.arrivals["mood"]
    sightings.drawn(sighting, 4)
    sightings.drawn(sighting, 5)
    assert len(tally.arrivals["mood"]) == 1


def test_a_card_that_another_reads_before_the_reveal_is_a_leak():
    tally = figures.Tally()
    sightings = Sightings(tally)
    sightings.expect(said(3, "Relire 4k2m7", "write"))
    sightings.drawn(sightings.within(b"<li>Relire 4k2m7</li>"), FACILITATOR)
    assert tally.leaked == 1


def test_the_ledger_knows_what_must_be_there():
    ledger = Ledger()
    for deed, entry in (
        (said(1, "calme 1a1a1"), "e1"),
        (said(1, "vif 2a2a2"), "e2"),
        (said(1, "Relire", "write"), "c1"),
        (said(1, "Dater", "write"), "c2"),
        (Deed(1, "edit", "a", {"card": "c1"}, "Relire à deux"), "e3"),
        (Deed(1, "take_back", "a", {"card": "c2"}), "e4"),
        (Deed(1, "dot", "a", {"option": "c1"}), "e5"),
        (Deed(2, "dot", "a", {"option": "c1"}), "e6"),
        (Deed(2, "take_dot", "a", {"option": "c1"}), "e7"),
    ):
        ledger.acknowledged(deed, {"kind": "accepted", "entry": entry})
    assert ledger.expected() == Kept(Counter(["vif 2a2a2"]), Counter(["Relire à deux"]), Counter(["c1"]))


def test_what_is_missing_is_lost_and_what_is_there_too_often_is_doubled():
    assert check.compared(Counter("abb"), Counter("bbbc"), set()) == (1, 2)
    assert check.compared(Counter("abb"), Counter("bbbc"), {"a", "c"}) == (0, 1)


def test_results_are_read_from_their_tables():
    tables = [
        {"name": "words", "rows": [["calme", 2]], "links": []},
        {"name": "cards", "rows": [[1, "Relire", "", ""]], "links": [{"card": "c1"}]},
        {"name": "votes", "rows": [[1, "Relire", 3, "", ""]], "links": [{"card": "c1"}]},
    ]
    found = check.found_in({"agenda": [{"tables": tables}]})
    assert found == Kept(Counter({"calme": 2}), Counter(["Relire"]), Counter({"c1": 3}))


def test_a_rehearsal_that_was_late_itself_is_void():
    assert figures.validity([0.001] * 99 + [0.5])["void"] is True
    assert figures.validity([0.001] * 1000 + [0.5])["void"] is False


def test_percentiles_are_in_milliseconds():
    assert figures.spread([n / 1000 for n in range(1, 101)]) == {"p50": 51.0, "p95": 96.0, "p99": 100.0, "max": 100.0}
    assert figures.spread([]) == {"p50": 0, "p95": 0, "p99": 0, "max": 0}


# --- where it is played -----------------------------------------------------------------------


def test_people_are_spread_over_the_sites_one_in_ten_from_a_distance():
    spread = Counter(visit.site_for(number, ["s1", "s2", "distance"]) for number in range(100))
    assert spread == {"s1": 45, "s2": 45, "distance": 10}


def test_an_address_that_cannot_be_played_against_is_refused_in_a_sentence():
    assert Address.of("http://127.0.0.1:8201/rejoindre/ABC").origin == "http://127.0.0.1:8201"
    with pytest.raises(CannotPlay, match="give http://host:port"):
        Address.of("https://ateliers.example.fr")


# --- any method, by what its pages offer -----------------------------------------------------


@pytest.mark.parametrize("method", [one for one in METHODS.values() if one.commands], ids=lambda one: one.id)
def test_whatever_a_page_offers_is_taken_up_as_its_command_takes_it(method):
    board, random = full_board(method), Random(3)
    taken = 0
    for stage in board.record.agenda.activities[board.activity].stages:
        if board.standing.stage != stage:
            board.stage(stage)
        taker = Taker(0, method, board.activity, random, texts.Texts(random))
        who = "ana#1" if board.tables and not method.stage(stage).plenary else "ana"
        for offer in taker.offered(board.personal_view(who)["html"] + board.html("board", table=table_of(board, who))):
            deed = taker.taken_up(offer)
            with suppress(Refused):  # what an offer before it changed is no fault of the page
                taken += bool(board.do(who, deed.name, **deed.data))
    assert taken


def test_what_somebody_may_do_is_read_from_their_block_however_it_came():
    whole, later = {"html": "<p>one</p>", "own": {"x": ["<b>two</b>"]}}, {"parts": {"k": "<i>three</i>"}}
    mine = json.dumps(whole).encode() + b"42" + json.dumps(["mine", later]).encode()
    assert [words for words in ("one", "two", "three") if words in own_html(mine)] == ["one", "two", "three"]
