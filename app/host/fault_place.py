"""Where a plugin raised: the line of its own, in a template as in a module, for its author and the operator."""

from __future__ import annotations

import sysconfig
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from app.bundled import HOUSE, INSIDE
from app.host.contract import folders_of, written
from beffroi import Method, method

LIBRARIES = tuple(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib"))

HOST = (HOUSE, Path(method.__file__).parent)


def place_in(error: BaseException, one: Method) -> str:
    """The last line of a method's own package, or of one that it extends; "" where none raised."""
    roots = {folders_of(kind)[-1] for kind in written(type(one))}
    return _place(error, lambda file: any(file.is_relative_to(root) for root in roots))


def place_outside(error: BaseException) -> str:
    """The last line that is neither the host's nor a library's: of a plugin that could not be loaded."""
    return _place(error, _is_outside)


def _is_outside(file: Path) -> bool:
    if not file.is_absolute() or any(file.is_relative_to(folder) for folder in LIBRARIES):
        return False
    return file.is_relative_to(INSIDE) or not any(file.is_relative_to(folder) for folder in HOST)


def _place(error: BaseException, is_own: Callable[[Path], bool]) -> str:
    found = [(file, line) for file, line in _lines(error) if is_own(file)]
    if not found:
        return ""
    file, line = found[-1]
    return f"{_short(file)}:{line}"


def _lines(error: BaseException) -> Iterator[tuple[Path, int]]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield Path(frame.filename), frame.lineno or 1
    if isinstance(error, SyntaxError) and error.filename:
        yield Path(error.filename), error.lineno or 1


def _short(file: Path) -> str:
    """The file from its outermost package on."""
    packages = [folder for folder in file.parents if (folder / "__init__.py").exists()]
    return str(file.relative_to(packages[-1].parent)) if packages else file.name
