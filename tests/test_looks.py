"""The looks: contrast computed for each pair of colours, what is vendored, nothing fetched from elsewhere."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from app.config import BadSetting
from app.web.common import colours
from app.web.site.display import CHOICES

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "app" / "static"
SHEETS = sorted((*(STATIC / "css").glob("*.css"), *(ROOT / "plugins").glob("*/static/**/*.css")))
TEMPLATES = sorted(
    path
    for folder in ("templates", "app", "beffroi", "plugins")
    for path in (ROOT / folder).rglob("*.html")
    if path.is_file()
)
WRITTEN = [path for path in TEMPLATES if "aide" not in path.parts]
"""Without the pages of help, which show code as text: tests/test_help.py looks at their tags."""
SCRIPTS = sorted((STATIC / "js").glob("*.js"))

SURFACES = ("paper", "card", "sunk")
TINTS = ("primary-soft", "second-soft", "good-soft", "gold-soft", "danger-soft")
SITES = tuple(f"site-{place}" for place in range(8))

TEXT: dict[str, tuple[str, ...]] = {
    "ink": (*SURFACES, *TINTS),
    "ink-quiet": (*SURFACES, *TINTS),
    "primary": SURFACES,
    "second": (*SURFACES, *TINTS),
    "good-ink": (*SURFACES, "good-soft"),
    "danger": (*SURFACES, "danger-soft"),
    "on-primary": ("primary", "primary-strong"),
    "on-second": ("second",),
    "on-good": ("good",),
    "on-gold": ("gold",),
    "on-site": SITES,
}
"""What is written in a colour, and the grounds it stands on: 4.5:1."""

SHAPES: dict[str, tuple[str, ...]] = {
    "edge": (*SURFACES, "gold-soft", "good-soft", "second-soft"),
    "ink": SURFACES,
    "primary": (*SURFACES, "primary-soft"),
    "primary-strong": SURFACES,
    "second": (*SURFACES, "second-soft"),
    "good": (*SURFACES, "good-soft"),
    "gold-edge": (*SURFACES, "gold-soft"),
    "danger": (*SURFACES, "danger-soft"),
    "focus": (*SURFACES, *TINTS),
    "kind": (),  # stands for one of the others
    "site": (),
    **dict.fromkeys(SITES, SURFACES),
}
"""What is drawn in a colour, and the grounds it stands on: 3:1."""

DECORATIVE = {"line"}
"""Hairlines that say nothing: without them everything can still be told apart."""


# --- reading the sheets --------------------------------------------------------------------------


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)


def tokens_of(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


NAMES = ("light", "dark", "stark-light", "stark-dark")


def colour_sets(text: str = "") -> dict[str, dict[str, str]]:
    """The tokens as they stand in each of the four sets, a region's sheet laid over the site's own."""
    site = tokens_of(without_comments(STATIC / "css" / "tokens.css"))
    written = {**site, **tokens_of(text)}
    sets: dict[str, dict[str, str]] = {name: {} for name in NAMES}
    for token, value in written.items():
        said = dict(re.findall(r"var\(--([\w-]+), (#[0-9a-f]{6})\)", value))
        if said:
            assert tuple(said) == NAMES, f"{token} is to have a colour in each of the four sets"
            for name, colour in said.items():
                sets[name][token] = colour
    return sets


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Each innermost rule of the sheets, with its declarations."""
    for sheet in SHEETS:
        for selector, body in re.findall(r"([^{};]+)\{([^{}]*)", without_comments(sheet)):
            declared = (line.partition(":") for line in body.split(";") if ":" in line)
            yield f"{sheet.name} {selector.strip()}", {name.strip(): value.strip() for name, _, value in declared}


def token_in(value: str) -> str:
    found = re.search(r"var\(--([\w-]+)", value)
    return found[1] if found else ""


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# --- colours -------------------------------------------------------------------------------------


REGIONS = {
    "": {},
    "violet and green": {"primary": "#6b2d8f", "second": "#00594f"},
    "the State's blue and red": {"primary": "#000091", "second": "#b5000f"},
    "first colour alone": {"primary": "#0b6e4f"},
    "nearly black": {"primary": "#101010", "second": "#000000"},
    "barely dark enough": {"primary": "#c4320e", "second": "#446c2c"},
}
"""Themes that regions could set."""


def colours_of(region: str) -> dict[str, dict[str, str]]:
    given = REGIONS[region]
    return colour_sets(colours.written(colours.themed(given)) if given else "")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_each_colour_stands_out_from_the_grounds_it_is_used_on(region, name, pairs, least):
    colours = colours_of(region)[name]
    weak = {
        f"{front} on {ground}": round(contrast(colours[front], colours[ground]), 2)
        for front, grounds in pairs.items()
        for ground in grounds
        if contrast(colours[front], colours[ground]) < least
    }
    assert not weak


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", ["stark-light", "stark-dark"])
def test_who_asks_for_more_contrast_gets_seven_to_one(region, name):
    colours = colours_of(region)[name]
    weak = [f for f, grounds in TEXT.items() for g in grounds if contrast(colours[f], colours[g]) < 7]
    assert not weak


def test_a_region_keeps_the_colours_it_gave():
    light = colours_of("violet and green")["light"]
    assert (light["primary"], light["second"]) == ("#6b2d8f", "#00594f")


@pytest.mark.parametrize("colour", ["#ffd200", "#f28e00", "#7ac142", "#ffffff", "#29abe2"])
@pytest.mark.parametrize("role", ["primary", "second"])
def test_a_colour_too_light_to_be_read_is_refused_and_the_nearest_named(role, colour):
    with pytest.raises(BadSetting, match=f"THEME_{role.upper()} is {colour}") as refused:
        colours.themed({role: colour})
    nearest = re.search(r"nearest that passes is (#[0-9a-f]{6})", str(refused.value))[1]
    assert colours.themed({role: nearest})["light"][role] == nearest


def test_the_four_sets_can_each_be_chosen_and_each_is_written_once():
    text = without_comments(STATIC / "css" / "tokens.css")
    assert set(re.findall(r'data-theme="([\w-]+)"', text)) == set(NAMES) == set(CHOICES["theme"][1]) - {""}
    assert len(re.findall(r"--paper:", text)) == 1


def test_every_pair_that_a_rule_sets_is_one_whose_contrast_is_computed():
    for rule, declared in rules():
        front, ground = token_in(declared.get("color", "")), token_in(declared.get("background", ""))
        assert not front or front in TEXT, rule
        if front and ground not in ("", "site"):
            assert ground in TEXT[front], rule


def test_every_line_that_means_something_is_one_whose_contrast_is_computed():
    for rule, declared in rules():
        for name, value in declared.items():
            if name.startswith(("border", "outline")) and "radius" not in name and (token := token_in(value)):
                assert token in SHAPES or token in DECORATIVE, f"{rule}: {name}"


def test_colours_are_written_in_the_tokens_alone():
    for sheet in SHEETS:
        if sheet.name in ("tokens.css", "print.css"):
            continue
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|\brgba?\(|\bhsla?\(", without_comments(sheet)), sheet.name


@pytest.mark.parametrize("element", ["body", "button", "input", "select", "textarea", "dialog"])
def test_what_takes_no_colours_from_around_it_sets_those_of_text_and_ground_together(element):
    own = [declared for rule, declared in rules() if element in re.split(r",\s*", rule.partition(" ")[2])]
    assert any({"background", "color"} <= declared.keys() for declared in own)


def test_every_token_is_defined_and_used():
    text = "".join(without_comments(sheet) for sheet in SHEETS)
    used, defined = set(re.findall(r"var\(--([\w-]+)", text)), set(tokens_of(text))
    assert used == defined


# --- sheets --------------------------------------------------------------------------------------


def test_no_rule_is_for_a_class_that_nothing_draws():
    sources = [*TEMPLATES, *SCRIPTS, STATIC / "vendor" / "Sortable.min.js"]
    # File by file: one odd quotation mark in a text must not turn what is quoted in all those after it inside out.
    drawn = [path.read_text(encoding="utf-8") for path in sources]
    parts = [part for text in drawn for part in re.findall(r'"[^"]*"|block page_class %}\w+', text)]
    quoted = " ".join(["", *{word for part in parts for word in re.findall(r"[\w-]+", part)}])
    for sheet in SHEETS:
        # A selector, not a number or a file's ending: a dot before a letter, outside url(…).
        for name in set(re.findall(r"\.([a-z][\w-]*)(?=[^;{}]*\{)", without_comments(sheet))):
            word = re.sub(r"^(site|live|desk|purpose)-.*", r"\1-", name)
            assert f" {word}" in quoted, f"{sheet.name}: .{name}"


# --- nothing from elsewhere, nothing inline --------------------------------------------------------

SPOKEN = "https://socket.io/docs/v3/migrating-from-2-x-to-3-0/"
"""An address inside an error message of socket.io: told to a developer, never fetched."""


@pytest.mark.parametrize(
    "path",
    [*SHEETS, *WRITTEN, *SCRIPTS, *sorted((STATIC / "vendor").glob("*.js")), STATIC / "icon.svg"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_nothing_points_to_another_site(path):
    addresses = re.findall(r"""(?:https?|wss?)://[^\s"'`)<>]+""", path.read_text(encoding="utf-8"))
    assert not [one for one in addresses if not one.startswith("http://www.w3.org/") and one != SPOKEN]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_inline_style_handler_or_script(path):
    text = path.read_text(encoding="utf-8")
    if path.name == "minutes_file.html":  # a file that is taken home: its sheet goes with it
        text = text.replace("<style>{{ style }}</style>", "", 1)
    assert not re.findall(r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""", text)
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert all("src=" in one or 'type="application/json"' in one for one in scripts)


# --- vendored files --------------------------------------------------------------------------------


@pytest.fixture
def vendor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "scripts" / "vendor.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_vendored_files_are_those_of_the_lock(vendor):
    assert vendor.wrong_files() + vendor.wrong_icons() == []


def test_a_vendored_file_that_was_touched_or_added_is_named(vendor, tmp_path, monkeypatch):
    shutil.copytree(STATIC / "vendor", tmp_path / "vendor")
    shutil.copytree(STATIC / "fonts", tmp_path / "fonts")
    monkeypatch.setattr(vendor, "STATIC", tmp_path)
    monkeypatch.setattr(vendor, "LOCK", tmp_path / "vendor" / "lock.json")
    with (tmp_path / "vendor" / "htmx.min.js").open("a") as file:
        file.write(" ")
    (tmp_path / "vendor" / "stray.js").write_text("")
    assert [sentence.split()[0] for sentence in vendor.wrong_files()] == ["vendor/htmx.min.js", "vendor/stray.js"]


def test_each_vendored_package_brings_its_licence(vendor):
    for package in vendor.read_lock():
        assert any(file["target"].startswith("vendor/licences/") for file in package["files"]), package["package"]


def test_the_fonts_named_by_the_sheet_are_vendored(vendor):
    locked = {file["target"] for package in vendor.read_lock() for file in package["files"]}
    named = re.findall(r'url\("\.\./([^"]+)"\)', (STATIC / "css" / "base.css").read_text(encoding="utf-8"))
    assert len(named) == 2
    assert set(named) <= locked


def test_no_registry_is_named():
    for path in (ROOT / "scripts" / "vendor.py", STATIC / "vendor" / "lock.json"):
        assert "://" not in path.read_text(encoding="utf-8")
