"""Erasure: what people wrote is blanked where it was written and in every copy made of it, however many times.

It follows ids: of entries, of the things they word anew, of what a copy was made of. Equal words of somebody else are
somebody else's. Words are compared only between entries that name each other, and, in logs from before copies said
what they are made of, to tell which copies cannot be judged: those go whole, and facilitators are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.agenda import Agenda
from app.domain.log import Entry, Pacer, at_once
from app.domain.wording import Wording, Wordings
from beffroi import ERASED, PARTICIPANT, Method
from beffroi.stamp import NOBODY

Scope = tuple[str, str]
"""An activity, and the table whose sheet it is; "" is the room's."""


@dataclass(frozen=True)
class Left:
    """What is left of a text; `is_taken` where its thing goes whole, `in_doubt` where it could not be judged."""

    text: str
    is_taken: bool = False
    in_doubt: bool = False


Takes = Callable[[str, str, bool], Left]
"""What is left of a text copied from the thing of that id; and whether the copy said whose words exactly these are."""


@dataclass
class Reach:
    """What an erasure comes to: the entries as they are to be kept, and what it leaves of copies.

    `named` are the ids of what is erased whole, copies included; `doubted` the copies that went because nothing says
    what they were made of.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)
    """The ids of another workshop's things that reach into this one."""
    worded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By thing, the wordings of it that are erased."""
    kept: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By thing, the texts of it that stay; their lines are looked for when they are asked for: most never are."""
    gone: dict[Scope, set[str]] = field(default_factory=lambda: defaultdict(set))
    said: dict[Scope, set[str]] = field(default_factory=lambda: defaultdict(set))
    scopes: dict[str, Scope] = field(default_factory=dict)
    copies: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """By copy, what it said, each time that it came, and what is left of that."""

    def takes(self, id: str) -> bool:
        """Whether a thing is erased whole."""
        return id in self.named or id.partition(".")[0] in self.named

    def left(self, id: str, text: str, is_exact: bool = False) -> Left:
        """What is left of a text that was copied from a thing; `is_exact`: that the text is its own words is known."""
        if self.takes(id):
            return Left(ERASED, is_taken=True)
        if id in self.copies:
            return self._left_of_copy(self.copies[id], text)
        if is_exact or text in _of(self.kept, id):
            return Left(text)
        if id in self.worded:
            return Left(ERASED, in_doubt=text not in self.worded[id])
        scope = self._scope(id)
        # Composed of more than its thing's own words, and nothing says of what.
        is_doubtful = any(stands_in(one, text) for one in self.gone.get(scope, set()) - self.said.get(scope, set()))
        return Left(ERASED, in_doubt=True) if is_doubtful else Left(text)

    @staticmethod
    def _left_of_copy(said: Mapping[str, str], text: str) -> Left:
        is_whole = all(before == after for before, after in said.items())
        return Left(said[text]) if text in said else Left(text) if is_whole else Left(ERASED, in_doubt=True)

    def may_take(self, id: str) -> bool:
        """Whether copies of a thing have to be looked at, where they are."""
        is_changed = any(before != after for before, after in self.copies.get(id, {}).items())
        return self.takes(id) or id in self.worded or is_changed or bool(self.gone.get(self._scope(id)))

    def _scope(self, id: str) -> Scope:
        return next((self.scopes[one] for one in _with_entry(id) if one in self.scopes), ("", ""))


def erased(
    entries: Sequence[Entry],
    ids: Iterable[str],
    methods: Mapping[str, Method],
    agenda: Agenda,
    elsewhere: Takes | None = None,
    *,
    paced: Pacer = at_once,
    stays_signed: bool = False,
) -> Reach:
    """How far the erasure of `ids` goes in a log: what they name, later edits of it, copies, and copies of copies.

    An id is an entry's, or an entry's, a dot and a place: one card of those pasted together; or a copied card's.
    `elsewhere` says what is left of the copies of what is not erased here: of another workshop's cards, say. Copies
    are made after what they copy, so that one way through the log finds them all. What is erased of an anonymous
    activity is nobody's, unless it `stays_signed`: where it was not its author who erased it.
    """
    reach = Reach(named=set(ids))
    wordings = Wordings(entries, methods, agenda)
    way = _Way(reach, _places(reach.named), wordings, agenda, elsewhere, stays_signed)
    for entry in paced(entries):
        after = way.past(entry)
        if after is not entry and after != entry:
            reach.entries[entry.id] = replace(after, digest="")
    return reach


def taken_back(id: str) -> str:
    """What is named beside an entry that is erased with what was chosen in it: it is nobody's, also without a word.

    A vote stays where all the texts of whoever cast it are erased; an answer that is taken back does not.
    """
    return f"!{id}"


def withdrawing(ids: Iterable[str]) -> Takes:
    """What is left of the copies of things that stay with whoever wrote them, and may stand nowhere else."""
    gone = set(ids)
    return lambda id, text, _is_exact: Left(ERASED, is_taken=True) if id in gone else Left(text)


def origins_of(entries: Iterable[Entry], card: str) -> list[str]:
    """What a card is a copy of, in this log, back to what was written first."""
    origins = {copy["id"]: copy["origin"] for entry in entries for copy in entry.data.get("cards", ())}
    back: list[str] = []
    while (card := origins.get(card, "")) and card not in back:
        back.append(card)
    return back


@dataclass
class _Way:
    """The way through a log, entry by entry; what is reached grows with the copies that are met."""

    reach: Reach
    places: Mapping[str, set[int]]
    wordings: Wordings
    agenda: Agenda
    elsewhere: Takes | None
    stays_signed: bool = False

    def past(self, entry: Entry) -> Entry:
        """The entry as it is to be kept."""
        scope = (entry.activity, entry.scope)
        self.reach.scopes[entry.id] = scope
        if entry.is_core:
            return replace(entry, data=self._copied(entry.data, scope)) if entry.data.get("cards") else entry
        said = self.wordings.of(entry)
        is_whole = entry.id in self.reach.named or any(map(self.reach.takes, said.edited)) or self._repeats(said)
        places = self.places.get(entry.id, set()) | {n for n, id in said.reworded.items() if self.reach.takes(id)}
        if not (is_whole or places):
            self._keeps(entry, said, scope)
            return entry
        after = replace(said, data=said.erased(() if is_whole else places))
        gone = _lines(said.texts) - _lines(after.texts)
        if is_whole and gone:
            self.reach.named.add(entry.id)
        self._keeps(entry, after, scope)
        for thing in {entry.id, *said.edited} if gone else ():
            self.reach.worded[thing] |= gone
        self.reach.gone[scope] |= gone
        is_answer = said.has_texts or taken_back(entry.id) in self.reach.named
        stamp = self._unsigned(entry) if is_whole and is_answer else entry.stamp
        is_as_it_was = after.data == said.data and stamp == entry.stamp
        return entry if is_as_it_was else replace(entry, data=after.data, version=said.version, stamp=stamp)

    def _unsigned(self, entry: Entry) -> Any:
        """The stamp of what is blank: a pseudonym with nothing but blanks would be whoever erased all they wrote."""
        activity = self.agenda.activities.get(entry.activity)
        is_hidden = activity is not None and activity.anonymous and entry.stamp.role == PARTICIPANT
        if self.stays_signed:
            return entry.stamp
        return replace(entry.stamp, who=NOBODY, site="") if is_hidden else entry.stamp

    def _repeats(self, said: Wording) -> bool:
        """Whether it writes again an erased wording that it names: on a sheet, whoever keeps one of two does so."""
        if not said.edited:
            return False
        named = said.named & self.reach.worded.keys()
        gone = {line for id in named for line in self.reach.worded[id]}
        stays = _lines(text for id in said.named for text in self.reach.kept.get(id, ()))
        return bool(_lines(said.texts) & (gone - stays))

    def _keeps(self, entry: Entry, said: Wording, scope: Scope) -> None:
        """Note what stays of an entry."""
        for text in said.texts:
            self.reach.said[scope].update((text, *text.splitlines()) if "\n" in text else (text,))
            for thing in (entry.id, *said.edited):
                self.reach.kept[thing].append(text)

    def _copied(self, data: dict[str, Any], scope: Scope) -> dict[str, Any]:
        """The cards of an entry without what goes; they are things of the activity that has them from then on."""
        return {**data, "cards": [self._card(card, scope) for card in data["cards"]]}

    def _card(self, card: dict[str, Any], scope: Scope) -> dict[str, Any]:
        reach, id, text = self.reach, card["id"], card["text"]
        reach.scopes[id] = scope
        left = Left(ERASED, is_taken=True) if reach.takes(id) else self._left(card)
        goes = left.is_taken or left.text == ERASED != text
        if left.in_doubt and text != ERASED:
            reach.doubted.add(id)
        if goes:
            reach.named.add(id)
        reach.copies[id][text] = left.text
        details = [[one, ERASED if goes else self._part(one, said, False)] for one, said in card.get("details", ())]
        parts = [[one, said and (ERASED if goes else self._part(one, said))] for one, said in card.get("parts", ())]
        told = [
            [name, one, said and (ERASED if goes else self._part(one, said))]
            for name, one, said in card.get("said", ())
        ]
        pairs = {"details": details, "parts": parts, "said": told}
        return {**card, "text": left.text, **{name: value for name, value in pairs.items() if name in card}}

    def _left(self, card: dict[str, Any]) -> Left:
        """What is left of a card's text: part by part, where it says which these are; else what its origin leaves."""
        origin, text = card["origin"], card["text"]
        left = self._composed(text, card["parts"]) if card.get("parts") else Left(text)
        if left.text != text or not origin:
            return left
        if self.reach.takes(origin):
            return Left(ERASED, is_taken=True)
        return left if card.get("parts") else self._thing(origin, text, is_exact=False)

    def _composed(self, text: str, parts: Iterable[Sequence[str]]) -> Left:
        """A text without those of its parts that go; whole, where they do not stand in it as they say."""
        made, at = "", 0
        for id, words in parts:
            place = text.find(words, at) if words else at
            said = words or text[at:]
            left = self._part(id, said)
            if left != said and place < 0:
                return Left(ERASED, in_doubt=True)
            if place >= 0:
                made, at = made + text[at:place] + left, place + len(said)
        made += text[at:]
        return Left(made)

    def _part(self, id: str, words: str, is_exact: bool = True) -> str:
        return self._thing(id, words, is_exact=is_exact).text

    def _thing(self, id: str, text: str, *, is_exact: bool) -> Left:
        """What is left of a text copied from a thing, of this workshop or of another."""
        left = self.reach.left(id, text, is_exact)
        if left.is_taken or left.text != text or self.elsewhere is None:
            return left
        there = self.elsewhere(id, text, is_exact)
        if there.is_taken or there.text != text:
            self.reach.foreign.add(id)
        return there


def _with_entry(id: str) -> set[str]:
    """An id, and that of the entry which made what it names."""
    return {id, id.partition(".")[0]}


def _of(texts: Mapping[str, list[str]], id: str) -> set[str]:
    """The wordings of a thing, or of the entry that made it among others."""
    return _lines(text for one in _with_entry(id) for text in texts.get(one, ()))


def _lines(texts: Iterable[str]) -> set[str]:
    """The texts, and each line of those that have several."""
    known = set(texts)
    return known.union(*(text.splitlines() for text in known)) - {"", ERASED}


def stands_in(words: str, text: str) -> bool:
    """Whether these words stand in a text, as words and not as a part of one."""
    at = text.find(words)
    while at >= 0:
        if not any(map(_is_of_a_word, (text[at - 1 : at], text[at + len(words) :][:1]))):
            return True
        at = text.find(words, at + 1)
    return False


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _places(named: Iterable[str]) -> dict[str, set[int]]:
    """The places named of each entry that made several cards."""
    places: dict[str, set[int]] = defaultdict(set)
    for id in named:
        entry, dot, place = id.partition(".")
        if dot and place.isdecimal():
            places[entry].add(int(place))
    return places
