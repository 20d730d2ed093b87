"""Logs of older versions, kept in files: an upgrade that reads one otherwise fails by it."""

from __future__ import annotations

import pytest

from beffroi.testing import assert_log_folds, play, record_log
from plugins.mood import Mood, Say


@pytest.fixture
def kept(board_of, tmp_path):
    """The log of a mood that was played, of the version that is there."""
    board = board_of(Mood())
    play(board)
    record_log(board, tmp_path / "1.json")
    return tmp_path / "1.json"


def test_a_log_folds_to_what_it_showed(kept):
    assert_log_folds(Mood(), kept)


def test_one_that_shows_otherwise_fails_with_both(kept):
    class Shouted(Say, name="say", stage="say"):
        def apply(self, words, stamp):
            words.by_person[stamp.who] = self.word.upper()

    class Anew(Mood):
        commands = (Shouted, *Mood.commands[1:])

    with pytest.raises(AssertionError, match="it shows otherwise than it did"):
        assert_log_folds(Anew(), kept)


def test_one_that_can_no_longer_be_read_fails(kept):
    class Forgetful(Mood):
        commands = Mood.commands[1:]

    with pytest.raises((AssertionError, LookupError)):
        assert_log_folds(Forgetful(), kept)


def test_what_was_kept_is_never_written_again(board_of, kept):
    with pytest.raises(FileExistsError):
        record_log(board_of(Mood()), kept)
