"""What is different between two wordings, word by word: a pure function, whose cost has an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from beffroi.words import translator

_ = translator(__name__)

CELLS_MOST = 70_000
"""Words of one wording times words of the other, at most, without what they begin and end with alike: two texts of five
hundred signs. Beyond, one is said to be another text."""

JOINT = 2
"""Letters of a word that stays, at most, for it to be told with the changes around it: « de », « à »."""


class Run(NamedTuple):
    """Some words on end: `kind` is "" where both wordings have them, "del" where they went, "ins" where they came."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Run, ...]:
    """The two wordings as one text: what both have, what went, what came. Blanks and ends of lines tell nothing."""
    old, new = before.split(), after.split()
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    went, came = old[head : len(old) - tail], new[head : len(new) - tail]
    told = [("", word) for word in old[:head]]
    told += _changes(went, came) if len(went) * len(came) <= CELLS_MOST else _apart(went, came)
    told += [("", word) for word in old[len(old) - tail :]]
    return tuple(Run(kind, " ".join(word for _kind, word in run)) for kind, run in groupby(told, key=itemgetter(0)))


def changes_in_words(before: str, after: str) -> Any:
    """What went and what came, in a sentence: for tables and papers, where nothing is struck through."""
    runs = difference(before, after)
    went, came = (" … ".join(one.text for one in runs if one.kind == kind) for kind in ("del", "ins"))
    if went and came:
        return _("“%(went)s” became “%(came)s”", went=went, came=came)
    if went:
        return _("taken out: “%(words)s”", words=went)
    return _("added: “%(words)s”", words=came) if came else ""


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many words both begin."""
    both = zip(old, new, strict=False)
    return next((n for n, (one, other) in enumerate(both) if one != other), min(len(old), len(new)))


def _apart(went: Iterable[str], came: Iterable[str]) -> list[tuple[str, str]]:
    return [*(("del", word) for word in went), *(("ins", word) for word in came)]


def _changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """What stays, goes and comes; a short word between two changes goes and comes with them, so that they read."""
    found: list[tuple[str, str]] = []
    went: list[str] = []
    came: list[str] = []
    runs = [(same, [*run]) for same, run in groupby(_steps(old, new), key=lambda step: step[0] == step[1])]
    for place, (same, run) in enumerate(runs):
        is_joint = same and 0 < place < len(runs) - 1 and len(run) == 1 and len(run[0][0]) <= JOINT
        if same and not is_joint:
            found += [*_apart(went, came), *(("", word) for word, _word in run)]
            went, came = [], []
        else:
            went += [word for word, _other in run if word]
            came += [word for _other, word in run if word]
    return [*found, *_apart(went, came)]


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """As many words as can be stay, in their order: (word, word) of one that does, (word, "") and ("", word) else."""
    kept = [[0] * (len(new) + 1) for _word in range(len(old) + 1)]
    for left in reversed(range(len(old))):
        row, below, word = kept[left], kept[left + 1], old[left]
        for right in reversed(range(len(new))):
            row[right] = below[right + 1] + 1 if word == new[right] else max(below[right], row[right + 1])
    left = right = 0
    while left < len(old) or right < len(new):
        if left < len(old) and right < len(new) and old[left] == new[right]:
            yield old[left], new[right]
            left, right = left + 1, right + 1
        elif right == len(new) or (left < len(old) and kept[left + 1][right] >= kept[left][right + 1]):
            yield old[left], ""
            left += 1
        else:
            yield "", new[right]
            right += 1
