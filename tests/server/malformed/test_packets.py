"""Packets that no page sends: an answer or a cut at once, nobody else notices, and the log stays one line a packet."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
import websocket

from tests.support.malformed import DEEP, HUGE, SAY

CUT = {
    "no packet": "",
    "no engine type": "x",
    "an engine type there is not": "9",
    "base64 that is none": "b!",
    "a ping of another version": "2probe",
    "text that is no packet": "4hello",
    "deep in the engine's packet": "4" + DEEP,
    "deep in an event": "420" + DEEP,
    "deeper than allowed": "420" + "[" * 50_000,
    "deep objects": "420" + '{"a":' * 1500,
    "an event without a name": "420[]",
    "an event that is a text": '420"command"',
    "an event that is an object": '420{"a":1}',
    "an event that is nothing": "420null",
    "an event whose name is a list": '420[["command"]]',
    "an event whose name is an object": '420[{"a":1}]',
    "too many arguments": '420["command",1,2,3]',
    "a negative id": '42-1["hello"]',
    "an id of 200 figures": "42" + "9" * 200 + '["hello"]',
    "an id of another alphabet": '42²["hello"]',
    "half of JSON": '420["hello",{"a":',
    "not a number": '420["command",NaN]',
    "infinity": '420["command",-Infinity]',
    "an integer of 10,000 figures": '420["command",' + "9" * 10_000 + "]",
    "a packet type there is not": "49",
    "an error to connect": '44{"message":"no"}',
    "attachments that never come": '4599999999999-["command",{"_placeholder":true,"num":0}]',
    "one attachment": '451-["command",{"_placeholder":true,"num":0}]',
    "a forged arrival": '420["connect",{},{"role":"facilitator"}]',
    "a forged departure": '420["disconnect","transport close"]',
}

REFUSED = {
    "a list": "[]",
    "a text": '"say"',
    "a number": "7",
    "nothing": "null",
    "no fields": "{}",
    "fields of other types": '{"activity":1,"name":[],"data":{},"request_id":{}}',
    "data that is a list": '{"activity":"ID","name":"say","data":[1],"request_id":"r-list"}',
    "no request id": '{"activity":"ID","name":"say","data":{"word":"a"},"request_id":""}',
    "a request id with a lone surrogate": '{"activity":"ID","name":"say","data":{"word":"a"},"request_id":"\\ud800"}',
    "a request id of 1,000 signs": '{"activity":"ID","name":"say","data":{"word":"a"},"request_id":"%s"}'
    % ("r" * 1000),
    "a lone surrogate for an activity": '{"activity":"\\udfff","name":"say","data":{},"request_id":"r1"}',
    "a lone surrogate for a command": '{"activity":"ID","name":"\\ud800","data":{},"request_id":"r2"}',
    "a NUL for a command": '{"activity":"ID","name":"say\\u0000","data":{},"request_id":"r3"}',
    "a lone surrogate for a field": '{"activity":"ID","name":"say","data":{"\\ud800":1},"request_id":"r4"}',
    "a word that is deep": '{"activity":"ID","name":"say","data":{"word":%s},"request_id":"r5"}'
    % ("[" * 600 + "]" * 600),
    "a list of lone surrogates": '{"activity":"ID","name":"say","data":{"word":["\\ud800"]},"request_id":"r6"}',
    "a word that is a number": '{"activity":"ID","name":"say","data":{"word":1e400},"request_id":"r7"}',
    "a word of nothing but NUL": '{"activity":"ID","name":"say","data":{"word":"\\u0000"},"request_id":"r8"}',
    "a word of 90,000 signs": '{"activity":"ID","name":"say","data":{"word":"%s"},"request_id":"r9"}' % ("w" * 90_000),
    "a field more": '{"activity":"ID","name":"say","data":{"word":"a","who":"ana","role":"system"},"request_id":"r10"}',
    "a method of the object": '{"activity":"ID","name":"__class__","data":{},"request_id":"r11"}',
}  # fmt: skip


@pytest.mark.parametrize("packet", CUT.values(), ids=CUT.keys())
def test_what_is_no_packet_is_passed_over_or_cut_at_once(ana, bystander, packet):
    line = ana.socket()
    line.send(packet)
    with suppress(OSError, websocket.WebSocketException):
        line.ask("hello", {"have": {}})
    line.wait("an answer or a cut", lambda: line.answers or line.was_cut, 5)
    bystander()


@pytest.mark.parametrize("message", REFUSED.values(), ids=REFUSED.keys())
def test_a_command_of_the_wrong_form_is_answered_in_words(ana, mood, bystander, message):
    line = ana.socket()
    line.send('427["command",' + message.replace("ID", mood) + "]")
    answer = line.answer(7, 5)
    assert answer["kind"] in ("refused", "errors") and (answer.get("sentence") or answer["errors"])
    bystander()
    assert line.do(mood, "say", word="encore là")


def test_lone_surrogates_and_nul_inside_a_text_are_left_out(ana, mood, bystander):
    line = ana.socket()
    line.send(
        f'427["command",{{"activity":"{mood}","name":"say","data":{{"word":"a\\ud800b\\u0000c"}},"request_id":"s"}}]'
    )
    assert line.answer(7)["kind"] == "accepted"
    assert "abc" in json.dumps(line.hello())
    bystander()


@pytest.mark.parametrize("said", ["null", "7", "[]", '"x"', '{"have":[]}', '{"activity":[]}', '{"activity":"\\ud800"}',
                                  '{"have":{"board":{"n":"\\ud800"}}}'])  # fmt: skip
def test_a_strange_hello_is_answered_as_one_from_nowhere(ana, bystander, said):
    line = ana.socket()
    line.send(f'427["hello",{said}]')
    assert line.answer(7)["blocks"]
    bystander()


@pytest.mark.parametrize("said", ["null", "7", "{}", '"x"', "[[]]", "[null,7]", '[{"activity":"\\ud800"}]'])
def test_a_strange_batch_and_a_strange_signal_are_answered(ana, bystander, said):
    line = ana.socket()
    line.send(f'427["batch",{said}]')
    assert all(answer["kind"] == "refused" for answer in line.answer(7))
    line.send(f'428["signal",{said}]')
    assert line.answer(8) == {}
    bystander()


@pytest.mark.parametrize("auth", ["", "[]", "7", '"x"', "{}", '{"role":[],"workshop":"A"}', '{"role":"facilitator"}',
                                  '{"role":"participant","workshop":7}', '{"role":"participant","workshop":"\\ud800"}',
                                  '{"role":{"a":1},"workshop":{}}', DEEP, "{" * 90_000])  # fmt: skip
def test_a_strange_way_to_connect_is_refused(ana, bystander, auth):
    line = ana.knock("")
    line.send("40" + auth)
    assert line.refused(5)
    bystander()


def test_a_packet_over_the_limit_ends_its_connection_and_nobody_elses(ana, mood, bystander):
    line = ana.socket()
    with suppress(OSError, websocket.WebSocketException):
        line.send("420" + SAY % (mood, "h1", json.dumps({"word": HUGE})))
    line.wait("to be cut", lambda: line.was_cut, 5)
    bystander()
