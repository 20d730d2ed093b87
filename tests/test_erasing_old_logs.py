"""Whoever erases all of theirs from an old log: their words are nowhere, everybody else's are there, and it folds."""

from __future__ import annotations

from collections import defaultdict

import pytest

from app.domain.erasure import erased
from app.domain.wording import Wordings
from beffroi import ERASED
from tests.support.golden import GOLDEN, read

FILES = sorted(GOLDEN.glob("*.log.json"))


def said(record) -> dict[str, set[str]]:
    """The lines that each person wrote."""
    wordings, found = Wordings(record.entries, record.registry.methods, record.agenda), defaultdict(set)
    for entry in record.entries:
        if not entry.name.startswith("core."):
            found[entry.stamp.who] |= {line for text in wordings.of(entry).texts for line in text.splitlines()}
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("is_missing", [False, True])
def test_one_person_at_a_time_erases_all_they_wrote(file, is_missing):
    record = read(file)
    words, entries = said(record), list(record.entries)
    methods = {} if is_missing else record.registry.methods
    for who, lines in sorted(words.items()):
        if not lines:
            continue
        ids = [entry.id for entry in entries if entry.stamp.who == who and not entry.name.startswith("core.")]
        reach = erased(entries, ids, methods, record.agenda)
        record.log.entries = list(entries)
        record.rewrite(reach.entries)
        assert record.broken == set()
        others = {line for other, theirs in words.items() if other != who for line in theirs}
        kept = {line for entry in record.entries for text in strings(contributed(entry)) for line in text.splitlines()}
        assert not {line for line in (lines - others) & kept if len(line) > 3}, who
    record.log.entries = list(entries)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nobody_loses_what_somebody_else_wrote_and_did_not_word_anew(file):
    record = read(file)
    wordings = Wordings(record.entries, record.registry.methods, record.agenda)
    for who in sorted({entry.stamp.who for entry in record.entries}):
        ids = {entry.id for entry in record.entries if entry.stamp.who == who and not entry.name.startswith("core.")}
        reach = erased(record.entries, ids, record.registry.methods, record.agenda)
        others = [entry for entry in reach.entries.values() if entry.id not in ids]
        blank = [entry for entry in others if not entry.name.startswith("core.")]
        for entry in blank:  # in somebody else's entry: only where it words a thing of theirs, or keeps their wording
            assert wordings.of(next(one for one in record.entries if one.id == entry.id)).edited, entry
        assert all(ERASED in str(entry.data) for entry in blank)


def contributed(entry):
    """What is of people in an entry: not the titles, questions and notes of the facilitators."""
    return entry.data.get("cards", []) if entry.name.startswith("core.") else entry.data


def strings(value):
    """Every text in an entry's data."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for one in inside for text in strings(one)]
