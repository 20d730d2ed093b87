"""Writes the parts of the docs that are said elsewhere: settings, command line, the index of the decisions.

python scripts/reference.py           write docs/settings.md, docs/command-line.md and docs/decisions/README.md
python scripts/reference.py --check   change nothing; exit 1 where they are not what the code and the decisions say
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.cli import main as command_line  # noqa: E402
from app.config import Settings  # noqa: E402


def settings() -> str:
    """A table of the settings: name, default, meaning."""
    rows = [
        f"| `{one.name.upper()}` | {_default(one.default)} | {one.metadata['meaning'].replace('|', '/')} |"
        for one in fields(Settings)
    ]
    return "\n".join(
        (
            "# Settings",
            "",
            "Environment variables, or `make run NAME=value`, or lines of the file that `SETTINGS_FILE` names; where "
            "both say it, the environment is right. Written by `make docs` from `app/config.py`.",
            "",
            "| name | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
        )
    )


def _default(value: object) -> str:
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT)}`"
    return f"`{int(value) if isinstance(value, bool) else value}`" if value not in ("", ()) else ""


def commands(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Each command's help as the terminal prints it."""
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            yield from commands(command.commands[sub], sub, context)


def reference() -> str:
    """The help of every command, in the order the terminal lists them."""
    parts = ["# Command line", "", "Written by `make docs` from the commands' own help.", ""]
    for path, help_text in commands(command_line, "python -m app"):
        parts += [f"## `{path}`", "", "```", help_text, "```", ""]
    return "\n".join(parts)


INDEX = """# What was decided, and why

One file each, oldest first, numbered for good: what was found (context), what is done (decision, and what it was chosen
against), what comes of it (consequences), and whether it holds (status). A decision that another replaces stays, and
names it; so does the other. How to write one: [contributing](../../CONTRIBUTING.md#a-decision). This page is written by
`make docs`.

| no. | decision | status |
|---|---|---|
"""


def decisions() -> str:
    """The decisions, each with its title and whether it holds."""
    files = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    return INDEX + "".join(map(_row, files))


def _row(file: Path) -> str:
    first, _, rest = file.read_text().partition("\n")
    status = " ".join(rest.rpartition("## Status")[2].split())
    return f"| {file.name[:4]} | [{first.partition('. ')[2]}]({file.name}) | {status} |\n"


def main() -> int:
    """Write, or check."""
    wrong = 0
    pages = {"settings.md": settings(), "command-line.md": reference(), "decisions/README.md": decisions()}
    for file, text in pages.items():
        target = ROOT / "docs" / file
        if "--check" not in sys.argv:
            target.write_text(text)
        elif not target.exists() or target.read_text() != text:
            print(f"docs/{file} is not what it should say: run `make docs`.")
            wrong = 1
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
