"""What our style sheets, scripts and templates need of a browser, by the names that MDN's data has for it.

A thing counts as needed where nothing stands in for it: not inside `@supports`, nor as the second of two declarations
of one property, of which a browser keeps the last that it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.sheets_parsed import STRING, Rule, parsed, split, walk, without_comments

ROOT = Path(__file__).parents[2]
SHEETS = sorted((*(ROOT / "app/static/css").glob("*.css"), *(ROOT / "plugins").glob("*/static/**/*.css")))
SCRIPTS = sorted((*(ROOT / "app/static/js").glob("*.js"), *(ROOT / "plugins").glob("*/static/**/*.js")))
SERVED = (*SCRIPTS, *sorted((ROOT / "app/static/vendor").glob("*.js")))
TEMPLATES = sorted(
    path
    for place in ("templates", "app/host/templates", "beffroi/blocks/templates", "plugins")
    for path in (ROOT / place).rglob("*.html")
)

WORD = re.compile(r"(?<![\w.#%-])-?[a-z][\w-]*(?![\w(-])")
CALLED = re.compile(r"(?<![\w-])([a-z][\w-]*)\(")
UNIT = re.compile(r"(?<![\w#.-])-?\d*\.?\d+([a-z]+)\b")
PSEUDO = re.compile(r"::?([a-z][\w-]*)")
FEATURE = re.compile(r"\(\s*([a-z-]+)")
RANGE = re.compile(r"\([^()]*[<>]")
UNITS = {
    **dict.fromkeys(("dvh", "dvw", "dvi", "dvb"), "viewport_percentage_units_dynamic"),
    **dict.fromkeys(("svh", "svw", "svi", "svb"), "viewport_percentage_units_small"),
    **dict.fromkeys(("lvh", "lvw", "lvi", "lvb"), "viewport_percentage_units_large"),
    **dict.fromkeys(("cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"), "container_query_length_units"),
}

NOISE = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.S)
TEXT = re.compile(r"""`(?:[^`\\$]|\\.|\$(?!\{))*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
STATIC = re.compile(r"(?<![\w.])([A-Z]\w+)\.([a-z]\w*)")
MEMBER = re.compile(r"\.([a-z]\w*)")
MADE = re.compile(r"\bnew ([A-Z]\w+)")
ALONE = re.compile(
    r"(?<![\w.])(structuredClone|queueMicrotask|requestAnimationFrame|requestIdleCallback|reportError|fetch)\("
)
SYNTAX = {
    "javascript.operators.await.top_level": re.compile(r"^(?:const|let)?.*(?<![\w.])await ", re.M),
    "javascript.operators.nullish_coalescing_assignment": re.compile(r"\?\?="),
    "javascript.operators.nullish_coalescing": re.compile(r"\?\?(?!=)"),
    "javascript.operators.optional_chaining": re.compile(r"\?\.[\w(\[]"),
    "javascript.operators.import": re.compile(r"\bimport\("),
    "javascript.classes.public_class_fields": re.compile(r"^  [a-z]\w* = ", re.M),
    "javascript.classes.private_class_fields": re.compile(r"^  #\w+ = ", re.M),
    "javascript.classes.static.initialization_blocks": re.compile(r"^  static \{", re.M),
    "javascript.regular_expressions.lookbehind_assertion": re.compile(r"/.*\(\?<[=!].*/"),
}

TAG = re.compile(r"<([a-z]+)((?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r"\s([a-z]+)(?==|[\s>])")


def of_sheet(text: str, known: frozenset[str] | set[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Each feature that a sheet needs, with where."""
    for rule, above in walk(parsed(without_comments(text))):
        heads = [one.head for one in above]
        if any(head.startswith("@supports") for head in (*heads, rule.head)):
            continue
        if rule.is_at:
            yield from _of_at_rule(rule)
        elif not any(head.startswith(("@keyframes", "@font-face", "@page")) for head in heads):
            yield from ((f"css.selectors.{name}", rule.head) for name in PSEUDO.findall(STRING.sub('""', rule.head)))
            if any(head and not head.startswith("@") for head in heads):
                yield "css.selectors.nesting", rule.head
        for n, (name, value) in enumerate(rule.declarations):
            before = {one for one, _ in rule.declarations[:n]}
            if not {name, f"-webkit-{name}"} & before and not rule.head.startswith("@page"):
                yield from ((one, f"{rule.head} {{ {name}: {value} }}") for one in _of_value(name, value))


def _of_at_rule(rule: Rule) -> Iterator[tuple[str, str]]:
    name, _, words = rule.head[1:].partition(" ")
    yield f"css.at-rules.{name}", rule.head
    if name == "media":
        yield from ((f"css.at-rules.media.{one}", rule.head) for one in FEATURE.findall(words))
        if RANGE.search(words):
            yield "css.at-rules.media.range_syntax", rule.head


def _of_value(name: str, value: str) -> Iterator[str]:
    if name.startswith("-"):
        yield from () if not name.startswith("--") else ("css.properties.custom-property",)
    else:
        yield f"css.properties.{name}"
    bare = STRING.sub('""', value)
    yield from (f"css.properties.{name}.{word}" for word in WORD.findall(bare))
    yield from (f"css.types.{called}" for called in CALLED.findall(bare))
    yield from (f"css.types.length.{UNITS[unit]}" for unit in UNIT.findall(bare) if unit in UNITS)
    if name == "content" and '" /' in bare.replace(") /", '" /'):
        yield "css.properties.content.alt_text"


def of_script(text: str) -> Iterator[tuple[str, str]]:
    """Each feature that a script may need: members by their names alone, whosever they are."""
    code = TEXT.sub('""', NOISE.sub("", text))
    for owner, member in STATIC.findall(code):
        yield f"static.{owner}.{member}", f"{owner}.{member}"
    for member in MEMBER.findall(STATIC.sub("", code)):
        yield f"member.{member}", f".{member}"
    for name in (*MADE.findall(code), *ALONE.findall(code)):
        yield f"global.{name}", name
    for name, pattern in SYNTAX.items():
        if pattern.search(code):
            yield name, name


def of_template(text: str) -> Iterator[tuple[str, str]]:
    for tag, attributes in TAG.findall(re.sub(r"\{[{%#].*?[}%#]\}", " ", text, flags=re.S)):
        yield f"html.elements.{tag}", f"<{tag}>"
        for one in ATTRIBUTE.findall(STRING.sub('""', attributes)):
            yield f"html.attribute.{tag}.{one}", f"<{tag} {one}>"
            yield f"html.global.{one}", f"<{tag} {one}>"


def found() -> dict[str, set[str]]:
    """Everything, with where it is needed."""
    everywhere: dict[str, set[str]] = {}
    for paths, read in ((SHEETS, of_sheet), (SERVED, of_script), (TEMPLATES, of_template)):
        for path in paths:
            for name, where in read(path.read_text()):
                everywhere.setdefault(name, set()).add(f"{path.name}: {where}"[:160])
    return everywhere


def read_by(text: str, lacks: set[str]) -> str:
    """A sheet as a browser reads it that lacks these features: a rule with a selector that it does not know is not
    there, nor a block that asks in a way which it does not know."""
    bare = without_comments(text)
    gone = []
    for rule, above in walk(parsed(bare)):
        if any(begin <= rule.begin and rule.end <= end for begin, end in gone):
            continue
        needed = {
            name
            for name, _ in (
                _of_at_rule(rule)
                if rule.is_at
                else ((f"css.selectors.{one}", "") for one in PSEUDO.findall(STRING.sub('""', rule.head)))
            )
        }
        is_nested = any(one.head and not one.is_at for one in above)
        if needed & lacks or (is_nested and "css.selectors.nesting" in lacks):
            gone.append((rule.begin, rule.end))
    for begin, end in reversed(gone):
        bare = bare[:begin] + bare[end:]
    return bare


def mixed(text: str) -> list[str]:
    """Rules for several selectors of which only some need `:has()`: without it all of them are gone."""
    return [
        rule.head
        for rule, _ in walk(parsed(without_comments(text)))
        if not rule.is_at and len({":has(" in one for one in split(rule.head)}) == 2
    ]


def asks_for_empty(text: str) -> list[str]:
    """Selectors with `:empty` inside `:has()`."""
    heads = (rule.head for rule, _ in walk(parsed(without_comments(text))) if not rule.is_at)
    return [one for head in heads for one in split(head) if ":empty" in one.partition(":has(")[2]]
