"""The signs of a text: which of them are kept, where a text may be cut, how it is set when it is drawn."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["cleaned", "cut", "isolated", "shortened", "spaced", "turns", "without_isolates"]

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
NARROW, FIXED = "\u202f", "\u00a0"

# --- what is kept ----------------------------------------------------------------------------------

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""All that begins a new line, however it was pasted."""

_NEVER_NEEDED = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # soft hyphen, fillers
    "\u202a-\u202e\u2061-\u206f\ufeff\ufff0-\ufffc"  # overrides of direction, isolates, annotations
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of a sign, and what is none
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # shorthand, music
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_NEEDED_AT_TIMES = (
    "\u061c\u180b-\u180f\u200b-\u200f\u2060\U000e0020-\U000e007f" + _SELECTORS
)  # marks of direction, Mongolian selectors, joiners, tags, selectors: each has a pattern below
_UNSEEN_SIGNS = _NEVER_NEEDED + _NEEDED_AT_TIMES
_UNSEEN = re.compile(f"[{_UNSEEN_SIGNS}]")
_NEVER = re.compile(f"[{_NEVER_NEEDED}]+")
"""What the eye does not see. Signs that are not assigned yet, and a firm's own, are kept: an emoji may be newer."""

_PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2100-\u214f\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINED = (
    "\u0600-\u061b\u061d-\u085f\u0870-\u0dff\u0e00-\u109f\u1780-\u18af\u1900-\u1bff\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdcf"
    "\ufdf0-\ufdff\ufe70-\ufefc\U00010840-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
"""Scripts whose letters change by their neighbours: there a joiner spells (Persian, Hindi, Bengali…)."""

_VARIED = "0-9#*\u00a9\u00ae\u1000-\u109f\u203c\u2049\u2100-\U0003ffff"
"""What can be drawn in several ways, and says in which: emoji, symbols, ideographs."""

_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf"
"""Scripts without blanks between words, where a blank of no width says that a line may break (Khmer, Thai, Burmese)."""

_MONGOLIAN = "\u1800-\u18af"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BLANKS = "\u2800"
"""Beside what `str.isspace` says: a cell of Braille without a dot."""

_FLAG, _CANCEL = "\U0001f3f4", "\U000e007f"
_LONGEST_TAG = 7

_DIRECTION = re.compile("[\u061c\u200e\u200f]+")
_BREAKING_TWICE = re.compile("[\u200b\u2060]+(?=[\u200b\u2060])")
_BREAKING = re.compile(f"(?<![{_UNSPACED}])[\u200b\u2060]|[\u200b\u2060](?![{_UNSPACED}])")
_PARTING_TWICE = re.compile("\u200c+(?=\u200c)")
_PARTING = re.compile(f"(?<![{_JOINED}])\u200c|\u200c(?![{_JOINED}])")
_JOINING_NOTHING = re.compile(f"(?<![{_JOINED}])\u200d(?![{_PICTURES}])")
_JOINED_TO_NOTHING = re.compile(f"(?<![{_JOINED}{_PICTURES}\ufe0f{_CANCEL}])\u200d")
_OF_NO_MONGOLIAN = re.compile(f"(?<![{_MONGOLIAN}])[\u180b-\u180f]+")
_VARYING_NOTHING = re.compile(f"(?:(?<![{_VARIED}])|(?<=[{_UNSEEN_SIGNS}]))[{_SELECTORS}]+")
_TAG = re.compile(f"[\U000e0020-{_CANCEL}]")
_TAGS = re.compile(
    f"({_FLAG}[\U000e0020-\U000e007e]{{0,{_LONGEST_TAG - 1}}}[\U000e0020-{_CANCEL}])|[\U000e0020-{_CANCEL}]+"
)
"""A black flag with the letters of its region, which stay; tags that go on with no flag, which do not."""


def cleaned(text: str) -> str:
    """A text without the signs that nobody sees and no script needs; without blanks at its ends, or marks on nothing.

    What is blank to the eye comes back empty. Overrides of direction go; joiners stay within emoji and where letters
    need them; a mark of direction stays in a text that is written from right to left.
    """
    text = _BREAKS.sub("\n", text)
    return _trimmed(_seen(text) if _UNSEEN.search(text) else text)


def _seen(text: str) -> str:
    """The text without the unseen signs that do nothing where they stand; each pattern goes through it once."""
    text = _NEVER.sub("", text)
    if _TAG.search(text):
        text = _TAGS.sub(r"\1", text)
    if _RIGHT_TO_LEFT.search(text) is None:
        text = _DIRECTION.sub("", text)
    text = _BREAKING.sub("", _BREAKING_TWICE.sub("", text))
    text = _JOINING_NOTHING.sub("", text)  # first: what they parted may need each other
    text = _VARYING_NOTHING.sub("", _OF_NO_MONGOLIAN.sub("", text))
    return _PARTING.sub("", _PARTING_TWICE.sub("", _JOINED_TO_NOTHING.sub("", text)))


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _BLANKS


def _trimmed(text: str) -> str:
    start, end = 0, len(text)
    while start < end and (_is_blank(text[start]) or unicodedata.category(text[start]) in ("Mn", "Me")):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


# --- where a text may be cut -----------------------------------------------------------------------


def _goes_on(text: str, place: int) -> bool:
    """Whether what the eye reads as one sign goes on at this place."""
    char, before = text[place], text[place - 1]
    if unicodedata.category(char) in ("Mn", "Me", "Mc") or char in "\u200c\u200d" or before == "\u200d":
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= _CANCEL:
        return True
    if "\u1160" <= char <= "\u11ff":  # a syllable of Hangul, letter by letter
        return "\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return _is_second_of_a_flag(text, place)


def _is_region(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_second_of_a_flag(text: str, place: int) -> bool:
    if not _is_region(text[place]):
        return False
    first = place
    while first and _is_region(text[first - 1]):
        first -= 1
    return (place - first) % 2 == 1


def cut(text: str, most: int) -> str:
    """The first `most` characters or fewer: never half an emoji, nor a letter without its accent."""
    if len(text) <= most:
        return text
    place = most
    while place and _goes_on(text, place):
        place -= 1
    return text[: place or most]


def shortened(text: str, most: int) -> str:
    """A text on one line, of at most `most` characters; « … » says that it goes on."""
    line = " ".join(text.split()) if "\n" in text or "\t" in text else text
    return line if len(line) <= most else f"{cut(line, most - 1).rstrip()}…"


# --- how a text is drawn ---------------------------------------------------------------------------

_TURNS = (
    "\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_TURNING = re.compile(f"[{_TURNS}]")
_ISOLATED = re.compile(f"{FIRST_STRONG_ISOLATE}[^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]*{POP_ISOLATE}")


needs_setting = re.compile(f"[«;:?!»\u2009{_TURNS}]").search
"""Whether a text may have to be set otherwise than it was typed: asked of every text that is drawn, most have not."""


def turns(text: str) -> bool:
    """Whether a text could turn the sentence around it: it has letters from right to left that nothing isolates."""
    if text.isascii() or _TURNING.search(text) is None:
        return False
    return FIRST_STRONG_ISOLATE not in text or _TURNING.search(_ISOLATED.sub("", text)) is not None


def isolated(text: str) -> str:
    """A text to be put in a sentence, where no markup can say so: its direction is its own, and stays so."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if turns(text) else text


def without_isolates(text: str) -> str:
    """A sentence as it leaves in a file, which is not drawn here: what isolates a name in it stays behind."""
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")


_FRENCH = re.compile("(?<![ \u2009])[ \u2009]++(?=[;:?!»])|(?<=«)[ \u2009]++")
"""Blanks before a high sign or within guillemets. A run of blanks is looked at once: nothing goes back over it."""

_ONE_BLANK = tuple((f" {sign}", f"{NARROW}{sign}") for sign in ";!?") + (
    (" :", f"{FIXED}:"),
    (" »", f"{FIXED}»"),
    ("« ", f"«{FIXED}"),
)


def spaced(text: str) -> str:
    """A text as it is drawn: a blank before `; : ? ! »` or after `«` does not break; none is added or taken away."""
    if "  " in text or "\u2009" in text:
        return _FRENCH.sub(_unbroken, text)
    for typed, set_so in _ONE_BLANK:  # as every text is drawn: a tenth of what the pattern takes
        text = text.replace(typed, set_so)
    return text


def _unbroken(found: re.Match[str]) -> str:
    after = found.string[found.end() : found.end() + 1]
    return (NARROW if after in (";", "!", "?") else FIXED) * len(found[0])
