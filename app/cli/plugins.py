"""`plugins`: what was found, and why what is refused is."""

from __future__ import annotations

import click


@click.command()
def plugins() -> None:
    """List the plugins: found, loaded, refused and why. Exits non-zero if one is refused."""
    from app import config
    from app.host import registry

    found = registry.build(*config.from_environment().plugin_folders).plugins
    for plugin in found:
        methods = ", ".join(method.id for method in plugin.methods)
        click.echo(f"{plugin.name}\t{plugin.source}\t{'loaded' if plugin.loaded else 'refused'}\t{methods}")
        for why in plugin.refused:
            click.echo(f"  {why}")
    raise SystemExit(0 if all(plugin.loaded for plugin in found) else 1)
