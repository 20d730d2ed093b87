"""An article as it is read once all is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.blocks.consent.articles import PAPER, Article, Outcome, Stance
from beffroi.blocks.consent.report import state_of
from beffroi.blocks.versions.difference import Run, difference


@dataclass(frozen=True)
class Said:
    """A reservation or an objection with what it is now, in words; `is_paper` says whether it came on paper."""

    stance: Stance
    state: Any
    is_paper: bool = False

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


def row_of(number: int, article: Article) -> Row:
    """What templates read of an article."""
    before = article.rounds[-2].text if len(article.rounds) > 1 else article.text
    changed = difference(before, article.text) if before != article.text else ()
    return Row(
        number, article.id, article.text, changed, tuple(article.counts().items()),
        _said(article, "object"), _said(article, "reserve"), len(article.objections()), article.outcome,
        article.became, article.said, article.why, article.is_plain, article.is_open,
    )  # fmt: skip


def _said(article: Article, kind: str) -> tuple[Said, ...]:
    papers = {one.id for round_ in article.closed for who, one in round_.stances.items() if who.startswith(PAPER)}
    found = (one for round_ in article.closed for one in round_.of(kind) if one.words)
    return tuple(Said(one, state_of(article, one), one.id in papers and one.stands) for one in found)
