"""A persona that is taken to a vote."""

from __future__ import annotations

import pytest

from tests.support.erasing import BOB
from tests.support.rooms import sit


@pytest.fixture
def portrait(workshop):
    """Bob's persona at table 1, taken to a vote; Eve sits at table 2. The ids of it all."""
    workshop.core("core.tables", site="s1", count=2)
    bob, eve = sit(workshop, "Bob", 1), sit(workshop, "Eve", 2)
    made = workshop.add("persona", title="Portraits")
    workshop.stage(made, "fill")
    name = workshop.do(bob, "add", made, slot="name", text="Yasmina")
    situation = workshop.do(bob, "add", made, slot="situation", text=BOB)
    return {"bob": bob, "eve": eve, "persona": made, "name": name, "situation": situation,
            "tables": list(workshop.room.record.agenda.seating.tables)}  # fmt: skip
