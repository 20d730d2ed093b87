"""Writes down the contract: every public name with its signature, what templates have, which classes of CSS there are.

python scripts/api.py           write tests/api/1.txt
python scripts/api.py --check   change nothing; exit 1 where it is not what the code says
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from importlib import import_module
from inspect import Parameter, Signature, signature
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, TypeVar, get_origin

from jinja2 import Environment, nodes
from pydantic import BaseModel

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.host.rendering.partition import PartExtension  # noqa: E402
from app.host.rendering.ui import Ui  # noqa: E402
from app.host.reserved import GIVEN  # noqa: E402
from app.web.common.static_files import STANDALONE_SHEETS  # noqa: E402
from beffroi import API, blocks  # noqa: E402

FILE = ROOT / "tests" / "api" / f"{API}.txt"

MODULES = (
    "beffroi", "beffroi.blocks.ballot", "beffroi.blocks.capture", "beffroi.blocks.cards", "beffroi.blocks.coding",
    "beffroi.blocks.consent", "beffroi.blocks.described",
    "beffroi.blocks.form", "beffroi.blocks.grid", "beffroi.blocks.listed", "beffroi.blocks.placing",
    "beffroi.blocks.queue",
    "beffroi.blocks.reactions", "beffroi.blocks.registration", "beffroi.blocks.rotate",
    "beffroi.blocks.said", "beffroi.blocks.sheet", "beffroi.blocks.turns",
    "beffroi.blocks.versions", "beffroi.blocks.words_down", "beffroi.folding",
    "beffroi.moderation", "beffroi.patterns",
    "beffroi.report", "beffroi.rows", "beffroi.signs", "beffroi.small_groups", "beffroi.testing",
    "beffroi.testing.bounds", "beffroi.testing.imports", "beffroi.words",
)  # fmt: skip
"""What a plugin may import; `beffroi.fields` and the like are reached through `beffroi`."""

INNER = (ModuleType, TypeVar)
"""What stands in a module and is nothing that it offers."""

CLASS = re.compile(r"\.([a-z][a-z0-9-]*)(?![^{]*\})")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def names_of(module: ModuleType) -> list[str]:
    """What a module offers: what it says, or what is written in it and begins with no underscore."""
    said = getattr(module, "__all__", None)
    here = [
        name for name, value in vars(module).items() if getattr(value, "__module__", module.__name__) == module.__name__
    ]
    return sorted(
        said or [name for name in here if not name.startswith("_") and not isinstance(vars(module)[name], INNER)]
    )


def told(value: object) -> str:
    """A default as it is written."""
    if callable(value) and hasattr(value, "__qualname__"):
        return str(value.__qualname__)
    if isinstance(value, (tuple, list)):
        return f"({', '.join(map(told, value))})"
    return re.sub(r" at 0x[0-9a-f]+", "", " ".join(repr(value).split())).replace("'", '"')


def signature_of(function: Any) -> str:
    """Names, kinds, annotations as they are written, and defaults."""
    found = signature(function)
    parameters = [
        one.replace(default=_Told(one.default)) if one.default is not Parameter.empty else one
        for one in found.parameters.values()
    ]
    return str(Signature(parameters, return_annotation=found.return_annotation)).replace("'", "")


class _Told:
    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return told(self.value)


def lines_of(name: str, value: object) -> Iterator[str]:
    """A name, and of a class what it offers."""
    if isinstance(value, type):
        yield from lines_of_class(name, value)
    elif isinstance(value, FunctionType):
        yield f"{name}{signature_of(value)}"
    elif isinstance(value, (str, int, float, tuple)) and not callable(value):
        yield f"{name} = {told(value)[:100]}"
    else:
        yield f"{name}: {getattr(get_origin(value) or type(value), '__name__', '')}"


def lines_of_class(name: str, kind: type) -> Iterator[str]:
    """Its bases, its fields with their defaults, its methods."""
    bases = [base.__name__ for base in kind.__bases__ if base.__name__ not in ("object", "Generic", "Protocol")]
    yield f"class {name}({', '.join(bases)})" if bases else f"class {name}"
    if is_dataclass(kind):
        for each in fields(kind):
            default = "" if each.default is MISSING and each.default_factory is MISSING else " = …"
            default = f" = {told(each.default)}" if each.default is not MISSING else default
            yield f"    {each.name}: {each.type}{default}" if not each.name.startswith("_") else ""
    if issubclass(kind, BaseModel):
        for field, about in kind.model_fields.items():
            yield f"    {field}: {getattr(about.annotation, '__name__', about.annotation)}"
    known = {each.name for each in fields(kind)} if is_dataclass(kind) else set()
    if not (is_dataclass(kind) or getattr(kind, "_is_protocol", False)) and "__init__" in vars(kind):
        yield f"    __init__{signature_of(vars(kind)['__init__'])}"
    for place in [one for one in kind.__mro__ if one.__module__.startswith("beffroi")][::-1]:
        for member, value in vars(place).items():
            if member.startswith(("_", "model_")) or member in known or getattr(kind, member, None) is None:
                continue
            known.add(member)
            yield from (f"    {line}" for line in _member(member, getattr(place, member), value))


def _member(name: str, value: object, raw: object) -> Iterator[str]:
    if isinstance(raw, property):
        yield f"{name} -> {signature(raw.fget).return_annotation}" if raw.fget else name
    elif callable(value) and not isinstance(value, type):
        yield f"{name}{signature_of(value)}"
    else:
        yield f"{name} = {told(value)[:100]}"


def modules() -> Iterator[str]:
    """The modules that a plugin may import."""
    for name in MODULES:
        module = import_module(name)
        yield f"## {name}"
        for one in names_of(module):
            yield from filter(None, lines_of(one, getattr(module, one)))
        yield ""


def templates() -> Iterator[str]:
    """What a template of a method has: names, helpers, blocks that can be included, macros."""
    yield "## templates"
    yield f"given: {', '.join(sorted(GIVEN))}"
    yield "tag: part key"
    for name, value in vars(Ui).items():
        if isinstance(value, FunctionType) and not name.startswith("_"):
            yield f"ui.{name}{signature_of(value)}"
    folder = Path(blocks.__file__).parent / "templates"
    for file in sorted(folder.rglob("*.html")):
        macros = Environment(autoescape=True, extensions=["jinja2.ext.i18n", PartExtension]).parse(file.read_text())
        yield str(file.relative_to(folder))
        yield from (f"    macro {_macro(macro)}" for macro in _macros(macros))
    yield ""


def _macros(template: nodes.Template) -> Iterator[nodes.Macro]:
    """Those that a template lends: jinja gives no other one a name that begins with _."""
    return (one for one in template.body if isinstance(one, nodes.Macro) and not one.name.startswith("_"))


def _macro(macro: nodes.Macro) -> str:
    first = len(macro.args) - len(macro.defaults)
    said = [one.name + ("=…" if place >= first else "") for place, one in enumerate(macro.args)]
    return f"{macro.name}({', '.join(said)})"


def styles() -> Iterator[str]:
    """The classes of the sheets that pages with methods load."""
    every = (ROOT / "app" / "static" / "css").glob("*.css")
    sheets = sorted(sheet for sheet in every if f"css/{sheet.name}" not in STANDALONE_SHEETS)
    found = {name for sheet in sheets for name in CLASS.findall(COMMENT.sub("", sheet.read_text()))}
    yield "## classes of CSS"
    yield from sorted(found)


def contract() -> str:
    """All of it."""
    return "\n".join(
        (f"# API {API}, a candidate. Written by scripts/api.py.", "", *modules(), *templates(), *styles(), "")
    )


def main(is_check: bool) -> int:
    """Write, or compare; see above."""
    made = contract()
    if is_check:
        return int(not FILE.exists() or FILE.read_text() != made)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(made)
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
