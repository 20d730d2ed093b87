"""The whole house imported, by a process that forks others: an import costs each of them two seconds of processor."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from app.host import plugin_folders
from app.host.discovery import bundled_in
from app.host.registry import BUNDLED

LEFT_OUT = ("__main__", ".versions", ".bundled", ".stock_sockets")
"""What starts something, is no part of it, or stands in the place of something else."""


def import_everything() -> None:
    """Import every module of the host, of the blocks and of the bundled plugins."""
    for _plugin, load in bundled_in(BUNDLED):
        load()
    for package in ("app", "beffroi.blocks"):
        for found in walk_packages(import_module(package).__path__, f"{package}."):
            if not any(part in found.name for part in LEFT_OUT):
                import_module(found.name)


def forget(packages: Iterable[Path]) -> None:
    """Have what was imported of these imported anew."""
    for package in packages:
        name = f"{BUNDLED.name}.{package.name}" if package.parent == BUNDLED else package.name
        plugin_folders.forget(name)
