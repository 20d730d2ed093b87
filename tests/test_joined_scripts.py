"""The modules of a live page, joined: few files, and nothing that does not fit is joined in silence.

That the pages do what their modules say is what the tests in browsers see: they load these files.
"""

from __future__ import annotations

import re

import pytest

from app.web.common.joined_scripts import join_scripts
from app.web.common.page_weight import PAGES, files_of

WRITTEN = {
    "page.js": 'import { doubled } from "./sums.js";\nconst { said } = await import("./later.js");\nsaid(doubled);\n',
    "sums.js": 'import { two } from "./two.js";\n// Twice.\nexport const doubled = (n) => n * two();\n',
    "two.js": 'import { io } from "../vendor/io.js";\nconst mine = io;\nexport function two() {\n  return mine;\n}\n',
    "later.js": 'import { doubled } from "./sums.js";\nimport { Own } from "./own.js";\nexport const said = doubled;\n',
    "own.js": 'import { two } from "./two.js";\nexport class Own {}\n',
    "beside.js": 'import { said } from "./later.js";\nimport "./page.js";\n',
    "other.js": 'import { two } from "./two.js";\ntwo();\n',
}


def joined(modules: dict[str, str]) -> dict[str, str]:
    files = join_scripts({f"js/{name}": text.encode() for name, text in modules.items()})
    return {name.removeprefix("js/"): content.decode() for name, content in files.items()}


def imported(text: str) -> list[str]:
    return re.findall(r'import .*?"([^"]+)"', text)


def test_what_a_page_imports_is_one_file_and_what_it_fetches_later_one_more():
    files = joined(WRITTEN)
    assert set(files) == {"live.js", "page.js", "later.js", "beside.js"}
    assert imported(files["live.js"]) == ["../vendor/io.js"]
    assert imported(files["page.js"]) == ["./live.js"] and 'import("./later.js")' in files["page.js"]
    assert imported(files["later.js"]) == ["./live.js"] and "class Own" in files["later.js"]
    assert imported(files["beside.js"]) == ["./later.js", "./page.js"]


def test_each_module_keeps_its_own_names_and_comes_after_those_that_it_needs():
    live = joined(WRITTEN)["live.js"]
    assert live.index("const $two = (() => {") < live.index("const mine = io") < live.index("return { two }")
    assert live.index("return { two }") < live.index("const { two } = $two;") < live.index("return { doubled }")
    assert "Twice" not in live and "export const { doubled } = $sums;" in live


def test_modules_in_a_circle_are_refused_by_name():
    circle = WRITTEN | {"two.js": 'import { doubled } from "./sums.js";\nexport const two = doubled;\n'}
    with pytest.raises(ValueError, match=r"sums\.js imports two\.js imports sums\.js"):
        joined(circle)


def test_two_modules_that_export_one_name_are_refused():
    twice = WRITTEN | {"two.js": "export const two = 2;\nexport const doubled = 4;\n"}
    with pytest.raises(ValueError, match="exported by two modules of live.js: doubled"):
        joined(twice)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_needs_no_module_one_by_one(page):
    scripts = {name for name in files_of(page) if name.startswith("js/")}
    assert "js/live.js" in scripts and "js/clock.js" not in scripts
