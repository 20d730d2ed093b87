"""Advice on a text: long sentences, acronyms, passive forms, negations, words of the house, capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import islice
from types import ModuleType
from typing import Any, NamedTuple

from beffroi import translator
from beffroi.folding import folded
from beffroi.patterns import linear
from plugins.charter.plain import english, french
from plugins.charter.plain.reading import language_of, sentences_of, words_of

_ = translator(__name__)

LONG = 25
"""Words of a sentence, at most, before it is cut in two."""

MOST = 6
"""Pieces of advice on one text, at most: more than that nobody reads."""

KNOWN_MOST = 200
"""Texts whose advice is kept: those of one charter."""

KNOWN = frozenset(["SMS", "PDF", "OK", "TV", "CV", "DVD", "USB", "WC"])
"""Acronyms that are words by now."""

SHOUTED = 0.6
"""Letters in capitals, of all, from which a text is written in capitals."""

OF = {"fr": french, "en": english}
ACRONYM = linear(r"(?:^|[^\pL\pN'’])((?:\p{Lu}\.?){2,7})(?:[^\pL\pN]|$)")
AGREED = "(?:e?s|e)?"
"""How a word of the house may end beside."""

ROMAN = frozenset("IVXLCDM")


class Advice(NamedTuple):
    """What may be said more simply: its `kind`, the words that it is about, and what to do, in a sentence."""

    kind: str
    what: str
    said: Any


@dataclass(frozen=True)
class Adviser:
    """Advice on the texts of one charter, with the words of its `house`; worked out once for each text."""

    house: Mapping[str, str]

    @cached_property
    def _told(self) -> dict[str, tuple[Advice, ...]]:
        return {}  # no part of the state: it is gone with it, and nothing depends on what was asked before

    def on(self, text: str) -> tuple[Advice, ...]:
        """What may be said more simply of it."""
        if text not in self._told:
            if len(self._told) >= KNOWN_MOST:
                self._told.clear()
            self._told[text] = advice_on(text, self.house) if text else ()
        return self._told[text]


def advice_on(text: str, house: Mapping[str, str] | None = None) -> tuple[Advice, ...]:
    """What may be said more simply, at most six; `house` are words that a facilitator knows, before our own."""
    language = OF[language_of(text)]
    told = (
        *_capitals(text), *_words(text, {**language.HOUSE, **(house or {})}), *_sentences(text, language),
        *_acronyms(text), *_passive(text, language),
    )  # fmt: skip
    return tuple(islice(told, MOST))


def _capitals(text: str) -> Iterator[Advice]:
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) > LONG and sum(sign.isupper() for sign in letters) > SHOUTED * len(letters):
        yield Advice("capitals", "", _("It is written in capitals: small letters are read faster."))


def _sentences(text: str, language: ModuleType) -> Iterator[Advice]:
    negation = _pattern(language.NEGATIONS)
    for sentence in sentences_of(text):
        n = len(words_of(sentence))
        if n > LONG:
            said = _.many("A sentence of %(n)s word: cut it in two.", "A sentence of %(n)s words: cut it in two.", n)
            yield Advice("sentence", _begin(sentence), said)
        found = [one.group(1) for one in negation.finditer(sentence)]
        if len(found) > 1:
            told = _("Several negations in one sentence (%(words)s): say what is so.", words=", ".join(found[:3]))
            yield Advice("negation", _begin(sentence), told)


def _begin(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")  # noqa: PLR2004 - enough to find it by


def _acronyms(text: str) -> Iterator[Advice]:
    if any(_capitals(text)):
        return
    found = dict.fromkeys(one.group(1).replace(".", "") for one in ACRONYM.finditer(text))
    for name in found:
        is_spelt = f"({name})" in text or f"{name} (" in text
        if name not in KNOWN and not is_spelt and not set(name) <= ROMAN and len(name) > 1:
            yield Advice("acronym", name, _("“%(name)s”: spell it out the first time.", name=name))


def _passive(text: str, language: ModuleType) -> Iterator[Advice]:
    for one in _passive_of(language).finditer(text):
        if _bare(one.group(2)) not in language.NOT_PASSIVE:
            yield Advice("passive", one.group(1), _("“%(words)s”: say who does it.", words=one.group(1)))


def _bare(participle: str) -> str:
    """Without the ending that agrees."""
    word = participle.lower()
    for ending in ("es", "e", "s"):
        if word.endswith("é" + ending):
            return word.removesuffix(ending)
    return word


def _words(text: str, house: Mapping[str, str]) -> Iterator[Advice]:
    """Words of the house, in the order in which they stand there, each once."""
    plain = {_stem(word): said for word, said in house.items()}
    for found in dict.fromkeys(folded(one.group(1)) for one in _of_house(frozenset(house)).finditer(text)):
        if said := plain.get(_stem(found), ""):
            yield Advice("word", found, _("“%(word)s”: say “%(plain)s”.", word=found, plain=said))
        else:
            yield Advice("word", found, _("“%(word)s”: leave it out.", word=found))


@cache
def _pattern(words: str) -> Any:
    return linear(rf"(?i)(?:^|[^\pL'’])({words})(?:[^\pL]|$)")


@cache
def _passive_of(language: ModuleType) -> Any:
    blank = r"[\s\pZ]+"
    return _pattern(rf"(?:{language.AUXILIARY})(?:{blank}(?:{language.BETWEEN}))?{blank}({language.PARTICIPLE})")


@lru_cache(64)
def _of_house(words: Iterable[str]) -> Any:
    """As they are, in the plural and in the feminine."""
    longest_first = sorted(words, key=len, reverse=True)
    return _pattern("|".join(f"{_literal(word)}{AGREED}" for word in longest_first) or r"\z.")


def _stem(word: str) -> str:
    """Words without the endings that agree, to be looked up by."""
    return " ".join(one.rstrip("s").rstrip("e") for one in folded(word).split())


def _literal(word: str) -> str:
    """A word as a pattern: its signs mean themselves, and each apostrophe is as good as the other."""
    return "".join(map(_sign, word))


def _sign(sign: str) -> str:
    if sign in "'’":
        return "['’]"
    if sign.isspace():
        return rf"{AGREED}[\s\pZ]+"
    return sign if sign.isalnum() else rf"\x{{{ord(sign):x}}}"
