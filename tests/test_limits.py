"""Budgets: what they let through, whom they make wait, and that they remember no more than they have to."""

from __future__ import annotations

import pytest

from app.live.transport.callers import Callers, reserved, too_few
from app.live.transport.rate_limit import JOINS, Buckets, Rate, Seldom, TokenBucket, Waiting, place_of
from app.live.transport.writer import SocketWriter


class Clock:
    """Time that passes when it is told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_bucket_gives_what_it_holds_and_then_as_much_as_flows_in(clock):
    bucket = TokenBucket(Rate(10, 20), clock)
    assert [bucket.take() for _ in range(20)] == [0.0] * 20
    assert bucket.take() == pytest.approx(0.1)
    clock.now += 0.5
    assert [bool(bucket.take()) for _ in range(6)] == [False] * 5 + [True]


def test_whoever_goes_on_and_on_floods_and_is_forgiven_in_time(clock):
    bucket = TokenBucket(Rate(10, 20), clock)
    for _ in range(20 + 121):
        bucket.take()
    assert bucket.is_flooding and not bucket.is_spare
    clock.now += 30
    assert not bucket.is_flooding and bucket.is_spare


def test_those_who_wait_their_turn_wait_in_line_and_flood_nothing(clock):
    bucket = TokenBucket(Rate(10, 1), clock)
    assert [bucket.owe() for _ in range(4)] == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert not bucket.strikes


def test_a_class_of_forty_five_and_a_plenary_of_five_hundred_join_from_one_address_in_a_minute(clock):
    for people in (45, 500):
        bucket = TokenBucket(JOINS, clock)
        assert not any(bucket.take() for _ in range(people))


def test_one_place_brings_in_no_more_than_a_minute_holds(clock):
    bucket, joined = TokenBucket(JOINS, clock), 0
    for _ in range(500):  # devices of twelve seats, 25 a second
        clock.now += 0.04
        joined += 12 * (not bucket.take(12))
    assert joined <= 600 + 20 * 10


def test_spare_buckets_are_forgotten_and_no_more_are_kept_than_there_may_be(clock):
    buckets = Buckets(Rate(1, 2), clock)
    for number in range(1000):
        buckets.of(number).take()
        clock.now += 1
    assert len(buckets) < 250
    buckets.MOST = 500
    for number in range(2000):
        buckets.of(f"n{number}").take()
    assert len(buckets) <= 500


def test_the_oldest_of_a_place_goes_first_then_the_oldest_of_all(clock):
    waiting = Waiting(2, 4, clock)
    assert [waiting.add(one, one[0], 10) for one in ("a1", "a2", "a3", "b1", "b2", "c1")] == [
        None, None, "a1", None, None, "a2",
    ]  # fmt: skip
    assert len(waiting) == 4


def test_whoever_waited_too_long_is_told_once(clock):
    waiting = Waiting(9, 9, clock)
    waiting.add("slow", "p", 10)
    waiting.add("quick", "p", 10)
    assert waiting.forget("quick") and not waiting.forget("quick")
    clock.now += 10
    assert waiting.overdue() == ["slow"] and waiting.overdue() == [] and len(waiting) == 0


def test_a_cause_is_said_once_a_minute_with_how_often(clock):
    seldom = Seldom(60, clock)
    assert [seldom.times("flood") for _ in range(5)] == [1, 0, 0, 0, 0]
    clock.now += 60
    assert seldom.times("flood") == 5 and seldom.times("silent") == 1


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("unix:", "unix:"),
    ],
)
def test_a_household_is_one_place_however_many_addresses_it_has(address, place):
    assert place_of(address) == place


# --- connections -----------------------------------------------------------------------------


class Caller:
    """A connection that can be hung up on."""

    def __init__(self):
        self.socket, self.is_up = self, True

    def shutdown(self, _how):
        self.is_up = False


def test_a_head_a_body_and_the_next_request_have_their_time_each(clock):
    callers = Callers(1024, clock=clock)
    silent, idle, slow, quick = (Caller() for _ in range(4))
    callers.comes(silent)
    callers.rests(idle)
    callers.asked(slow, 100_000)
    callers.asked(quick, 100)
    callers.gave_all(quick)
    ups = []
    for _ in range(9):
        clock.now += 10
        callers.hang_up_overdue()
        ups.append([one.is_up for one in (silent, slow, idle, quick)])
    assert ups[0] == [False, True, True, True]
    assert ups[2] == [False, False, True, True]
    assert ups[8] == [False, False, False, True]


def test_who_says_nothing_goes_before_who_was_served_once(clock):
    callers = Callers(256, clock=clock)
    idle, silent = Caller(), Caller()
    callers.rests(idle)
    callers.comes(silent)
    assert callers.make_room() and (silent.is_up, idle.is_up) == (False, True)
    assert callers.make_room() and not idle.is_up
    assert not callers.make_room()


def test_some_files_are_kept_and_few_are_said(clock):
    callers = Callers(256, own=12, clock=clock)
    callers.open = 180 - len(SocketWriter.held)
    assert not callers.is_full
    callers.open += 1
    assert callers.is_full
    assert reserved(64) == 16
    assert "256 files" in too_few(256) and "192 pages" in too_few(256) and not too_few(16_384)
