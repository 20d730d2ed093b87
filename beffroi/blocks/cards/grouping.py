"""Grouping cards: moved into clusters, which are merged, taken apart, named, said to concern someone."""

from __future__ import annotations

from beffroi.blocks.cards.dealing import at_own_table
from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.looked_up import note_here, question_here, words_of
from beffroi.blocks.cards.notes import Cluster
from beffroi.command import Command
from beffroi.fields import Choice, Ref, Text
from beffroi.refused import Refused
from beffroi.stamp import ANYONE, FACILITATOR, Stamp
from beffroi.vocabulary import AUDIENCES
from beffroi.words import translator

_ = translator(__name__)


def _name_of(deck: Deck, cluster: str) -> str:
    found = deck.clusters.get(cluster)
    return found.name if found else ""


def _cluster(deck: Deck, cluster: str) -> Cluster:
    found = deck.clusters.get(cluster)
    if found is None:
        raise Refused(_("That cluster is no longer here."))
    return found


class Move(Command, stage="cluster", role=ANYONE, keeps_table=True, title=_("Card moved")):
    """Move a card: `to` is another card, a cluster, "new" for one of its own, or "" for none."""

    card: str = Ref()
    to: str = Ref(default="")

    def undo_label(self, deck: Deck) -> str:
        return words_of(deck, self.card)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)
        cards = deck
        known = self.to in cards.clusters or self.to in cards.notes or self.to in ("", "new")
        if not known or self.to == self.card:
            raise Refused(_("That place is no longer here: choose another."))
        beside = [self.to] if self.to in cards.notes else []
        at_own_table(deck, stamp, [self.card, *beside], [self.to] if self.to in cards.clusters else [])

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        cards, note = deck, deck.notes[self.card]
        other = cards.notes.get(self.to)
        cluster = other.cluster if other else self.to
        if cluster and cluster == note.cluster:
            return
        cards.leave_cluster(note)
        if self.to == "" or (cluster and cluster not in cards.clusters and cluster != "new"):
            return
        if not cluster or cluster == "new":
            cluster = f"c-{stamp.id}"
            cards.clusters[cluster] = Cluster(cluster)
        for card in {note.id, other.id} if other else {note.id}:
            cards.change(cards.notes[card], cluster=cluster)


class MergeClusters(Command, stage="cluster", role=ANYONE, keeps_table=True, title=_("Clusters merged")):
    """Put all the cards of a cluster into another; every card stays as it was written."""

    cluster: str = Ref()
    into: str = Ref()

    def undo_label(self, deck: Deck) -> str:
        return _name_of(deck, self.into)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _cluster(deck, self.cluster)
        _cluster(deck, self.into)
        if self.cluster == self.into:
            raise Refused(_("That place is no longer here: choose another."))
        at_own_table(deck, stamp, [], [self.cluster, self.into])

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        cards = deck
        if self.cluster not in cards.clusters or self.into not in cards.clusters:
            return
        for note in list(cards.notes.values()):
            if note.cluster == self.cluster:
                cards.change(note, cluster=self.into)
        left, into = cards.clusters.pop(self.cluster), cards.clusters[self.into]
        if not into.name:
            into.name, into.named = left.name, left.named
        into.audience = into.audience or left.audience


class SplitCluster(Command, stage="cluster", role=FACILITATOR, title=_("Cluster taken apart")):
    """Take a cluster apart: its cards are on their own again."""

    cluster: str = Ref()

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _cluster(deck, self.cluster)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        for note in list(deck.notes.values()):
            if note.cluster == self.cluster:
                deck.change(note, cluster="")
        deck.clusters.pop(self.cluster, None)


class NameCluster(Command, stage=("cluster", "vote"), role=ANYONE, keeps_table=True, title=_("Cluster named")):
    """Name a cluster, or rename it."""

    cluster: str = Ref(edits=True)
    title: str = Text(_("Name of the cluster"), max=80)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _cluster(deck, self.cluster)
        at_own_table(deck, stamp, [], [self.cluster])

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        cluster = deck.clusters.get(self.cluster)
        if cluster is not None:
            cluster.name, cluster.named = self.title, stamp.id


class Concern(Command, stage="cluster", role=FACILITATOR, title=_("Said whom a cluster is about")):
    """Say whom a cluster is about; its cards are too, where they do not say otherwise.

    Offered to facilitators where the method's overview says `concerns`.
    """

    cluster: str = Ref()
    audience: str = Choice(_("Whom it is about"), {"": _("as the activity says"), **AUDIENCES}, default="")

    def undo_label(self, deck: Deck) -> str:
        whom = str(AUDIENCES[self.audience]) if self.audience else ""
        return " · ".join(filter(None, (_name_of(deck, self.cluster), whom)))

    def check(self, deck: Deck, stamp: Stamp) -> None:
        _cluster(deck, self.cluster)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        if self.cluster in deck.clusters:
            deck.clusters[self.cluster].audience = self.audience


class PutUnder(
    Command, stage=("reveal", "read", "cluster"), role=FACILITATOR, affects_others=True,
    title=_("Card put under another question"),
):  # fmt: skip
    """Put a card under another of the questions that were handed over: it answers that one from now on."""

    card: str = Ref()
    question: str = Ref()

    def undo_label(self, deck: Deck) -> str:
        return words_of(deck, self.card)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)
        question_here(deck, self.question)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.change(deck.notes[self.card], question=self.question)
