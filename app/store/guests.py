"""People who are to have an account, as a list of a spreadsheet has them. Pure."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from beffroi.fields import tidy

GUESTS_MOST = 2_000
EMAIL_MOST, NAME_MOST, SERVICE_MOST = 254, 80, 120

COLUMNS = {
    "email": ("email", "e-mail", "mail", "courriel", "adresse"),
    "name": ("name", "nom"),
    "service": ("service", "direction"),
}
"""What a column may be called."""


@dataclass(frozen=True)
class Guest:
    """Somebody who is to have an account."""

    email: str
    name: str = ""
    operator: bool = False
    service: str = ""


def read_guests(lines: Iterable[str], plain: Callable[[str], str] = str) -> Iterator[Guest]:
    """The people of a CSV file, whose first line names its columns; `plain` is what undoes how cells were quieted.

    Raises `ValueError`, which names the line.
    """
    text = list(lines)
    mark = max(",;\t", key="".join(text[:1]).count)
    rows = csv.reader(text, delimiter=mark)
    places = _places(next(rows, []))
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        said = {what: tidy(plain(row[place])) if place < len(row) else "" for what, place in places.items()}
        email = said["email"].casefold()
        if not is_address(email):
            raise ValueError(f"Line {number}: {said['email']!r} is not an e-mail address. Nothing was taken over.")
        if email in seen:
            continue
        seen.add(email)
        if len(seen) > GUESTS_MOST:
            raise ValueError(f"More than {GUESTS_MOST} people: cut the list in two. Nothing was taken over.")
        yield Guest(email, said.get("name", "")[:NAME_MOST], service=said.get("service", "")[:SERVICE_MOST])


def _places(head: list[str]) -> dict[str, int]:
    called = [cell.strip().casefold() for cell in head]
    places = {what: called.index(word) for what, words in COLUMNS.items() for word in words if word in called}
    if "email" not in places:
        raise ValueError("The first line has to name the columns, one of them email. Nothing was taken over.")
    return places


def is_address(email: str) -> bool:
    """Whether it looks like an address: something before one @, a name with a dot or a host behind it, no blank."""
    before, at, behind = email.partition("@")
    return (
        bool(before and at and behind)
        and "@" not in behind
        and not any(c.isspace() for c in email)
        and (len(email) <= EMAIL_MOST)
    )
