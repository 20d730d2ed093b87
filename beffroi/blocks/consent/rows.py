"""An article as it is read once all is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from beffroi.blocks.consent.articles import Article, Articles
from beffroi.blocks.consent.discussion import QUESTION, REACTION, Remark
from beffroi.blocks.consent.report import state_of
from beffroi.blocks.consent.stances import FOUND, PAPER, Outcome, Stance
from beffroi.blocks.versions.difference import Run, difference
from beffroi.fields import ERASED


@dataclass(frozen=True)
class Said:
    """A reservation or an objection with what it is now, in words; `is_paper` says whether it came on paper.

    `by` is the name under which it is read, where the round is signed; `takers` are those who hold it as their own too.
    """

    stance: Stance
    state: Any
    is_paper: bool = False
    by: str = ""
    takers: int = 0

    @property
    def found(self) -> Any:
        """What it was found to be, in words."""
        return FOUND.get(self.stance.found, "")

    @property
    def id(self) -> str:
        """The id of the entry that says it."""
        return self.stance.id

    @property
    def text(self) -> str:
        """What it says."""
        return self.stance.words


@dataclass(frozen=True)
class Row:
    """An article, by its `number`: where all stand on it, what was said, what became of it."""

    number: int
    id: str
    text: str
    before: tuple[Run, ...]
    counts: tuple[tuple[str, int], ...]
    objections: tuple[Said, ...]
    reservations: tuple[Said, ...]
    standing: int
    outcome: Outcome | None
    became: str
    said: Any
    why: Any
    is_plain: bool
    is_open: bool
    review: Any
    by_site: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def row_of(number: int, article: Article, articles: Articles) -> Row:
    """What templates read of an article."""
    by_site = tuple((site, tuple(counts.items())) for site, counts in article.by_site().items())
    return Row(
        number, article.id, article.text, _changed(article), tuple(article.counts().items()),
        _said(article, "object", articles.names), _said(article, "reserve", articles.names),
        len(article.objections()), article.outcome,
        article.became, article.said, article.why, article.is_plain, article.is_open,
        article.review, by_site,
    )  # fmt: skip


def _changed(article: Article) -> tuple[Run, ...]:
    """What its last wording changed; nothing where there is but one."""
    before = article.rounds[-2].text if len(article.rounds) > 1 else article.first
    return difference(before, article.text) if before and before != article.text else ()


def _said(article: Article, kind: str, names: dict[str, str]) -> tuple[Said, ...]:
    who_of = {one.id: who for round_ in article.closed for who, one in round_.stances.items()}
    found = (one for round_ in article.closed for one in round_.of(kind) if one.words)
    return tuple(_one(article, one, who_of.get(one.id, ""), names) for one in found)


def _one(article: Article, stance: Stance, who: str, names: dict[str, str]) -> Said:
    is_paper, name = who.startswith(PAPER) and stance.stands, names.get(who, "")
    by = "" if name == ERASED else name
    return Said(stance, state_of(article, stance), is_paper, by, article.takers(stance.id))


@dataclass(frozen=True)
class Talked:
    """An article with what was asked and said of it: its `text`, `before` is what a new wording changed."""

    number: int
    id: str
    text: str
    before: tuple[Run, ...]
    questions: tuple[Remark, ...]
    reactions: tuple[Remark, ...]

    @property
    def is_talked_of(self) -> bool:
        """Whether anything was said of it."""
        return bool(self.before or self.questions or self.reactions)


def talked_of(articles: Articles) -> tuple[Talked, ...]:
    """What templates read of the articles before the round."""
    return tuple(
        Talked(
            number, one.id, one.text, _changed(one),
            _unsigned(articles, one.id, QUESTION), _unsigned(articles, one.id, REACTION),
        )
        for number, one in enumerate(articles.all.values(), 1)
    )  # fmt: skip


def _unsigned(articles: Articles, thing: str, kind: str) -> tuple[Remark, ...]:
    """The remarks without who made them, which no page is given."""
    return tuple(replace(one, who="") for one in articles.talk.of(thing, kind))
