"""What facilitators do to what somebody wrote is drawn anew on that one's page, whoever else may ask the command."""

import pytest

from beffroi.blocks.capture import LetGo
from plugins.benchmark.lessons import ChangeLesson, TakeLessonBack
from plugins.fieldnotes.contacts import TakeContactBack

ACTS = [LetGo, ChangeLesson, TakeLessonBack, TakeContactBack]


@pytest.mark.parametrize("command", ACTS, ids=lambda act: act.__name__)
def test_what_is_changed_for_its_author_is_drawn_on_their_page(command):
    assert command.about.affects_others, "its author would go on reading what is no longer there"
