"""Plugins in folders that an operator names: each package is imported by its own name, from its own files.

Nothing is put on Python's path, so that nothing that lies beside a plugin can be run in its place.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from app.host.packages import NoPackage, packages_in
from beffroi.patterns import linear

NAME = linear(r"[A-Za-z][A-Za-z0-9_]*")

ENTRY = "__init__.py"

_imported: dict[str, Path] = {}
"""The packages that were imported from folders in this process, and where each is."""


def in_folders(folders: Iterable[Path]) -> Iterator[tuple[str, Path, Callable[[], ModuleType]]]:
    """The name, the folder and what imports it, of each package; what cannot be imported raises `NoPackage` then."""
    taken: dict[str, Path] = {}
    for folder in dict.fromkeys(folders):
        try:
            packages = packages_in(folder)
        except (NoPackage, OSError) as error:
            yield folder.name, folder, partial(_refused, error)
            continue
        for package in packages:
            yield package.name, folder, partial(_load, package, taken)


def _refused(error: Exception) -> ModuleType:
    raise NoPackage(str(error))


def _load(package: Path, taken: dict[str, Path]) -> ModuleType:
    if why := refusal(package, taken):
        raise NoPackage(why)
    taken[package.name] = package
    return import_package(package)


def refusal(package: Path, taken: Mapping[str, Path]) -> str:
    """Why a package cannot be imported by its own name, beside those that are `taken`; "" where it can."""
    name = package.name
    if not NAME.fullmatch(name):
        return f"“{name}” is no name of a package: use letters, figures and _, beginning with a letter."
    holder = taken.get(name) or _holder(name, package)
    return f"The name {name} is taken by {holder}: rename the folder." if holder else ""


def _holder(name: str, package: Path) -> str:
    """What else Python knows by this name; "" where it is free, or this very package's."""
    if name in _imported:
        return ""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return "Python"
    if spec is None or spec.origin == str(package / ENTRY):
        return ""
    return spec.origin or ", ".join(spec.submodule_search_locations or ()) or "Python"


def import_package(package: Path) -> ModuleType:
    """A package by its own name; another one of that name that was imported from a folder before is forgotten."""
    name = package.name
    if _imported.get(name, package) != package:
        forget(name)
    if name in sys.modules or find_spec(name) is not None:
        return importlib.import_module(name)
    spec = spec_from_file_location(name, package / ENTRY, submodule_search_locations=[str(package)])
    if spec is None or spec.loader is None:
        raise NoPackage(f"{package / ENTRY} cannot be imported.")
    module = sys.modules[name] = module_from_spec(spec)
    _imported[name] = package
    try:
        spec.loader.exec_module(module)
    except BaseException:
        forget(name)
        raise
    return module


def forget(name: str) -> None:
    """As if a package had never been imported."""
    _imported.pop(name, None)
    for known in [one for one in sys.modules if one == name or one.startswith(f"{name}.")]:
        del sys.modules[known]
