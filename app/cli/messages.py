"""`messages`: the words of a package, found, kept, and what is missing of them."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--check", is_flag=True, help="Change nothing; exit 1 where something is left to translate.")
def messages(folder: Path, check: bool) -> None:
    """Find the words to translate in the method of FOLDER, for translations/fr and translations/en.

    What was translated is kept, what is gone is dropped; English says what the code says, unless told otherwise.
    """
    from app.host.catalogues import gaps_of, of_package, update
    from app.host.packages import NoPackage, packages_in
    from beffroi.words import LOCALES

    try:
        domains = [of_package(package) for package in packages_in(folder)]
    except NoPackage as error:
        raise click.ClickException(str(error)) from None
    for domain in () if check else domains:
        for locale in LOCALES:
            update(domain, locale)
    gaps = list(gaps_of(domains))
    for place, locale, words in gaps:
        click.echo(f"{place / locale / 'LC_MESSAGES' / 'messages.po'}: {words}")
    click.echo(f"{len(gaps)} to translate")
    raise SystemExit(1 if gaps else 0)
