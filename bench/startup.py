"""How long a server takes to start with as many methods as a mission has: the bundled ones, and copies of them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path
from time import perf_counter

from app.host.registry import BUNDLED
from bench.cores import cpu_of
from bench.figures import Run
from bench.row import OURS, Bench, Row
from bench.servers import ROOT, Server

METHODS = 30


def startup(bench: Bench) -> Row:
    row = Row(
        f"a server with {METHODS} methods starts", "serves 1.5 s after it was started", ("start_s", "start_cpu_s")
    )
    copies = bench.instance / "copies"  # thrown away with the instance
    copy_methods(copies, METHODS)
    with bench.house():  # the database is there
        pass
    _started(bench, copies)  # and what is compiled once
    return bench.in_turn(row, {OURS: lambda: _started(bench, copies)})


def _started(bench: Bench, copies: Path) -> Run:
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bench.instance / "compiled")}
    told = {"INSTANCE": str(bench.instance), "PLUGIN_FOLDERS": str(copies), **kept}
    began = perf_counter()
    server = Server([sys.executable, "-m", "app", "run", "--no-demo"], ROOT, bench.core, **told)
    took = perf_counter() - began
    used = cpu_of(server.pid)
    server.stop()
    return {"start_s": took, "start_cpu_s": used}


def copy_methods(folder: Path, methods: int) -> None:
    """Copies of the bundled methods in a folder for plugins, each with an id of its own, so that there are so many."""
    own = bundled()
    for number, source in zip(count(2), islice(cycle(own), methods - len(own)), strict=False):
        _copy(source, folder / f"{source.name}{number}")


def bundled() -> list[Path]:
    """The packages of the bundled methods."""
    return sorted(package for package in BUNDLED.iterdir() if (package / "__init__.py").exists())


def _copy(source: Path, package: Path) -> None:
    name, new = source.name, package.name
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    for file in package.rglob("*.py"):
        text = file.read_text().replace(f"plugins.{name}", new)
        file.write_text(text.replace(f'id = "{name}"', f'id = "{new}"').replace(f"{name}.html", f"{new}.html"))
    for file in _templates(package, name):
        file.rename(file.with_name(f"{new}.html"))


def _templates(package: Path, name: str) -> Iterator[Path]:
    return (file for file in [package / "templates" / f"{name}.html"] if file.exists())
