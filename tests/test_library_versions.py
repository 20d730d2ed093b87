"""What replaces parts of libraries is written for one release of each, and says so where another is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from app.live.transport.library_versions import WRITTEN_FOR, unlike
from tests.support.serving import free_port

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-scale.lock", "requirements-dev.lock"]


def test_pyproject_pins_the_releases_that_ours_is_written_for():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert dict(line.split("==") for line in wanted if "==" in line) == WRITTEN_FOR


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_hold_the_same_releases(lock):
    held = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.M))
    assert {name: held[name] for name in WRITTEN_FOR} == WRITTEN_FOR


def test_where_they_are_installed_nothing_is_said():
    assert unlike() == "", {name: version(name) for name in WRITTEN_FOR}


def test_another_release_and_a_missing_one_are_named():
    said = unlike({"wsproto": "0.9", "a-library-there-is-not": "1.0", "simple-websocket": version("simple-websocket")})
    assert f"wsproto {version('wsproto')} (ours is written for 0.9)" in said
    assert "a-library-there-is-not nowhere" in said and "simple-websocket" not in said


@pytest.fixture
def newer(tmp_path) -> Path:
    """A folder that says that another python-socketio is installed."""
    about = tmp_path / "newer" / "python_socketio-9.9.9.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: python-socketio\nVersion: 9.9.9\n")
    return about.parent


def says(tmp_path, newer, **settings) -> list[str]:
    """The warnings of a server that starts beside it, until it is ready."""
    env = {"INSTANCE": str(tmp_path / "instance"), "PORT": str(free_port()), "PYTHONPATH": str(newer), **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "run", "--no-demo"],
        cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    lines = []
    try:
        for line in process.stdout:
            lines.append(line)
            if "Ready on" in line:
                break
    finally:
        process.terminate()
        process.communicate(timeout=40)
    return [line for line in lines if line.startswith("WARNING")]


@pytest.mark.server
def test_a_server_on_another_release_says_so_once_with_the_way_out(tmp_path, newer):
    (warning,) = says(tmp_path, newer)
    assert "python-socketio 9.9.9 (ours is written for" in warning and "STOCK_SOCKETS=1" in warning
    assert says(tmp_path, newer, STOCK_SOCKETS="1") == []
