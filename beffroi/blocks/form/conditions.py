"""LimeSurvey’s conditions (`relevance`) in the notation of a form, where they say that an earlier answer was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from beffroi.patterns import linear

COMPARED = linear(
    r"^!?\s*\(*\s*([A-Za-z][A-Za-z0-9_]*|[0-9]+X[0-9]+X[0-9A-Za-z_]+)(?:\.NAOK|\.code|\.value)*\s*==\s*[\"']([^\"']*)[\"']\s*\)*$"
)
FILLED = linear(r"^\(*\s*!\s*is_empty\(\s*([A-Za-z0-9_]+)(?:\.NAOK)?\s*\)\s*\)*$")
GIVEN = linear(r"^\(*\s*([A-Za-z][A-Za-z0-9_]*)(?:\.NAOK)?\s*!=\s*[\"'][\"']\s*\)*$")


@dataclass(frozen=True)
class Known:
    """An earlier question: its name here, and the names of its answers by their codes."""

    name: str
    codes: Mapping[str, str] = field(default_factory=dict)


def condition_of(said: str, known: Mapping[str, Known]) -> str | None:
    """What a condition says: "" where none is made, None where it cannot be said here."""
    words = _bare(said.strip())
    if words in ("", "1"):
        return ""
    told = [_either(part, known) for part in _parted(words, " and ", "&&")]
    return " and ".join(one for one in told if one) if all(told) else None


def _bare(words: str) -> str:
    """Without the brackets around the whole."""
    while words.startswith("(") and words.endswith(")") and _is_whole(words[1:-1]):
        words = words[1:-1].strip()
    return words


def _is_whole(words: str) -> bool:
    depth = 0
    for sign in words:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def _parted(words: str, *signs: str) -> list[str]:
    for sign in signs:
        words = words.replace(sign.upper(), sign).replace(sign, "\n")
    return [_bare(one.strip()) for one in words.split("\n")]


def _either(words: str, known: Mapping[str, Known]) -> str | None:
    """Answers to one question, any of which will do."""
    pairs = [_compared(part, known) for part in _parted(words, " or ", "||")]
    if None in pairs:
        return None
    names = {one[0] for one in pairs if one}
    answers = [one[1] for one in pairs if one]
    if len(names) != 1 or ("" in answers and len(answers) > 1):
        return None
    (name,) = names
    return f"{name} = {', '.join(answers)}" if answers[0] else name


def _compared(words: str, known: Mapping[str, Known]) -> tuple[str, str] | None:
    """A question and the answer that is asked for, "" for any."""
    if found := FILLED.search(words) or GIVEN.search(words):
        one = known.get(found[1])
        return (one.name, "") if one else None
    found = None if words.lstrip("( ").startswith("!") else COMPARED.search(words)
    if not found:
        return None
    one = known.get(found[1])
    if one is not None:
        return (one.name, one.codes[found[2]]) if found[2] in one.codes else None
    whole, _sign, part = found[1].rpartition("_")  # an answer of several: code_SQ001 == "Y"
    one = known.get(whole)
    return (one.name, one.codes[part]) if one and found[2] == "Y" and part in one.codes else None
