"""The wheel in an environment of its own: it serves from any folder, and puts two packages where others are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from beffroi.version import VERSION
from tests.support.serving import PATIENCE, ROOT, Server

UV = Path(sys.executable).parent / "uv"

OUTSIDE = sorted((ROOT / "tests").glob("*/beffroi-*"))
"""Packages of somebody else: as an outside developer wrote one, and as one stood on API 1 of the first release."""


KEEPING = {"PYTHONDONTWRITEBYTECODE": ""}
"""What is compiled in the environment is kept: otherwise each command compiles all of it, for ten seconds."""


def done(*command, **more) -> str:
    env = {**os.environ, **KEEPING}
    out = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, env=env, **more)
    assert out.returncode == 0, out.stdout + out.stderr
    return out.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of an environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed")
    done(UV, "build", "--quiet", "--wheel", "--out-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    done(UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    into = ("--quiet", "--python", folder / "venv/bin/python")
    done(UV, "pip", "install", *into, "--requirements", ROOT / "requirements.lock")
    done(UV, "pip", "install", *into, "--no-deps", wheel)
    return folder / "venv"


def test_it_puts_two_packages_at_the_top_and_nothing_else(installed):
    (record,) = installed.glob("lib/*/site-packages/beffroi-*.dist-info/RECORD")
    tops = {line.split("/")[0] for line in record.read_text().splitlines() if not line.startswith("..")}
    assert tops == {"app", "beffroi", f"beffroi-{VERSION}.dist-info"}


def test_it_serves_from_another_folder_with_its_plugins_and_its_pages(installed, tmp_path):
    command = (installed / "bin/beffroi", "run", "--instance", tmp_path / "data")
    server = Server(tmp_path / "data", KEEPING, command=command)
    server.start(tmp_path)
    try:
        page = requests.get(server.link("Participants"), timeout=PATIENCE)
        assert page.ok and "Entrer" in page.text
        for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
            assert requests.get(server.url + file, timeout=PATIENCE).ok, file
        assert VERSION in requests.get(f"{server.url}/healthz", timeout=PATIENCE).text
        listed = done(installed / "bin/beffroi", "plugins", cwd=tmp_path)
        assert "ideation\tbundled\tloaded" in listed and "refused" not in listed
        assert (tmp_path / "data/beffroi.sqlite").exists() and not (tmp_path / "instance").exists()
    finally:
        server.stop()


def test_a_method_that_was_just_written_is_tested_checked_and_installed_where_there_is_no_checkout(installed, tmp_path):
    written = done(installed / "bin/beffroi", "new", "five_whys", cwd=tmp_path)
    assert "beffroi-five-whys" in written
    into = ("--quiet", "--python", installed / "bin/python")
    done(UV, "pip", "install", *into, "--constraint", ROOT / "requirements-dev.lock", "pytest")
    tested = done(installed / "bin/python", "-m", "pytest", "-q", cwd=tmp_path / "beffroi-five-whys")
    assert " passed" in tested
    assert "five_whys: gold" in done(installed / "bin/beffroi", "check", tmp_path / "beffroi-five-whys", cwd=tmp_path)
    done(UV, "pip", "install", *into, "--no-deps", tmp_path / "beffroi-five-whys")
    assert "five_whys\tbeffroi-five-whys\tloaded\tfive_whys" in done(installed / "bin/beffroi", "plugins", cwd=tmp_path)


@pytest.mark.parametrize("folder", OUTSIDE, ids=lambda folder: folder.name)
def test_a_package_of_somebody_else_goes_on_working(installed, tmp_path, folder):
    package = shutil.copytree(folder, tmp_path / folder.name)
    into = ("--quiet", "--python", installed / "bin/python")
    done(UV, "pip", "install", *into, "--constraint", ROOT / "requirements-dev.lock", "pytest")
    assert " passed" in done(installed / "bin/python", "-m", "pytest", "-q", cwd=package)
    done(UV, "pip", "install", *into, "--no-deps", package)
    listed = done(installed / "bin/beffroi", "plugins", cwd=tmp_path)
    mine = [line for line in listed.splitlines() if f"\t{folder.name}\t" in line]
    assert mine and all(f"\t{folder.name}\tloaded\t" in line for line in mine)
    done(UV, "pip", "uninstall", *into, folder.name)


def test_another_package_called_app_is_named_in_one_sentence(installed, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").touch()
    env = {**os.environ, **KEEPING, "PYTHONPATH": str(tmp_path)}
    out = subprocess.run([installed / "bin/beffroi", "--version"], env=env, capture_output=True, text=True)
    assert out.returncode and out.stderr.startswith(
        f"beffroi: another package called app is found first, in {tmp_path}"
    )
    assert out.stderr.count("\n") == 1


def test_it_says_which_release_it_is(installed, tmp_path):
    assert done(installed / "bin/beffroi", "--version", cwd=tmp_path) == f"Beffroi {VERSION}\n"
