"""`{% part key %}one element{% endpart %}`: how a template is cut into parts.

While it is compiled, what each part reads is found (`reads.py`); a part is drawn again when that changes. A loop that
holds a part and nothing else is a list: its items are compared as a whole, and those that changed are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping, Sequence
from types import CodeType
from typing import Any, NamedTuple, cast

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
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

PLACES = "part_places"
"""The name under which compiled code says where its template has parts."""

Way = tuple[int, tuple[Step, ...]]
"""Which of the names that an item is taken apart into, -1 for the item itself, and the path from there."""

Follow = tuple[int, tuple[Step, ...], str]
"""Which of the values that a place is told, the path from there, and how a template writes that."""


class PlaceCode(NamedTuple):
    """A place as the compiled code says it, in literals: code that was kept says as much as code compiled anew."""

    id: str
    follows: tuple[Follow, ...]
    of: str = ""
    key: tuple[Way | str, ...] = ()
    """The key of an item, piece by piece; a text is the same for all."""


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

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802, D102 - jinja2’s own
        super().visit_Template(node, frame)
        self.writeline(f"{PLACES} = {[tuple(place) for place in getattr(node, PLACES)]!r}")


class PartExtension(Extension):
    """The tag itself."""

    tags = {"part"}  # noqa: RUF012 - jinja's own form

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.code_generator_class = MarkingCode
        environment.filters["part_known"] = self._known  # a filter is called straight, a method through the context
        environment.filters["part_items"] = _items
        self.places: dict[str, Place] = {}

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

    def cut(self, template: nodes.Template, name: str | None) -> None:
        """Put in the place of each part what draws it when it has to be; the template says where that is."""
        cut = _Cut(self, Macros.of(self.environment, template), name or f"#{len(self.places)}")
        cut.visit(template)
        setattr(template, PLACES, cut.places)

    def take_in(self, places: Iterable[tuple[Any, ...]]) -> None:
        """The places of a template that is loaded."""
        for place in map(PlaceCode._make, places):
            self.places[place.id] = Place(self._reads(place.follows), place.of, _key_of(self.environment, place.key))

    def _reads(self, follows: Iterable[Follow]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
        environment = self.environment
        return lambda values: tuple([snapshot(follow(environment, values[n], path), of) for n, path, of in follows])

    @pass_context  # so that it is not worked out while compiling
    def _known(self, _context: Context, key: object, place: str, values: tuple[Any, ...]) -> str:
        known = self.places[place]
        return current.get().known(str(key), (known, known.reads(values)))

    def _draw(self, key: object, place: str, values: tuple[Any, ...], caller: Callable[[], str]) -> Markup:
        known = self.places[place]
        depends = (known, known.reads(values))
        return Markup(current.get().drawn(str(key), depends, str(caller())))  # noqa: S704 - marks, not markup

    def _run(self, place: str, items: tuple[Any, ...], values: tuple[Any, ...], caller: DrawItem) -> Markup:
        known = self.places[place]
        mark = current.get().run(known, items, known.reads(values), lambda item: str(caller(item)))
        return Markup(mark)  # noqa: S704 - a mark, not markup


class PartedTemplate(Template):
    """One that is drawn in parts."""

    @classmethod
    def from_code(
        cls, environment: Environment, code: CodeType, globals: MutableMapping[str, Any], uptodate: Any = None
    ) -> Template:
        """Loaded, compiled just now or before; its places are known from then on."""
        made = super().from_code(environment, code, globals, uptodate)
        _parts_of(environment).take_in(made.root_render_func.__globals__[PLACES])
        return made


class Parted(Typeset):
    """Where templates are drawn in parts."""

    template_class = PartedTemplate

    def _generate(self, source: nodes.Template, name: str | None, *args: Any, **options: Any) -> str:
        _parts_of(self).cut(source, name)
        return super()._generate(source, name, *args, **options)


def _parts_of(environment: Environment) -> PartExtension:
    return cast(PartExtension, environment.extensions[PartExtension.identifier])


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

    def __init__(self, extension: PartExtension, macros: Macros, name: str) -> None:
        self.extension = extension
        self.macros = macros
        self.name = name
        self.places: list[PlaceCode] = []

    def _place(self, paths: Paths, of: str = "", key: tuple[Way | str, ...] = ()) -> tuple[nodes.Const, nodes.Tuple]:
        """A new place: what it is called, and the names whose values it is told."""
        names = sorted(paths)
        ends = [(n, path) for n, name in enumerate(names) for path in _shortest(paths[name])]
        follows = tuple((n, path, f"{_written(names[n], path)}, which a part reads,") for n, path in ends)
        self.places.append(PlaceCode(f"{self.name}:{len(self.places)}", follows, of, key))
        told: list[nodes.Expr] = [nodes.Name(name, "load") for name in names]
        return nodes.Const(self.places[-1].id), nodes.Tuple(told, "load")

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
        place, values = self._place(self._read(node))
        mark = _internal(f"mark{len(self.places)}")
        known = nodes.Filter(key, "part_known", [place, values], [], None, None)
        draws = nodes.CallBlock(self.extension.call_method("_draw", [key, place, values]), [], [], node.body)
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
        key = _ways_to(node.target, _key(part))
        paths = self._read(part, frozenset(_names(node.target)))
        if key is None or "loop" in paths:
            return None
        listed = path_of(node.iter)
        place, values = self._place(paths, _written(*listed) if listed else "a list", key)
        items, item = _internal(f"items{len(self.places)}"), f"item{len(self.places)}"
        call = self.extension.call_method("_run", [place, items, values])
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


def _ways_to(target: nodes.Node, key: nodes.Expr) -> tuple[Way | str, ...] | None:
    """The key of an item, where the item alone says it: `card.id`, or `"late-" ~ entry`."""
    if isinstance(key, nodes.Concat):
        ways = [_ways_to(target, each) for each in key.nodes]
        return None if None in ways else tuple(way for each in ways for way in each or ())
    if isinstance(key, nodes.Const):
        return (str(key.value),)
    found = path_of(key)
    if found is None:
        return None
    name, path = found
    if isinstance(target, nodes.Name):
        return ((-1, path),) if target.name == name else None
    if not isinstance(target, nodes.Tuple) or not all(isinstance(each, nodes.Name) for each in target.items):
        return None
    names = list(_names(target))
    return ((names.index(name), path),) if name in names else None


def _key_of(environment: Environment, ways: Sequence[Way | str]) -> Callable[[Any], Any]:
    """What gives the key of an item."""
    if len(ways) > 1:
        pieces = [_key_of(environment, [way]) for way in ways]
        return lambda item: "".join([str(piece(item)) for piece in pieces])
    if not ways:
        return str
    (way,) = ways
    if isinstance(way, str):
        return lambda _item: way
    place, path = way
    return lambda item: follow(environment, item if place < 0 else item[place], path)


def _internal(name: str) -> nodes.InternalName:
    """As `parser.free_identifier`, once the parser is gone."""
    made: nodes.InternalName = object.__new__(nodes.InternalName)
    nodes.Node.__init__(made, f"part_{name}")
    return made
