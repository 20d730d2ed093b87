"""The command line: `python -m app run | demo | rehearse | db | user | service | plugins | workshop`."""

import click

from app.cli import accounts, database, demo, plugins, rehearse, run, services, workshop


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
