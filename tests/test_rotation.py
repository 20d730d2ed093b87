"""Sheets that pass on, in any room: whoever joins, leaves, sleeps or shares a device."""

from __future__ import annotations

from collections import Counter
from random import Random

from beffroi import Here
from beffroi.blocks.rotate import Rotation, grouped, parted


def _room(lots: Random, people: int) -> list[Here]:
    """People at up to three sites, some at tables, some several to a device."""
    sites, tables = lots.randint(1, 3), lots.randint(0, people // 4)
    room: list[Here] = []
    while len(room) < people:
        site = lots.randrange(sites)
        table = f"s{site}t{lots.randrange(tables)}" if tables and lots.random() < 0.7 else ""
        seats = lots.choice([1, 1, 1, 2, 3])
        room += [Here(f"p{len(room)}/{seat}", f"s{site}", table) for seat in range(seats)]
    return room[:people]


def _must_hold(rotation: Rotation, here: set[str]) -> None:
    """Each sheet is with exactly one person who is here or waits; nobody holds two; nobody had one twice."""
    where = Counter([*rotation.held.values(), *rotation.waiting])
    assert set(where) == set(rotation.leaves) and set(where.values()) <= {1}
    assert set(rotation.held) <= here
    for leaf in rotation.leaves.values():
        people = [who for _round, who in leaf.holders]
        assert len(set(people)) == len(people)


def test_in_three_hundred_rooms_each_sheet_is_with_one_who_is_here_or_waits_and_nobody_gets_one_twice():
    for seed in range(300):
        lots = Random(seed)
        everybody = _room(lots, lots.randint(1, 45))
        rotation, here = Rotation(), set()
        for number in range(1, lots.randint(2, 7)):
            here = {one.who for one in everybody if lots.random() < 0.85}
            rotation.gather(number, [one for one in everybody if one.who in here], f"r{number}", lots)
            _must_hold(rotation, here)
            for turn in range(lots.randint(0, 6)):
                one = lots.choice(everybody)
                if one.who in rotation.held:
                    rotation.give_back(one.who)
                else:
                    here.add(one.who)
                    rotation.take(one, f"t{number}.{turn}")
                _must_hold(rotation, here)
            if lots.random() < 0.2:  # the facilitator went back, and comes again: nothing moves
                before = dict(rotation.held)
                rotation.gather(number, [one for one in everybody if one.who in here], f"b{number}", lots)
                assert before.items() <= rotation.held.items()
                _must_hold(rotation, here)


def test_forty_five_who_stay_have_a_sheet_in_each_round_and_none_waits():
    room = [Here(f"p{n}", f"s{n % 2}", f"t{n % 9}") for n in range(45)]
    rotation = Rotation()
    for number in range(1, 6):
        rotation.gather(number, room, f"r{number}", Random(7))
        assert len(rotation.held) == 45 and not rotation.waiting
    assert all(len(leaf.holders) == 5 for leaf in rotation.leaves.values())


def test_groups_are_of_four_to_six_of_a_table_or_a_site():
    for people in (*range(4, 7), *range(8, 46)):
        assert all(4 <= len(group) <= 6 for group in parted(range(people)))
    assert [len(group) for group in parted(range(7))] == [7]
    room = [Here(f"p{n}", "lille", "t1") for n in range(5)] + [Here(f"q{n}", "amiens") for n in range(8)]
    room += [Here("loin", "distance")]
    groups = grouped(room, Random(1))
    assert sorted(len(group) for group in groups) == [4, 5, 5]
    assert all(len({one.site for one in group if one.site != "distance"}) == 1 for group in groups)


def test_whoever_comes_late_gets_the_sheet_that_waits_before_a_blank_one():
    room = [Here(f"p{n}", "lille") for n in range(4)]
    rotation = Rotation()
    rotation.gather(1, room, "r1", Random(1))
    given = rotation.held["p0"]
    rotation.give_back("p0")
    rotation.take(Here("late", "lille"), "x")
    assert rotation.held["late"] == given and not rotation.waiting
    rotation.take(Here("later", "lille"), "y")
    assert rotation.held["later"] == "y" and len(rotation.leaves) == 5


def test_a_sheet_that_waits_is_handed_out_first_as_the_others_go_on():
    room = [Here(f"p{n}", "lille") for n in range(5)]
    rotation = Rotation()
    rotation.gather(1, room, "r1", Random(3))
    rotation.gather(2, room[1:], "r2", Random(3))
    (waits,) = rotation.waiting
    rotation.gather(3, room[1:], "r3", Random(3))
    assert waits in rotation.held.values()
