"""A plugin loaded as the host does it, and why it is not, with the place."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType
from typing import Any

from app.host.discovery import Plugin, discover
from beffroi import Method
from beffroi.patterns import linear
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.sources import Sources


@dataclass
class Loaded:
    """What came of it."""

    name: str
    sources: Sources
    methods: list[Method] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    package: str = ""
    """As it is imported: "plugins.mood"."""

    @property
    def declared(self) -> list[str]:
        """The modules of the distributions that its own pyproject declares."""
        return modules_declared(self.sources.folder)


def modules_declared(folder: Path) -> list[str]:
    """What the pyproject of a package lets it import: beside it, or in the folder above."""
    files = (above / "pyproject.toml" for above in (folder, folder.parent, folder.parent.parent))
    file = next((file for file in files if file.exists()), None)
    said = tomllib.loads(file.read_text()) if file else {}
    named = {_plain(_NAME.match(one)[0]) for one in said.get("project", {}).get("dependencies", ())}  # type: ignore[index]
    known = packages_distributions() if named else {}  # looks into all that is installed
    return [top for top, dists in known.items() if named & set(map(_plain, dists))]


_NAME = linear(r"[\w.-]+")


def _plain(distribution: str) -> str:
    return distribution.lower().replace("-", "_").replace(".", "_")


class Ends(ImportError):
    """A plugin tried to end the process."""


def load(name: str, folder: Path, brings: Callable[[], Any]) -> Loaded:
    """The plugin of a folder; `brings` imports it."""
    made = Loaded(name, Sources(folder))
    raised: list[BaseException] = []
    modules: list[ModuleType] = []

    def once() -> Any:
        try:
            modules.append(brings())
        except SystemExit as error:
            raised.append(error)
            raise Ends("a plugin is imported by a server: it may not end the process.") from error
        except BaseException as error:
            raised.append(error)
            raise
        return modules[0]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a warning is about is found by looking
        (plugin,) = discover(iter([(Plugin(name, "checked"), once)]))
    made.methods = plugin.methods
    made.package = modules[0].__name__ if modules else name
    made.findings += _refusals(made.sources, name, plugin.refused, raised, modules)
    made.findings += _same_twice(made)
    return made


def _refusals(
    sources: Sources, name: str, refused: list[str], raised: list[BaseException], modules: list[ModuleType]
) -> Iterator[Finding]:  # fmt: skip
    brought = _brought(modules)
    for why in dict.fromkeys(refused):
        error = raised[0] if raised else brought if isinstance(brought, Exception) else None
        if error is None:
            yield sources.finding(_culprit(why, name, brought), why)
            continue
        culprit = str(error).partition(" ")[0]
        if sources.writes(culprit):
            yield sources.finding(culprit, why)
            continue
        at = sources.raised_at(error)
        culprit = culprit if sources.has_class(culprit) else name if raised else "methods()"
        yield sources.finding(culprit, why if at else f"{why}: return a list of methods.", at)


def _same_twice(loaded: Loaded) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for method in loaded.methods:
        named = type(method).__name__
        if method.id in known:
            said = f"its id is “{method.id}”, and that of {known[method.id]} too: rename one of the two."
            yield loaded.sources.finding(named, said)
        known[method.id] = named


def _brought(modules: Iterable[ModuleType]) -> Sequence[object] | Exception:
    """What the hook gives, or raises."""
    try:
        return [method for module in modules for method in module.methods()]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return error


_OF_CLASS = linear(r"(\w+(?:\(\)|\.\w+)?)(?:, command (\w+))?")

_ABOUT = {"is written for API": "api", "has two stages": "stages", "has no title": "title", "The id “": "id"}
"""Words of a sentence about something that a class says."""


def _culprit(why: str, name: str, brought: object) -> str:
    """Whom a sentence of the contract is about: it begins with that."""
    found = _OF_CLASS.match(why)
    if found is None or why.startswith("It brings"):
        return name
    if found[2]:
        return str(found[2])
    first, _, part = str(found[1]).partition(".")
    classes = {one.id: type(one).__name__ for one in brought if isinstance(one, Method)}  # type: ignore[attr-defined]
    part = part or next((about for words, about in _ABOUT.items() if words in why), "")
    return ".".join(filter(None, (classes.get(first, first), part)))
