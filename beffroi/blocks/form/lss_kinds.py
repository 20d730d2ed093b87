"""LimeSurvey’s kinds of question, each with its counterpart in the notation of a form, or why it has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from beffroi.blocks.form.lss import Row
from beffroi.blocks.form.notation import named
from beffroi.blocks.form.shown import OPTIONS_MOST, STEPS_LEAST, STEPS_MOST
from beffroi.patterns import linear
from beffroi.words import translator

_ = translator(__name__)

SCRIPTS = linear(r"(?is)<(?:script|style)\b[^>]*>.*?</(?:script|style)>")
TAGS = linear(r"<[^<>]*>")

NO_COMMENT = _("Kept without the comment beside each answer, which has no counterpart here.")
TO_SAY = _("to be said")
TO_ANCHOR = _("Kept; LimeSurvey has no words for the ends of this scale: replace “to be said” by what they mean.")
LEFT = {
    "1": _("Not kept: two scales for each row have no counterpart here."),
    ":": _("Not kept: a table of numbers has no counterpart here."),
    ";": _("Not kept: a table of texts has no counterpart here."),
    "|": _("Not kept: files are not taken here."),
    "*": _("Not kept: something that is computed has no counterpart here."),
    "I": _("Not kept: everyone chooses their language at the foot of each page."),
}


class Left(Exception):  # noqa: N818 - it says what becomes of a question
    """A question that is not kept."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass
class Asked:
    """A question of the file, with what belongs to it."""

    row: Row
    text: str
    help: str
    answers: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    said: list[Any] = field(default_factory=list)
    """What was not kept of it."""

    def number(self, *names: str) -> str:
        """The first of these attributes that is a whole number; "" where none is."""
        told = (self.attributes.get(name, "") for name in names)
        return next((one for one in told if one.isascii() and one.isdigit() and len(one) < 8), "")  # noqa: PLR2004


@dataclass
class Made:
    """A question in the notation: its kind with numbers, the lines below it, the answers by their codes."""

    kind: str
    lines: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    suffix: str = ""


def plain(words: str) -> str:
    """A text without its marks of HTML, on one line."""
    return " ".join(unescape(TAGS.sub(" ", SCRIPTS.sub(" ", words))).split())


def paragraphs(words: str) -> str:
    """The same, a paragraph a line."""
    broken = words.replace("</p>", "\n").replace("<br />", "\n").replace("<br>", "\n").replace("<br/>", "\n")
    return "\n".join(filter(None, (plain(line) for line in broken.splitlines())))


# --- kinds ------------------------------------------------------------------------------------------


def _offered(kind: str, one: Asked, pairs: list[tuple[str, str]], *, least: int = 2) -> Made:
    """A question with a list of answers."""
    has_other = one.row.get("other", "") == "Y"
    if len(pairs) + has_other > OPTIONS_MOST:
        told = _(
            "Not kept: too many answers are offered (%(n)s); the most here are %(most)s.",
            n=len(pairs),
            most=OPTIONS_MOST,
        )
        raise Left(told)
    if len(pairs) + has_other < least:
        raise Left(_("Not kept: it offers no list of answers."))
    made, taken = Made(kind), set[str]()
    for code, words in pairs:
        name = named(code) or "a"
        while name in taken:
            name += "b"
        taken.add(name)
        made.codes[code] = name
        made.lines.append(f"- {name} = {words.rstrip('….') or code}")
    if has_other:
        said = plain(one.attributes.get("other_replace_text", "")) or str(_("Other"))
        made.codes["-oth-"] = "other-answer"
        made.lines.append(f"- other-answer = {said.rstrip('….')}…")
    return made


def _one_of(one: Asked) -> list[Made]:
    return [_offered("choice", one, one.answers)]


def _one_with_comment(one: Asked) -> list[Made]:
    one.said.append(NO_COMMENT)
    return _one_of(one)


def _several(one: Asked) -> list[Made]:
    least, most = one.number("min_answers") or "0", one.number("max_answers") or "0"
    limits = f" {least}-{most}" if int(most) else ""
    if int(least) and not limits:
        limits = f" {least}-{len(one.rows)}"
    return [_offered(f"several{limits}", one, one.rows)]


def _several_with_comments(one: Asked) -> list[Made]:
    one.said.append(NO_COMMENT)
    return _several(one)


def _yes_no(one: Asked) -> list[Made]:
    return [Made("yes-no", [], {"Y": "yes", "N": "no"})]


def _gender(one: Asked) -> list[Made]:
    pairs = [("F", str(_("A woman"))), ("M", str(_("A man")))]
    return [_offered("choice", one, pairs)]


def _steps(one: Asked, most: int) -> list[str]:
    one.said.append(TO_ANCHOR)
    return [f"1 = {TO_SAY}", f"{most} = {TO_SAY}"]


def _scale(one: Asked) -> list[Made]:
    return [Made("scale 1-5", _steps(one, 5))]


def _rows(kind: str, one: Asked) -> Made:
    made = _offered(kind, one, one.rows, least=1)
    return Made(kind, made.lines)


def _matrix_of(most: int) -> Callable[[Asked], list[Made]]:
    def made(one: Asked) -> list[Made]:
        told = _rows(f"matrix 1-{most}", one)
        return [Made(told.kind, [*told.lines, *_steps(one, most)])]

    return made


def _matrix_with(*words: Any) -> Callable[[Asked], list[Made]]:
    def made(one: Asked) -> list[Made]:
        return _matrix(one, [str(said) for said in words])

    return made


def _matrix(one: Asked, words: list[str]) -> list[Made]:
    if not STEPS_LEAST <= len(words) <= STEPS_MOST:
        told = {"n": len(words), "least": STEPS_LEAST, "most": STEPS_MOST}
        raise Left(_("Not kept: steps of its scale, %(n)s; here they are %(least)s to %(most)s.", **told))
    one.said.append(_("Kept as a scale; its steps stand in the order of its answers."))
    told_rows = _rows(f"matrix 1-{len(words)}", one)
    return [Made(told_rows.kind, [*told_rows.lines, *(f"{n} = {said}" for n, said in enumerate(words, 1))])]


def _flexible(one: Asked) -> list[Made]:
    return _matrix(one, [words or code for code, words in one.answers])


def _ranking(one: Asked) -> list[Made]:
    first = one.number("max_answers")
    made = _offered(f"ranking {first}".strip(), one, one.answers or one.rows)
    return [Made(made.kind, made.lines)]


def _number(one: Asked) -> list[Made]:
    low, high = (one.number(name) for name in ("min_num_value_n", "max_num_value_n"))
    return [Made(f"number {low or 0}-{high}" if high else "number")]


def _each(kind: str) -> Callable[[Asked], list[Made]]:
    """A question that asks several things at once: one each."""

    def made(one: Asked) -> list[Made]:
        if not one.rows:
            raise Left(_("Not kept: it has no lines to be filled in."))
        one.said.append(_("Kept as several questions, one a line: %(n)s.", n=len(one.rows)))
        return [Made(kind, text=f"{one.text} – {words}", suffix=code) for code, words in one.rows]

    return made


def _text(kind: str) -> Callable[[Asked], list[Made]]:
    return lambda one: [Made(kind)]


KINDS: dict[str, Callable[[Asked], list[Made]]] = {
    "L": _one_of, "!": _one_of, "O": _one_with_comment, "M": _several, "P": _several_with_comments, "Y": _yes_no,
    "G": _gender, "5": _scale, "A": _matrix_of(5), "B": _matrix_of(10), "F": _flexible, "H": _flexible, "R": _ranking,
    "C": _matrix_with(_("Yes"), _("Uncertain"), _("No")), "E": _matrix_with(_("More"), _("The same"), _("Less")),
    "N": _number, "K": _each("number"), "Q": _each("short"), "S": _text("short"), "T": _text("long"),
    "U": _text("long"), "D": _text("date"),
}  # fmt: skip
"""What becomes of each of LimeSurvey’s kinds of question that has a counterpart."""
