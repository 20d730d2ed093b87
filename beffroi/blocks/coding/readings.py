"""What was read, by whom, and with which codes: the state of a coding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.blocks.coding.agreement import Agreement, Pair, agreement
from beffroi.fields import ERASED
from beffroi.folding import folded
from beffroi.moderation import tally

Codes = frozenset[str]
"""The codes that somebody gave to a text, by their ids; none: they read it, and none fits."""


@dataclass(frozen=True)
class Held:
    """A text that somebody took, with the codes that they gave it; None: not read yet."""

    text: Option
    codes: Codes | None

    @property
    def words(self) -> str:
        """What it says."""
        return self.text.text


@dataclass(frozen=True)
class Apart:
    """A `text` that two readers did not code alike: what `both` gave, and what `one` alone did, as (id, words).

    The latter have a third: whether the code was kept, True, or dropped, False; None: not settled yet.
    """

    text: Option
    both: tuple[tuple[str, str], ...]
    one: tuple[tuple[str, str, bool | None], ...]

    @property
    def words(self) -> str:
        """What it says."""
        return self.text.text

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be settled."""
        return any(kept is None for _id, _code, kept in self.one)


@dataclass(frozen=True)
class Coded:
    """A code by its `id` and `text`, the `texts` that have it in the end, and the readers' `agreement`, or None."""

    id: str
    text: str
    texts: tuple[Option, ...]
    agreement: Agreement | None


@dataclass
class Readings:
    """The `texts`, in an order that says nothing of who wrote them; which are `released`, and which `down`, for what.

    `codes` are all there are, by id; `taken` is what each reader took, with the codes that they gave; `settled` says of
    a text and a code that one reader alone gave whether it is kept. Each text is read by `readers`, one or two.
    `is_begun` says whether they are there to be read at all; `is_coding` and `is_shown`, whether codes are given now,
    and whether everybody sees them.
    """

    readers: int = 1
    texts: dict[str, Option] = field(default_factory=dict)
    released: set[str] = field(default_factory=set)
    down: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    """By code that went into another, that other."""
    makers: Counter[str] = field(default_factory=Counter)
    """How many codes each made: never shown."""
    taken: dict[str, dict[str, Codes | None]] = field(default_factory=dict)
    settled: dict[tuple[str, str], bool] = field(default_factory=dict)
    is_begun: bool = False
    is_coding: bool = False
    is_shown: bool = False

    # --- which texts ---------------------------------------------------------------------------

    def begin(self, texts: Iterable[Option], lots: Random) -> None:
        """These are there to be read; what was said of texts that are still there stays."""
        self.is_begun = True
        there = {one.id: one for one in texts}
        new = sorted(there.keys() - self.texts.keys())
        lots.shuffle(new)
        self.texts = {id: there[id] for id in (*(id for id in self.texts if id in there), *new)}
        self.released &= self.texts.keys()
        for of in self.taken.values():
            for gone in of.keys() - self.texts.keys():
                del of[gone]

    def release(self, text: str) -> None:
        """A text may go out."""
        if text in self.texts:
            self.down.pop(text, None)
            self.released.add(text)

    def hold_back(self, text: str, motive: str) -> None:
        """A text is read by nobody any more."""
        if text in self.texts:
            self.released.discard(text)
            self.down[text] = motive

    def read_again(self, text: str) -> None:
        """Nothing is said of it any more: it waits to be read."""
        self.released.discard(text)
        self.down.pop(text, None)

    def waiting(self) -> list[Option]:
        """The texts that nobody has read for names yet."""
        return [one for id, one in self.texts.items() if id not in self.released and id not in self.down]

    def going_out(self) -> list[Option]:
        """The texts that may go out."""
        return [one for id, one in self.texts.items() if id in self.released]

    # --- coding --------------------------------------------------------------------------------

    def take(self, who: str, most: int) -> None:
        """Somebody takes some texts that have too few readers: those that are nearly read through come first."""
        mine = self.taken.setdefault(who, {})
        times = Counter(id for of in self.taken.values() for id in of)
        free = [one for one in self.going_out() if times[one.id] < self.readers and one.id not in mine]
        free = [one for one in free if who not in one.authors]
        for one in sorted(free, key=lambda one: -times[one.id])[:most]:
            mine[one.id] = None

    def give(self, who: str, text: str, codes: Codes) -> None:
        """Somebody gave a text these codes, in the place of what they gave it before."""
        if self.holds(who, text):
            self.taken[who][text] = codes

    def holds(self, who: str, text: str) -> bool:
        """Whether somebody has a text to read."""
        return text in self.released and text in self.taken.get(who, {})

    def codes_of(self, who: str, text: str) -> Codes:
        """The codes that somebody gave a text so far."""
        return self.live(self.taken.get(who, {}).get(text) or ())

    def live(self, codes: Iterable[str]) -> Codes:
        """These codes, each as what it went into."""
        return frozenset(id for id in map(self._now, codes) if id in self.codes)

    def _now(self, code: str) -> str:
        while code in self.merged:
            code = self.merged[code]
        return code

    def code_named(self, words: str) -> str:
        """The code that says the same; "" where there is none."""
        return next((id for id, said in self.codes.items() if folded(said) == folded(words)), "")

    def rename(self, code: str, words: str) -> None:
        """A code has another name; that of another code: both are one from now on."""
        other = self.code_named(words)
        if other and other != code:
            del self.codes[code]
            self.merged[code] = other
        else:
            self.codes[code] = words

    def deal_again(self) -> None:
        """What was taken and not read goes back to be taken by others."""
        for who, of in self.taken.items():
            self.taken[who] = {id: codes for id, codes in of.items() if codes is not None}

    def void(self, who: str) -> None:
        """What somebody read does not count."""
        self.taken.pop(who, None)

    # --- told ----------------------------------------------------------------------------------

    def is_there(self, text: str) -> bool:
        """Whether a text still says something. One that was erased stays in its place, where nobody is told of it:
        were it not there, what each reader took after it would be another text than they read.
        """
        return self.texts[text].text != ERASED

    def told(self, texts: Iterable[Option]) -> list[Option]:
        """Those of them that still say something."""
        return [one for one in texts if self.is_there(one.id)]

    def readings(self) -> dict[str, list[Codes]]:
        """By text that may go out, the codes of each of its readers; readers stand in no order."""
        found: dict[str, list[Codes]] = {}
        for of in self.taken.values():
            for id, codes in of.items():
                if codes is not None and id in self.released and self.is_there(id):
                    found.setdefault(id, []).append(self.live(codes))
        return {id: sorted(found[id], key=sorted) for id in self.texts if id in found}

    def held(self, who: str) -> list[Held]:
        """What somebody took, in the order in which they took it: nothing moves under a thumb that gives several."""
        mine = ((id, codes) for id, codes in self.taken.get(who, {}).items() if id in self.released)
        mine = ((id, codes) for id, codes in mine if self.is_there(id))
        return [Held(self.texts[id], None if codes is None else self.live(codes)) for id, codes in mine]

    def progress(self) -> tuple[int, int]:
        """How many readings there are, of how many."""
        there = {one.id for one in self.told(self.going_out())}
        done = sum(codes is not None and id in there for of in self.taken.values() for id, codes in of.items())
        return done, len(there) * self.readers

    def people(self) -> int:
        """How many have read something."""
        return sum(any(codes is not None for codes in of.values()) for of in self.taken.values())

    def final(self, text: str, readings: list[Codes]) -> Codes:
        """The codes that a text has in the end: what all its readers gave, and what was settled so."""
        both = frozenset.intersection(*readings)
        alone = frozenset.union(*readings) - both
        return both | {code for code in alone if self.settled.get((text, code))}

    def apart(self) -> Iterator[Apart]:
        """The texts that their readers did not code alike, those still to be settled first."""
        told = [self._apart(id, codes) for id, codes in self.readings().items() if len(set(codes)) > 1]
        return iter(sorted(told, key=lambda one: not one.is_open))

    def _apart(self, text: str, readings: list[Codes]) -> Apart:
        both = frozenset.intersection(*readings)
        alone = frozenset.union(*readings) - both
        named = [(id, words) for id, words in self.codes.items() if id in both]
        settled = self.settled
        one = [(id, words, settled.get((text, id))) for id, words in self.codes.items() if id in alone]
        return Apart(self.texts[text], tuple(named), tuple(one))

    def coded(self) -> list[Coded]:
        """Each code with its texts, those given most first."""
        readings = self.readings()
        final = {id: self.final(id, codes) for id, codes in readings.items()}
        pairs: list[Pair] = [(codes[0], codes[1]) for codes in readings.values() if len(codes) > 1]
        made = [
            Coded(code, words, tuple(self.texts[id] for id, codes in final.items() if code in codes),
                  agreement(code, pairs))
            for code, words in self.codes.items()
        ]  # fmt: skip
        return sorted(made, key=lambda one: -len(one.texts))

    def without(self) -> list[Option]:
        """The texts that were read and have no code in the end."""
        return [self.texts[id] for id, codes in self.readings().items() if not self.final(id, codes)]

    def taken_down(self) -> tuple[tuple[Any, int], ...]:
        """How many texts were taken down, by motive, in words."""
        return tally(self.down.values())
