"""Letters without names: what tells who somebody is is refused where it is written, with what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi import Refused, translator
from beffroi.patterns import linear

_ = translator(__name__)

EMAIL = linear(r"[\pL\pN._%+\-]+@[\pL\pN\-]+(?:\.[\pL\pN\-]+)+")
PHONE = linear(r"(?:\+\d{1,3}|00\d{1,3}|(?:^|[^\d])0)[\s\pZ.\-]?[1-9](?:[\s\pZ.\-]?\d){7,11}")
SECURITY = linear(r"(?:^|\D)[12][\s\pZ]?\d{2}[\s\pZ]?\d{2}[\s\pZ]?\d[\dABab][\s\pZ]?\d{3}[\s\pZ]?\d{3}")
IBAN = linear(r"\p{Lu}{2}\d{2}(?:[\s\pZ]?[\p{Lu}\d]{4}){3,}")
BORN = linear(r"(?i:né\(?e?\)?|born)[\s\pZ]+(?i:le|on)[\s\pZ]+(?:the[\s\pZ]+)?\d+")
TITLED = linear(
    r"(?:^|[^\pL])((?i:mme|mlle|mr|mrs|ms|monsieur|madame|mademoiselle)\.?|M\.|M)[\s\pZ]+(\p{Lu}[\pL'’\-]+)"
)
NO_NAMES = frozenset(
    ("Monsieur", "Madame", "Mademoiselle", "Le", "La", "Les", "L’", "Directeur", "Directrice", "Maire", "Président")
    + ("Présidente", "Préfet", "Préfète")
)
"""What follows a title and is no name."""


def told_in(text: str) -> Iterator[tuple[str, Any]]:
    """What tells who somebody is, and what to write in its place."""
    for titled in TITLED.finditer(text):
        if titled.group(2) not in NO_NAMES:
            yield f"{titled.group(1)} {titled.group(2)}", _("[name]")
    for pattern, instead in (
        (EMAIL, _("[e-mail]")),
        (IBAN, _("[account]")),
        (SECURITY, _("[number]")),
        (PHONE, _("[telephone]")),
        (BORN, _("[date of birth]")),
    ):
        for found in pattern.finditer(text):
            yield found.group().strip(), instead


def must_be_stripped(text: str) -> None:
    """Refuse a letter that tells who somebody is; a name alone is not found, so whoever writes reads it again."""
    found = next(told_in(text), None)
    if found:
        words, instead = found
        said = _("“%(words)s” tells who somebody is: write %(instead)s in its place.", words=words, instead=instead)
        raise Refused(said, errors={"text": said})
