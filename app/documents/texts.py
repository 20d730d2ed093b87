"""What a document may hold of what people typed: XML's signs, words that a line can break, signs that a font has."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from beffroi.patterns import linear

FONTS = Path(__file__).parent / "fonts"
"""The fonts of a PDF: Figtree; DejaVu Sans for Greek, Cyrillic, Hebrew and Arabic; Noto Emoji; and GNU Unifont, which
has a sign for everything else. No font of the machine is used: the same document is the same file everywhere."""

MISSING = "□"
"""In the place of a sign that no font has."""

LONGEST = 24
"""Signs of a word before a line may break inside it, where the word is longer than `TOO_LONG`."""

TOO_LONG = 40
BREAK = "\u200b"

SCHEMES = ("http", "https", "mailto", "tel")

_NOT_IN_XML = linear("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNUSED = linear("[\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffc]")
_LANGUAGE = linear("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONG_WORD = linear(f"\\S{{{TOO_LONG + 1},}}")
_SEEN_AS_NOTHING = linear(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """Without what no file can hold: halves of a sign, controls. Line breaks are `\\n`, a tab is a blank."""
    whole = str(text).encode("utf-8", "ignore").decode()  # `linear` reads no half of a sign
    whole = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNUSED.sub("", _NOT_IN_XML.sub("", whole))


def breakable(text: str) -> str:
    """With places in words that are too long for any line where it may break."""
    return _LONG_WORD.sub(lambda found: _broken(found[0]), text)


def _broken(word: str) -> str:
    return BREAK.join(word[place : place + LONGEST] for place in range(0, len(word), LONGEST))


@cache
def _coverage() -> tuple[list[int], list[int]]:
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split()]
    return [int(first, 16) for first, _ in ranges], [int(last, 16) for _, last in ranges]


def drawable(text: str) -> str:
    """With `□` for each sign that no font of ours has. Signs that nobody sees stay."""
    firsts, lasts = _coverage()

    def has(char: str) -> bool:
        place = bisect_right(firsts, ord(char)) - 1
        return place >= 0 and ord(char) <= lasts[place]

    return "".join(
        char if char.isascii() or has(char) or _SEEN_AS_NOTHING.fullmatch(char) else MISSING for char in text
    )


def language(code: str) -> str:
    """A language's code as files want it, or nothing where it is none."""
    return code if _LANGUAGE.fullmatch(code) else ""


def address(link: str) -> str:
    """An address that a reader may be led to, or nothing."""
    try:
        return link if urlsplit(link).scheme in SCHEMES and clean(link) == link else ""
    except ValueError:
        return ""
