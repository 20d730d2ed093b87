"""The pytest plugin: `-p beffroi.testing.fixtures`, or `pytest_plugins = ["beffroi.testing.fixtures"]`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from beffroi.testing.board import Board


@pytest.fixture
def board_of() -> Iterator[Callable[..., Board]]:
    """A board of a method: `board_of(Mood(), settings={…})`.

    What the method raises is a fault of its own on a server, where the others go on; here it is raised, unless the test
    looks at it (`with board.faults() as told`). A call that takes too long is told at the end.
    """
    boards: list[Board] = []

    def made(*args: Any, **said: Any) -> Board:
        boards.append(Board(*args, **said))
        return boards[-1]

    yield made
    assert [fault for board in boards for fault in board.registry.told()] == [], "the method made everybody wait"
