"""What a facilitator sets: the articles to begin with, the words of the house, what the consent is worth."""

from __future__ import annotations

from beffroi import Refused, Text, translator
from beffroi.blocks.consent import ConsentSettings
from beffroi.blocks.listed import ListSettings

_ = translator(__name__)

WORDS_MOST = 100

ARTICLES_MOST = 40
"""Articles to begin with, at most: each is a sheet, drawn on every page."""


class CharterSettings(ConsentSettings, ListSettings):
    """The articles, the consent on them, and the words that are to be said more simply."""

    lines: str = Text(
        _("Articles to begin with, one a line"),
        max=12_000,
        required=False,
        lines=6,
        listed=True,
        distinct=True,
        help=_("Typed or pasted; cards handed over by another activity come after them, and people propose others."),
    )
    house: str = Text(
        _("Words of our house, each with its plain word"),
        max=4_000,
        required=False,
        lines=4,
        listed=True,
        help=_("One a line: “notify = tell”. Nothing after the sign: the word is to be left out."),
    )


def must_be_few(typed: str) -> None:
    """Refuse a charter that nobody could read."""
    found = sum(bool(line.strip()) for line in typed.splitlines())
    if found > ARTICLES_MOST:
        raise Refused(_("A charter takes %(most)s articles at most; here are %(n)s.", most=ARTICLES_MOST, n=found))


def house_words(typed: str) -> dict[str, str]:
    """The words of the house with what is said for each. Raises `Refused` with the line that says neither."""
    words = {}
    for number, line in enumerate(typed.splitlines(), 1):
        word, sign, plain = (one.strip() for one in line.partition("="))
        if line.strip() and not (sign and word):
            raise Refused(_("Words of our house, line %(n)s: write “word = plain word”.", n=number))
        if word:
            words[word] = plain
    if len(words) > WORDS_MOST:
        raise Refused(_("Words of our house: %(most)s at most.", most=WORDS_MOST))
    return words
