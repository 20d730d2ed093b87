"""A plugin loaded as the host does it, and why it is not, with the place."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
    is_bundled: bool = False


class Ends(ImportError):
    """A plugin tried to end the process."""


def load(name: str, folder: Path, brings: Callable[[], Any], *, is_bundled: bool = False) -> Loaded:
    """The plugin of a folder; `brings` imports it."""
    made = Loaded(name, Sources(folder), is_bundled=is_bundled)
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
    made.findings += _refusals(made.sources, name, plugin.refused, raised, modules)
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
