"""What a method has to give, question by question."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from babel.support import LazyProxy

from beffroi import AUDIENCES, Card, Method, Table, Trace
from beffroi.report import Section

HEAVIEST = 300_000
"""Signs of a view, at most: each page is sent them."""

ALWAYS = frozenset({"card"})
"""Kinds that need not be declared."""

Judge = Callable[[Method, Any], Iterator[str]]


def a_dict(_method: Method, made: Any) -> Iterator[str]:
    """What a template reads by name."""
    if not isinstance(made, Mapping):
        yield f'it gives {_kind(made)}, and a template reads by name: give a dict, such as {{"notes": …}}.'
        return
    weight = len(json.dumps(dict(made), default=str, skipkeys=True))
    if weight > HEAVIEST:
        yield f"it gives {weight // 1000} kB, and each page gets it: give what is shown, {HEAVIEST // 1000} kB at most."


def sentences(_method: Method, made: Any) -> Iterator[str]:
    """What a hidden stage shows."""
    if isinstance(made, str | LazyProxy) or not isinstance(made, Iterable):
        yield f"it gives {_kind(made)}: give a list of whole sentences."


def a_number(_method: Method, made: Any) -> Iterator[str]:
    """How many have."""
    if made is not None and (isinstance(made, bool) or not isinstance(made, int)):
        yield f"it gives {_kind(made)}: give a whole number, or None where it cannot tell."


def a_text(_method: Method, made: Any) -> Iterator[str]:
    """The question."""
    if not isinstance(made, str | LazyProxy):
        yield f"it gives {_kind(made)}: give a text, “” where it asks nothing."


def done_of(_method: Method, made: Any) -> Iterator[str]:
    """How far a sheet is."""
    is_pair = isinstance(made, tuple) and len(made) == 2 and all(isinstance(one, int) for one in made)  # noqa: PLR2004
    if made is not None and not is_pair:
        yield f"it gives {_kind(made)}: give (done, of), two whole numbers, or None."


def _each(kind: type, give: str) -> Callable[[Judge], Judge]:
    """Judges a list of these; one that holds something else is told so, and asked nothing more."""

    def judging(judge: Judge) -> Judge:
        def judged(method: Method, made: Any) -> Iterator[str]:
            odd = [one for one in made if not isinstance(one, kind)]
            yield from [f"it gives {_kind(odd[0])}: give {give} each."] if odd else judge(method, made)

        return judged

    return judging


@_each(Table, "a Table(name, columns, rows)")
def tables(_method: Method, made: list[Any]) -> Iterator[str]:
    """The results."""
    for name, times in Counter(table.name for table in made).items():
        if not name:
            yield "a table has no name, by which its file is called: give it a name."
        elif times > 1:
            yield f"two tables are called “{name}”: rename one."
    for table in made:
        wrong = next((row for row in table.rows if len(row) != len(table.columns)), None)
        if wrong is not None:
            told = f"{len(wrong)} cells under {len(table.columns)} columns"
            yield f"table “{table.name}” has a row of {told}: give a cell for each column."


@_each(Card, "a Card(id, text)")
def cards(method: Method, made: list[Any]) -> Iterator[str]:
    """What is handed over."""
    for id, times in Counter(card.id for card in made).items():
        if not id or times > 1:
            yield f"{times} cards have the id “{id}”: give each an id of its own, the stamp.id of what it stands for."
    yield from _kinds(method, ((card.kind, card.audience) for card in made))


@_each(Trace, "a Trace(id, text, kind, sources)")
def traces(method: Method, made: list[Any]) -> Iterator[str]:
    """The evidence chain."""
    yield from _kinds(method, ((trace.kind, trace.audience) for trace in made))


def _kinds(method: Method, told: Iterable[tuple[str, str]]) -> Iterator[str]:
    for kind, audience in dict.fromkeys(told):
        if kind not in method.kinds and kind not in ALWAYS:
            yield f"nobody knows the kind “{kind}”: declare it in Method.kinds, as Kind(title)."
        if audience and audience not in AUDIENCES:
            yield f"there is no audience “{audience}”: take one of beffroi.AUDIENCES, {', '.join(AUDIENCES)}."


@_each(Section, "a Section(id, title, pieces)")
def sections(_method: Method, made: list[Any]) -> Iterator[str]:
    """The report."""
    for id, times in Counter(section.id for section in made).items():
        if times > 1:
            yield f"two sections have the id “{id}”: rename one."


def ids(_method: Method, made: list[Any]) -> Iterator[str]:
    """What is withheld."""
    if not all(isinstance(one, str) for one in made):
        yield "it gives things: give their ids."


def anything(_method: Method, _made: Any) -> Iterator[str]:
    """What nothing is asked of."""
    yield from ()


def _kind(made: Any) -> str:
    return "None" if made is None else f"a {type(made).__name__}"
