"""Golden logs: workshops played once with an older release, and what their pages showed."""

from __future__ import annotations

import json
from pathlib import Path

from app.host import registry
from app.live.commands.record import Record
from beffroi.testing import old_logs

GOLDEN = Path(__file__).parents[1] / "golden"


def read(file: Path) -> Record:
    return old_logs.read(json.loads(file.read_text()), registry.build())
