"""The modules of a live page joined into a few files: each file more is a journey to and fro before the page works.

They are joined when the server starts, so that a fresh machine needs no tool for it and what developers read is what
runs: a module becomes a function that is called once and gives what it exports. That is enough for modules written as
ours are: they import by name, a line an import; they export declarations; none imports in a circle or awaits at its
top, but for the page's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import chain
from typing import Any

from beffroi.patterns import linear

FOLDER = "js/"
PAGE = "page.js"
"""What puts a live page together; what it waits for with `await import` stays a file of its own."""

LIVE = "live.js"
"""Every module that PAGE imports, in one."""

_IMPORT = linear(r"""(?m)^import (?:(\{ [^}]+ \}) from )?"\./([^"]+)";.*\n""")
_OF_OTHERS = linear(r"""(?m)^import [^"]+ from "\.\./[^"]+";\n""")
_LATER = linear(r"""\bimport\("\./([^"]+)"\)""")
_EXPORT = linear(r"(?m)^export ((?:async )?(?:function|class|const)\*? ([A-Za-z_][A-Za-z0-9_]*))")
_REMARK = linear(r"(?m)^[ \t]*(?://.*|/\*\*[^\n]*\*/)\n")

Modules = Mapping[str, str]
"""Texts of modules by name in the folder of scripts."""


def join_scripts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The scripts of live pages as they travel, LIVE among them, by name in the static folder.

    Raises ValueError where modules import in a circle, or two of LIVE export one name.
    """
    modules = {
        name.removeprefix(FOLDER): content.decode()
        for name, content in files.items()
        if name.startswith(FOLDER) and name.endswith(".js")
    }
    if PAGE not in modules:
        return {}
    entries = _entries(modules)
    live = _needed(modules, PAGE, entries)
    scripts = {name: _entry(modules, name, entries, live) for name in entries} | {LIVE: _live(modules, live)}
    return {FOLDER + name: _REMARK.sub("", text).encode() for name, text in scripts.items()}


def _entries(modules: Modules) -> set[str]:
    """What stays a file: the page, what it fetches where it is needed, and what only some pages run beside it."""
    beside = {name for name, text in modules.items() if PAGE in _imported(text)}
    return {PAGE, *_LATER.findall(modules[PAGE]), *beside}


def _imported(text: str) -> list[str]:
    return [name for _names, name in _IMPORT.findall(text)]


def _needed(modules: Modules, first: str, entries: Set[str], above: tuple[str, ...] = ()) -> list[str]:
    """What a module imports, and what that imports, each after those that it needs; what stays a file is left out."""
    if first in above:
        raise ValueError(f"{' imports '.join((*above, first))}: modules in a circle are not joined")
    order: dict[str, None] = {}
    for name in _imported(modules[first]):
        if name not in entries:
            order |= dict.fromkeys([*_needed(modules, name, entries, (*above, first)), name])
    return [*order]


def _live(modules: Modules, names: Sequence[str]) -> str:
    given = {name: [export for _declared, export in _EXPORT.findall(modules[name])] for name in names}
    twice = [export for export, n in Counter(chain(*given.values())).items() if n > 1]
    if twice:
        raise ValueError(f"exported by two modules of {LIVE}: {', '.join(twice)}")
    homes = {name: _home(name) for name in names}
    exports = (f"export const {{ {', '.join(all)} }} = {homes[name]};\n" for name, all in given.items() if all)
    return _others(modules, names) + "".join(_called(modules[name], homes, name) for name in names) + "".join(exports)


def _entry(modules: Modules, entry: str, entries: Set[str], live: Sequence[str]) -> str:
    """A file of its own, with what it alone needs, and the rest from LIVE."""
    needed = _needed(modules, entry, entries)
    own = [name for name in needed if name not in live]
    homes = {name: "$live" if name in live else _home(name) for name in needed}
    shared = f'import * as $live from "./{LIVE}";\n' if len(own) < len(needed) else ""
    wrapped = "".join(_called(modules[name], homes, name) for name in own)
    return shared + _others(modules, own) + wrapped + _taken(modules[entry], homes)


def _home(name: str) -> str:
    """What holds the exports of a module."""
    return "$" + name.removesuffix(".js")


def _called(text: str, homes: Mapping[str, str], name: str) -> str:
    """A module as a function called once."""
    given = ", ".join(export for _declared, export in _EXPORT.findall(text))
    inside = _EXPORT.sub(r"\1", _OF_OTHERS.sub("", _taken(text, homes)))
    return f"const {homes[name]} = (() => {{\n{inside}return {{ {given} }};\n}})();\n"


def _taken(text: str, homes: Mapping[str, str]) -> str:
    """A module that takes what it imports from where that is held; an import of what stays a file stays one."""

    def line(found: Any) -> str:
        text, names, name = str(found[0]), found[1], found[2]
        if name not in homes:
            return text
        return f"const {names} = {homes[name]};\n" if names else ""

    return _IMPORT.sub(line, text)


def _others(modules: Modules, names: Sequence[str]) -> str:
    """The imports of what is not ours, each once: a function has none."""
    return "".join(dict.fromkeys(line for name in names for line in _OF_OTHERS.findall(modules[name])))
