"""Two viewers and a late joiner see one and the same; somebody who reads slowly holds up nobody."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from threading import Thread

import pytest
import websocket

from tests.support.clients import command, until
from tests.support.inside import memory, read_log
from tests.support.shown import Shown


@pytest.fixture
def lead(crowd):
    return crowd.facilitator()


def settled(sockets, of) -> list[Shown]:
    """What each shows once all of them stand at the same broadcast as `of`, who asks anew until they do."""

    def level() -> list[Shown] | None:
        time.sleep(0.1)  # who asks faster is a flood
        fresh = Shown().replay([f"430{json.dumps([of.hello()])}"])
        board = fresh.channel("board")
        shown = [Shown().replay(one.frames) for one in sockets]
        return [*shown, fresh] if all(one.at.get(board) == fresh.at[board] for one in shown) else None

    return until("all show the same broadcast", level)


def test_two_viewers_and_a_late_joiner_see_the_same_in_the_same_order(crowd, lead):
    mood = lead.open("Météo")
    viewers = [crowd.person(name).socket() for name in ("Vera", "Vito")]
    for viewer in viewers:
        viewer.hello()
    speakers = [crowd.person(f"P{n}").socket() for n in range(4)]

    def speak(place, speaker):
        for n in range(15):
            speaker.do(mood, "say", word=f"mot {(place + n) % 7}")

    threads = [Thread(target=speak, args=pair) for pair in enumerate(speakers)]
    for thread in threads:
        thread.start()
    late = crowd.person("Lena").socket()
    late.hello()
    for thread in threads:
        thread.join()
    first, second, late_shown, fresh = settled([*viewers, late], crowd.person("Nora").socket())
    board = fresh.channel("board")
    assert first.asked_again == second.asked_again == late_shown.asked_again == 0, "a gap in the broadcasts"
    assert first.history[board, first.at[board][1]].count("mot") >= 4
    for other in (second, late_shown, fresh):
        common = {at for at in other.history if at in first.history and at[0] == board}
        assert common and all(first.history[at] == other.history[at] for at in common)
        assert other.picture(board) == first.picture(board)


def test_every_viewer_hears_each_broadcast_once_and_in_turn(crowd, lead):
    mood = lead.open("Météo")
    viewer = crowd.person("Vera").socket()
    viewer.hello()
    speaker = crowd.person("Paul").socket()
    for n in range(20):
        speaker.do(mood, "say", word=f"mot {n}")
    settled([viewer], crowd.person("Nora").socket())
    numbers = [show["n"] for show in viewer.events("show") if show["channel"].endswith("/board/participant/fr")]
    assert len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_ones_own_commands_keep_their_order_in_a_batch(crowd, server, lead):
    mood = lead.open("Météo")
    batches = {}
    for name in ("ana", "bob", "cle"):
        line = crowd.person(name).socket()
        sent = [command(mood, "say", f"{name}-{n:02d}", word=f"{name} {n}") for n in range(25)]
        batches[name] = (line, line.ask("batch", sent))
    for line, id in batches.values():
        assert [answer["kind"] for answer in line.answer(id)] == ["accepted"] * 25
    for name in batches:
        ids = [id for (id,) in read_log(server.instance, "request_id", where=f"request_id like '{name}-%'")]
        assert ids == sorted(ids) and len(ids) == 25


@pytest.fixture
def big(lead):
    """A revealed board of 300 cards: some hundred kB."""
    activity = lead.add("ideation", "Grand tableau", ["collect", "reveal", "read"])
    for start in range(0, 300, 75):
        lines = "\n".join(f"Carte {n:03d} {'é' * 120}" for n in range(start, start + 75))
        lead.socket.do(activity, "paper_cards", lines=lines)
    lead.stage("Grand tableau", "reveal")
    return activity


def slow_line(browser):
    """A connection with a small window that nobody reads yet."""
    line = websocket.create_connection(
        browser.base.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket",
        origin=browser.base, cookie=browser.cookie, timeout=15,
        sockopt=((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),),
    )  # fmt: skip
    line.send("40" + json.dumps({"workshop": browser.code, "role": "participant", "locale": "fr"}))
    return line


def test_a_slow_reader_gets_whole_frames_or_is_cut(crowd, big):
    """Some 2 MB that nobody reads yet: more than a system buffers, so frames go out in pieces."""
    line, told = slow_line(crowd.person("Lent")), 20
    for id in range(told):
        line.send(f'42{id}["hello",{{"have":{{}}}}]')
    other = crowd.person("Vif").socket()
    for _ in range(10):  # meanwhile nobody reads
        other.hello()
    boards = []
    with suppress(websocket.WebSocketConnectionClosedException, ConnectionError):
        while len(boards) < told:
            frame = line.recv()  # a frame cut short would end in the next one's bytes
            if frame.startswith("43"):
                boards.append(json.loads(frame[frame.index("[") :])[0]["blocks"]["board"])
    line.shutdown()
    assert len(boards) > 10 and all(board == boards[0] for board in boards)
    assert len(json.dumps(boards[0])) > 50_000


def test_a_reader_who_stands_still_holds_up_nobody_and_is_cut(crowd, server, big):
    deaf, before = slow_line(crowd.person("Sourd")), memory(server)
    writer, viewer = crowd.person("Vif").socket(), crowd.person("Vera").socket()
    was_cut = False
    for id in range(600):
        try:
            deaf.send(f'42{id}["hello",{{"have":{{}}}}]')
        except OSError:
            was_cut = True
            break
        assert writer.command(big, "write", text="trop tard", seconds=5)["kind"] in ("accepted", "refused", "later")
        if id % 10 == 0:
            assert viewer.hello()["blocks"]
        time.sleep(0.03)  # within what one person may ask
    deaf.shutdown()
    assert was_cut, "what it does not read is kept for ever"
    assert memory(server) - before < 50 * 1024
    assert "Traceback" not in server.rest()
