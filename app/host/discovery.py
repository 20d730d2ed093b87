"""Finding plugins, and keeping a broken one from stopping the others."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from app.host import never_ending
from app.host.contract import faults
from app.host.fault_place import place_outside
from app.host.packages import NoPackage
from app.host.plugin_folders import in_folders
from app.host.reserved import name_faults
from beffroi import Method, hookspecs

GROUP = "beffroi.plugins"


@dataclass
class Plugin:
    """A plugin as it was found: loaded, or refused and why."""

    name: str
    source: str
    version: str = ""
    module: str = ""
    """The package that is imported, where another distribution brings it."""
    methods: list[Method] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    detail: str = ""

    @property
    def loaded(self) -> bool:
        """Whether all of it is at work."""
        return not self.refused

    @property
    def key(self) -> str:
        """What tells it from another of its name."""
        return f"{self.source}/{self.name}"


Candidate = tuple[Plugin, Callable[[], Any]]


def bundled_in(folder: Path) -> Iterator[Candidate]:
    """The packages of the house's own folder, whose parent is importable."""
    if str(folder.parent) not in sys.path:
        sys.path.append(str(folder.parent))
    for package in sorted(folder.iterdir()):
        if (package / "__init__.py").exists():
            yield Plugin(package.name, "bundled"), partial(importlib.import_module, f"{folder.name}.{package.name}")


def outside_in(folders: Iterable[Path]) -> Iterator[Candidate]:
    """The packages of folders that an operator names; a row for each folder that cannot be read."""
    for name, folder, load in in_folders(folders):
        yield Plugin(name, str(folder)), load


def installed() -> Iterator[Candidate]:
    """What other distributions offer under the entry-point group `beffroi.plugins`."""
    for point in entry_points(group=GROUP):
        dist = point.dist
        yield Plugin(point.name, dist.name if dist else "?", dist.version if dist else "", point.module), point.load


def discover(candidates: Iterator[Candidate], known: Iterable[Plugin] = ()) -> list[Plugin]:
    """Load each candidate in its own try, beside those that are known; those that fail say why."""
    never_ending.start()  # what a method is asked at load may not end either
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    found = [*known]
    taken = {method.id: plugin.name for plugin in found for method in plugin.methods}
    for plugin, load in candidates:
        found.append(plugin)
        try:
            module = load()
            manager.register(module, plugin.key)
            _take_in(plugin, module, manager, taken)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises is its own refusal
            _refuse(plugin, error, manager)
    return found


def _refuse(plugin: Plugin, error: BaseException, manager: pluggy.PluginManager) -> None:
    plugin.refused.append(_told(error))
    plugin.detail = "".join(traceback.format_exception(error)[-3:])
    plugin.methods = []
    if manager.has_plugin(plugin.key):
        manager.unregister(name=plugin.key)


def _told(error: BaseException) -> str:
    if isinstance(error, NoPackage):
        return str(error)
    if isinstance(error, SystemExit):
        return "It ends the process while it is loaded (SystemExit): leave that out, a server goes on."
    place = place_outside(error)
    return f"{type(error).__name__}: {error}" + (f" ({place})" if place else "")


def _take_in(plugin: Plugin, module: ModuleType, manager: pluggy.PluginManager, taken: dict[str, str]) -> None:
    manager.check_pending()
    brought = _brought(module, manager)
    for method in brought:
        found = list(faults(method))
        plugin.refused.extend(found or name_faults(method))
    ids = [method.id for method in brought if isinstance(method, Method)]
    for id in ids:
        if id in taken:
            plugin.refused.append(f"The id “{id}” is taken by the plugin {taken[id]}: rename one of the two.")
    if not brought:
        plugin.refused.append("It brings no method: write @hookimpl def methods() that returns a list of them.")
    if plugin.refused:
        manager.unregister(name=plugin.key)
        return
    plugin.methods = brought
    taken.update(dict.fromkeys(ids, plugin.name))


def _brought(module: ModuleType, manager: pluggy.PluginManager) -> list[Any]:
    """What this plugin's own `methods` hook gives; the others' are not called again."""
    implementations = manager.hook.methods.get_hookimpls()
    return [method for impl in implementations if impl.plugin is module for method in impl.function() or ()]  # type: ignore[attr-defined]
