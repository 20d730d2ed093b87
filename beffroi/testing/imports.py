"""What a plugin may import: the contract, itself, what its own pyproject declares, and most of the standard library.

Read from the syntax tree, so that an import inside a function is found too, and nothing has to be run.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator

__all__ = ["WAYS_OUT", "import_faults", "imported"]

CONTRACT = "beffroi"
KIT = "beffroi.testing"

SLOW = "take patterns from beffroi.patterns (`linear`, on RE2), compare texts by beffroi.folding"
DRAWN = "what is drawn by lot has to be the same at each replay: use the lots of the stamp (`stamp.lots`)"
CLOCK = "the log says when something was done: use `stamp.at`"
ALONE = "a method runs in the turn of its room, and everybody waits for it: it starts nothing and calls nobody"
STATE = "all that a method keeps is its state, which the log makes: files and databases are the host's"
INSIDE = "a method is read, checked and erased by what it declares: nothing is loaded or looked into by name"

WAYS_OUT: dict[str, str] = {
    **dict.fromkeys(("re", "sre_compile", "sre_parse", "fnmatch", "glob", "textwrap", "difflib"), SLOW),
    **dict.fromkeys(("random", "secrets", "uuid"), DRAWN),
    **dict.fromkeys(("time", "sched"), CLOCK),
    **dict.fromkeys(
        ("asyncio", "concurrent", "multiprocessing", "queue", "select", "selectors", "signal", "subprocess"), ALONE
    ),
    **dict.fromkeys(("socket", "socketserver", "ssl", "http", "urllib", "ftplib", "imaplib", "smtplib"), ALONE),
    **dict.fromkeys(("_thread", "threading", "xmlrpc"), ALONE),
    **dict.fromkeys(("dbm", "io", "mmap", "os", "pathlib", "shelve", "shutil", "sqlite3", "tempfile"), STATE),
    **dict.fromkeys(
        ("builtins", "code", "ctypes", "gc", "importlib", "inspect", "marshal", "pickle", "pkgutil", "runpy", "sys"),
        INSIDE,
    ),
}
"""Modules of the standard library that a method does without, and what it takes instead."""


def import_faults(text: str, file: str, *, own: str, declared: Collection[str] = ()) -> Iterator[str]:
    """What a module of a plugin imports and may not: file, line and the way out, a sentence each.

    `own` is the plugin's package ("plugins.mood"); `declared` are the modules of the distributions that its own
    pyproject declares.
    """
    for line, name in imported(ast.parse(text)):
        why = _fault(name, own, declared)
        if why:
            yield f"{file}:{line}: imports {name}; {why}"


def _fault(name: str, own: str, declared: Collection[str]) -> str:
    top = name.partition(".")[0]
    if _is_in(name, KIT):
        return "the kit is for tests: a method needs none of it"
    if _is_in(name, CONTRACT) or _is_in(name, own) or top in declared or top == "__future__":
        return ""
    if top in WAYS_OUT:
        return WAYS_OUT[top]
    if top in sys.stdlib_module_names:
        return ""
    return f"a plugin imports {CONTRACT}, itself, and what its own pyproject declares under dependencies"


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, also of those by name; one that is relative is the plugin's own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield from ((node.lineno, _whole(node.module, one.name)) for one in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in ("__import__", "import_module"):
                yield node.lineno, str(node.args[0].value)


def _whole(module: str, name: str) -> str:
    """`from beffroi import testing` names a module as `import beffroi.testing` does."""
    return f"{module}.{name}" if f"{module}.{name}" == KIT else module
