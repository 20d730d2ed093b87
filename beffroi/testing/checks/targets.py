"""What is to be checked: the folder of a plugin, or one that the host finds, by its name or that of a method of it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from app.host.discovery import GROUP
from app.host.packages import NoPackage, packages_in
from app.host.plugin_folders import import_package, refusal
from app.host.registry import BUNDLED
from beffroi.testing.checks.loading import Loaded, load
from beffroi.testing.checks.sources import Sources


class NoTarget(Exception):  # noqa: N818 - a sentence for whoever named it
    """Nothing of that name is found."""


def of_folder(package: Path) -> Loaded:
    """The plugin of a package's folder, imported by its own name."""
    package = package.resolve()
    if package.parent == BUNDLED:
        return load(package.name, package, lambda: importlib.import_module(f"plugins.{package.name}"))
    if why := refusal(package, {}):
        return _refused(package, why)
    return load(package.name, package, partial(import_package, package))


def _refused(package: Path, why: str) -> Loaded:
    sources = Sources(package)
    return Loaded(package.name, sources, findings=[sources.finding(package.name, why, ("__init__.py", 1))])


def found(name: str, folders: tuple[Path, ...]) -> list[Loaded]:
    """The plugins of a folder or of a name; all that are found where none is named. Raises `NoTarget`."""
    if not name:
        return [of_folder(package) for package in _all(folders)]
    if Path(name).is_dir():
        return [of_folder(package) for package in packages_in(Path(name))]
    named = [package for package in _all(folders) if package.name == name]
    loaded = [of_folder(package) for package in named or _all(folders)]
    wanted = [one for one in loaded if named or name in [method.id for method in one.methods]]
    if not wanted:
        raise NoTarget(
            f"No plugin and no method is called “{name}”, and no folder: beffroi plugins lists what is found."
        )
    return wanted


def _all(folders: tuple[Path, ...]) -> Iterator[Path]:
    """The packages of all plugins that the host looks for."""
    for folder in (BUNDLED, *folders):
        with suppress(NoPackage):  # beffroi plugins tells of it
            yield from packages_in(folder)
    for point in entry_points(group=GROUP):
        spec = find_spec(point.module)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent
