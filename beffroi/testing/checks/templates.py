"""What a template of a plugin asks for that nobody gives: blocks, names, helpers, commands, fields, icons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError, meta, nodes

from app.host.contract import TEMPLATE, home_of
from app.host.rendering.environment import environment_of
from app.host.rendering.partition import UNCUT
from app.host.rendering.ui import Ui
from app.host.reserved import GIVEN
from beffroi import Method
from beffroi.fields import is_required
from beffroi.patterns import linear
from beffroi.testing.checks.declared import is_words
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.markup import markup_findings, of_the_house
from beffroi.testing.checks.sheets import classes_in
from beffroi.testing.checks.sources import Sources
from beffroi.testing.checks.whose_templates import templates_of

ICON = linear(r"(?m)^  '([\w-]+)':")

DRAWN = ("input", "board", "screen", "control", "print", "paper", "follow")
"""The blocks that the host draws."""

HELPERS = frozenset(name for name in dir(Ui) if not name.startswith("_")) | {"prefix"}

LABELS = {"button": 1, "write": 1, "choose": 1, "form": 1, "editor": 1}
"""Helpers that have words for people, and at which place."""

SAID = ("aria", "heading", "submit", "empty")
"""Arguments that people read."""

CARRY = {
    "button": frozenset({"pressed", "aria", "about"}),
    "write": frozenset({"field", "css", "light", "heading", "text", "most", "about"}),
    "choose": frozenset({"options", "key", "css", "heading", "about"}),
    "form": frozenset({"named", "inside", "about"}),
    "editor": frozenset[str](),
}
"""Helpers of a command, and which of their arguments are not data of it."""

READS = {"input": "personal_view", "control": "facilitator_view", "follow": "follow_view"}
"""What a block is drawn from, where it is not `view`."""

OF_LINKS = frozenset({"today"})
"""What a block `follow` has at hand besides: which day it is where the workshop is."""

Told = Iterator[tuple[int, str]]


@dataclass
class Given:
    """What the views of a method gave, seen over a whole play."""

    everyone: set[str]
    facilitators: set[str]
    own: set[str]

    @property
    def all(self) -> set[str]:
        """By whomever."""
        return self.everyone | self.facilitators | self.own

    @property
    def by_view(self) -> dict[str, set[str]]:
        """By what gives them."""
        return {
            "view": self.everyone,
            "personal_view": self.own,
            "facilitator_view": self.facilitators,
            "follow_view": self.all,
        }


def template_findings(sources: Sources, method: Method) -> Iterator[Finding]:
    """What is wrong with its templates, as far as can be read."""
    home, environment = home_of(method, TEMPLATE), environment_of(method)
    for file in templates_of(sources, method):
        name = sources.name(file)
        for line, said in _template(environment, file, method, sources, is_main=bool(home and home[1] == file)):
            yield sources.finding(file.name, said, (name, line))


def name_findings(sources: Sources, method: Method, given: Given) -> Iterator[Finding]:
    """Names that its templates read, and that nobody gave in a whole play."""
    of_blocks = {Path(block.template).name for block in method.blocks.values()}
    for file in templates_of(sources, method):
        if file.name not in of_blocks:
            for line, said in _names(environment_of(method), file, method, given):
                yield sources.finding(file.name, said, (sources.name(file), line))


def _template(environment: Environment, file: Path, method: Method, sources: Sources, *, is_main: bool) -> Told:
    source = file.read_text()
    try:
        tree = environment.parse(source, file.name, str(file))
    except TemplateSyntaxError as error:
        yield error.lineno, f"{error.message}: see docs/plugins.md, “Templates”."
        return
    if is_main:
        yield from _blocks(tree, method)
    yield from _calls(tree, method)
    yield from _filters(tree)
    yield from _parts(tree)
    own = {name for sheet in sources.files(".css") for name in classes_in(sheet.read_text())}
    yield from markup_findings(environment, source, method.id, of_the_house() | own)


def _blocks(tree: nodes.Template, method: Method) -> Told:
    found = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
    called = {_asked(call, "self") for call in tree.find_all(nodes.Call)}
    for name, line in found.items():
        if name not in DRAWN and name not in called:
            yield line, f"nothing draws the block “{name}”: {_hint(name, DRAWN)}"
    is_asked = any(_asked(call, "ui") == "form" for call in tree.find_all(nodes.Call))
    if "input" not in found and not is_asked and not tree.find(nodes.Extends) and _asks_people(method):
        line = min(found.values(), default=1)
        yield line, "nobody sees anything to do: write {% block input %} with the forms of its commands."


def _asks_people(method: Method) -> bool:
    return not method.blocks and any(command.about.role in ("participant", "anyone") for command in method.commands)


def _asked(call: nodes.Call, of: str) -> str:
    """What is called of an object of that name; "" where it is another's."""
    made = call.node
    is_its = isinstance(made, nodes.Getattr) and isinstance(made.node, nodes.Name) and made.node.name == of
    return made.attr if is_its else ""  # type: ignore[attr-defined]


def _hint(name: str, known: Iterable[str]) -> str:
    meant = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean “{meant[0]}”?" if meant else f"there are {', '.join(sorted(known)) or 'none'}."


# --- helpers ------------------------------------------------------------------------------------


def _calls(tree: nodes.Template, method: Method) -> Told:
    icons = _icons(tree)
    for call in tree.find_all(nodes.Call):
        if helper := _asked(call, "ui"):
            for said in _helper(call, helper, method):
                yield call.lineno, said
        elif isinstance(call.node, nodes.Name) and call.node.name in icons and call.args:
            yield from _icon(call)


def _helper(call: nodes.Call, helper: str, method: Method) -> Iterator[str]:
    if helper not in HELPERS:
        yield f"there is no ui.{helper}: {_hint(helper, HELPERS)}"
        return
    if helper in CARRY or helper in ("has", "name", "work"):
        yield from _command(call, helper, method)
    place = LABELS.get(helper, -1)
    labels = [call.args[place]] if 0 < place < len(call.args) else []
    for value in [*labels, *(one.value for one in call.kwargs if one.key in SAID)]:
        if isinstance(value, nodes.Const) and is_words(value.value):
            yield f'“{value.value}” is read in one language alone: write _("{value.value}").'


def _command(call: nodes.Call, helper: str, method: Method) -> Iterator[str]:
    name = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
    if name is None or helper == "has":
        return
    known = {one.about.name: one for one in method.commands}
    held = {one.about.name: one for block in method.blocks.values() for one in block.commands}
    command = (known | held).get(name)
    if command is None:
        yield f"ui.{helper}({name!r}), and no command has that name: {_hint(name, known)}"
        return
    if helper not in CARRY or call.dyn_kwargs is not None:
        return
    carried = {one.key for one in call.kwargs} - CARRY[helper]
    keys = (one.value for one in call.kwargs if one.key == "key" and helper == "choose")
    carried |= {str(key.value) for key in keys if isinstance(key, nodes.Const)}
    fields = command.model_fields
    for one in sorted(carried - fields.keys()):
        yield f"ui.{helper}({name!r}) carries “{one}”, which the command does not take: {_hint(one, fields)}"
    if helper == "button":
        for one, field in fields.items():
            if is_required(field) and one not in carried:
                yield f"ui.button({name!r}) lacks “{one}”, without which the command is refused: write {one}=…"


def _icons(tree: nodes.Template) -> set[str]:
    """What the macro of icons is called here."""
    found: set[str] = set()
    for one in tree.find_all(nodes.FromImport):
        if isinstance(one.template, nodes.Const) and one.template.value == "icons.html":
            pairs = [name if isinstance(name, tuple) else (name, name) for name in one.names]
            found |= {here for there, here in pairs if there == "icon"}
    return found


def _icon(call: nodes.Call) -> Told:
    known = _icons_known(call.environment)
    name = call.args[0].value if isinstance(call.args[0], nodes.Const) else ""
    if name and name not in known:
        yield call.lineno, f"there is no icon “{name}”: {_hint(name, known)}"


def _icons_known(environment: Any) -> list[str]:
    source = environment.loader.get_source(environment, "icons.html")[0]
    return ICON.findall(source)


# --- the rest -----------------------------------------------------------------------------------


def _filters(tree: nodes.Template) -> Told:
    for one in tree.find_all(nodes.Filter):
        if one.name == "safe":
            yield one.lineno, "what is marked safe is no longer escaped, and people write it: leave |safe out."


def _parts(tree: nodes.Template) -> Told:
    for part in parts_of(tree):
        key = part.call.args[0]
        for name in [key] if isinstance(key, nodes.Name) else key.find_all(nodes.Name):
            if name.name == "loop":
                said = (
                    "its key is loop.index, a place: when one comes before it, pages keep what stood there. Take an id."
                )
                yield part.lineno, said


def parts_of(tree: nodes.Template) -> list[nodes.CallBlock]:
    """The parts of a parsed template, as they are written."""
    found = []
    for one in tree.find_all(nodes.CallBlock):
        call = one.call.node
        if isinstance(call, nodes.ExtensionAttribute) and call.name == UNCUT:
            found.append(one)
    return found


def _names(environment: Environment, file: Path, method: Method, given: Given) -> Told:
    """Names that are read and that nobody gives, in a block that is given fewer."""
    try:
        tree = environment.parse(file.read_text(), file.name, str(file))
        around = [one for one in tree.body if not isinstance(one, nodes.Block)]
        seen = dict.fromkeys(("board", "screen", "print"), given.everyone)
        seen |= {"control": given.facilitators, "input": given.own}
        at_hand = GIVEN | environment.globals.keys() | {"caller", "varargs", "kwargs", "self", "super", *method.blocks}
        for block in tree.find_all(nodes.Block):
            if block.name in seen:
                whole = _whole([*around, *block.body], environment)
                yield from _unknown(whole, at_hand | seen[block.name], given, block.name)
        yield from _unknown(tree, at_hand | given.all | OF_LINKS, given, "")
    except TemplateError:
        return


def _whole(body: list[nodes.Node], environment: Environment) -> nodes.Template:
    made = nodes.Template(body, lineno=1)
    made.set_environment(environment)
    return made


def _unknown(whole: nodes.Template, at_hand: Iterable[str], given: Given, block: str) -> Told:
    names = list(whole.find_all(nodes.Name))
    made = {one.name for one in names if one.ctx != "load"}  # also in a branch
    for name in sorted(meta.find_undeclared_variables(whole) - set(at_hand) - made):
        line = next((one.lineno for one in names if one.name == name), 1)
        yield line, _missing(name, given, block)


def _missing(name: str, given: Given, block: str) -> str:
    if name in given.all and block:
        asked = READS.get(block, "view")
        giver = next(view for view, names in given.by_view.items() if name in names)
        whole = ", as {**self.view(state), …}" if giver == "view" else ""
        openly = ", where everybody gets it" if asked == "view" else ""
        return (
            f"{block} reads “{name}”, which {giver} gives, and it is drawn from {asked}: give it there{whole}{openly}."
        )
    return f"nothing gives “{name}”: {_hint(name, given.all)}"
