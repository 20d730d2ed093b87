"""`{% part key %}one element{% endpart %}`: how a template is cut into parts.

While it is compiled, what each part reads is found (`reads.py`); a part is drawn again when that changes. A loop that
holds a part and nothing else is a list: its items are compared as a whole, and those that changed are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.utils import pass_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from app.host.rendering.frozen import snapshot
from app.host.rendering.parts import DrawItem, Place, current
from app.host.rendering.reads import Macros, Paths, Reader, Step, follow, path_of
from app.host.rendering.typeset import Compiled, Typeset

UNCUT = "_uncut"
"""What stands for a part between parsing and compiling."""


class MarkingCode(Compiled):
    """Jinja's, but for marks and values that are set, which are put out as they are: escaping each mark would be a
    quarter of a drawing."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if isinstance(node, nodes.InternalName):  # nobody else's: a template cannot name one
            self.write("str(")
        elif isinstance(node, nodes.Filter) and node.name == "drawn":  # escaped already
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)


class PartExtension(Extension):
    """The tag itself."""

    tags = {"part"}  # noqa: RUF012 - jinja's own form

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.code_generator_class = MarkingCode
        environment.filters["part_known"] = self._known  # a filter is called straight, a method through the context
        environment.filters["part_items"] = _items
        self.places: list[Place] = []

    def parse(self, parser: Parser) -> nodes.Node:
        """The key, and the body."""
        line = next(parser.stream).lineno
        if parser.stream.current.test("block_end"):
            raise TemplateSyntaxError("A part takes its key, which names one thing: {% part card.id %}.", line)
        key = parser.parse_expression()
        if parser.stream.current.test("comma"):
            raise TemplateSyntaxError("A part takes its key alone: what it reads is found by itself.", line)
        body = parser.parse_statements(("name:endpart",), drop_needle=True)
        return nodes.CallBlock(self.call_method(UNCUT, [key]), [], [], body).set_lineno(line)

    def cut(self, template: nodes.Template) -> None:
        """Put in the place of each part what draws it when it has to be."""
        _Cut(self, Macros.of(self.environment, template)).visit(template)

    def place(self, paths: Paths, of: str = "", key: Callable[[Any], Any] = str) -> tuple[nodes.Const, nodes.Tuple]:
        """A new place: its number, and the names whose values it is told."""
        names = sorted(paths)
        ends = [(n, path) for n, name in enumerate(names) for path in _shortest(paths[name])]
        follows = [(n, path, f"{_written(names[n], path)}, which a part reads,") for n, path in ends]
        environment = self.environment

        def reads(values: Sequence[Any]) -> tuple[Any, ...]:
            return tuple([snapshot(follow(environment, values[n], path), of) for n, path, of in follows])

        self.places.append(Place(reads, of, key))
        told: list[nodes.Expr] = [nodes.Name(name, "load") for name in names]
        return nodes.Const(len(self.places) - 1), nodes.Tuple(told, "load")

    @pass_context  # so that it is not worked out while compiling
    def _known(self, _context: Context, key: object, number: int, values: tuple[Any, ...]) -> str:
        place = self.places[number]
        return current.get().known(str(key), (place, place.reads(values)))

    def _draw(self, key: object, number: int, values: tuple[Any, ...], caller: Callable[[], str]) -> Markup:
        place = self.places[number]
        depends = (place, place.reads(values))
        return Markup(current.get().drawn(str(key), depends, str(caller())))  # noqa: S704 - marks, not markup

    def _run(self, number: int, items: tuple[Any, ...], values: tuple[Any, ...], caller: DrawItem) -> Markup:
        place = self.places[number]
        mark = current.get().run(place, items, place.reads(values), lambda item: str(caller(item)))
        return Markup(mark)  # noqa: S704 - a mark, not markup


class Parted(Typeset):
    """Where templates are drawn in parts."""

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        cast(PartExtension, self.extensions[PartExtension.identifier]).cut(source)
        return super()._generate(source, *args, **options)


def _items(items: Iterable[Any]) -> tuple[Any, ...]:
    return items if isinstance(items, tuple) else tuple(items)


def _shortest(paths: set[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
    """Without those of which the beginning is read as a whole."""
    return sorted((path for path in paths if not any(path[:n] in paths for n in range(len(path)))), key=repr)


def _written(name: str, path: tuple[Step, ...]) -> str:
    """A path as a template says it, for whoever is told of it."""
    ways = {".": ".{}", "[": "[{!r}]", "#": "|length"}
    return f"“{name}{''.join(ways[kind].format(step) for kind, step in path)}”"


class _Cut(NodeTransformer):
    """Goes through a parsed template, and cuts it."""

    def __init__(self, extension: PartExtension, macros: Macros) -> None:
        self.extension = extension
        self.macros = macros

    def visit_For(self, node: nodes.For, *args: Any) -> Any:  # noqa: N802 - jinja's own form
        part = _only_part(node)
        if part is not None:
            made = self._list(node, part)
            if made is not None:
                return made
        return self.generic_visit(node, *args)

    def visit_CallBlock(self, node: nodes.CallBlock, *args: Any) -> Any:  # noqa: N802 - jinja's own form
        if not _is_part(node):
            return self.generic_visit(node, *args)
        key = _key(node)
        number, values = self.extension.place(self._read(node))
        mark = _internal(f"mark{number.value}")
        known = nodes.Filter(key, "part_known", [number, values], [], None, None)
        draws = nodes.CallBlock(self.extension.call_method("_draw", [key, number, values]), [], [], node.body)
        shown: list[nodes.Node] = [nodes.Output([mark])]
        made: list[nodes.Node] = [nodes.Assign(mark, known), nodes.If(mark, shown, [], [draws])]
        return [each.set_lineno(node.lineno) for each in made]

    def _read(self, part: nodes.CallBlock, bound: frozenset[str] = frozenset()) -> Paths:
        if any(_is_part(inner) for each in part.body for inner in each.find_all(nodes.CallBlock)) or any(
            map(_is_part, part.body)
        ):
            raise TemplateSyntaxError("A part within a part would never be sent by itself: end one first.", part.lineno)
        reader = Reader(self.macros, bound)
        reader.through(part.body)
        return reader.found

    def _list(self, node: nodes.For, part: nodes.CallBlock) -> nodes.Node | list[nodes.Node] | None:
        """The loop as one list; None where its parts can only be drawn one by one."""
        key = _key_of(self.extension.environment, node.target, _key(part))
        paths = self._read(part, frozenset(_names(node.target)))
        if key is None or "loop" in paths:
            return None
        listed = path_of(node.iter)
        number, values = self.extension.place(paths, _written(*listed) if listed else "a list", key)
        items, item = _internal(f"items{number.value}"), f"item{number.value}"
        call = self.extension.call_method("_run", [number, items, values])
        taken = nodes.Assign(node.target, nodes.Name(item, "load"))
        draws = nodes.CallBlock(call, [nodes.Name(item, "param")], [], [taken, *part.body])
        made: list[nodes.Node] = [
            nodes.Assign(items, nodes.Filter(node.iter, "part_items", [], [], None, None)),
            nodes.If(items, [draws], [], node.else_),
        ]
        return [each.set_lineno(node.lineno) for each in made]


def _is_part(node: nodes.Node) -> bool:
    call = node.call if isinstance(node, nodes.CallBlock) else None
    return isinstance(call, nodes.Call) and isinstance(call.node, nodes.ExtensionAttribute) and call.node.name == UNCUT


def _key(part: nodes.CallBlock) -> nodes.Expr:
    return part.call.args[0]


def _only_part(node: nodes.For) -> nodes.CallBlock | None:
    """The part that a loop holds beside nothing but blanks."""
    if node.test is not None or node.recursive:
        return None
    body = [each for each in node.body if not _is_blank(each)]
    return body[0] if len(body) == 1 and isinstance(body[0], nodes.CallBlock) and _is_part(body[0]) else None


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(each, nodes.TemplateData) and not each.data.strip() for each in node.nodes
    )


def _names(target: nodes.Node) -> Iterable[str]:
    if isinstance(target, nodes.Name):
        return [target.name]
    return [name.name for name in target.find_all(nodes.Name)]


def _key_of(environment: Environment, target: nodes.Node, key: nodes.Expr) -> Callable[[Any], Any] | None:
    """The key of an item, where the item alone says it: `card.id`, or `"late-" ~ entry`."""
    if isinstance(key, nodes.Concat):
        ways = [_key_of(environment, target, each) for each in key.nodes]
        if None in ways:
            return None
        return lambda item: "".join(str(way(item)) for way in ways if way is not None)
    if isinstance(key, nodes.Const):
        return lambda _item: key.value
    found = path_of(key)
    if found is None:
        return None
    name, path = found
    if isinstance(target, nodes.Name):
        return (lambda item: follow(environment, item, path)) if target.name == name else None
    if not isinstance(target, nodes.Tuple) or not all(isinstance(each, nodes.Name) for each in target.items):
        return None
    names = list(_names(target))
    if name not in names:
        return None
    place = names.index(name)
    return lambda item: follow(environment, item[place], path)


def _internal(name: str) -> nodes.InternalName:
    """As `parser.free_identifier`, once the parser is gone."""
    made: nodes.InternalName = object.__new__(nodes.InternalName)
    nodes.Node.__init__(made, f"part_{name}")
    return made
