"""Which browsers read our pages: worked out from what style sheets, scripts and templates use, and MDN's data on it.

One that a wanted browser lacks fails, unless it stands inside `@supports`, after a declaration that takes its place, or
in WITHOUT, which says what goes missing: nothing that one has to do. `scripts/browsers.py` writes the table anew,
once a year or when something newer than it is wanted.
"""

from __future__ import annotations

import tomllib

import pytest

from app.web.common.browsers import OLDEST
from tests.support import features

NEWER: dict[str, list[float]] = tomllib.loads((features.ROOT / "tests/browser_features.toml").read_text())
WANTED = (OLDEST["Firefox"], OLDEST["Safari"], OLDEST["Chrome"])

WITHOUT = {
    "css.selectors.has": "room for what fills a page: tests/browser/test_older_browsers.py does without",
    "css.at-rules.page": "the number of a printed page, in Safari",
    "css.properties.box-decoration-break": "the edge of a group that goes on in the next column",
    "css.properties.break-after.avoid": "a printed heading may end a page",
    "css.properties.break-after.column": "a step of a journey may begin within a column of the screen",
    "css.properties.break-before.column": "the same",
    "css.properties.contain-intrinsic-block-size": "the scrollbar of a long board jumps",
    "css.properties.content-visibility": "a long board takes longer to draw",
    "css.properties.cursor": "a finger has none",
    "css.properties.field-sizing": "a field does not grow with what is written",
    "css.properties.forced-color-adjust": "the key of a chart in colours that the reader chose",
    "css.properties.grid-template-rows.subgrid": "lanes of a journey map side by side are not all as high",
    "css.properties.hyphens": "a long word breaks without a hyphen",
    "css.properties.orphans": "a printed line may stand alone",
    "css.properties.widows": "the same",
    "css.properties.resize": "a phone has no corner to pull at",
    "css.properties.scrollbar-width": "a scrollbar is as wide as the system's",
    "css.properties.text-size-adjust": "the size of text on a turned phone is its own",
    "css.properties.text-wrap": "lines of a heading are not as even",
    "html.attribute.details.name": "a second note stays open beside the first",
    "html.global.autocapitalize": "a code is typed in small letters: it is read all the same",
}
"""What a wanted browser may lack, with what goes missing for it; with a name goes what stands under it."""

GUARDED = {
    "member.moveBefore": "patcher.js asks whether it is there",
    "member.startViewTransition": "htmx asks whether it is there",
    "global.WebTransport": "Socket.IO, where a server offers it: ours does not",
    "static.Document.parseHTMLUnsafe": "htmx asks whether it is there",
}

OURS = {
    "member.animation",
    "member.changedTouches",
    "member.command",
    "member.config",
    "member.connection",
    "member.drop",
    "member.getSetCookie",
    "member.left",
    "member.restore",
    "member.role",
    "member.take",
    "member.toArray",
    "member.touches",
    "member.watch",
    "member.when",
}
"""Our own words and those of what we carry along, which also name something new."""


def is_taken(name: str) -> bool:
    return name in GUARDED or name in OURS or any(f"{name}.".startswith(f"{one}.") for one in WITHOUT)


def lacking(found: dict[str, set[str]], oldest: tuple[float, ...] = WANTED) -> dict[str, set[str]]:
    """What those browsers lack of it, and nothing takes the place of."""
    return {
        name: where
        for name, where in found.items()
        if any(since > version for since, version in zip(NEWER.get(name, ()), oldest, strict=False))
        and not is_taken(name)
    }


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    return features.found()


def test_the_wanted_browsers_have_all_that_one_has_to_do(found):
    assert lacking(found) == {}


def test_a_browser_a_little_older_would_lack_something(found):
    """What the docs and the sentence say is no older than it has to be."""
    for place, older in enumerate((109, 16.3, 107)):
        one = list(WANTED)
        one[place] = older
        assert lacking(found, tuple(one)), (place, older)


def test_what_is_said_to_be_missing_is_used(found):
    unused = [one for one in (*WITHOUT, *GUARDED, *OURS) if not any(f"{name}.".startswith(f"{one}.") for name in found)]
    assert unused == []


@pytest.mark.parametrize(
    "sheet, name",
    [
        (".a { text-wrap: balance }", "css.properties.text-wrap.balance"),
        (".a { width: 1dvh }", "css.types.length.viewport_percentage_units_dynamic"),
        (".a { .b { top: 0 } }", "css.selectors.nesting"),
        ("@media (width < 9em) { .a { top: 0 } }", "css.at-rules.media.range_syntax"),
        (".a:has(b) { top: 0 }", "css.selectors.has"),
        ('.a { content: "x" / "" }', "css.properties.content.alt_text"),
        (".a { color: color-mix(in srgb, red, blue) }", "css.types.color-mix"),
    ],
)
def test_a_feature_of_a_sheet_is_found_where_nothing_takes_its_place(sheet, name):
    assert name in dict(features.of_sheet(sheet))
    assert name not in dict(features.of_sheet(f"@supports (top: 0) {{ {sheet} }}"))


def test_a_declaration_before_it_takes_the_place_of_a_newer_one():
    found = dict(features.of_sheet(".a { place-content: center; place-content: safe center }"))
    assert "css.properties.place-content.safe" not in found


def test_a_newer_method_of_a_script_is_found_and_words_in_a_text_are_not():
    found = dict(
        features.of_script('const a = list.toSorted(); // b.with(1)\nlet c = "d.findLast"; AbortSignal.any([])')
    )
    assert {"member.toSorted", "static.AbortSignal.any"} <= found.keys()
    assert not {"member.with", "member.findLast"} & found.keys()


@pytest.mark.parametrize("path", features.SHEETS, ids=lambda path: path.name)
def test_a_rule_does_not_go_with_what_only_one_of_its_selectors_needs(path):
    assert features.mixed(path.read_text()) == [], "a rule of its own for what needs :has()"


@pytest.mark.parametrize("path", features.SHEETS, ids=lambda path: path.name)
def test_nothing_waits_for_an_element_to_be_empty_from_above(path):
    """WebKit does not ask `:has(> .x:empty)` again when something comes to stand in `.x`."""
    assert features.asks_for_empty(path.read_text()) == []
