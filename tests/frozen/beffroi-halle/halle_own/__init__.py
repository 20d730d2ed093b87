"""A day in one: stages, state, tables and report that a method says itself, of what its blocks keep."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi import API, ERASED, PARTICIPANT, Card, Method, NoSettings, SiteName, Stage, Table, hookimpl, translator
from beffroi.blocks import ballot, capture, cards, form
from beffroi.blocks.ballot import DECIDE, OUTCOMES, VOTE, Ballot, Vote
from beffroi.blocks.capture import CAPTURE, Capture, Commitments
from beffroi.blocks.cards import CLUSTER, COLLECT, REVEAL, Cards, Deck
from beffroi.blocks.form import ANSWER, RESULTS, Answers, Form, Page, Scale
from beffroi.folding import counted, distinct, folded, most_said
from beffroi.report import VERSIONS, Made, OfTable, Paragraph, Piece, Section, with_outcomes
from beffroi.rows import as_lines
from beffroi.signs import cleaned, cut, isolated, shortened, spaced, turns, without_isolates

_ = translator(__name__)

LAST = Stage("last", _("What remains"), instruction=_("Read what was kept once more."))
COMMANDS = (*cards.CARD_COMMANDS, *ballot.BALLOT_COMMANDS, *capture.CAPTURE_COMMANDS, *form.FORM_COMMANDS)
NAMES = frozenset(one.about.name for one in COMMANDS if one.about.role == PARTICIPANT)


@dataclass
class Day:
    """What its blocks keep, each under its name."""

    ideas: Deck
    dots: Vote
    done: Commitments
    answers: Answers


class Own(Method[Day, Any]):
    api = API
    id = "halle_own"
    title = _("A day in one")
    minutes = 90
    stages = (COLLECT, REVEAL, CLUSTER, VOTE, DECIDE, CAPTURE, ANSWER, RESULTS, LAST)
    state = Day
    ideas = Cards()
    dots = Ballot(on=ideas)
    done = Capture(on=dots)
    answers = Form(Page(_("The day"), (Scale("well", _("Did it go well?"), 1, 5, {1: _("no"), 5: _("very well")}),)))

    def cards(self, state: Day) -> Sequence[Card]:
        return self.ideas.cards(state.ideas)

    def view(self, state: Day) -> dict[str, Any]:
        kept = [spaced(isolated(cut(cleaned(one.text), 120))) for one in state.dots.kept()]
        said = [without_isolates(one) for one in kept if not turns(one) and one != ERASED]
        return {**super().view(state), "kept": tuple(distinct(said)), "most": shortened(most_said(_spelt(said)), 40)}

    def tables(self, state: Day) -> Iterator[Table]:
        yield from self.ideas.tables(state.ideas)
        yield from ballot.tables_of(state.dots)
        yield from form.tables_of(state.answers)

    def report(self, state: Day, tables: Sequence[OfTable[Day]], settings: Any) -> Iterator[Section]:
        outcomes = state.dots.outcomes()
        yield from (with_outcomes(one, outcomes) for one in ballot.sections_of(state.dots))
        yield from form.sections_of(state.answers)
        yield Section("end", self.title, tuple(_pieces(state)), version=VERSIONS[1])


def _spelt(said: Iterable[str]) -> dict[str, int]:
    return {"": 0, **dict(counted(as_lines(one) for one in said if folded(one)))}


def _pieces(state: Day) -> Iterator[Piece]:
    made: list[Made] = [Paragraph(OUTCOMES[one.outcome]) for one in state.dots.decisions.values()]
    yield from (one for one in made if isinstance(one, Piece))
    yield Paragraph(SiteName("")) if NoSettings() is None else Paragraph(_("That is all."))


@hookimpl
def methods() -> list[Method]:
    return [Own()]
