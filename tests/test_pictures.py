"""The pictures of docs/architecture.md show the layers that the import contracts hold, and arrows that are imports."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str) -> ElementTree.Element:
    return ElementTree.parse(PICTURES / f"{name}.svg").getroot()


def places(name: str) -> dict[str, float]:
    """How far down each folder of a picture begins."""
    boxes = [group for group in drawn(name).iter(f"{SVG}g") if group.get("data-folder")]
    return {box.get("data-folder"): float(box.find(f"{SVG}rect").get("y")) for box in boxes}


def contract(name: str) -> list[list[str]]:
    """The folders of a contract of layers, from top to bottom; those side by side together."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found = next(one for one in contracts if one["name"] == name)
    (inside,) = found["containers"] or [""]
    beside = [re.split(r" [|:] ", layer) for layer in found["layers"]]
    return [[f"{inside}.{one}".strip(".").replace(".", "/") for one in layer] for layer in beside]


HOUSE, FLOORS = contract("layers of the house"), contract("floors of the live part")
ARROWS = [
    (one.get("data-from"), one.get("data-to")) for one in drawn("layers").iter(f"{SVG}path") if one.get("data-to")
]


@pytest.fixture(scope="module")
def imports() -> set[tuple[str, str]]:
    """Every import of the house, by files' folders: (`app/web/site`, `app/live/room`)."""
    graph = grimp.build_graph("app", "beffroi", "plugins", cache_dir=None)
    return {
        (module.replace(".", "/"), other.replace(".", "/"))
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
    }


@pytest.mark.parametrize("layers", [HOUSE, FLOORS], ids=["house", "floors of app/live"])
def test_every_layer_is_drawn_in_the_order_of_its_contract(layers):
    at = places("layers")
    rows = [{at[folder] for folder in beside} for beside in layers]
    assert all(len(row) == 1 for row in rows), "those side by side are drawn side by side"
    assert [min(row) for row in rows] == sorted(min(row) for row in rows)


def test_nothing_is_drawn_that_no_contract_names():
    named = {folder for layer in [*HOUSE, *FLOORS] for folder in layer} | {"beffroi", "plugins"}
    assert set(places("layers")) == named


@pytest.mark.parametrize("name", ["layers", "command"])
def test_every_folder_that_is_drawn_is_there(name):
    assert [folder for folder in places(name) if not (ROOT / folder).is_dir()] == []


@pytest.mark.parametrize(("importer", "imported"), ARROWS)
def test_an_arrow_is_an_import_and_goes_down(importer, imported, imports):
    at = places("layers")
    assert at[importer] < at[imported]
    assert any(f"{a}/".startswith(f"{importer}/") and f"{b}/".startswith(f"{imported}/") for a, b in imports)


def test_every_layer_is_reached_by_an_arrow():
    top = {*HOUSE[0], *FLOORS[0], "plugins"}
    assert set(places("layers")) - top == {imported for _, imported in ARROWS}


def test_the_path_of_a_command_goes_through_every_floor():
    assert {folder for layer in FLOORS for folder in layer} <= set(places("command"))


@pytest.mark.parametrize("name", ["layers", "command"])
def test_a_picture_can_be_read_without_seeing_it_and_in_the_dark(name):
    picture, page = drawn(name), (ROOT / "docs" / "architecture.md").read_text()
    title, said = (picture.findtext(f"{SVG}{part}") for part in ("title", "desc"))
    assert title and len(said) > len(title)
    assert f"![{title}" in page and f"](pictures/{name}.svg)" in page
    assert "prefers-color-scheme: dark" in picture.findtext(f"{SVG}style")
