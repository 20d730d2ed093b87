"""What the tests may cost: who counts it, and when it is too much."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support import budget

ALLOWED = {"pace": 0.01, "seconds": {"unit": 10, "browser": 20}}


def test_a_part_that_costs_more_than_it_may_is_named():
    (told,) = budget.overdrawn({"unit": 11, "browser": 19}, [0.01], ALLOWED)
    assert told.startswith("unit: 11 s")


def test_where_the_same_work_takes_twice_as_long_a_part_may_too():
    assert budget.overdrawn({"unit": 19}, [0.02, 0.02, 0.5], ALLOWED) == []
    assert budget.overdrawn({"unit": 21}, [0.02, 0.02, 0.5], ALLOWED) != []


def test_a_faster_machine_takes_nothing_away():
    assert budget.overdrawn({"unit": 10}, [0.001], ALLOWED) == []


@pytest.mark.parametrize("ends", [True, False])
def test_what_a_process_that_was_started_costs_counts_before_its_end_and_after(ends):
    work = "import sys, time\nwhile time.process_time() < 0.4: pass\nprint(flush=True); sys.stdin.read()"
    before = budget.spent(os.getpid())
    with subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        started.stdout.readline()
        if ends:
            started.communicate()
        assert budget.spent(os.getpid()) - before >= 0.35


@pytest.mark.parametrize(
    "nodeid, part",
    [
        ("tests/test_web.py::test_x", "unit"),
        ("tests/browser/test_demo.py::test_x", "browser"),
        ("plugins/mood/tests/test_mood.py::test_x", "plugins"),
    ],
)
def test_a_test_is_of_the_part_of_its_folder(nodeid, part):
    assert budget.part_of(nodeid) == part
    assert part in budget.read()["seconds"]
