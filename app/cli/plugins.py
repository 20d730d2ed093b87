"""`plugins`: what was found, what it is worth and who uses it, and why what is refused is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.config import Settings
    from app.host.discovery import Plugin
    from app.store.workshops import Use


@click.command()
@click.option("--used", is_flag=True, help="Also in how many workshops each method is used; reads the database.")
@click.option("--quality", is_flag=True, help="Also what `check` says of each: some seconds a plugin.")
def plugins(used: bool, quality: bool) -> None:
    """List the plugins: found, loaded, refused and why. Exits non-zero if one is refused.

    Columns: name, source, loaded or refused, methods with their API, version.
    """
    from app import config
    from app.host import registry

    settings = config.from_environment()
    found = registry.build(*settings.plugin_folders).plugins
    uses = _uses(settings) if used else None
    for plugin in found:
        columns = [plugin.name, plugin.source, "loaded" if plugin.loaded else "refused", _methods(plugin)]
        columns += [_version(plugin)] + ([_used(plugin, uses)] if uses is not None else [])
        columns += [_quality(plugin, settings)] if quality else []
        click.echo("\t".join(columns))
        for why in plugin.refused:
            click.echo(f"  {why}")
    raise SystemExit(0 if all(plugin.loaded for plugin in found) else 1)


def _methods(plugin: Plugin) -> str:
    return ", ".join(f"{method.id} (API {method.api})" for method in plugin.methods)


def _version(plugin: Plugin) -> str:
    """Its own; a bundled one comes with this release, and a folder has none."""
    from beffroi.version import VERSION

    return plugin.version or (VERSION if plugin.source == "bundled" else "no version")


def _uses(settings: Settings) -> dict[str, list[Use]]:
    from app.cli.accounts import the_app
    from app.store import workshops

    app = the_app(settings)
    with app.extensions["store"].read() as session:
        return workshops.in_use(session)


def _used(plugin: Plugin, uses: dict[str, list[Use]]) -> str:
    """In how many workshops it stands on the agenda, and in how many it was opened."""
    here = [use for method in plugin.methods for use in uses.get(method.id, ())]
    planned, opened = ({use.workshop for use in here}, {use.workshop for use in here if use.is_opened})
    return f"on the agenda of {len(planned)} workshop{'s' * (len(planned) != 1)}, opened in {len(opened)}"


def _quality(plugin: Plugin, settings: Settings) -> str:
    """The level that a check gives it, or that there are faults."""
    from beffroi.testing.checks import report, targets

    try:
        (loaded, *_) = targets.found(plugin.name, settings.plugin_folders)
    except targets.NoTarget:
        return "not found by check"
    return report.verdict(loaded).level or "faults: see beffroi check"
