"""A plugin that somebody else wrote, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

GOOD = '''
"""Clap."""
from dataclasses import dataclass
from beffroi import Command, Method, Stage, hookimpl

@dataclass
class Claps:
    n: int = 0

class Clap(Command, stage="go"):
    """Clap."""
    def apply(self, state, stamp):
        state.n += 1

class Clapping(Method):
    api = 1
    id = "clap"
    title = "Clap"
    stages = (Stage("go", "Go"),)
    commands = (Clap,)
    state = Claps

@hookimpl
def methods():
    return [Clapping()]
'''


def write_plugin(folder: Path, name: str, source: str, id: str = "clap") -> None:
    """Put a plugin into a folder, with a template."""
    (folder / name / "templates").mkdir(parents=True)
    (folder / name / "__init__.py").write_text(source)
    for one in {id, "mood"}:
        (folder / name / "templates" / f"{one}.html").write_text("{% block board %}{{ 1 }}{% endblock %}")
