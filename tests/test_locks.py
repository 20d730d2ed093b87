"""The lock files hold what every Python from 3.11.0 on needs, not only the one that they were made on."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OLDEST = {"python_version": "3.11", "python_full_version": "3.11.0", "extra": ""}
LOCKS = ("requirements.lock", "requirements-scale.lock", "requirements-dev.lock")


def name_of(text):
    return re.sub("[-_.]+", "-", text).lower()


def needed(pinned):
    """What a package needs on the oldest Python, where it is installed to be asked."""
    try:
        wanted = [Requirement(one) for one in requires(pinned) or ()]
    except PackageNotFoundError:
        return set()
    return {name_of(one.name) for one in wanted if one.marker is None or one.marker.evaluate(OLDEST)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_oldest_python_needs(lock):
    pinned = {name_of(name) for name in re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(), re.MULTILINE)}
    assert len(pinned) > 20
    for one in sorted(pinned):
        assert needed(one) <= pinned, f"{lock}: {one} needs {needed(one) - pinned} on Python 3.11.0"
