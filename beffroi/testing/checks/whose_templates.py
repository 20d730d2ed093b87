"""Which templates of a package are a method's, where several methods have theirs side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sys import modules

from jinja2 import Environment, TemplateError, meta

from app.host.contract import folders_of
from app.host.rendering.environment import environment_of
from beffroi import Method
from beffroi.testing.checks.sources import Sources


def templates_of(sources: Sources, method: Method) -> list[Path]:
    """Those that it draws, and those that no method of the package does: not those that others alone draw."""
    files = {_name(file): file for file in sources.files(".html")}
    own = _drawn_by(type(method), files, environment_of(method))
    others = (_drawn_by(kind, files, environment_of(method)) for kind in _kinds_beside(method))
    theirs: set[str] = set().union(*others)
    return [file for name, file in files.items() if name in own or name not in theirs]


def _name(file: Path) -> str:
    """What others include it by: where it is in its folder of templates."""
    parts = file.parts
    begins = max((place for place, part in enumerate(parts) if part == "templates"), default=len(parts) - 2)
    return "/".join(parts[begins + 1 :])


def _kinds_beside(method: Method) -> Iterator[type[Method]]:
    """The other methods of its package."""
    home = folders_of(type(method))[-1]
    waiting: list[type[Method]] = [Method]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            is_loaded = kind.__module__ in modules  # a class may outlive its module, where one was loaded anew
            if kind.id and kind.id != method.id and is_loaded and folders_of(kind)[-1] == home:
                yield kind


def _drawn_by(kind: type[Method], files: dict[str, Path], environment: Environment) -> set[str]:
    waiting = [f"{kind.id}.html", *(block.template for block in kind.blocks.values())]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in files and name not in found:
            found.add(name)
            waiting += _named_in(files[name], environment)
    return found


def _named_in(file: Path, environment: Environment) -> list[str]:
    """The templates that one includes, extends or imports by name."""
    try:
        return [name for name in meta.find_referenced_templates(environment.parse(file.read_text())) if name]
    except TemplateError:
        return []  # told elsewhere
