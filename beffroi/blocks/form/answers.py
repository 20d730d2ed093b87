"""What people answered to a form: one answer a person, changed until it closes, counted as it comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from beffroi.blocks.form.published import Cells, Figures, figures_of
from beffroi.blocks.form.questions import DECLINED, Page, Question
from beffroi.blocks.form.shown import shown
from beffroi.blocks.form.tally import Tally
from beffroi.blocks.words_down import WordsDown
from beffroi.small_groups import FEWEST, may_be_shown

PAPER = "paper:"
PAPER_MOST = 1000
"""Answers from paper in one form, at most."""


@dataclass(frozen=True)
class Sent:
    """What an entry sends, by question; `earlier` are the ids of texts that stood there before."""

    id: str
    said: Mapping[str, Any]
    words: Mapping[str, str]
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> set[str]:
        """The questions that it answers."""
        return {*self.said, *self.words}

    def id_of(self, name: str, before: str) -> str:
        """The id of what is written: that of what stood there `before`, if it says so, else its place there."""
        goes_on = before and self.earlier.get(name) == before
        return before if goes_on else self.own_id(name)

    def own_id(self, name: str) -> str:
        """The id of what it says itself of a question."""
        return f"{self.id}.{sorted(self.words).index(name)}"


@dataclass
class Response:
    """What one person answered, as it was sent: what a condition hides stays here, and is counted nowhere.

    `said` is what was chosen and `words` what was written, by question; `site` is theirs, where the activity keeps it.
    """

    site: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """Of what was written, the id that erasure knows it by."""
    worded: dict[str, str] = field(default_factory=dict)
    """Of what was written, the id of what worded it last."""
    seen: set[str] = field(default_factory=set)
    """The questions of the pages that were sent."""
    read: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was read of it so far, by question: a page of six changes what the others say of nothing."""
    counted: dict[str, tuple[Any, str, str]] = field(default_factory=dict, compare=False, repr=False)
    """What the tallies hold of it, by question: a value, and the id and words of what was written."""
    marks: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """What is counted of it, by question."""


@dataclass(frozen=True)
class Around:
    """What stands around the questions: an `introduction` with how many minutes it `takes`, `thanks` after them.

    `invited` is how many people are asked to answer, 0 where nobody said.
    """

    introduction: str = ""
    takes: int = 0
    thanks: str = ""
    invited: int = 0
    groups: tuple[tuple[str, int], ...] = ()
    """Of what groups they are, each with how many of it are asked, where that was said."""


@dataclass
class Answers(WordsDown):
    """The answers to one form: its `pages`, `responses` by person, `tallies` by question, all kept as they come.

    `questions` are those of all pages, by name. It is `open` while people answer, and `is_over` once everyone sees what
    came of it; `show_texts` says whether that is so of what they wrote too.
    """

    pages: tuple[Page, ...] = field(default=(), compare=False, repr=False)
    responses: dict[str, Response] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    """Who has answered every page that they are shown."""
    figures: dict[str, Figures] = field(default_factory=dict)
    """What everyone is shown, by question, from when it was first shown on."""
    cells: dict[tuple[str, str], tuple[Cells, ...]] = field(default_factory=dict)
    """What is counted of two questions crossed, each time that it was shown: the last is shown now."""
    turn: str = ""
    """Where it is answered together, the question that is on."""
    awaited: set[str] = field(default_factory=set)
    """Those for whom it follows from what they answered before, where it does not follow for everyone."""
    had_turn: set[str] = field(default_factory=set)
    """The questions that were on."""
    told: set[str] = field(default_factory=set)
    """Those of them whose results were shown: they take no answer any more."""
    has_pages: bool = False
    """Whether anybody answered by themselves, page by page."""
    is_together: bool = False
    """Whether it is answered together just now."""
    show_texts: bool = False
    open: bool = False
    is_over: bool = False
    questions: dict[str, Question] = field(default_factory=dict, compare=False, repr=False)
    crossed: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)
    """The questions that are told two by two."""
    around: Around = field(default=Around(), compare=False, repr=False)
    """What is read before and after the questions, where a facilitator wrote some."""

    def __post_init__(self) -> None:
        self.questions = {one.id: one for page in self.pages for one in page.questions}
        self.tallies = {id: Tally() for id in self.questions}

    def text_of(self, id: str) -> str:
        """What was written under that id, as it was shown last; "" of none."""
        return next((one.tally.texts[id] for one in self.figures.values() if id in one.tally.texts), "")

    def down_of(self, who: str) -> tuple[tuple[Any, Any], ...]:
        """What somebody wrote that was taken down, as (question, motive) pairs in words."""
        response = self.responses.get(who) if self.down else None
        written = response.ids.items() if response else ()
        return tuple((self.questions[name].text, self.why_down(id)) for name, id in written if id in self.down)

    def page(self, id: str) -> Page | None:
        """The page of that id, or None."""
        return next((one for one in self.pages if one.id == id), None)

    def shown_to(self, response: Response) -> dict[str, Any]:
        """The questions that somebody is shown, in their order, each with what they answered."""
        return shown(self.questions.values(), response.said, response.words, response.read)

    def go_to(self, name: str) -> None:
        """Put a question before everyone."""
        self.turn = name
        self.had_turn.add(name)
        follows = self.questions[name].when
        self.awaited = {who for who, one in self.responses.items() if name in self.shown_to(one)} if follows else set()

    # --- taken in ----------------------------------------------------------------------------

    def take(self, who: str, asked: Sequence[Question], sent: Sent) -> None:
        """Put what was sent in the place of what was answered to these questions."""
        response = self.responses.setdefault(who, Response())
        ids = {name: sent.id_of(name, response.ids.get(name, "")) for name in sent.words}
        for name in sent.named:
            _replace(response.said, name, sent.said.get(name))
            _replace(response.words, name, sent.words.get(name))
            _replace(response.ids, name, ids.get(name))
            _replace(response.worded, name, sent.own_id(name) if name in sent.words else None)
        for name in sent.named:
            response.read.pop(name, None)
        self._clear(response, [one.id for one in asked if one.id not in sent.named])
        response.seen |= {one.id for one in asked}
        shown = self.shown_to(response)
        if (on := self.questions.get(self.turn)) and on.when:
            (self.awaited.add if self.turn in shown else self.awaited.discard)(who)
        self._count(response, shown)
        (self.finished.add if shown.keys() <= response.seen else self.finished.discard)(who)

    def _clear(self, response: Response, left: list[str]) -> None:
        """Of a page that was sent, what was left blank has no answer any more, unless a condition hides it."""
        for name in self.shown_to(response).keys() & set(left) if left else ():
            for kept in (response.said, response.words, response.ids, response.worded, response.read):
                kept.pop(name, None)

    def void(self, who: str) -> None:
        """Take out what somebody answered."""
        if who in self.responses:
            self._count(self.responses.pop(who), {})
        self.finished.discard(who)
        self.awaited.discard(who)

    def publish(self, names: Iterable[str]) -> None:
        """Show everyone what was answered to these questions."""
        for name in names:
            by_site = self.by_site(name) if self.questions[name].answers() else {}
            self.figures[name] = figures_of(self.figures.get(name), self.tallies[name], by_site, self._given(name))

    def _given(self, name: str) -> dict[str, Any]:
        """What is counted of a question, by person."""
        answers = ((who, one.marks.get(name), one.words.get(name)) for who, one in self.responses.items())
        return {who: (marks, words) for who, marks, words in answers if marks or (marks is not None and words)}

    def _count(self, response: Response, shown: Mapping[str, Any]) -> None:
        """Have the tallies hold what somebody is shown and has answered: of a page that is sent, what it changes."""
        now = {
            name: (value, response.ids.get(name, ""), response.words.get(name, ""))
            for name, value in shown.items()
            if name in response.seen
        }
        for name in [name for name, was in response.counted.items() if now.get(name) != was]:
            value, *written = response.counted.pop(name)
            self.tallies[name].count(self.questions[name], value, (written[0], written[1]), -1)
            response.marks.pop(name, None)
        for name in [name for name in now if name not in response.counted]:
            value, *written = response.counted[name] = now[name]
            self.tallies[name].count(self.questions[name], value, (written[0], written[1]), 1)
            response.marks[name] = _marks(self.questions[name], value)

    # --- told --------------------------------------------------------------------------------

    @property
    def begun(self) -> int:
        """How many have sent a page, and not yet all; of a form that was led throughout, nobody."""
        is_led = self.had_turn and not self.has_pages
        return 0 if is_led else len(self.responses) - len(self.finished)

    def on_paper(self) -> int:
        """How many answered on paper."""
        return sum(who.startswith(PAPER) for who in self.finished)

    def papers_to(self, name: str) -> int:
        """How many papers answer a question."""
        papers = (one for who, one in self.responses.items() if who.startswith(PAPER))
        return sum(bool(one.marks.get(name) or one.words.get(name)) for one in papers)

    def by_site(self, name: str) -> dict[str, Counter[Any]]:
        """What was answered to a question, by site; empty unless five were asked at each and gave each answer.

        Answers of no site are a group as well: it is what the sites leave of the whole.
        """
        asked: Counter[str] = Counter()
        marks: dict[str, Counter[Any]] = {}
        for site, given in self._answered(name):
            asked[site] += 1
            marks.setdefault(site, Counter()).update(given)
        if not may_be_shown(asked.values()) or any(n < FEWEST for one in marks.values() for n in one.values()):
            return {}
        return {site: marks[site] for site in sorted(marks) if site}

    def _answered(self, name: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
        for response in self.responses.values():
            if name in response.marks:
                yield response.site, response.marks[name]

    def together(self, down: str, across: str) -> Counter[tuple[Any, Any]]:
        """How many gave an answer to one question and an answer to another, by both."""
        counts: Counter[tuple[Any, Any]] = Counter()
        for response in self.responses.values():
            counts.update(product(response.marks.get(down, ()), response.marks.get(across, ())))
        return counts


def _marks(question: Question, value: Any) -> tuple[Any, ...]:
    if value is None or value == DECLINED:
        return () if value is None else (DECLINED,)
    return question.marks(value)


def _replace(kept: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        kept.pop(name, None)
    else:
        kept[name] = value
