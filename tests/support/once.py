"""What is the same for every app of a process is made once: tests make more than two thousand apps.

Nothing of it is shared that a test changes: no room, no session, no count of tries. And what takes its time on
purpose, the hash of a password, takes none. Run as a program it makes what is kept from one run to the next, before
several processes would each make it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from copy import copy
from functools import cache, wraps
from pathlib import Path
from types import MethodType
from typing import Any, cast

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import Environment, TemplateSyntaxError
from sqlalchemy import Engine
from werkzeug.routing import Rule

from app import create_app
from app.config import Settings
from app.host import registry
from app.host.discovery import Plugin
from app.host.rendering import environment as environments
from app.host.rendering.environment import core_environment, template_of, template_of_block
from app.store import accounts, database
from app.web.common import static_files
from tests.support.compiled import COMPILED, squeezed, sweep


def _rules(compile_rule: Callable[[Rule], None]) -> Callable[[Rule], None]:
    """Addresses taken apart: werkzeug compiles each rule of each app, always to the same."""
    kept: dict[Any, Any] = {}

    @wraps(compile_rule)
    def once(rule: Rule) -> None:
        key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, rule.map.host_matching if rule.map else None)
        if rule.defaults:
            compile_rule(rule)
        elif key not in kept:
            compile_rule(rule)
            builders = cast(MethodType, rule._build).__func__, cast(MethodType, rule._build_unknown).__func__
            kept[key] = rule._parts, rule._trace, rule._converters, builders
        else:
            rule._parts, rule._trace, rule._converters, (build, build_unknown) = kept[key]
            rule.arguments.update(rule._converters)
            rule._build, rule._build_unknown = build.__get__(rule, None), build_unknown.__get__(rule, None)

    return once


class Statements:
    """The compiled statements of engines that speak the same SQL; SQLAlchemy keeps them by engine."""

    def __init__(self) -> None:
        self._kept: dict[Any, Any] = {}

    def get(self, key: tuple[Any, ...]) -> Any:
        return self._kept.get((type(key[0]), *key[1:]))

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        self._kept[type(key[0]), *key[1:]] = compiled

    def clear(self) -> None:
        self._kept.clear()


def _engines(set_up: Callable[..., Engine]) -> Callable[..., Engine]:
    statements = Statements()

    @wraps(set_up)
    def once(engine: Engine, patience_ms: int) -> Engine:
        engine._compiled_cache = statements
        return set_up(engine, patience_ms)

    return once


def _discovery(build: Callable[..., registry.Registry]) -> Callable[..., Any]:
    """The bundled plugins, loaded and checked; with folders of its own an app looks for itself.

    What a test changes of one is its own.
    """

    @cache
    def bundled() -> tuple[Plugin, ...]:
        return tuple(build().plugins)

    def once(*folders: Path, **said: Sequence[Any]) -> registry.Registry:
        return build(*folders, **said) if folders or said else registry.Registry([*map(copy, bundled())])

    return once


def _shelves(made: Callable[..., static_files.StaticFiles]) -> Callable[..., Any]:
    @cache
    def kept(folder: Path, sheets: Iterable[tuple[str, tuple[Path, ...]]]) -> static_files.StaticFiles:
        return made(folder, {id: list(files) for id, files in sheets})

    return lambda folder, sheets=None: kept(folder, tuple((id, tuple(files)) for id, files in (sheets or {}).items()))


def _environments(made: Callable[..., Environment]) -> Callable[..., Environment]:
    @wraps(made)
    def once(*said: Any) -> Environment:
        environment = made(*said)
        environment.bytecode_cache = COMPILED
        return environment

    return once


def share(put: Callable[[Any, str, Any], None]) -> None:
    """From now on; `put` sets a name of a module or a class."""
    put(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": COMPILED})
    put(environments, "environment", _environments(environments.environment))
    put(static_files, "compressed", cache(squeezed(static_files.compressed)))
    put(Rule, "compile", _rules(Rule.compile))
    put(database, "_set_up", _engines(database._set_up))
    put(registry, "build", _discovery(registry.build))
    put(static_files, "StaticFiles", _shelves(static_files.StaticFiles))
    put(accounts, "_hasher", cache(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))


@cache
def empty_instance() -> Path:
    """Databases as they should be, and empty: the migrations are gone through once. Whoever shares clears it away."""
    folder = Path(tempfile.mkdtemp(prefix="beffroi-empty-"))
    made = create_app(Settings(instance=folder / "instance"))
    database.upgrade(made)
    made.extensions["store"].stop()
    return folder / "instance"


def clear() -> None:
    """At the end of whoever shares."""
    if empty_instance.cache_info().currsize:
        shutil.rmtree(empty_instance().parent)
        empty_instance.cache_clear()


def lay_databases(instance: Path) -> None:
    """Give an instance that is not there yet empty databases; its secret key is its own."""
    instance.mkdir(mode=0o700, parents=True)
    for file in empty_instance().glob("*.sqlite"):
        shutil.copy(file, instance)


def warm() -> None:
    """Make all of it now, and what the house itself makes once: templates compiled, files squeezed."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder) / "instance"))
        app.extensions["store"].stop()
    _compile(app.jinja_env, app.jinja_env.list_templates())
    _compile(core_environment(), core_environment().list_templates(filter_func=_is_live))
    for method in app.extensions["registry"].methods.values():
        template_of(method)
        for block in method.blocks.values():
            if block.template:
                template_of_block(block)
    for name, content in app.extensions["static_files"].files.items():
        static_files.transfer_size(name, content)
        if static_files.COMPRESSIBLE.match(static_files.TYPES.get(Path(name).suffix, "")):
            static_files.compressed(content, "br")


def _is_live(name: str) -> bool:
    return name.startswith(("live/", "host/"))


def _compile(environment: Environment, names: Iterable[str]) -> None:
    for name in names:
        with suppress(TemplateSyntaxError):  # its place is the other environment
            environment.get_template(name)


if __name__ == "__main__":
    sweep()
    share(setattr)
    warm()
    clear()
