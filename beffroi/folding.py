"""When two texts say the same, however they were typed; and which spelling of them is shown."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

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


def folded(text: str) -> str:
    """The key by which texts are compared: capitals, apostrophes, quotes, dashes and kinds of blanks are all one.

    « d'accord » and « d’accord », « prêt ! » with whatever blank and « prêt! », ❤ and ❤️ have the same. An accent
    tells apart, and so do the signs themselves. It is never shown.
    """
    if text.isascii() and "  " not in text and not _ASCII_SIGNS.search(text):
        return text.lower().strip() or text
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE).casefold()
    line = _BEFORE_SIGN.sub("", " ".join(_JOINER.sub("", plain).split()))
    return unicodedata.normalize("NFKC", _QUOTED.sub('"', line)) or text


def counted(texts: Iterable[str]) -> list[tuple[str, int]]:
    """What was said and how many times, the most first; what says the same is one, as it was spelt most often."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for text, times in Counter(texts).items():  # asked at each drawing: a spelling is folded once, not each time
        spellings[folded(text)][text] = times
    rows = ((most_said(spelt), spelt.total()) for spelt in spellings.values())
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def most_said(spelt: Counter[str]) -> str:
    """The spelling that was used most; of several, the one with the signs that a keyboard lacks: d’accord, ❤️."""
    if len(spelt) == 1:
        return next(iter(spelt))
    return min(spelt, key=lambda text: (-spelt[text], [*(-ord(sign) for sign in text), 0]))


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts in their order, each once, as it was spelt first."""
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(folded(text), text)
    return list(first.values())
