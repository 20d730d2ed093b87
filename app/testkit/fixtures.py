"""The pytest plugin: `-p app.testkit.fixtures`, or `pytest_plugins = ["app.testkit.fixtures"]`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.testkit.board import Board


@pytest.fixture
def board_of() -> Callable[..., Board]:
    """A board of a method: `board_of(Mood(), settings={…})`."""
    return Board
