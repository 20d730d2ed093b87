"""`{% part key, *depends %}`: a repeated thing, drawn once and again only when what it reads changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any, TypeVar

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup, escape

T = TypeVar("T")

OPEN = "\x02"
"""Begins a mark; it cannot come from a person: texts are kept without control characters."""

FIRST = 0x3400
"""The sign that stands for the first part of a drawing until it is finished, the next for the second: a key would have
to be escaped. None of them is a blank."""

_TAG_MOST = 64
"""Signs in which the name of an element is looked for."""

SLOT = "<!--slot-->"


@dataclass(frozen=True, slots=True)
class Part:
    """A drawn part, with what it was drawn from."""

    depends: tuple[Hashable, ...]
    html: str


@dataclass
class Drawing:
    """A block drawn: its skeleton with a slot for each run of parts, the keys of each slot, the parts."""

    skeleton: str = ""
    lists: list[list[str]] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)

    def html(self) -> Markup:
        """The whole, as a first page load shows it, slots marked so that the page can find them."""
        first, *others = self.skeleton.split(SLOT)
        filled = (self._filled(keys) + after for keys, after in zip(self.lists, others, strict=True))
        return Markup(first + "".join(filled))  # noqa: S704 - drawn by an escaping template

    def _filled(self, keys: list[str]) -> str:
        return SLOT + "".join(self.parts[key].html for key in keys) + "<!--/slot-->"


class Sheet:
    """A drawing in progress; `previous` lends the parts that need no redrawing."""

    def __init__(self, prefix: str, previous: Mapping[str, Part]) -> None:
        self.prefix = prefix
        self.previous = previous
        self.parts: dict[str, Part] = {}

    def known(self, key: str, depends: tuple[Hashable, ...]) -> str:
        """The mark that stands for a part that need not be drawn; "" where it has to be."""
        if key in self.parts:
            raise ValueError(f"Two parts have the key {key!r}: a key names one thing of its block.")
        known = self.previous.get(key)
        if known is None or known.depends != depends or not depends:
            return ""
        mark = OPEN + chr(FIRST + len(self.parts))
        self.parts[key] = known
        return mark

    def drawn(self, key: str, depends: tuple[Hashable, ...], html: str) -> str:
        """The mark that stands for a part just drawn."""
        hash(depends)  # a list or a changing object would compare equal to itself for ever
        mark = OPEN + chr(FIRST + len(self.parts))
        self.parts[key] = Part(depends, self._tagged(key, html))
        breath.get()()
        return mark

    def _tagged(self, key: str, html: str) -> str:
        html = html.lstrip()
        name = _element(html)
        if not name:
            raise ValueError(f"The part {key!r} must be one element: begin it with a tag.")
        digest = blake2s(key.encode("utf-8", "replace"), digest_size=6).hexdigest()
        tag = f'<{name} id="{self.prefix}-{digest}" data-part="{escape(key)}"'
        return tag + html[len(name) + 1 :].rstrip()

    def finished(self, rendered: str) -> Drawing:
        """The drawing, once the block is rendered."""
        keys = list(self.parts)
        before, *marked = rendered.split(OPEN)  # each begins with the sign of a part
        named = [keys[ord(piece[0]) - FIRST] for piece in marked]
        # A run ends where more than blanks comes after a mark, and with the last one.
        last = len(marked)
        ends = [n for n, piece in enumerate(marked, 1) if n == last or (len(piece) > 1 and len(piece.rstrip()) > 1)]
        skeleton = before + "".join(SLOT + marked[end - 1][1:].lstrip() for end in ends)
        lists = [named[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        return Drawing(skeleton.strip(), lists, self.parts)


def _element(html: str) -> str:
    """The name of the element that it begins with, or "". By hand: a pattern was half of what a part costs."""
    if html[:1] != "<" or not html[1:2].isalpha():
        return ""
    name = html[1:_TAG_MOST].split(None, 1)[0].split(">", 1)[0].rstrip("/")
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else ""


current: ContextVar[Sheet] = ContextVar("sheet")

breath: ContextVar[Callable[[], None]] = ContextVar("breath", default=lambda: None)
"""Called after each part drawn: where somebody waits, they may have their turn between two."""


def one_by_one(things: Iterable[T]) -> Iterator[T]:
    """These things, with a breath before each: for what goes through all that a workshop holds."""
    pause = breath.get()
    for thing in things:
        pause()
        yield thing


class MarkingCode(CodeGenerator):
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
    """The tag itself.

    A part that need not be drawn costs one call: a board has hundreds, of which a change touches one.
    """

    tags = {"part"}  # noqa: RUF012 - jinja's own form

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.code_generator_class = MarkingCode
        environment.filters["part_known"] = _known  # a filter is called straight, a method through the context

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """`{% part key, depends… %}one element{% endpart %}`."""
        line = next(parser.stream).lineno
        arguments = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            arguments.append(parser.parse_expression())
        body = parser.parse_statements(("name:endpart",), drop_needle=True)
        mark = parser.free_identifier(line)
        known = nodes.Filter(arguments[0], "part_known", arguments[1:], [], None, None)
        drawn = nodes.CallBlock(self.call_method("_draw", arguments), [], [], body)
        stands = nodes.Output([mark])
        made: list[nodes.Node] = [nodes.Assign(mark, known), nodes.If(mark, [stands], [], [drawn])]
        return [node.set_lineno(line) for node in made]

    def _draw(self, key: object, *depends: Hashable, caller: Callable[[], str]) -> Markup:
        return Markup(current.get().drawn(str(key), depends, str(caller())))  # noqa: S704 - marks, not markup


def _known(key: object, *depends: Hashable) -> str:
    return current.get().known(str(key), depends)
