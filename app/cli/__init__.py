"""The command line, `beffroi` or `python -m app`: one module a command; docs/command-line.md is written from here."""

import os
from typing import Any

import click

from app.cli import (
    accounts,
    audit,
    check,
    database,
    demo,
    dev,
    doctor,
    messages,
    new,
    plugins,
    register,
    rehearse,
    run,
    services,
    workshop,
)
from app.config import BadSetting
from beffroi.version import VERSION


class Sentences(click.Group):
    """A group whose commands end in one sentence where a setting or the database does not let them begin."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        from app.store.schema import Mismatch

        try:
            return super().invoke(ctx)
        except (BadSetting, Mismatch) as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, message="Beffroi %(version)s")
def main() -> None:
    """Beffroi: live collaborative workshops across several sites."""


def _set_instance(_context: click.Context, _option: click.Parameter, folder: str | None) -> None:
    if folder:
        os.environ["INSTANCE"] = folder


def _take_instance(command: click.Command) -> None:
    """Let a command be told its folder, wherever in the line that is said."""
    kind = click.Path(file_okay=False)
    said = "Folder of the database and the keys, as INSTANCE sets it."
    option = click.Option(
        ["--instance"], type=kind, help=said, expose_value=False, is_eager=True, callback=_set_instance
    )
    command.params.append(option)
    for one in getattr(command, "commands", {}).values():
        _take_instance(one)


for command in (
    run.run,
    demo.demo,
    rehearse.rehearse,
    database.db,
    accounts.user,
    services.service,
    plugins.plugins,
    check.check,
    doctor.doctor,
    workshop.workshop,
    audit.audit,
    register.register,
    new.new,
    dev.dev,
    messages.messages,
):
    main.add_command(command)

_take_instance(main)
