"""What a piece of a template reads: the names it takes from around it, and what it follows from them.

Found while the template is compiled, so that nobody has to list what a part depends on, and nobody can forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateSyntaxError, Undefined, nodes

Step = tuple[str, Any]
""""." and an attribute, "[" and a constant key, "#" and "" for how many there are."""

Paths = dict[str, set[tuple[Step, ...]]]
"""For each name, the paths that are followed from it."""

COUNTED = ("length", "count")


def path_of(node: nodes.Node) -> tuple[str, tuple[Step, ...]] | None:
    """A name and the path from it, where the expression is nothing else: `card`, `card.text`, `card.words|length`."""
    if isinstance(node, nodes.Name):
        return node.name, ()
    inner: nodes.Node | None = None
    step: Step = ("", "")
    if isinstance(node, nodes.Getattr):
        inner, step = node.node, (".", node.attr)
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner, step = node.node, ("[", node.arg.value)
    elif isinstance(node, nodes.Filter) and node.name in COUNTED and not (node.args or node.kwargs):
        inner, step = node.node, ("#", "")
    found = path_of(inner) if inner is not None else None
    return (found[0], (*found[1], step)) if found else None


def follow(environment: Environment, value: Any, path: Iterable[Step]) -> Any:
    """What is found at the end of a path; where it breaks off, what it breaks off at."""
    for kind, name in path:
        if value is None or isinstance(value, Undefined):
            return None
        if kind == ".":
            value = environment.getattr(value, name)
        elif kind == "[":
            value = environment.getitem(value, name)
        else:
            value = len(value)
    return value


@dataclass
class Macros:
    """The macros that a template can call, its own and those that it imports, and what each reads."""

    environment: Environment
    own: dict[str, nodes.Macro] = field(default_factory=dict)
    imported: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    """Name here → the template, the name there ("" for the whole of it), whether it sees the context."""
    _known: dict[str, Paths] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)
    _others: dict[str, Macros] = field(default_factory=dict)

    @classmethod
    def of(cls, environment: Environment, template: nodes.Node) -> Macros:
        """Those of a parsed template."""
        made = cls(environment, {macro.name: macro for macro in template.find_all(nodes.Macro)})
        for whole in template.find_all(nodes.Import):
            made.imported[whole.target] = _source_of(whole), "", whole.with_context
        for some in template.find_all(nodes.FromImport):
            for name in some.names:
                there, here = name if isinstance(name, tuple) else (name, name)
                made.imported[here] = _source_of(some), there, some.with_context
        return made

    def knows(self, name: str) -> bool:
        """Whether a name is a macro's, or that of a template that is imported."""
        return name in self.own or name in self.imported

    def called(self, callee: nodes.Node) -> Called | None:
        """The macro that is called, where it is one that can be looked into now."""
        found = path_of(callee)
        if found is None or not self.knows(found[0]):
            return None
        name, path = found
        if name in self.own:
            return self._called(name) if not path else None
        source, there, sees_context = self.imported[name]
        there = there or (path[0][1] if len(path) == 1 and path[0][0] == "." else "")
        called = self._other(source)._called(there) if source and there else None
        return Called(called.arguments, called.reads, sees_context) if called else None

    def _called(self, name: str) -> Called | None:
        if name in self._busy:  # it calls itself
            return None
        if name not in self.own:
            return self.called(nodes.Name(name, "load")) if name in self.imported else None
        if name not in self._known:
            self._busy.add(name)
            self._known[name] = self._own_reads(self.own[name])
            self._busy.discard(name)
        return Called([argument.name for argument in self.own[name].args], self._known[name], True)

    def _own_reads(self, macro: nodes.Macro) -> Paths:
        reader = Reader(self, frozenset(("caller", "varargs", "kwargs")))
        for default in macro.defaults:
            reader.see(default)
        reader.through(macro.body)
        return reader.found

    def _other(self, source: str) -> Macros:
        if source not in self._others:
            loader = self.environment.loader or BaseLoader()
            text = loader.get_source(self.environment, source)[0]
            self._others[source] = Macros.of(self.environment, self.environment.parse(text, source))
        return self._others[source]


@dataclass(frozen=True)
class Called:
    """A macro: its arguments by name, what it reads (arguments among it), whether that comes from the caller's context
    as well."""

    arguments: list[str]
    reads: Paths
    sees_context: bool


def _source_of(node: nodes.Import | nodes.FromImport) -> str:
    return str(node.template.value) if isinstance(node.template, nodes.Const) else ""


class Reader:
    """Goes through a piece in the order in which it is written; `bound` are the names that it makes itself."""

    def __init__(self, macros: Macros, bound: frozenset[str] = frozenset()) -> None:
        self.macros = macros
        self.bound = bound
        self.found: Paths = {}
        self._ways: dict[type[nodes.Node], Callable[[Any], None]] = {
            nodes.Call: self._call,
            nodes.For: self._for,
            nodes.Assign: self._assign,
            nodes.AssignBlock: self._assign_block,
            nodes.With: self._with,
            nodes.Macro: self._macro,
            nodes.CallBlock: self._call_block,
            nodes.If: self._if,
            nodes.Include: self._include,
        }

    def through(self, body: Iterable[nodes.Node]) -> None:
        """A body; what is set in it is bound until its end."""
        before = self.bound
        for node in body:
            self.see(node)
        self.bound = before

    def see(self, node: nodes.Node) -> None:
        """An expression, or a statement with all that is in it."""
        found = path_of(node)
        if found is not None:
            self._found(*found)
            return
        way = self._ways.get(type(node))
        if way is not None:
            way(node)
            return
        for child in node.iter_child_nodes():
            self.see(child)

    def _bind(self, *targets: nodes.Node) -> None:
        for target in targets:
            if isinstance(target, nodes.Name):
                self.bound |= {target.name}
            self.bound |= {name.name for name in target.find_all(nodes.Name)}

    def _call(self, node: nodes.Call) -> None:
        callee = node.node
        macro = self.macros.called(callee)
        if macro is not None:
            self._call_macro(node, macro)
            return
        if isinstance(callee, nodes.Name):
            if callee.name not in self.macros.environment.globals:
                self._found(callee.name, ())
        else:
            self.see(callee.node if isinstance(callee, nodes.Getattr) else callee)  # what it is asked of
        for child in node.iter_child_nodes(exclude=("node",)):
            self.see(child)

    def _call_macro(self, node: nodes.Call, macro: Called) -> None:
        """What it reads of its arguments is read of what they are given."""
        given = {**dict(zip(macro.arguments, node.args, strict=False)), **{one.key: one.value for one in node.kwargs}}
        for name, paths in macro.reads.items():
            if name in macro.arguments:
                found = path_of(given[name]) if name in given else None
                if found is not None:
                    for path in paths:
                        self._found(found[0], (*found[1], *path))
            elif macro.sees_context:
                for path in paths:
                    self._found(name, path)
        named = {argument for argument, value in given.items() if path_of(value) is not None}
        for name, value in given.items():
            if name not in named or name not in macro.arguments:
                self.see(value)
        for more in (*node.args[len(macro.arguments) :], node.dyn_args, node.dyn_kwargs):
            if more is not None:
                self.see(more)

    def _found(self, name: str, path: tuple[Step, ...]) -> None:
        if name not in self.bound and not self.macros.knows(name):
            self.found.setdefault(name, set()).add(path)

    def _for(self, node: nodes.For) -> None:
        self.see(node.iter)
        before = self.bound
        self._bind(node.target)
        self.bound |= {"loop"}
        if node.test is not None:
            self.see(node.test)
        self.through(node.body)
        self.bound = before
        self.through(node.else_)

    def _assign(self, node: nodes.Assign) -> None:
        self.see(node.node)
        self._bind(node.target)

    def _assign_block(self, node: nodes.AssignBlock) -> None:
        if node.filter is not None:
            self.see(node.filter)
        self.through(node.body)
        self._bind(node.target)

    def _with(self, node: nodes.With) -> None:
        for value in node.values:
            self.see(value)
        before = self.bound
        self._bind(*node.targets)
        self.through(node.body)
        self.bound = before

    def _macro(self, node: nodes.Macro) -> None:
        self._inside(node)
        self.bound |= {node.name}

    def _call_block(self, node: nodes.CallBlock) -> None:
        self.see(node.call)
        self._inside(node)

    def _inside(self, node: nodes.Macro | nodes.CallBlock) -> None:
        for default in node.defaults:
            self.see(default)
        before = self.bound
        self._bind(*node.args)
        self.through(node.body)
        self.bound = before

    def _if(self, node: nodes.If) -> None:
        self.see(node.test)
        self.through(node.body)
        for other in node.elif_:
            self._if(other)
        self.through(node.else_)

    @staticmethod
    def _include(node: nodes.Include) -> None:
        raise TemplateSyntaxError(
            "A part cannot include a template: import a macro, or include around it.", node.lineno
        )
