"""Erasure: what people wrote is blanked where it was written and in every copy made of it, however many times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.agenda import Agenda
from app.domain.log import CORE, LATE, Entry, blanked
from app.sdk import ERASED, Command, Method
from app.sdk.fields import is_free_text

EDITED = ("card", "line", "cluster", "note", "column")
"""The fields by which an entry names the thing that it says in other words."""

TELLING = 8
"""Characters from which a text, found inside another, was put there: shorter ones are anybody's words."""

Share = tuple[str, str]
"""An activity, and the table whose sheet it is; "" is the room's."""

Takes = Callable[[str, str], bool]
"""Whether a copy of the thing of that id, that says this text, is to go."""


@dataclass
class Reach:
    """What an erasure comes to: the entries as they are to be kept, and which copies it takes along.

    `named` are the ids of what is erased whole, copies included; `worded` are, by thing, the wordings erased of it
    where others stay; `gone` and `said` are all that was erased and all that was said in each share.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    worded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    gone: dict[Share, set[str]] = field(default_factory=lambda: defaultdict(set))
    said: dict[Share, set[str]] = field(default_factory=lambda: defaultdict(set))
    shares: dict[str, Share] = field(default_factory=dict)

    def takes(self, id: str, text: str) -> bool:
        """Whether a copy of a thing goes: the thing does, or this wording of it, or what the copy was composed of."""
        if self.named & _with_entry(id):
            return True
        return _holds(text, self.worded.get(id, ())) or self._is_composed(text, self._share(id))

    def may_take(self, id: str) -> bool:
        """Whether copies of a thing have to be looked at, where they are."""
        return bool(self.named & _with_entry(id)) or id in self.worded or bool(self.gone.get(self._share(id)))

    def _share(self, id: str) -> Share:
        return next((self.shares[one] for one in _with_entry(id) if one in self.shares), ("", ""))

    def _is_composed(self, text: str, share: Share) -> bool:
        """Whether a text was put together from several, one of which is erased: a name and a situation, say."""
        if not _holds(text, self.gone.get(share, ())):
            return False
        return not any(text in said for said in self.said[share])


def erased(
    entries: Iterable[Entry],
    ids: Iterable[str],
    methods: Mapping[str, Method],
    agenda: Agenda,
    elsewhere: Takes | None = None,
) -> Reach:
    """How far the erasure of `ids` goes in a log: what they name, later edits of it, copies, and copies of copies.

    An id is an entry's, or an entry's, a dot and a place: one card of those pasted together; or a copied card's.
    `elsewhere` says of the copies of another workshop's cards whether they go. Copies are made after what they copy,
    so that one way through the log finds them all.
    """
    reach = Reach(named=set(ids))
    way = _Way(reach, _places(reach.named), methods, agenda, elsewhere or (lambda _id, _text: False))
    for entry in entries:
        after = way.past(entry)
        if after.data != entry.data:
            reach.entries[entry.id] = replace(after, digest="")
    return reach


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
    methods: Mapping[str, Method]
    agenda: Agenda
    elsewhere: Takes

    def past(self, entry: Entry) -> Entry:
        """The entry as it is to be kept."""
        share = (entry.activity, entry.share)
        self.reach.shares[entry.id] = share
        if entry.name.startswith(CORE):
            return replace(entry, data=self._copied(entry.data, share)) if entry.data.get("cards") else entry
        command = self._command(entry)
        texts, edited = _texts(command, entry.data), _edited(command, entry.data)
        is_whole = entry.id in self.reach.named or any(self.reach.named & _with_entry(thing) for thing in edited)
        # On a sheet, whoever keeps one of two wordings writes it again.
        repeats = "line" in entry.data and any(_is_one_of(text, self.reach.gone[share]) for text in texts)
        if not (is_whole or repeats or entry.id in self.places):
            self.reach.said[share] |= texts
            return entry
        after = _blank(entry, command, () if is_whole or repeats else self.places[entry.id])
        left = _texts(command, after.data)
        gone = _lines(texts) - _lines(left)
        self.reach.said[share] |= left
        self.reach.gone[share] |= gone
        for thing in edited - self.reach.named if gone else ():
            self.reach.worded[thing] |= gone
        return after

    def _command(self, entry: Entry) -> type[Command] | None:
        activity = self.agenda.activities.get(entry.activity)
        method = self.methods.get(activity.method) if activity else None
        return method.command(entry.name.removeprefix(LATE)) if method else None

    def _copied(self, data: dict[str, Any], share: Share) -> dict[str, Any]:
        """The cards of an entry without those that go; they are things of the activity that has them from then on."""
        cards = []
        for card in data["cards"]:
            self.reach.shares[card["id"]] = share
            goes = card["id"] in self.reach.named or self._takes(card["origin"], card["text"])
            if goes:
                self.reach.named.add(card["id"])
            (self.reach.gone if goes else self.reach.said)[share].add(card["text"])
            told = [[id, ERASED if goes or self._takes(id, text) else text] for id, text in card.get("details", ())]
            after = {**card, "text": ERASED} if goes else card
            cards.append({**after, "details": told} if told else after)
        return {**data, "cards": cards}

    def _takes(self, origin: str, text: str) -> bool:
        return bool(origin) and (self.reach.takes(origin, text) or self.elsewhere(origin, text))


def _with_entry(id: str) -> set[str]:
    """An id, and that of the entry which made what it names."""
    return {id, id.partition(".")[0]}


def _lines(texts: Iterable[str]) -> set[str]:
    """The texts, and each line of those that have several."""
    known = set(texts)
    return known.union(*(text.splitlines() for text in known)) - {"", ERASED}


def _is_one_of(text: str, wordings: Collection[str]) -> bool:
    """Whether a text is one of these wordings, or has one as a line: rival wordings are joined so."""
    return text in wordings or any(line in wordings for line in text.splitlines())


def _holds(text: str, wordings: Collection[str]) -> bool:
    """Whether a text is one of these wordings, or has one in it."""
    return text in wordings or any(len(one) >= TELLING and one in text for one in wordings)


def _texts(command: type[Command] | None, data: Mapping[str, Any]) -> set[str]:
    """The free texts that an entry carries."""
    fields = command.model_fields if command else {}
    return {str(data[name]) for name, one in fields.items() if is_free_text(one) and data.get(name)} - {ERASED}


def _edited(command: type[Command] | None, data: Mapping[str, Any]) -> set[str]:
    """The things that an entry says in other words; what a sheet's guests may ask annotates it, and changes nothing."""
    if command is not None and command.about.across:
        return set()
    return {str(data[name]) for name in EDITED if data.get(name)}


def _places(named: Iterable[str]) -> dict[str, set[int]]:
    """The places named of each entry that made several cards."""
    places: dict[str, set[int]] = defaultdict(set)
    for id in named:
        entry, dot, place = id.partition(".")
        if dot and place.isdecimal():
            places[entry].add(int(place))
    return places


def _blank(entry: Entry, command: type[Command] | None, places: Collection[int]) -> Entry:
    if command is None:
        # The plugin is gone: without its fields, every text goes.
        return replace(entry, data={k: ERASED if isinstance(v, str) else v for k, v in entry.data.items()})
    return blanked(entry, command, places)
