"""Regular expressions come from one place, on an engine whose time grows as the text does."""

import ast
import importlib
import re
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from app.export import csv
from beffroi import signs
from beffroi.patterns import linear
from beffroi.testing.imports import SLOW, WAYS_OUT, imported

ROOT = Path(__file__).parents[1]
THE_PLACE = ROOT / "beffroi" / "patterns.py"

BACKTRACK = {"regex", *(name for name, way_out in WAYS_OUT.items() if way_out is SLOW)}
"""Modules whose time may grow faster than the text: `re`, and what is made of it or of comparing all with all."""

WAY_OUT = (
    "take the pattern from beffroi.patterns (`linear`, on RE2), or write it with the methods of str: "
    "a pattern that backtracks can hold everybody up for minutes over one line of text"
)

IN_TEMPLATES = re.compile(r"\|\s*(wordwrap|urlize|striptags)\b")

IN_PAGES = {
    r"^http",
    r"\{(\w+)\}",
    r"^4[04]",
    r"^(localhost|.*\.localhost|127\..*|\[::1\]|0\.0\.0\.0)$",
    r"[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]",
    r"(«?)([ \u2009]+)([;:?!»]?)",
    r"^[\u{1f1e6}-\u{1f1ff}]",
    r"\p{M}",
    r"\u2068[^\u2068\u2069]*\u2069",
    r"^(?:\p{M}|\u200c|\u200d|[\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}])",
    r"^(10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|\[f[cde].*|[^.:]*|.*\.(local|lan|internal|home\.arpa))$",
}  # fmt: skip
"""The patterns of the browser's modules: tried at one place of the text, with one repetition that goes back once at
most, or over signs that cannot begin it anew."""

ALLOWED = {
    "beffroi/signs.py": "re",
    "beffroi/folding.py": "re",
    "beffroi/rows.py": "re",
    "app/export/csv.py": "re",
    "app/host/contract.py": "difflib",
    "beffroi/command.py": "difflib",
    "beffroi/testing/checks/catalogues.py": "difflib",
    "beffroi/testing/checks/other_process.py": "difflib",
    "beffroi/testing/checks/markup.py": "difflib",
    "beffroi/testing/checks/sheets.py": "difflib",
    "beffroi/testing/checks/templates.py": "difflib",
    "beffroi/testing/known.py": "difflib",
}
"""Where Python's own engine is used for looking at neighbours, which RE2 cannot: each pattern there is proved linear
below. And names are compared at load, a few signs each; the checks run where a method is written."""

PROVED = {
    '"+': "a run of quotation marks is read once: the next search begins behind it",
    "\u2068[^\u2068\u2069]*\u2069": "a try ends at the next isolate, where the next one begins",
    "(?<![ \u2009])[ \u2009]++(?=[;:?!»])|(?<=«)[ \u2009]++": "possessive, and tried at the first blank of a run only",
}
A_RUN = "one run of one class with nothing behind it that gives back more than a sign: it is read once"
PROVED |= {
    one.pattern: A_RUN
    for one in (
        signs._NEVER, signs._DIRECTION, signs._BREAKING_TWICE, signs._PARTING_TWICE, signs._OF_NO_MONGOLIAN,
        signs._VARYING_NOTHING, signs._TAGS, csv.PIECE,
    )
}  # fmt: skip
"""Patterns with a repetition without a bound, and why they take no longer than the text is long."""

JS_CALLS = re.compile(  # fmt: skip
    r"(?:\.(?:match|matchAll|replace|replaceAll|split|search)\(\s*|[=(:,!&|]\s*)/((?:\\.|\[[^\]]*\]|[^/\n\\*])(?:\\.|\[[^\]]*\]|[^/\n\\])*)/[dgimsuvy]*(?=[.,)\s;])"  # noqa: E501
)


def faults(path: Path, text: str) -> list[str]:
    tree = ast.parse(text)
    known = ALLOWED.get(str(path), "")
    tops = ((line, name.partition(".")[0]) for line, name in imported(tree))
    bad = [(line, top) for line, top in tops if top in BACKTRACK and top != known]
    found = [f"{path}:{line}: imports {name}; {WAY_OUT}" for line, name in bad]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value == "python-re":
            found.append(f"{path}:{node.lineno}: pydantic is asked for Python's engine; its own is linear")
    return found


def may_import(text: str) -> bool:
    """Whether a module is worth parsing: most name none of them in any line that could import."""
    lines = (line for line in text.splitlines() if "import" in line or "python-re" in line)
    return any(BACKTRACK & set(re.split(r"[\W]+", line)) or "python-re" in line for line in lines)


def sources() -> list[Path]:
    every = (path for folder in ("app", "beffroi", "plugins") for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in every if path != THE_PLACE and "tests" not in path.relative_to(ROOT).parts]


def test_nothing_of_the_house_or_of_its_methods_uses_an_engine_that_backtracks():
    texts = ((path, path.read_text(encoding="utf-8")) for path in sources())
    found = [fault for path, text in texts if may_import(text) for fault in faults(path.relative_to(ROOT), text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    ["import re", "import re as patterns", "from re import compile", "def f():\n    import textwrap",
     "from difflib import SequenceMatcher", "import_module('re')", "Field(regex_engine='python-re')"],
)  # fmt: skip
def test_a_new_one_is_named_with_its_file_its_line_and_the_way_out(line):
    (fault,) = faults(Path("plugins/new/words.py"), f"\n{line}\n")
    number = 2 + line.count("\n")
    assert fault.startswith(f"plugins/new/words.py:{number}: ") and ("beffroi.patterns" in fault or "linear" in fault)


AT_WORK = re.compile(r"re\.(?:finditer|search|sub|findall|match)\(['\"](.*?)['\"],")


def repeats(parsed) -> bool:
    """Whether something in a parsed pattern may be repeated without a bound."""
    for kind, said in parsed:
        if "REPEAT" in str(kind) and said[1] > 8:
            return True
        inside = said if isinstance(said, (list, tuple)) else ()
        if any(repeats(one) for one in _patterns_in(inside)):
            return True
    return False


def _patterns_in(said):
    for one in said:
        if isinstance(one, parser.SubPattern):
            yield one
        elif isinstance(one, (list, tuple)):
            yield from _patterns_in(one)


@pytest.mark.parametrize("file", [file for file, name in ALLOWED.items() if name == "re"])
def test_a_pattern_of_python_s_own_engine_repeats_nothing_or_is_proved_linear(file):
    module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
    made = {one.pattern for one in vars(module).values() if isinstance(one, re.Pattern)}
    made |= set(AT_WORK.findall((ROOT / file).read_text()))
    unproved = {one for one in made if repeats(parser.parse(one))} - PROVED.keys()
    assert made and not unproved, f"{file}: {unproved}: repeats without a bound; {WAY_OUT}"


def test_no_template_wraps_or_strips_what_people_wrote_by_a_pattern_that_backtracks():
    pages = (path for folder in ("app", "beffroi", "plugins", "templates") for path in (ROOT / folder).rglob("*.html"))
    assert not [str(path) for path in pages if IN_TEMPLATES.search(path.read_text(encoding="utf-8"))]


def test_the_browser_s_modules_have_no_other_pattern_than_those_known_to_be_linear():
    for path in sorted((ROOT / "app" / "static" / "js").glob("*.js")):
        code = "\n".join(line.split(" // ")[0] for line in path.read_text(encoding="utf-8").splitlines())
        code = re.sub(r"^\s*(//.*|/?\*.*)$", "", code, flags=re.M)
        assert "RegExp(" not in code, f"{path.name}: a pattern made at run time; {WAY_OUT}"
        unknown = set(JS_CALLS.findall(code)) | set(re.findall(r"(?:^|[\s(])/(\^[^/\n]+)/\.test", code))
        assert unknown <= IN_PAGES, f"{path.name}: {unknown - IN_PAGES} is not known to be linear"


def test_a_pattern_that_would_need_to_backtrack_cannot_even_be_written():
    for wanting in (r"(a)\1", r"(?=a)b", r"(?<!a)b"):
        with pytest.raises(Exception, match="."):
            linear(wanting)


def test_a_pattern_finds_what_python_s_own_would():
    text = "«  Trois fois  » et 12 %"
    for pattern in (r"«\s*(.+?)\s*»", r"[0-9]{1,6}", r"\w+", r"(?s).*"):
        found, known = linear(pattern).search(text), re.search(pattern, text, re.A)
        assert (found.span(), found[0], found.groups()) == (known.span(), known[0], known.groups())
