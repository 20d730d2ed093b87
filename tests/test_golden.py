"""Old logs stay readable for ever: a log written once folds to what it folded to then."""

from __future__ import annotations

import json

import pytest

from app.host import registry
from beffroi.testing.old_logs import shown
from tests.support.golden import GOLDEN, read


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.log.json")), ids=lambda file: file.stem)
def test_an_old_log_folds_to_what_it_folded_to(file):
    record = read(file)
    assert record.broken == set()
    assert shown(record) == json.loads(file.with_name(file.name.replace(".log.", ".shown.")).read_text())


def test_there_is_a_golden_log_for_each_bundled_method():
    methods = {row["data"]["method"] for file in GOLDEN.glob("*.log.json")
               for row in json.loads(file.read_text())["entries"] if row["name"] == "core.add"}  # fmt: skip
    assert methods >= set(registry.build().methods)
