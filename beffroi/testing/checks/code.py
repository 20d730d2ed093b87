"""What the modules of a plugin do that no replay survives, and that no room may share: read from their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import lru_cache

from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.sources import Sources
from beffroi.testing.imports import import_faults

CALLS = {
    "open": "all that a method keeps is its state: the state is all that is kept, files are the host's; keep it there.",
    "hash": "this number is another in each process: compare the texts themselves, or take a digest of hashlib.",
    "id": "this number is another in each process: name things by `stamp.id`.",
    "eval": "what people wrote is never run: read it with a function of your own.",
    "exec": "what people wrote is never run: read it with a function of your own.",
    "input": "nobody sits before a server: what people say comes as a command.",
    "Markup": "this is shown as markup, and no longer escaped: give the text itself, which the template escapes.",
}
"""Functions that a method does without, and its way out."""

CLOCK = frozenset({"now", "today", "utcnow"})

CHANGES = frozenset(
    (
        "append",
        "add",
        "extend",
        "insert",
        "update",
        "setdefault",
        "pop",
        "popitem",
        "remove",
        "discard",
        "clear",
        "sort",
    )
    + ("reverse", "appendleft", "popleft")
)
"""What is asked of a list, a set or a dictionary that changes it."""

MUTABLE = frozenset({"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"})

SHARED = (
    "all rooms share it, and it is gone when the server starts anew: keep it in the state, which each activity has."
)


def code_findings(sources: Sources, own: str, methods: Collection[str], declared: Collection[str]) -> Iterator[Finding]:
    """What its modules do and may not; `methods` are the names of its classes that are methods or blocks."""
    for file, tree in sources.trees.items():
        yield from _imports(sources, file, own, declared)
        yield from _private(sources, file, tree)
        for where, node in _everything(tree):
            for culprit, line, said in _slips(tree, where, node, methods):
                yield sources.finding(culprit or own, said, (file, line))


def _imports(sources: Sources, file: str, own: str, declared: Collection[str]) -> Iterator[Finding]:
    text = (sources.folder / file).read_text()
    for fault in import_faults(text, file, own=own, declared=declared):
        _file, line, said = fault.split(":", 2)
        name = said.split(";")[0].removeprefix(" imports ")
        yield sources.finding(f"import {name}", said.strip(), (file, int(line)))


def _private(sources: Sources, file: str, tree: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "beffroi":
            for name in node.names:
                if name.name.startswith("_"):
                    said = f"{node.module} keeps for itself what begins with _: take what docs/plugins.md names."
                    yield sources.finding(f"import {name.name}", said, (file, node.lineno))


Slip = tuple[str, int, str]


def _slips(tree: ast.Module, where: tuple[str, ...], node: ast.AST, methods: Collection[str]) -> Iterator[Slip]:
    culprit = ".".join(where[:2])
    if isinstance(node, ast.Call):
        yield from ((culprit, node.lineno, said) for said in _called(node))
    is_inside = len(where) > 1 or (where and where[0] not in _classes(tree))
    if is_inside:
        for name, line in _changed(node):
            if name in _module_state(tree) and name not in _locals(tree, where):
                yield culprit, line, f"it changes “{name}”, which stands beside the classes: {SHARED}"
    if len(where) > 1 and where[0] in methods and where[1] != "__init__":
        for name, line in _kept_by_itself(node):
            yield culprit, line, f"it keeps “{name}” in the method itself: {SHARED}"


def _called(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in CALLS:
        yield f"it calls {name}(…): {CALLS[name]}"
    if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK and _is_of_datetime(node.func.value):
        said = ast.unparse(node.func)
        yield f"it calls {said}(…), which is another at each replay: the log says when something was done, `stamp.at`."


def _is_of_datetime(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in ("datetime", "date", "dt")


def _everything(tree: ast.Module) -> Iterator[tuple[tuple[str, ...], ast.AST]]:
    """Each node with the names of the classes and functions around it."""
    left: list[tuple[tuple[str, ...], ast.AST]] = [((), tree)]
    while left:
        where, node = left.pop()
        yield where, node
        inner = (*where, node.name) if isinstance(node, ast.ClassDef | ast.FunctionDef) else where
        left += [(inner, child) for child in ast.iter_child_nodes(node)]


@lru_cache(512)  # asked for with each node
def _classes(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


@lru_cache(512)  # asked for with each node
def _module_state(tree: ast.Module) -> set[str]:
    """The names beside the classes that hold what can change."""
    held = (node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and _can_change(node.value))
    return {name for node in held for name in _targets(node)}


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _can_change(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return getattr(value.func, "id", getattr(value.func, "attr", "")) in MUTABLE
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


@lru_cache(512)  # asked for with each node
def _locals(tree: ast.Module, where: tuple[str, ...]) -> set[str]:
    """The names that the functions around a node make their own."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in where:
            found |= {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
            stored = (one for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
            found |= {one.id for one in stored}
    return found


def _changed(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The names of which something is changed in place here."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        yield _root(node.func.value), node.lineno
    elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
        yield _root(node.value), node.lineno
    elif isinstance(node, ast.Global):
        yield from ((name, node.lineno) for name in node.names)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _kept_by_itself(node: ast.AST) -> Iterator[tuple[str, int]]:
    is_kept = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del)
    if is_kept and isinstance(node.value, ast.Name) and node.value.id == "self":  # type: ignore[attr-defined]
        yield f"self.{node.attr}", node.lineno  # type: ignore[attr-defined]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        held = node.func.value
        if isinstance(held, ast.Attribute) and isinstance(held.value, ast.Name) and held.value.id == "self":
            yield f"self.{held.attr}", node.lineno
