"""The pytest plugin: `-p beffroi.testing.fixtures`, or `pytest_plugins = ["beffroi.testing.fixtures"]`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from beffroi.testing.board import Board
from beffroi.testing.served import Served


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


@pytest.fixture
def workshop_of() -> Iterator[Callable[[Path | str], Served]]:
    """A workshop on the method of a folder, for a real browser: `page.goto(workshop_of(".").ana)`; ends with the test.

    With pytest-playwright, whose `page` and `browser` open what it gives: `console`, `ana`, `bob`, `screen`, `desk`.
    """
    made: list[Served] = []

    def serve(folder: Path | str) -> Served:
        made.append(Served(Path(folder)))
        return made[-1]

    yield serve
    for one in made:
        one.stop()
