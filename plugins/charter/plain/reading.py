"""A text as it is read: in which language, by sentences, by words."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi.patterns import linear

WORD = linear(r"[\pL\pN]+(?:['’\-][\pL\pN]+)*")
END = linear(r"[.!?…]+[\"”»)]*[\s\pZ]+|[\r\n]+")

BY_LANGUAGE = {
    "fr": frozenset(
        ("le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "sont", "nous", "vous", "dans", "pour", "avec")
        + ("sur", "par", "ne", "pas", "que", "qui", "à", "au", "aux")
    ),
    "en": frozenset(
        ("the", "a", "an", "of", "and", "is", "are", "we", "you", "in", "for", "with", "on", "by", "not", "that", "who")
        + ("to", "at", "be", "will", "your", "our", "it")
    ),
}
"""What every text of a language is full of."""


def words_of(text: str) -> list[str]:
    """The words, as they are written."""
    return WORD.findall(text)


def language_of(text: str) -> str:
    """ "fr" or "en": whichever has more of its small words there; French where nobody can tell."""
    words = [word.lower() for word in words_of(text)]
    return max(BY_LANGUAGE, key=lambda name: sum(word in BY_LANGUAGE[name] for word in words))


def sentences_of(text: str) -> Iterator[str]:
    """The sentences; a full stop ends one where a capital, a digit or nothing follows: « art. 12 » is still cut."""
    start = 0
    for end in END.finditer(text):
        following = text[end.end() : end.end() + 1]
        if "\n" in end.group() or following.isupper() or following.isdigit() or following in '«“"(':
            yield text[start : end.start()]
            start = end.end()
    yield text[start:]
