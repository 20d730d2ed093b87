"""The files of a plugin, and where in them something is said."""

from __future__ import annotations

import ast
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from beffroi.testing.checks.finding import Finding, Level

APART = frozenset({"tests", "translations", "__pycache__"})
"""Folders of a plugin that are not the plugin."""

Place = tuple[str, int]
"""A file, as it is called from the plugin's folder, and a line."""


@dataclass(frozen=True)
class Sources:
    """What a plugin is made of."""

    folder: Path

    def files(self, ending: str) -> list[Path]:
        """Its own files with that ending, in the order of their names; its tests are not among them."""
        found = sorted(self.folder.rglob(f"*{ending}"))
        return [file for file in found if not APART & set(file.relative_to(self.folder).parts[:-1])]

    def name(self, file: Path) -> str:
        """What a file is called here."""
        return file.relative_to(self.folder).as_posix()

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        """Its modules, parsed; those that are no Python are left out: whoever imports them says so."""
        made = {}
        for file in self.files(".py"):
            try:
                made[self.name(file)] = ast.parse(file.read_text())
            except SyntaxError:
                continue
        return made

    def finding(self, culprit: str, said: str, at: Place | None = None, level: Level = "bronze") -> Finding:
        """A finding, at a place or wherever its culprit is written."""
        return Finding(culprit, *(at or self.place_of(culprit)), said, level)

    def place_of(self, culprit: str) -> Place:
        """Where a class, something of a class, or a function is written: "Note.view", "Note", "methods()"."""
        name, _, part = culprit.partition(".")
        for file, node in self._named(name.removesuffix("()")):
            inside = _of_class(node, part) if part and isinstance(node, ast.ClassDef) else None
            if inside is not None or not part:
                return file, (inside or node).lineno
        whole = next(((file, node.lineno) for file, node in self._named(name)), None)
        return whole or ("__init__.py", 1)

    def has_class(self, name: str) -> bool:
        """Whether a class is written here."""
        return any(isinstance(node, ast.ClassDef) for _file, node in self._named(name))

    def writes(self, culprit: str) -> bool:
        """Whether something of a class is written here: "Note.view"."""
        name, _, part = culprit.partition(".")
        found = (node for _file, node in self._named(name) if isinstance(node, ast.ClassDef))
        return bool(part) and any(_of_class(node, part) for node in found)

    def _named(self, name: str) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
        for file, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
                    yield file, node

    def raised_at(self, error: BaseException) -> Place | None:
        """The line of the plugin at which something was raised, in a template as in a module."""
        if isinstance(error, SyntaxError) and error.filename and self._is_own(error.filename):
            return self.name(Path(error.filename)), error.lineno or 1
        found = [place for frame in traceback.walk_tb(error.__traceback__) if (place := self._line(*frame))]
        return found[-1] if found else None

    def _line(self, frame: Any, line: int) -> Place | None:
        file = frame.f_code.co_filename
        if not self._is_own(file):
            return None
        template = frame.f_globals.get("__jinja_template__")
        return self.name(Path(file)), template.get_corresponding_lineno(line) if template else line

    def _is_own(self, file: str) -> bool:
        return Path(file).is_absolute() and Path(file).is_relative_to(self.folder)

    def function_at(self, place: Place) -> str:
        """The function or the class around a line: "Write.apply"; "" at the top of a module."""
        inner: list[ast.AST] = [self.trees[place[0]]] if place[0] in self.trees else []
        names: list[str] = []
        while inner:
            around = next((node for node in _written_in(inner.pop()) if _holds(node, place[1])), None)
            if around is not None:
                names.append(around.name)
                inner.append(around)
        return ".".join(names[:2])

    def line_with(self, file: str, words: str) -> int:
        """The first line of a file that holds these words; 1 where none does."""
        lines = (self.folder / file).read_text().splitlines()
        return next((n for n, line in enumerate(lines, 1) if words in line), 1)


def _of_class(node: ast.ClassDef, part: str) -> ast.stmt | None:
    return next((one for one in node.body if part in _names_of(one)), None)


def _names_of(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _written_in(node: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    body = getattr(node, "body", [])
    return (one for one in body if isinstance(one, ast.ClassDef | ast.FunctionDef))


def _holds(node: ast.ClassDef | ast.FunctionDef, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)
