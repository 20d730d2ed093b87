"""The command line: `python -m app run | demo | rehearse | db | user | service | plugins | workshop`."""

from typing import Any

import click

from app.cli import accounts, database, demo, plugins, rehearse, run, services, workshop
from app.config import BadSetting


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
def main() -> None:
    """Beffroi: live collaborative workshops across several sites."""


for command in (
    run.run,
    demo.demo,
    rehearse.rehearse,
    database.db,
    accounts.user,
    services.service,
    plugins.plugins,
    workshop.workshop,
):
    main.add_command(command)
