"""A form written as text, by somebody who writes no code; what cannot be read is told by its line.

    # Your service                               a page, and its title
    > It takes four minutes.                     what stands under it
    channel (several, 1-3) * : How do you write? a question: name (kind) * where it is required : what it asks
    - Letter                                     an answer, kept as “letter”
    - mail = E-mail                              an answer, kept as “mail” whatever it says
    - Other…                                     one that asks for a few words
    > Choose what you use each week.             a help, under a question
    delay (scale 1-5) if channel = letter, mail : Is the delay right?
    1 = not at all                               what a step of the scale means
    5 = quite

The kinds and the small words are French or English.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.blocks.form import questions as kinds
from beffroi.blocks.form.questions import DECLINED, Matrix, OneOf, Option, Page, Question, Ranking, Scale, When
from beffroi.blocks.form.shown import faults
from beffroi.words import translator

_ = translator(__name__)

Numbers = tuple[int, ...]
"""The one or two numbers that stand with a kind: of a scale its ends."""

Line = tuple[int, Any]
"""The number of a line, from 1, and what is wrong with it."""

DECLINES = ("je prefere ne pas repondre", "sans reponse", "no answer", DECLINED)
"""How a condition names that somebody would not say."""


@dataclass
class Draft:
    """A question as far as it was read."""

    line: int
    name: str
    text: str
    kind: str
    numbers: Numbers = ()
    required: bool = False
    when: tuple[When, ...] = ()
    help: str = ""
    options: list[Option] = field(default_factory=list)
    anchors: dict[int, str] = field(default_factory=dict)


@dataclass
class Sheet:
    """A page as far as it was read."""

    title: str = ""
    intro: str = ""
    drafts: list[Draft] = field(default_factory=list)


class Unreadable(ValueError):  # noqa: N818 - it says what is wrong with a line
    """A line that says nothing here."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Written:
    """What a text says: its pages, and what is wrong with its lines."""

    pages: tuple[Page, ...]
    faults: tuple[Line, ...] = ()


def read(text: str, *, declines: bool = True) -> Written:
    """The form that a text writes; a line that cannot be read is left out of it, and told."""
    sheets, told = [Sheet()], list[Line]()
    for number, line in enumerate(text.splitlines(), 1):
        try:
            _take(sheets, number, line.strip())
        except Unreadable as error:
            told.append((number, error.sentence))
    drafts = [draft for sheet in sheets for draft in sheet.drafts]
    pages = tuple(_page(sheet, drafts, declines=declines) for sheet in sheets if sheet.drafts)
    lines = [draft.line for draft in drafts]
    told += [(lines[min(n, len(lines) - 1)] if lines else 1, said) for n, said in faults(pages)]
    return Written(pages, tuple(sorted(told, key=lambda one: one[0])))


def _take(sheets: list[Sheet], number: int, line: str) -> None:
    """Read one line, of whatever kind it is."""
    sheet = sheets[-1]
    if line.startswith("#"):
        sheets.append(Sheet(line.lstrip("#").strip()))
    elif line.startswith(">"):
        _help(sheet, line[1:].strip())
    elif line.startswith(("-", "–", "•")):
        _last(sheet).options.append(_option(line[1:].strip()))
    elif _is_anchor(line):
        step, _sign, words = line.partition("=")
        _last(sheet).anchors[int(step)] = words.strip()
    elif line:
        sheet.drafts.append(_question(number, line))


def _last(sheet: Sheet) -> Draft:
    if not sheet.drafts:
        raise Unreadable(_("an answer stands here before any question of its page: write the question first."))
    return sheet.drafts[-1]


def _help(sheet: Sheet, words: str) -> None:
    if sheet.drafts:
        sheet.drafts[-1].help = f"{sheet.drafts[-1].help} {words}".strip()
    else:
        sheet.intro = f"{sheet.intro} {words}".strip()


def _is_anchor(line: str) -> bool:
    step = line.partition("=")[0].strip()
    return "=" in line and step.isascii() and step.isdigit() and len(step) <= 2  # noqa: PLR2004


def _option(words: str) -> Option:
    name, sign, after = words.partition("=")
    is_named = bool(sign) and named(name.strip()) == name.strip() and bool(after.strip())
    said = after.strip() if is_named else words
    asks = said.endswith(("…", "..."))
    plain = said.rstrip("….").strip() if asks else said
    return Option(name.strip() if is_named else named(plain), plain, asks)


def named(words: str) -> str:
    """The name that words are kept under: small letters without accents, figures and dashes."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = (sign for sign in plain if not unicodedata.combining(sign))
    signs = (sign if sign.isascii() and (sign.isalnum() or sign == "_") else " " for sign in kept)
    return "-".join("".join(signs).split())[:40].strip("-")


# --- a question's own line -------------------------------------------------------------------------


def _question(number: int, line: str) -> Draft:
    head, sign, text = line.partition(":")
    name, opens, rest = head.partition("(")
    kind, closes, after = rest.partition(")")
    if not (sign and opens and closes and name.strip()):
        raise Unreadable(_("this is no question: write its name, its kind in brackets, a colon, and what it asks."))
    required, when = _conditions(after)
    word, numbers = _kind(kind)
    id = name.strip() if named(name) == "" else named(name)
    return Draft(number, id, text.strip(), word, numbers, required, when)


def _kind(said: str) -> tuple[str, Numbers]:
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in named(said))
    words = plain.split()
    numbers = tuple(int(one) for one in words if one.isdigit() and len(one) < 8)  # noqa: PLR2004
    word = "-".join(one for one in words if not one.isdigit())
    if word not in KINDS:
        raise Unreadable(
            _(
                "“%(kind)s” is no kind of question: take choice, several, yes-no, scale 1-5, matrix 1-5, ranking, "
                "number, short, long or date.",
                kind=said,
            )
        )
    return word, numbers


def _conditions(after: str) -> tuple[bool, tuple[When, ...]]:
    rest = after.strip()
    required = rest.startswith("*")
    rest = rest.removeprefix("*").strip()
    if not rest:
        return required, ()
    word, _blank, asked = rest.partition(" ")
    if word.casefold() not in ("si", "if") or not asked.strip():
        raise Unreadable(
            _("“%(words)s” says nothing here: write * for a required question, or “if” and a condition.", words=rest)
        )
    return required, tuple(_condition(one) for one in _parted(asked))


def _parted(told: str) -> list[str]:
    """Conditions that must all hold, between « et » or « and »."""
    parts: list[list[str]] = [[]]
    for word in told.split():
        if word.casefold() in ("et", "and"):
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(one) for one in parts]


def _condition(told: str) -> When:
    name, sign, answers = told.partition("=")
    said = tuple(filter(None, (named(one) or one.strip() for one in answers.split(","))))
    if not named(name) or (sign and not said):
        raise Unreadable(_("a condition is not whole: write the name of an earlier question, = and its answers."))
    return When(named(name), said)


# --- what was read, made ---------------------------------------------------------------------------


def _page(sheet: Sheet, drafts: Sequence[Draft], *, declines: bool) -> Page:
    answers = {draft.name: draft for draft in reversed(drafts)}
    made = tuple(_made(replace(draft, when=tuple(_meant(draft, answers))), declines=declines) for draft in sheet.drafts)
    return Page(sheet.title, made, sheet.intro)


def _meant(draft: Draft, answers: dict[str, Draft]) -> Iterator[When]:
    """Its conditions with answers by the names that they are kept under, however they were written."""
    for when in draft.when:
        asked = answers.get(when.question)
        known = dict(_spellings(asked)) if asked else {}
        yield When(when.question, tuple(known.get(one, one) for one in when.any_of))


def _spellings(draft: Draft) -> Iterator[tuple[str, str]]:
    yield from ((named(one) or one, DECLINED) for one in DECLINES)
    if KINDS[draft.kind] is _yes_no:
        yield from (("oui", "yes"), ("yes", "yes"), ("non", "no"), ("no", "no"))
    yield from ((named(one.text), one.id) for one in draft.options)
    yield from ((one.id, one.id) for one in draft.options)


def _made(draft: Draft, *, declines: bool) -> Question:
    said = {"required": draft.required, "help": draft.help, "when": draft.when, "declines": declines}
    return KINDS[draft.kind](draft, said)


def _two(numbers: Numbers, low: int, high: int) -> tuple[int, int]:
    return (numbers[0], numbers[1]) if len(numbers) > 1 else (low, numbers[0]) if numbers else (low, high)


def _one_of(draft: Draft, said: dict[str, Any]) -> Question:
    return OneOf(draft.name, draft.text, draft.options, **said)


def _any_of(draft: Draft, said: dict[str, Any]) -> Question:
    least, most = _two(draft.numbers, 0, 0)
    return kinds.AnyOf(draft.name, draft.text, draft.options, least=least, most=most, **said)


def _yes_no(draft: Draft, said: dict[str, Any]) -> Question:
    return kinds.YesNo(draft.name, draft.text, **said)


def _scale(draft: Draft, said: dict[str, Any]) -> Question:
    return Scale(draft.name, draft.text, *_two(draft.numbers, 1, 5), draft.anchors, **said)


def _matrix(draft: Draft, said: dict[str, Any]) -> Question:
    return Matrix(draft.name, draft.text, *_two(draft.numbers, 1, 5), draft.anchors, draft.options, **said)


def _ranking(draft: Draft, said: dict[str, Any]) -> Question:
    return Ranking(draft.name, draft.text, draft.options, first=sum(draft.numbers[:1]), **said)


def _amount(draft: Draft, said: dict[str, Any]) -> Question:
    low, high = _two(draft.numbers, 0, 1_000_000)
    return kinds.Amount(draft.name, draft.text, low=low, high=high, **said)


def _short(draft: Draft, said: dict[str, Any]) -> Question:
    return kinds.ShortText(draft.name, draft.text, most=sum(draft.numbers[:1]) or 140, **said | {"declines": False})


def _long(draft: Draft, said: dict[str, Any]) -> Question:
    return kinds.LongText(draft.name, draft.text, most=sum(draft.numbers[:1]) or 1000, **said | {"declines": False})


def _date(draft: Draft, said: dict[str, Any]) -> Question:
    return kinds.Date(draft.name, draft.text, **said)


Maker = Callable[[Draft, dict[str, Any]], Question]


def _called(*pairs: tuple[Iterable[str], Maker]) -> dict[str, Maker]:
    return {word: maker for words, maker in pairs for word in words}


KINDS = _called(
    (("choix", "choix-unique", "choice", "single"), _one_of),
    (("plusieurs", "choix-multiple", "several", "multiple"), _any_of),
    (("oui-non", "yes-no"), _yes_no),
    (("echelle", "scale"), _scale),
    (("matrice", "matrix"), _matrix),
    (("classement", "ranking"), _ranking),
    (("nombre", "number"), _amount),
    (("court", "texte-court", "short", "short-text"), _short),
    (("long", "texte-long", "long-text"), _long),
    (("date",), _date),
)
"""Kinds of question by the words that name them, without accents."""
