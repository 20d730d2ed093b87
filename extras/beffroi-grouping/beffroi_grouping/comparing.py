"""Cards likened to groups: vectors in, the best group of each card and its share out. No library, no chance.

Vectors are taken from the middle of all the cards, so that what they all have in common weighs nothing. A group is its
title and the cards that it holds already; in a few rounds it moves towards the cards that it draws. Beside the groups
stands “none of them”, which is what the middle is like: so a card is not sure of a group for want of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt
from operator import mul
from typing import NamedTuple

Vector = Sequence[float]

HEAT = 0.1
"""How much likeness makes how much of a share. These four were set on measured/idees.fr.txt alone."""

ROUNDS = 3

OWN = 0.7
"""What of a group stays its own when it moves towards the cards that it draws."""

TITLE = 2
"""What a title weighs, where the cards of its group weigh 1 together."""


class Group(NamedTuple):
    """A group to be filled: the vector of its title, where it has one, and of the cards in it."""

    title: Vector | None
    held: Sequence[Vector] = ()


def likened(groups: Sequence[Group], cards: Sequence[Vector]) -> list[tuple[int, float]]:
    """For each card the place of the group that it is most like, and that group's share of it, from 0 to 1."""
    middle = _mean([*cards, *(one for group in groups for one in group.held)])
    seen = [_from(middle, card) for card in cards]
    begun = [_begun(group, middle) for group in groups]
    now = begun
    for _round in range(ROUNDS):
        now = _drawn(begun, seen, [_shares(card, now) for card in seen])
    return [max(enumerate(_shares(card, now)), key=lambda one: one[1]) for card in seen]


def _begun(group: Group, middle: Vector) -> Vector:
    title = [_times(TITLE, _from(middle, group.title))] if group.title is not None else []
    held = [_unit(_mean([_from(middle, one) for one in group.held]))] if group.held else []
    return _unit(_sum([*title, *held]))


def _drawn(begun: Sequence[Vector], cards: Sequence[Vector], shares: Sequence[Sequence[float]]) -> list[Vector]:
    """The groups, each moved towards the cards that are much like it."""
    return [
        _unit(_sum([_times(OWN, own), _times(1 - OWN, _unit(_weighed(cards, [one[at] ** 2 for one in shares])))]))
        for at, own in enumerate(begun)
    ]


def _shares(card: Vector, groups: Sequence[Vector]) -> list[float]:
    """What of a card each group has; what is left is of none."""
    weights = [exp(_dot(card, group) / HEAT) for group in groups]
    whole = 1 + sum(weights)  # exp(0): none of them
    return [one / whole for one in weights]


def _dot(one: Vector, other: Vector) -> float:
    found: float = sum(map(mul, one, other))
    return found


def _times(much: float, vector: Vector) -> Vector:
    return [much * one for one in vector]


def _sum(vectors: Sequence[Vector]) -> Vector:
    return [sum(each) for each in zip(*vectors, strict=True)]


def _weighed(vectors: Sequence[Vector], weights: Sequence[float]) -> Vector:
    return [_dot(each, weights) for each in zip(*vectors, strict=True)]


def _mean(vectors: Sequence[Vector]) -> Vector:
    return _times(1 / len(vectors), _sum(vectors))


def _from(middle: Vector, vector: Vector) -> Vector:
    return _unit([one - other for one, other in zip(vector, middle, strict=True)])


def _unit(vector: Vector) -> Vector:
    length = sqrt(_dot(vector, vector))
    return _times(1 / length, vector) if length > 1e-9 else vector
