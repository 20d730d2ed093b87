"""The pytest plugin: `-p beffroi.testing.fixtures`, or `pytest_plugins = ["beffroi.testing.fixtures"]`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beffroi.testing.board import Board


@pytest.fixture
def board_of() -> Callable[..., Board]:
    """A board of a method: `board_of(Mood(), settings={…})`."""
    return Board
