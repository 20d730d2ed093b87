"""A form as it is drawn: its pages with what one person answered, and what came of it for everyone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beffroi.blocks.form.answers import Answers, Response
from beffroi.blocks.form.lines import chart_of
from beffroi.blocks.form.published import Figures
from beffroi.blocks.form.questions import DECLINED, AnyOf, Matrix, Option, Page, Question, Ranking, Scale
from beffroi.blocks.form.tally import Place, Tally, mean, median, numbers, ranked
from beffroi.report import Piece
from beffroi.words import translator

_ = translator(__name__)


TEXTS_MOST, TEXTS_LEAST = 600, 10
"""Texts that one page holds, and of each question at least."""


@dataclass(frozen=True)
class Asked:
    """A question as it is drawn, with what stands in it: `said` is a text, a tuple of names, or (name, text) pairs."""

    id: str
    kind: str
    text: Any
    help: Any
    required: bool
    declines: bool
    options: tuple[Option, ...]
    rows: tuple[Option, ...]
    low: float
    high: float
    most: int
    when: str
    said: Any
    words: str
    mark: str
    unit: Any = ""
    hint: Any = ""

    def has(self, name: str, row: str = "") -> bool:
        """Whether an answer is chosen: of a row, in a matrix."""
        return dict(self.said).get(row) == name if row else name in self.said


@dataclass(frozen=True)
class Drawn:
    """A page as one person has it; `is_sent` says whether they have sent it as it stands."""

    id: str
    title: Any
    intro: Any
    questions: tuple[Asked, ...]
    is_last: bool
    is_sent: bool
    is_shown: bool


def drawn_pages(answers: Answers, response: Response | None) -> tuple[Drawn, ...]:
    """All the pages of a form, those that are hidden too: a page shows itself as its conditions come to hold."""
    given = response or Response()
    visible = answers.shown_to(given)
    return tuple(_page(answers, page, given, visible) for page in answers.pages)


def _page(answers: Answers, page: Page, given: Response, visible: Mapping[str, Any]) -> Drawn:
    seen = [one.id for one in page.questions if one.id in visible]
    asked = tuple(asked_of(one, given) for one in page.questions)
    is_sent = bool(seen) and given.seen.issuperset(seen)
    return Drawn(page.id, page.title, page.intro, asked, page is answers.pages[-1], is_sent, bool(seen))


def asked_of(question: Question, given: Response) -> Asked:
    """A question as it is drawn."""
    raw = given.said.get(question.id, "")
    return Asked(
        question.id,
        question.kind,
        question.text,
        question.help,
        question.required,
        question.declines,
        getattr(question, "options", ()) or question.answers() or _steps(question),
        getattr(question, "rows", ()),
        getattr(question, "low", 0),
        getattr(question, "high", 0),
        getattr(question, "places", 0) or getattr(question, "most", 0),
        json.dumps([[one.question, *one.any_of] for one in question.when]) if question.when else "",
        _standing(raw),
        given.words.get(question.id, ""),
        given.ids.get(question.id, ""),
        getattr(question, "unit", ""),
        _hint(question),
    )


def _steps(question: Question) -> tuple[Option, ...]:
    return Scale.answers(question) if isinstance(question, Matrix) else ()


def _standing(raw: Any) -> Any:
    if isinstance(raw, Mapping):
        return tuple(raw.items())
    return tuple(raw) if isinstance(raw, list) else (raw,) if raw else ()


def _hint(question: Question) -> Any:
    """How many answers it takes, in words."""
    if isinstance(question, AnyOf) and question.most and question.least:
        return _("Choose %(least)s to %(most)s answers.", least=question.least, most=question.most)
    if isinstance(question, AnyOf) and question.most:
        return _.many("Choose %(n)s answer at most.", "Choose %(n)s answers at most.", question.most)
    if isinstance(question, AnyOf) and question.least:
        return _.many("Choose %(n)s answer at least.", "Choose %(n)s answers at least.", question.least)
    if isinstance(question, Ranking):
        return _("Give the ranks 1 to %(n)s, 1 for the first.", n=question.places)
    return ""


# --- what came of it ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """An answer with how many gave it, and how many of a hundred that is."""

    text: Any
    n: int
    percent: int


@dataclass(frozen=True)
class Found:
    """What came of a question: `of` people were shown it, `answered` it, `declined`; the rest is by its kind."""

    id: str
    kind: str
    text: Any
    of: int
    answered: int
    declined: int
    shares: tuple[Share, ...] = ()
    rows: tuple[tuple[Any, tuple[Share, ...], Any], ...] = ()
    places: tuple[tuple[Any, Place], ...] = ()
    lines: Piece | None = None
    """Of a matrix, its lines beside each other."""
    mean: float | None = None
    mean_said: Any = ""
    median_said: Any = ""
    texts: tuple[tuple[str, str], ...] = ()
    sites: tuple[str, ...] = ()
    by_site: tuple[tuple[Any, tuple[int, ...]], ...] = ()
    """Where it may be told: of each answer that was offered, how many gave it at each of the `sites`."""
    is_told: bool = True
    """Whether five people answered: of fewer nothing is counted out."""
    taken_down: tuple[tuple[Any, int], ...] = ()
    """How many texts were taken down, by motive, in words."""
    unread: int = 0
    """How many more texts there are than stand in `texts`."""
    has_later: bool = False
    """Whether a few people answered otherwise since these figures were first shown."""


def found(answers: Answers) -> Iterator[Found]:
    """What everyone is shown of each question that is shown, in their order."""
    return (found_of(answers, name, texts=True) for name in answers.questions if name in answers.figures)


def found_of(answers: Answers, name: str, *, texts: bool) -> Found:
    """What is shown of a question; what people wrote only with `texts`."""
    question, figures = answers.questions[name], answers.figures[name]
    told = _found(question, figures) if figures.is_told else _too_few(question, figures)
    return _standing_texts(answers, told) if texts else without_texts(told)


def without_texts(told: Found) -> Found:
    """The same, of what people wrote nothing: not how much of it was taken down either."""
    return replace(told, texts=(), taken_down=())


def _standing_texts(answers: Answers, told: Found) -> Found:
    """The same without what was taken down, which is counted."""
    if not answers.down:
        return told
    texts = tuple(one for one in told.texts if one[0] not in answers.down)
    return replace(told, texts=texts, taken_down=answers.counted_down(id for id, _words in told.texts))


def shortened(told: Sequence[Found]) -> tuple[Found, ...]:
    """The same with as many texts as a page can hold, shared among the questions; of the others their number."""
    share = max(TEXTS_LEAST, TEXTS_MOST // max(1, sum(bool(one.texts) for one in told)))
    return tuple(replace(one, texts=one.texts[:share], unread=max(0, len(one.texts) - share)) for one in told)


def _too_few(question: Question, figures: Figures) -> Found:
    """Of a question that fewer than five answered: how many, and what they wrote, for who reads that."""
    tally = figures.tally
    texts = tuple(tally.shuffled())
    return Found(
        question.id,
        question.kind,
        question.text,
        tally.shown,
        tally.answered,
        tally.declined,
        texts=texts,
        is_told=False,
    )


def _found(question: Question, figures: Figures) -> Found:
    tally, sites = figures.tally, figures.by_site
    plain = Found(question.id, question.kind, question.text, tally.shown, tally.answered, tally.declined)
    offered = [(said_of(question, one), mark_of(question, one.id)) for one in question.answers() if sites]
    by_site = tuple((text, tuple(counts[mark] for counts in sites.values())) for text, mark in offered)
    said: dict[str, Any] = {"texts": tuple(tally.shuffled()), "sites": tuple(sites), "by_site": by_site}
    said["has_later"] = figures.has_later
    if isinstance(question, Matrix):
        rows = tuple(_rows(question, tally))
        lines = [(text, [share.n for share in shares], mean) for text, shares, mean in rows]
        said |= {"rows": rows, "lines": chart_of(Scale.answers(question), lines)}
    elif isinstance(question, Ranking):
        said["places"] = tuple((_text(question, one.option), one) for one in ranked(question, tally.marks))
    elif question.kind in ("scale", "amount"):
        counts = numbers(tally.marks)
        said |= {"mean": mean(counts), "shares": _shares(question, tally)}
        said |= {"mean_said": _tenths(mean(counts)), "median_said": _tenths(median(counts))}
    else:
        said["shares"] = _shares(question, tally)
    return Found(**{**vars(plain), **said})


def _text(question: Ranking, id: str) -> Any:
    return next(one.text for one in question.options if one.id == id)


def _shares(question: Question, tally: Tally) -> tuple[Share, ...]:
    """Each answer that was offered, or, where none is, each that was given."""
    offered = question.answers()
    if offered:
        pairs = [(said_of(question, one), tally.marks[mark_of(question, one.id)]) for one in offered]
    else:
        pairs = [(str(mark), times) for mark, times in sorted(tally.marks.items(), key=lambda one: one[0])]  # type: ignore[arg-type, return-value]
    return tuple(_share(text, n, tally.chosen) for text, n in pairs)


def mark_of(question: Question, id: str) -> Any:
    """What is counted of an answer that is offered."""
    return int(id) if isinstance(question, Scale) else id


def said_of(question: Question, option: Option) -> Any:
    """An answer that is offered, as it is read."""
    if not isinstance(question, Scale):
        return option.text
    return _("%(n)s · %(words)s", n=option.id, words=option.text) if str(option.text) else option.id


def _share(text: Any, n: int, of: int) -> Share:
    return Share(text, n, round(100 * n / of) if of else 0)


def _rows(question: Matrix, tally: Tally) -> Iterator[tuple[Any, tuple[Share, ...], Any]]:
    for row in question.rows:
        counts = numbers(tally.marks, row.id)
        total = sum(counts.values())
        shares = tuple(_share(one.id, counts.get(int(one.id), 0), total) for one in Scale.answers(question))
        yield row.text, shares, _tenths(mean(counts))


def _tenths(value: float | None) -> Any:
    """A number with one decimal, as it is written in the language of whoever reads; "" for none."""
    if value is None:
        return ""
    whole, _point, tenth = f"{value:.1f}".partition(".")
    return _("%(whole)s.%(tenth)s", whole=whole, tenth=tenth)


# --- one's own ------------------------------------------------------------------------------------


def own_answers(answers: Answers, response: Response | None) -> tuple[tuple[Any, Any], ...]:
    """What one person answered, as (question, words) pairs, to be read again."""
    if response is None:
        return ()
    seen = answers.shown_to(response).items()
    pairs = ((answers.questions[name], value) for name, value in seen if value is not None)
    return tuple((one.text, in_words(one, value, response.words.get(one.id, ""))) for one, value in pairs)


def in_words(question: Question, value: Any, words: str) -> str:
    """An answer, as whoever gave it reads it."""
    if value == DECLINED:
        return str(_("no answer"))
    if question.is_text:
        return words
    named = {one.id: str(one.text) for one in (*getattr(question, "options", ()), *getattr(question, "rows", ()))}
    if isinstance(question, Matrix):
        return " · ".join(f"{named[row]} {step}" for row, step in value)
    if isinstance(question, Ranking):
        return " · ".join(f"{place}. {named[one]}" for place, one in enumerate(value, 1))
    told = ", ".join(named.get(str(one), str(one)) for one in question.marks(value))
    return f"{told} · {words}" if words else told
