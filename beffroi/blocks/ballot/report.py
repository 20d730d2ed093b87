"""What leaves a vote: its table, and its section of the report. Never who voted what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from beffroi.blocks.ballot.options import Option, Ranked
from beffroi.blocks.ballot.stages import OUTCOMES
from beffroi.blocks.ballot.vote import Vote
from beffroi.blocks.ballot.worth import kept_by, worth_of
from beffroi.report import Bar, Bars, Figure, Grid, Heading, Item, Listing, Paragraph, Piece, Row, Section
from beffroi.vocabulary import SiteName, Table
from beffroi.words import translator

_ = translator(__name__)


def tables_of(vote: Vote) -> Iterable[Table]:
    """The result, once revealed: never who voted what."""
    if not vote.is_over:
        return
    rows, links, by_site = [], [], vote.by_site()
    ranked = vote.ranked()
    is_asked = any(row.option.asked for row in ranked)
    is_parted = any(row.second is not None for row in ranked)
    for row in ranked:
        decision = vote.decisions.get(row.option.id)
        outcome = OUTCOMES[decision.outcome] if decision else ""
        said = (row.rank, row.option.text, row.total, outcome, decision.reason if decision else "")
        second = ("" if row.second is None else row.second,) if is_parted else ()
        asked = (row.option.asked,) if is_asked else ()
        rows.append((*said, *second, *asked, *(tally[row.option.id] for tally in by_site.values())))
        links.append({"card": row.option.id, "origin": row.option.origin})
    parted = (_("In the run-off"),) if is_parted else ()
    asked = (_("Question"),) if is_asked else ()
    columns = (_("Rank"), _("Option"), _("Dots"), _("Decision"), _("Reason"), *parted, *asked, *map(SiteName, by_site))
    yield Table("votes", columns, rows, links)


def sections_of(vote: Vote) -> Iterable[Section]:
    """What was decided, with dots and reason, for everybody; then every option with its dots."""
    if not vote.is_over or not vote.options:
        return
    ranked = vote.ranked()
    is_decided = vote.decisions or vote.rules.worth == "decides"
    title = _("What was decided") if is_decided else _("What came first in the vote")
    yield Section("decisions", title, tuple(_decided(vote, ranked)), version="direction")
    yield Section("votes", _("The vote"), tuple(_voted(vote, ranked)))


def _decided(vote: Vote, ranked: list[Ranked]) -> Iterable[Piece]:
    yield Paragraph(worth_of(vote.rules), version="direction")
    yield Figure(vote.voters(), _("people voted"), version="direction")
    if not vote.decisions:
        kept = [row for row in ranked if row.kept]
        yield Paragraph(_("No decision was recorded.") if kept else _("Nothing was decided."), version="direction")
        yield from _listed(vote, kept_by(vote.rules), kept)
        return
    for outcome, words in OUTCOMES.items():
        rows = [row for row in ranked if _outcome(vote, row) == outcome]
        yield from _listed(vote, words, rows)


def _listed(vote: Vote, words: Any, rows: list[Ranked]) -> Iterable[Piece]:
    if rows:
        yield Heading(words, version="direction")
        yield Listing([_item(vote, row) for row in rows], version="direction")


def _outcome(vote: Vote, row: Ranked) -> str:
    decision = vote.decisions.get(row.option.id)
    return decision.outcome if decision else ""


def _item(vote: Vote, row: Ranked) -> Item:
    decision = vote.decisions.get(row.option.id)
    dots = _.many("%(n)s dot", "%(n)s dots", row.total)
    reason = decision.reason if decision else ""
    note = _("%(dots)s · %(reason)s", dots=dots, reason=reason) if reason else dots
    return Item(row.option.text, note=note, look=row.option.look, version="direction", **things_of(row.option))


def _voted(vote: Vote, ranked: list[Ranked]) -> Iterable[Piece]:
    bars = [Bar(row.option.text, row.total, _after(vote, row), **things_of(row.option)) for row in ranked]
    yield Bars(bars, _("Dots"), _("Option"))
    by_site = vote.by_site()
    if by_site:
        rows = [
            Row((row.option.text, *(tally[row.option.id] for tally in by_site.values())), **things_of(row.option))
            for row in ranked
        ]
        yield Grid((_("Option"), *map(SiteName, by_site)), rows, _("Dots by site"))


def _after(vote: Vote, row: Ranked) -> Any:
    outcome = _outcome(vote, row)
    return OUTCOMES[outcome] if outcome else kept_by(vote.rules) if row.kept and not vote.decisions else ""


def things_of(option: Option) -> dict[str, Any]:
    """What an option is made of: itself, the cards it stands for, whoever worded it."""
    ids = dict.fromkeys((option.id, *sorted(option.content), *(id for id, _words in option.parts)))
    return {"ids": tuple(ids), "origins": (option.origin,) if option.origin else ()}
