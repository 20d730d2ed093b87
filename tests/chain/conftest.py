"""A workshop with a method that fills sheets at tables."""

from __future__ import annotations

import pytest

from app.host.discovery import Plugin
from tests.sheets_sample import Sketching


@pytest.fixture
def sketching(workshop, monkeypatch):
    """A method whose tables rest needs on evidence, beside those that are bundled."""
    monkeypatch.setattr(Sketching, "traces", lambda self, state: state.sheet.traces())
    workshop.app.extensions["registry"].plugins.append(Plugin("sketch", "test", methods=[Sketching()]))
    workshop.room.stop()
    workshop.open()
    workshop.core("core.tables", site="s1", count=2)
    return workshop
