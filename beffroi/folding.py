"""When two texts say the same, however they were typed; and which spelling of them is shown."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter

_ALIKE = str.maketrans(
    dict.fromkeys("’ʼ‘‛ʹ′`´ʻˈ＇", "'")
    | dict.fromkeys("“”„‟″«»‹›〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
    | dict.fromkeys([chr(0xFE00 + n) for n in range(16)])  # how an emoji is drawn, ❤ or ❤️
    | dict.fromkeys("\u200c\u200b\u2060\u00ad\u200e\u200f\u061c\ufeff")
    | dict.fromkeys([chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
)
_JOINER = re.compile(r"(?<=[^\W\d_])\u200d|\u200d(?=[^\W\d_])")
_BEFORE_SIGN = re.compile(" (?=[;:?!.,…])")
_ASCII_SIGNS = re.compile(r"[\"`\t-\r\x1c-\x1f]| [;:?!.,]")
_QUOTED = re.compile(' ?" ?')

_SHORT, _KEPT = 100, 4096
"""Signs up to which a text's key is kept, and how many are: what is counted at each drawing is words and names."""


def folded(text: str) -> str:
    """The key by which texts are compared: capitals, apostrophes, quotes, dashes and kinds of blanks are all one.

    « d'accord » and « d’accord », « prêt ! » with whatever blank and « prêt! », ❤ and ❤️ have the same. An accent
    tells apart, and so do the signs themselves. It is never shown.
    """
    return _kept(text) if len(text) <= _SHORT else _fold(text)


def forget() -> None:
    """No text is kept here any more."""
    _kept.cache_clear()


def _fold(text: str) -> str:
    if text.isascii() and "  " not in text and not _ASCII_SIGNS.search(text):
        return text.lower().strip() or text
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE).casefold()
    line = _BEFORE_SIGN.sub("", " ".join(_JOINER.sub("", plain).split()))
    return unicodedata.normalize("NFKC", _QUOTED.sub('"', line)) or text


_kept = lru_cache(_KEPT)(_fold)


def counted(texts: Iterable[str]) -> list[tuple[str, int]]:
    """What was said and how many times, the most first; what says the same is one, as it was spelt most often."""
    times = Counter(texts)
    rows = sorted((times if len(set(map(folded, times))) == len(times) else _merged(times)).items())
    rows.sort(key=itemgetter(1), reverse=True)  # asked at each drawing: two plain sorts take less than one by a tuple
    return rows


def _merged(times: Mapping[str, int]) -> dict[str, int]:
    spellings: dict[str, dict[str, int]] = {}
    for text, said in times.items():
        spellings.setdefault(folded(text), {})[text] = said
    return {most_said(spelt): sum(spelt.values()) for spelt in spellings.values()}


def most_said(spelt: Mapping[str, int]) -> str:
    """The spelling that was used most; of several, the one with the signs that a keyboard lacks: d’accord, ❤️."""
    return min(spelt, key=lambda text: (-spelt[text], [*(-ord(sign) for sign in text), 0]))


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts in their order, each once, as it was spelt first."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(folded(text), text)
    return list(first.values())
