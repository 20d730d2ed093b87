"""What leaves texts that were worded together: each as it stands; and the log of its versions, with what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from beffroi.blocks.ballot.report import things_of
from beffroi.blocks.versions.difference import changes_in_words
from beffroi.blocks.versions.texts import Texts, Version, Worded
from beffroi.report import Grid, Item, Listing, Row, Section
from beffroi.vocabulary import Table
from beffroi.words import translator

_ = translator(__name__)

COLUMNS = (_("Text"), _("Version"), _("When"), _("Wording"), _("What changed"), _("State"))


def tables_of(texts: Texts) -> Iterator[Table]:
    """A row a version; the texts as they stand have one each, the last that holds."""
    rows = [(one, n, version) for one in texts.shown() for n, version in enumerate(one.versions, 1)]
    if rows:
        told = [_cells(*row) for row in rows]
        links = [{"card": version.id, "origin": one.thing.origin} for one, _n, version in rows]
        yield Table("versions", COLUMNS, told, links)


def _cells(one: Worded, number: int, version: Version) -> tuple[Any, ...]:
    before = one.before(version)
    changed = changes_in_words(before.text, version.text) if before else _("as it was proposed")
    return one.versions[0].text, number, version.when, version.text, changed, state_of(one, version)


def state_of(one: Worded, version: Version) -> Any:
    """What a version is now, in words."""
    if version.id == one.standing:
        return _("holds")
    if version.id in one.rivals:
        return _("beside it, to settle")
    return _("written at the same time, not kept") if version.beside else _("replaced")


def log_of(texts: Texts) -> Grid | None:
    """The versions after the first of each text, for the report; None where nothing was worded anew."""
    rows = [
        Row(_cells(one, n, version)[:-3] + _cells(one, n, version)[-2:], ids=_ids(one, version))
        for one in texts.shown()
        for n, version in enumerate(one.versions, 1)
        if n > 1
    ]
    columns = (*COLUMNS[:-3], *COLUMNS[-2:])
    return Grid(columns, rows, _("The log of versions")) if rows else None


def _ids(one: Worded, version: Version) -> tuple[str, ...]:
    before = one.before(version)
    return tuple(dict.fromkeys((one.id, version.id, before.id if before else one.id)))


def sections_of(texts: Texts, title: Any = "") -> Iterator[Section]:
    """The texts as they stand, then how they came to it."""
    shown = texts.shown()
    if not shown:
        return
    items = [Item(one.text, n, note=_note(one), **things_of(one.as_option())) for n, one in enumerate(shown, 1)]
    log = log_of(texts)
    yield Section("texts", title or _("The texts"), (Listing(items), *((log,) if log else ())))


def _note(one: Worded) -> Any:
    n = len(one.versions)
    return _.many("%(n)s version", "%(n)s versions", n) if n > 1 else ""
