"""`new`: a method of one's own, as a package that already plays."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from beffroi.patterns import linear

SAMPLE = Path(__file__).parents[1] / "scaffold"
NAME = linear(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
LONGEST = 32
TAKEN = {"sample", "test", "tests", "testing", "blocks", "core"}


@click.command()
@click.argument("name")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=".", help="Folder it is written into."
)
def new(name: str, into: Path) -> None:
    """Write the method NAME as a package of its own, beffroi-NAME: it plays, and its tests pass.

    NAME is of small letters, figures and _, such as empathy_map.
    """
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        raise click.ClickException(
            f"“{name}” is no name for a method: use small letters, figures and _, such as empathy_map."
        )
    id = name.replace("-", "_")
    if id in TAKEN | _at_work():
        raise click.ClickException(f"There is a method “{id}” already: choose another name.")
    folder = into / f"beffroi-{id.replace('_', '-')}"
    if folder.exists():
        raise click.ClickException(f"{folder} is there already: nothing was written.")
    write(id, folder)
    click.echo(f"Written: {folder}\n\n  cd {folder}\n  pip install -e '.[dev]'\n  pytest\n  beffroi dev .\n")


def _at_work() -> set[str]:
    from app import config
    from app.host import registry

    return set(registry.build(*config.from_environment().plugin_folders).methods)


def write(id: str, folder: Path) -> None:
    """The sample under another name, file by file."""
    for source in sorted(SAMPLE.rglob("*")):
        if source.is_file() and "__pycache__" not in source.parts:
            target = folder / named(str(source.relative_to(SAMPLE)), id)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(named(source.read_text(), id))
            shutil.copymode(source, target)


def named(text: str, id: str) -> str:
    """A text of the sample, of the method `id`: its title, its classes, its distribution, its id."""
    words = id.split("_")
    title, kind = " ".join(words).capitalize(), "".join(word.capitalize() for word in words)
    text = text.replace("A sample", title).replace("Sample", kind)
    return text.replace("beffroi-sample", f"beffroi-{'-'.join(words)}").replace("sample", id)
