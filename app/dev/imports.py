"""The whole house imported and compiled, by a process that forks others: it costs each of them seconds of processor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from app.host import plugin_folders
from app.host.discovery import Plugin, bundled_in, discover
from app.host.registry import BUNDLED
from app.host.rendering.environment import core_environment, template_of_block
from beffroi import translator
from beffroi.words import LOCALES, speaking

LEFT_OUT = ("__main__", ".versions", ".bundled", ".stock_sockets")
"""What starts something, is no part of it, or stands in the place of something else."""


def import_everything() -> None:
    """Import every module of the host, of the blocks and of the bundled plugins."""
    for _plugin, load in bundled_in(BUNDLED):
        load()
    for package in ("app", "beffroi.blocks"):
        for found in walk_packages(import_module(package).__path__, f"{package}."):
            if not any(part in found.name for part in LEFT_OUT):
                import_module(found.name)


def load_the_rest(packages: Sequence[Path]) -> list[Plugin]:
    """The bundled plugins but these, checked, with their words; and the core's templates, compiled."""
    tried = {package.name for package in packages if package.parent == BUNDLED}
    plugins = discover(one for one in bundled_in(BUNDLED) if one[0].name not in tried)
    methods = [method for plugin in plugins for method in plugin.methods]
    words = [translator("app.host")("Close"), *(method.title for method in methods)]
    for locale in LOCALES:
        with speaking(locale):
            "".join(map(str, words))  # their catalogues are read
    for name in core_environment().list_templates(extensions=["html"]):
        if name.startswith(("live/", "host/")):
            core_environment().get_template(name)
    blocks = {type(block): block for method in methods for block in method.blocks.values() if block.template}
    for block in blocks.values():
        template_of_block(block)
    return plugins


def forget(packages: Iterable[Path]) -> None:
    """Have what was imported of these imported anew."""
    for package in packages:
        name = f"{BUNDLED.name}.{package.name}" if package.parent == BUNDLED else package.name
        plugin_folders.forget(name)
