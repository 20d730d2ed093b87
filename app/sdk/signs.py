"""The signs of a text: which of them are kept, where a text may be cut, how it is set when it is drawn."""

from __future__ import annotations

import re
import unicodedata

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
NARROW, FIXED = "\u202f", "\u00a0"

# --- what is kept ----------------------------------------------------------------------------------

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""All that begins a new line, however it was pasted."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, fillers, Mongolian selectors
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # joiners, marks and overrides of direction, isolates
    "\ufe00-\ufe0f\ufff0-\ufffc"  # variation selectors, annotations
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of a sign, and what is none
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # shorthand, music, tags, more selectors
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""What the eye does not see. Signs that are not assigned yet, and a firm's own, are kept: an emoji may be newer."""

_PICTURE = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2100-\u214f\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_JOINED = re.compile(
    "[\u0600-\u061b\u061d-\u085f\u0870-\u0dff\u0e00-\u109f\u1780-\u18af\u1900-\u1bff\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdcf"
    "\ufdf0-\ufdff\ufe70-\ufefc\U00010840-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
"""Scripts whose letters change by their neighbours: there a joiner spells (Persian, Hindi, Bengali…)."""

_VARIED = re.compile("[0-9#*\u00a9\u00ae\u1000-\u109f\u203c\u2049\u2100-\U0003ffff]")
"""What can be drawn in several ways, and says in which: emoji, symbols, ideographs."""

_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf]")
"""Scripts without blanks between words, where a blank of no width says that a line may break (Khmer, Thai, Burmese)."""

_MONGOLIAN = re.compile("[\u1800-\u18af]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BLANKS = "\u2800"
"""Beside what `str.isspace` says: a cell of Braille without a dot."""

_FLAG, _CANCEL = "\U0001f3f4", "\U000e007f"
_LONGEST_TAG = 7


def cleaned(text: str) -> str:
    """A text without the signs that nobody sees and no script needs; without blanks at its ends, or marks on nothing.

    What is blank to the eye comes back empty. Overrides of direction go; joiners stay within emoji and where letters
    need them; a mark of direction stays in a text that is written from right to left.
    """
    text = _BREAKS.sub("\n", text)
    return _trimmed(_seen(text) if _UNSEEN.search(text) else text)


def _seen(text: str) -> str:
    turns = _RIGHT_TO_LEFT.search(text) is not None
    kept: list[str] = []
    for place, char in enumerate(text):
        if not _UNSEEN.match(char) or _is_needed(char, kept, text[place + 1 : place + 2], turns=turns):
            kept.append(char)
    return "".join(kept)


def _is_needed(char: str, kept: list[str], after: str, *, turns: bool) -> bool:
    """Whether an unseen sign does something here: it depends on what is kept before it, and on what comes after."""
    before = kept[-1] if kept else ""
    if char == "\u200d":
        return (_is_picture(before) and _PICTURE.match(after) is not None) or _JOINED.match(before) is not None
    if char == "\u200c":
        return bool(_JOINED.match(before) and _JOINED.match(after))
    if char in "\u200e\u200f\u061c":
        return turns
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return _VARIED.match(before) is not None and not _UNSEEN.match(before)
    if "\U000e0020" <= char <= _CANCEL:
        return _is_tagged(kept)
    if char in "\u200b\u2060":
        return bool(_UNSPACED.match(before) and _UNSPACED.match(after))
    return "\u180b" <= char <= "\u180f" and _MONGOLIAN.match(before) is not None


def _is_picture(before: str) -> bool:
    return bool(before) and (before in ("\ufe0f", _CANCEL) or _PICTURE.match(before) is not None)


def _is_tagged(kept: list[str]) -> bool:
    """Whether a tag goes on with a flag: the black one, then the letters of its region."""
    for char in kept[: -_LONGEST_TAG - 1 : -1]:
        if char == _FLAG:
            return True
        if not "\U000e0020" <= char < _CANCEL:
            return False
    return False


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
