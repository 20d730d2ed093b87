"""The methods at work, the plugins they came from, and the faults met while running."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from app.bundled import bundled
from app.domain.readers import Readers
from app.host.discovery import Plugin, bundled_in, discover, installed, outside_in
from app.host.fault_place import place_in
from app.logs import logger
from beffroi import Command, Kind, Method

log = logger(__name__)

BUNDLED = bundled("plugins")


@dataclass(frozen=True)
class Fault:
    """Something a plugin raised while running: where, what, and at which line of its own."""

    method: str
    where: str
    error: str
    place: str = ""


@dataclass
class Registry:
    """What was found at start-up. Faults are the latest hundred."""

    plugins: list[Plugin]
    folders: tuple[Path, ...] = ()
    """Where plugins were looked for beside the bundled and the installed ones."""
    faults: deque[Fault] = field(default_factory=lambda: deque(maxlen=100))
    readers: Readers | None = None
    """Who has to be able to read what is written: the release before, until the upgrade is finalized; else nobody."""

    def may_write(self, command: Command, data: Mapping[str, Any], method: str) -> bool:
        """Whether a command may go into the log."""
        return self.readers is None or self.readers.read(command, data, method, self._bundled)

    @cached_property
    def _bundled(self) -> frozenset[str]:
        return frozenset(one.id for plugin in self.plugins if plugin.source == "bundled" for one in plugin.methods)

    @property
    def methods(self) -> Mapping[str, Method]:
        """The methods at work, by id."""
        return {method.id: method for plugin in self.plugins for method in plugin.methods}

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """What kinds of things there are, by name: as the first says it that knows it."""
        told: dict[str, Kind] = {}
        for method in self.methods.values():
            told = {**method.kinds, **told}
        return told

    def brought_by(self, method: str) -> str:
        """What tells the plugin of a method from others (`Plugin.key`); "" of an unknown method."""
        return next((plugin.key for plugin in self.plugins for one in plugin.methods if one.id == method), "")

    def blame(self, method: str, where: str, error: Exception) -> None:
        """Note that a plugin raised; the operator sees it on the plugins page."""
        brought = self.methods.get(method)
        place = place_in(error, brought) if brought else ""
        self.faults.append(Fault(method, where, f"{type(error).__name__}: {error}", place))
        log.error("a plugin raised", method=method, where=where, place=place, exc_info=error)

    def warn(self, method: str, where: str, said: str) -> None:
        """Note that a plugin is slow or large, with nothing broken yet; the operator sees it on the plugins page."""
        self.faults.append(Fault(method, where, said))
        log.warning("a plugin is slow or large", method=method, where=where, said=said)


def build(
    *folders: Path, tried: Sequence[Path] = (), known: Sequence[Plugin] = (), only: str = ""
) -> Registry:  # fmt: skip
    """Load the bundled plugins but those `known` already, those of `folders` (for trying one out), and the installed.

    What is `tried`, a package that is being written, goes before the same one where it is installed. `only` is the key
    of the one plugin that is wanted: the others are not imported.
    """
    written = [package for package in tried if package.parent != BUNDLED]
    names = {package.name for package in written}
    others = (one for one in installed() if one[0].module not in names)
    loaded = {plugin.name for plugin in known}
    ours = (one for one in bundled_in(BUNDLED) if one[0].name not in loaded)
    found = chain(ours, outside_in((*folders, *written)), others)
    return Registry(discover((one for one in found if only in ("", one[0].key)), known), folders)
