"""A method played, whole: each way in which it can be shared, and what has to hold afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from random import Random
from unittest.mock import patch

from app.live.commands import decide
from beffroi import Method
from beffroi.testing.checks import after_play
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.host_questions import Enough, Notes
from beffroi.testing.checks.other_process import read_in_other_process
from beffroi.testing.checks.rounds import Rounds
from beffroi.testing.checks.sources import Sources
from beffroi.testing.checks.templates import name_findings


def play_findings(sources: Sources, method: Method, *, elsewhere: bool = True) -> Iterator[Finding]:
    """What a play finds; `elsewhere` says whether its log is read in another process too."""
    notes = Notes(sources, method)
    with suppress(Enough), _drawn_alike():
        try:
            _play(notes, elsewhere=elsewhere)
        except Enough:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a method raises is told
            notes.tell_raised(type(method).__name__, error)
    yield from notes.found.values()
    if not notes.given.everyone:
        with suppress(Exception):  # what a view raises is told already
            _give_first(notes)
    if notes.given.everyone:
        yield from name_findings(sources, method, notes.given)


def _give_first(notes: Notes) -> None:
    """What views give of a fresh activity, where nothing was drawn yet: it says whose a name is that is missing."""
    method, given = notes.method, notes.given
    state = method.start(method.settings(), [])
    given.everyone |= set(method.view(state))
    given.facilitators |= set(method.facilitator_view(state))
    given.own |= set(method.personal_view(state, "ana"))


@contextmanager
def _drawn_alike() -> Iterator[None]:
    """Inside, ids and lots are drawn the same at each check, so that what one finds the next does."""
    lots = Random(1)
    ids = patch.object(decide, "new_id", lambda: f"{lots.getrandbits(72):018x}")
    with ids, patch.object(secrets, "randbits", lots.getrandbits):
        yield


def _play(notes: Notes, *, elsewhere: bool) -> None:
    first = _first(notes)
    after_play.look_at_first_state(notes)
    if notes.found:
        return
    offered: set[str] = set()
    with ExitStack() as beside:
        compare: Callable[[Notes], None] = lambda _notes: None  # noqa: E731
        for way in notes.method.shared_by:
            rounds = Rounds(notes, way)
            rounds.play()
            offered |= rounds.offered
            after_play.look_at_replay(notes, rounds)
            if elsewhere and way == notes.method.shared_by[-1]:
                there = read_in_other_process(notes, rounds)
                beside.callback(there.give_up)
                compare = there.compare
            after_play.look_at_undo(notes, rounds)
            after_play.look_at_erasure(notes, rounds)
        after_play.look_at_starts(notes, first)
        after_play.look_at_offers(notes, offered)
        if not notes.found:
            after_play.look_at_bounds(notes)
        compare(notes)


def _first(notes: Notes) -> str:
    try:
        return after_play.begun(notes.method)
    except Exception as error:  # noqa: BLE001 - whatever is raised is told
        notes.tell_raised(notes.of("start"), error)
        raise Enough from error
