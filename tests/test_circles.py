"""No module needs, by whatever way round, one that needs it."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def circle(needs: dict[str, set[str]]) -> list[str]:
    """The modules of a circle, the first one again at the end; none where there is none."""
    try:
        list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        return error.args[1]
    return []


@pytest.fixture(scope="module")
def needs() -> dict[str, set[str]]:
    """Every module of the house and its plugins, with those that it imports."""
    graph = grimp.build_graph("app", "beffroi", "plugins", cache_dir=None)
    return {one: graph.find_modules_directly_imported_by(one) for one in graph.modules}


def test_no_module_imports_one_that_imports_it(needs):
    assert circle(needs) == []


def test_a_circle_is_found_where_there_is_one(needs):
    record, fields = "app.live.commands.record", "app.live.commands.server_fields"
    assert record in needs[fields]
    assert {record, fields} <= {*circle({**needs, record: needs[record] | {fields}})}
