"""Templates in which every value is set by where it stands: in a text, in an attribute that is read, or as typed.

Nobody who writes a template has to think of it: the HTML around an expression says, while the template is compiled,
what becomes of the value. In a text, what has letters from right to left stands in a `<bdi>`, so that it cannot turn
the sentence around it; in a title, an option or a label, between isolates (U+2068, U+2069), since no element can
stand there. Where the page speaks another language than its workshop, the `<bdi>` of what somebody wrote says which.
In all, a blank before `; : ? ! »` or after `«` does not break. Everywhere else (values of fields,
addresses, ids, `data-…`) a value stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import markup_join
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from beffroi.patterns import linear
from beffroi.signs import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolated, needs_setting, spaced, turns
from beffroi.spoken import Said, in_words, marked, told_apart

READ = frozenset({"aria-label", "aria-description", "alt", "title", "placeholder", "label"})
"""The attributes that people read, or are read."""

_PLAIN = frozenset({"title", "option"})
"""The elements that hold words and nothing else."""

ISOLATED = linear(f"{FIRST_STRONG_ISOLATE}([^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]*){POP_ISOLATE}")

_COMMENT = "!--"
_AS_TYPED = frozenset({"textarea", "script", "style", _COMMENT})


def filled(html: str, *values: Any) -> Markup:
    """Markup with each value escaped; `Markup.format` takes three times as long, and a large board has thousands."""
    return Markup(html.format(*map(escape, values)))  # noqa: S704 - escaped


def drawn(value: Any) -> Markup:
    """A value as it stands in a text, and in which language, if the page speaks another; markup stays as it is."""
    if value.__class__ is not str:
        if value.__class__ is int or hasattr(value, "__html__"):
            return escape(value)
        value = in_words(value)
    if language := marked.get():
        return _marked(value, language)
    if needs_setting(value) is None:
        return escape(value)
    text = spaced(value)
    return filled("<bdi>{}</bdi>", text) if turns(text) else escape(text)


def _marked(value: str, language: str) -> Markup:
    """A text as it stands on a page of another language; of a sentence that the page says, what it quotes."""
    if isinstance(value, Said):
        said = ISOLATED.sub(rf'<bdi lang="{language}">\1</bdi>', str(escape(spaced(value))))
        return Markup(said)  # noqa: S704 - escaped
    if any(map(str.isalpha, value)):
        return filled('<bdi lang="{}">{}</bdi>', language, spaced(value))
    return escape(value)


def plainly(value: Any) -> Markup:
    """A value as it stands where no element can: in an attribute that is read, a title, an option."""
    if value.__class__ is not str:
        if value.__class__ is int or hasattr(value, "__html__"):
            return escape(value)
        value = str(value)
    if FIRST_STRONG_ISOLATE in value:  # of a sentence on a page of another language; nothing can be marked here
        value = ISOLATED.sub(lambda found: found[0] if turns(found[1]) else found[1], value)
    return escape(value if needs_setting(value) is None else isolated(spaced(value)))


@pass_eval_context
def joined(_context: Any, values: Iterable[Any], between: str = "", attribute: str | None = None) -> Markup:
    """As the filter `join`, each value set by itself: two names from right to left do not change places."""
    shown = (drawn(getattr(value, attribute) if attribute else value) for value in values)
    return Markup(escape(between)).join(shown)  # noqa: S704 - escaped


# --- where an expression stands --------------------------------------------------------------------

_TAG = linear(r"<(/?)([a-zA-Z][\w-]*)|<!--")
_ATTRIBUTE = linear(r"""([^\s"'<>/=]+)\s*=\s*(["'])|>""")


@dataclass(frozen=True)
class Spot:
    """Where in the HTML a template is: in an element's text, within a tag, or within the value of an attribute."""

    element: str = ""
    in_tag: bool = False
    attribute: str = ""
    quote: str = ""

    @property
    def filter(self) -> str:
        """What sets a value here; "" where it stays as typed."""
        if self.in_tag:
            return "plainly" if self.attribute in READ else ""
        if self.element in _AS_TYPED:
            return ""
        return "plainly" if self.element in _PLAIN else "drawn"

    def after(self, html: str) -> Spot:
        """The spot after some more HTML."""
        spot, place = self, 0
        while place < len(html):
            spot, place = spot._step(html, place)
        return spot

    def _step(self, html: str, place: int) -> tuple[Spot, int]:
        if self.quote:
            end = html.find(self.quote, place)
            return (self, len(html)) if end < 0 else (replace(self, attribute="", quote=""), end + 1)
        if self.in_tag:
            found = _ATTRIBUTE.search(html, place)
            if found is None:
                return self, len(html)
            if found[0] == ">":
                return Spot(self.element), found.end()
            return replace(self, attribute=found[1].lower(), quote=found[2]), found.end()
        return self._step_in_text(html, place)

    def _step_in_text(self, html: str, place: int) -> tuple[Spot, int]:
        if self.element == _COMMENT:
            end = html.find("-->", place)
            return (self, len(html)) if end < 0 else (Spot(), end + 3)
        if self.element in _AS_TYPED or self.element == "title":
            end = html.find(f"</{self.element}", place)
            return (self, len(html)) if end < 0 else (Spot("", in_tag=True), end + 2 + len(self.element))
        found = _TAG.search(html, place)
        if found is None:
            return self, len(html)
        if found[2] is None:
            return Spot(_COMMENT), found.end()
        return Spot("" if found[1] else found[2].lower(), in_tag=True), found.end()


IN_TEXT = Spot()


class _Setting:
    """The way through a template, in the order in which it is written."""

    def __init__(self, blocks: Mapping[str, Spot]) -> None:
        self.blocks = blocks
        self.spot = IN_TEXT

    def through(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self._past(node)

    def _past(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            node.nodes = [self._set(child) for child in node.nodes]
        elif isinstance(node, nodes.If):
            self._branches([node.body, *(other.body for other in node.elif_), node.else_])
        elif isinstance(node, nodes.For):
            self._branches([node.body, node.else_])
        elif isinstance(node, nodes.Block):
            self._apart(node.body, self.blocks.get(node.name, self.spot))
        elif isinstance(node, (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)):
            self._apart(node.body, IN_TEXT)  # what they make is put somewhere later, whole
        elif hasattr(node, "body"):
            self.through(node.body)

    def _branches(self, bodies: Iterable[list[nodes.Node]]) -> None:
        """One of these comes to be: each begins where the first does, and all end alike."""
        before, ends = self.spot, []
        for body in bodies:
            self.spot = before
            self.through(body)
            ends.append(self.spot)
        self.spot = ends[0]

    def _apart(self, body: list[nodes.Node], at: Spot) -> None:
        before, self.spot = self.spot, at
        self.through(body)
        self.spot = before

    def _set(self, child: nodes.Expr) -> nodes.Expr:
        if isinstance(child, nodes.TemplateData):
            self.spot = self.spot.after(child.data)
            return child
        filter = self.spot.filter
        if not filter or isinstance(child, nodes.InternalName):  # the mark of a part
            return child
        if isinstance(child, nodes.Mod) and isinstance(child.right, nodes.Dict):  # {% trans %}: its values, each
            for pair in child.right.items:
                pair.value = _filtered(pair.value, filter)
            return child
        return child if isinstance(child, nodes.MarkSafeIfAutoescape) else _filtered(child, filter)


def _filtered(value: nodes.Expr, filter: str) -> nodes.Expr:
    if isinstance(value, nodes.Filter) and value.name == "join" and filter == "drawn":
        value.name = "join_each"
        return value
    return nodes.Filter(value, filter, [], [], None, None, lineno=value.lineno)


def put_together(parts: Sequence[Any]) -> str:
    """What `~` makes: of words of the page with what somebody wrote, a sentence that says which is which."""
    if any(hasattr(one, "__html__") for one in parts):
        return markup_join(parts)
    words = [one if isinstance(one, str) else in_words(one) for one in parts]
    if marked.get() and any(isinstance(one, Said) for one in words):
        return Said("".join(map(told_apart, words)))
    return "".join(words)


class Compiled(CodeGenerator):
    """Templates compiled with `~` as above."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802, D102 - jinja2’s own
        self.write("environment.put_together((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")


class Typeset(Environment):
    """Sets the values of its templates; `spots` says where blocks of a layout stand that stand in no text."""

    spots: ClassVar[Mapping[str, Spot]] = {}
    code_generator_class = Compiled
    put_together = staticmethod(put_together)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters.update(drawn=drawn, plainly=plainly, join_each=joined)

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        _Setting(self.spots).through(source.body)
        return super()._generate(source, *args, **options)
