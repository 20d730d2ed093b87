"""A join code in what somebody pasted: the code alone, a sentence around it, or the whole link."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from app.domain.people import CODE_ALPHABET, CODE_LENGTH, tidy_code

LONGEST = 500
"""Characters that are looked at: a link with all that mail programs add to it."""

JOINING = "/rejoindre/"
"""What stands before the code in the address of a joining page."""

_WITHIN = "-._"
"""What people put between the signs of a code."""

_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\t\r\n", " "))
_BETWEEN = str.maketrans(dict.fromkeys(set(string.punctuation + "«»“”‘’…–—") - set(_WITHIN), " "))
_GROUPS = 3
"""Parts that a code may be written in, such as « A2H L7 TNH »."""


@dataclass(frozen=True)
class Asked:
    """The workshop that somebody asks for; a link may say from which site, and at which table, and who signed it."""

    code: str
    more: dict[str, str]


def asked_for(typed: str) -> Asked:
    """What stands in a field for a join code."""
    typed = typed[:LONGEST].translate(_BLANKS).strip()
    _before, is_link, rest = typed.partition(JOINING)
    if is_link:
        address = urlsplit("/" + next(iter(rest.split()), "").rstrip(".,;!»)>\"'"))
        more = {name: values[0] for name, values in parse_qs(address.query, max_num_fields=20).items()}
        return Asked(tidy_code(address.path.split("/")[1]), more)
    return Asked(code_in(typed), {})


def code_in(typed: str, length: int = CODE_LENGTH) -> str:
    """The code of that many signs in a text: « Code : a2hl tnh » says A2HLTNH. Without one, its signs as they come."""
    typed = typed[:LONGEST].translate(_BLANKS)
    words = [word.strip(_WITHIN) for word in typed.translate(_BETWEEN).split()]
    found = (code for code in _candidates([word for word in words if word]) if len(code) == length)
    return next(found, tidy_code(typed))


def _candidates(words: list[str]) -> Iterator[str]:
    """Words that could be a code alone, then neighbours that could be its parts, the last ones first."""
    for parts in range(1, _GROUPS + 1):
        for end in range(len(words), parts - 1, -1):
            group = words[end - parts : end]
            if all(_could_be(word) for word in group):
                yield tidy_code("".join(group))


def _could_be(word: str) -> bool:
    """Whether a word holds nothing but signs of codes, and what people put between them."""
    return all(sign in CODE_ALPHABET or sign in _WITHIN for sign in word.upper())
