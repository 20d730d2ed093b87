"""What is shown of the cards: to everyone, to their author, to the next method, in the exports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from beffroi.blocks.cards.collected import Collected
from beffroi.blocks.cards.notes import Cluster, Note, ShownGroup
from beffroi.moderation import BY_AUTHOR, motive_said, tally
from beffroi.small_groups import may_be_shown
from beffroi.vocabulary import Card, Trace
from beffroi.words import translator

_ = translator(__name__)


def _shown(cluster: Cluster | None, notes: Iterable[Note]) -> ShownGroup:
    return ShownGroup(cluster.id if cluster else "loose", cluster.name if cluster else "", tuple(notes))


@dataclass
class Deck(Collected):
    """All the cards of one scope, and how they are grouped."""

    def sites_shown(self) -> bool:
        """Whether the site of each card may be shown: every site that wrote has five people who did.

        Cards of no site are a group as well, each as if somebody else had written it; those handed over are nobody's.
        """
        writers: dict[str, set[str]] = defaultdict(set)
        for note in self.notes.values():
            if note.who:
                writers[note.site].add(note.id if note.paper else note.who)
        return any(writers) and may_be_shown(len(people) for people in writers.values())

    def authors(self) -> int:
        """How many people wrote at least one card, those on paper too: what is in the bin does not count."""
        return len({note.who for note in self._written() if not note.paper}) + self.papers()

    def papers(self) -> int:
        """How many people wrote on paper: as many as it takes at least, since an envelope says no names."""
        return ceil(sum(note.paper for note in self._written()) / self.per_person)

    def _written(self) -> Iterator[Note]:
        """The cards that people of the room wrote and that stand: none handed over, none in the bin."""
        return (note for note in self.notes.values() if note.who and not note.hidden)

    def counts(self) -> list[Any]:
        """The numbers a hidden stage may show, as sentences."""
        cards, authors = sum(not note.hidden for note in self.notes.values()), self.authors()
        written = [_.many("%(n)s card written", "%(n)s cards written", cards)] if cards else []
        by = _.many("%(n)s person has written", "%(n)s people have written", authors)
        return [*written, by if authors else _("Nobody has written yet")]

    def view(self) -> dict[str, Any]:
        """What everyone may know of the cards: no author, no order of writing."""
        if not self.revealed:
            nothing = {"groups": [], "groups_shown": (), "answers": (), "named": False, "sited": False, "dealt": {}}
            return {**nothing, "taken_down": (), "waiting": 0, "asked_as": {}, "asked_in_words": ()}
        groups = self.groups()
        return {
            "groups": groups,
            "groups_shown": tuple(_shown(cluster, notes) for cluster, notes in groups if notes),
            "answers": tuple(self._answers(groups[-1][1])),
            "asked_as": self.asked_as(),
            "asked_in_words": self.asked_in_words(),
            "named": bool(self.clusters),
            "sited": self.sites_shown(),
            "dealt": self.dealt,
            "taken_down": self.taken_down(),
            "waiting": len(self.waiting()),
        }

    def asked_as(self) -> dict[str, Any]:
        """How a card says which question it answers, by the question's id, where there are several."""
        numbered = enumerate(self.asked, 1) if len(self.asked) > 1 else ()
        return {id: _("Question %(n)s", n=number) for number, id in numbered}

    def asked_in_words(self) -> tuple[tuple[str, Any], ...]:
        """The questions to choose from, where there are several."""
        numbered = enumerate(self.asked.values(), 1) if len(self.asked) > 1 else ()
        return tuple((card.id, _("%(number)s. %(question)s", number=n, question=card.text)) for n, card in numbered)

    def _answers(self, loose: list[Note]) -> Iterator[tuple[str, list[Note]]]:
        """The cards in no group under the question that they answer, where there are several; then those of none."""
        if len(self.asked) < 2 or self.dealt:  # noqa: PLR2004
            return
        for id, card in self.asked.items():
            yield card.text, [note for note in loose if note.question == id]
        yield "", [note for note in loose if note.question not in self.asked]

    def personal_view(self, who: str) -> dict[str, Any]:
        """What one person sees of their own cards, and the marks of those on the board."""
        written = self.of(who)
        own = {note.id: {"card": str(_("my card"))} for note in written} if self.revealed else {}
        left = max(0, self.per_person - len(written))
        mine = [note for note in written if not note.paper]
        taken = [note for note in mine if note.hidden and note.motive != BY_AUTHOR]
        down = [(note.id, note.text, motive_said(note.motive)) for note in taken]
        reworded = [(note.id, note.text) for note in mine if note.reworded and not note.hidden]
        told: dict[str, Any] = {"my_taken_down": down, "my_reworded": reworded, "moderated": self.moderated}
        told["my_waiting"] = sum(self.waits(note) and not note.hidden for note in mine) if self.revealed else 0
        told |= {"asked_as": self.asked_as(), "asked_in_words": self.asked_in_words()}
        return {"my_cards": written, "cards_left": left, **told, "own": own}

    def taken_down(self) -> tuple[tuple[Any, int], ...]:
        """How many cards were taken down, by motive, in words."""
        return tally(note.motive for note in self.binned())

    def handed(self) -> list[Card]:
        """What the next method gets: a cluster as one card once it has a name, else each card."""
        out: list[Card] = []
        for cluster, notes in self.groups():
            if cluster and cluster.name:
                held = tuple((note.id, note.text) for note in notes)
                whom = self.audience_of_all(cluster, notes)
                parts = ((cluster.named, ""),)
                out.append(Card(cluster.id, cluster.name, "cluster", whom, details=held, parts=parts))
            else:
                out.extend(
                    Card(note.id, note.text, "card", self.audience_of(note), note.origin, parts=note.parts)
                    for note in notes
                )
        return out

    def traces(self) -> Iterable[Trace]:
        """Questions, cards with what they copy or answer, clusters with their cards: nothing before the reveal."""
        if not self.revealed:
            return
        for card in self.asked.values():
            yield Trace(card.id, card.text, "question", (card.origin,) if card.origin else (), card.audience)
        for note in self.shown():
            sources = tuple(filter(None, (note.origin, note.question)))
            yield Trace(note.id, note.text, "card", sources, self.audience_of(note))
        for cluster, notes in self.groups():
            if cluster:
                held = tuple(note.id for note in notes)
                said = cluster.name or notes[0].text
                yield Trace(cluster.id, said, "cluster", held, self.audience_of_all(cluster, notes))
