"""Sheets to print: of every table, whatever stage all are at, from a page that a facilitator opens."""

from __future__ import annotations

import re

import pytest

from tests.support.rooms import sit


@pytest.fixture
def portraits(workshop):
    """Personas of two tables, each with a name; the activity."""
    workshop.core("core.tables", site="s1", count=2)
    activity = workshop.add("persona", title="Portraits", anonymous=False)
    workshop.stage(activity, "fill")
    for table, name in ((1, "Yasmina"), (2, "Marcel")):
        workshop.do(sit(workshop, f"à {table}", table), "add", activity, slot="name", text=name)
    return activity


def sheets(page) -> list[str]:
    return re.findall(
        r'<section class="live-board printed-sheet".*?(?=<section class="live-board|</main>)', page.text, re.S
    )


def test_every_table_s_sheet_is_printed_with_nothing_to_press(workshop, portraits):
    console = workshop.console()
    for stage, together in (("fill", 0), ("gallery", 0), ("vote", 1)):
        if stage != "fill":
            workshop.stage(portraits, stage)
        found = sheets(console.get(f"/animer/{workshop.facts.code}/feuilles/{portraits}"))
        assert len(found) == 2 + together, stage
        for sheet, name, table in zip(found[together:], ("Yasmina", "Marcel"), ("Table 1", "Table 2"), strict=True):
            assert name in sheet and table in sheet and "Lille" in sheet
        assert not re.search(r"<(button|form)\b|<details(?! open)", "".join(found)), stage


def test_sheets_are_a_facilitator_s_and_of_an_activity_that_has_begun(app, workshop, portraits):
    path = f"/animer/{workshop.facts.code}/feuilles/"
    console, stranger = workshop.console(), app.test_client()
    assert console.get(path + "nothing").status_code == 404
    assert "Yasmina" not in stranger.get(path + portraits, follow_redirects=True).text
    assert path + portraits in console.get(f"/animer/{workshop.facts.code}").text
