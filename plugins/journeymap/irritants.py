"""The irritants of all the tables together: brought, grouped, voted on, kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from beffroi import AUDIENCES, Card, Table, Trace, translator
from beffroi.blocks.ballot import OUTCOMES, Option, Vote
from beffroi.blocks.cards import Deck, Note, options_of

_ = translator(__name__)


@dataclass(frozen=True)
class Kept:
    """An irritant, or a group of them, that goes on."""

    id: str
    text: str
    audience: str = ""
    origin: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass
class Gathered:
    """The board of irritants, and the vote on it."""

    ballot: Vote
    cards: Deck = field(default_factory=Deck)
    tables: dict[str, str] = field(default_factory=dict)
    """Which table brought each, by note."""

    def bring(self, cards: Iterable[Card]) -> None:
        """Take what the tables brought."""
        for card in cards:
            known = self.cards.notes.get(card.id)
            if known:  # worded anew since
                self.cards.change(known, text=card.text, audience=card.audience)
            else:
                self.cards.add(Note(card.id, card.text, "", audience=card.audience, origin=card.origin))
            self.tables[card.id] = card.table

    def of_map(self, irritants: Iterable[Note]) -> None:
        """Take the irritants of the one map that the room drew; words follow the map."""
        there = set()
        for new in irritants:
            there.add(new.id)
            known = self.cards.notes.get(new.id)
            if known:
                self.cards.change(known, text=new.text, audience=new.audience, parts=new.parts)
            else:
                self.cards.add(new)
        self.cards.take_out(id for id in self.cards.notes if id not in there and id not in self.tables)

    @property
    def has_begun(self) -> bool:
        """Whether the plenary took place here: a table's map lives through the room's stages, but nobody acts there."""
        ballot = self.ballot
        return bool(self.tables or self.cards.clusters or ballot.voters() or ballot.decisions)

    def options(self) -> Iterable[Option]:
        """What can be voted for: a group once there is one, else each irritant."""
        return options_of(self.cards)

    def outcomes(self) -> dict[str, Any]:
        """In words what was decided, by option."""
        decided = self.ballot.decisions if self.ballot.is_over else {}
        return {id: OUTCOMES[decision.outcome] for id, decision in decided.items()}

    def all(self) -> list[Kept]:
        """The irritants as they are grouped."""
        return [self._kept(option) for option in self.options()]

    def kept(self) -> list[Kept]:
        """What goes on, the most dots first: what was decided to keep, else those above the line, else everything."""
        ballot = self.ballot
        if not ballot.options:
            return self.all()
        decided = {id for id, decision in ballot.decisions.items() if decision.outcome == "keep"}
        rows = [row.option for row in ballot.ranked() if (row.option.id in decided if ballot.decisions else row.kept)]
        return [self._kept(option) for option in rows]

    def _kept(self, option: Option) -> Kept:
        notes = (self.cards.notes[id] for id in option.content if id in self.cards.notes)
        audiences = {note.audience for note in notes if note.audience}
        audience = "both" if len(audiences) > 1 else next(iter(audiences), "")
        return Kept(option.id, option.text, audience, option.origin, option.parts)

    def table(self) -> Table:
        """The irritants as they were grouped, each with whom it is about."""
        rows, links = [], []
        for cluster, notes in self.cards.groups():
            for note in notes:
                about = AUDIENCES.get(note.audience, "")
                rows.append((note.number, note.text, cluster.name if cluster else "", about))
                links.append({"card": note.id, "origin": note.origin})
        return Table("irritants", (_("Number"), _("Irritant"), _("Cluster"), _("About")), rows, links)

    def traces(self) -> Iterable[Trace]:
        """Each irritant that was brought, with where it came from, then the groups; with what became of them."""
        outcomes = self.outcomes()
        for note in self.cards.notes.values():
            if note.origin:
                yield Trace(note.id, note.text, "irritant", (note.origin,), note.audience, outcomes.get(note.id, ""))
        for cluster, notes in self.cards.groups():
            if cluster:
                ids = tuple(note.id for note in notes)
                name = cluster.name or notes[0].text
                yield Trace(cluster.id, name, "cluster", ids, self._audience(ids), outcomes.get(cluster.id, ""))

    def _audience(self, ids: Iterable[str]) -> str:
        return self._kept(Option("", "", (), frozenset(ids))).audience
