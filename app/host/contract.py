"""What a method must be to be let in: each fault names the culprit, the place and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from sys import modules

from app.sdk import API, Command, Method
from app.sdk.patterns import linear

NAME = linear(r"[a-z][a-z0-9_]{1,39}")


def folder_of(method: Method) -> Path:
    """The folder of the plugin that brings a method."""
    return _folder_of(str(modules[type(method).__module__].__file__))


@cache  # asked for with each drawing
def _folder_of(file: str) -> Path:
    return Path(file).parent


def faults(method: object) -> Iterator[str]:
    """Why this is not a method of this contract; nothing where it is one."""
    if not isinstance(method, Method):
        yield f"methods() gave {method!r}: it must give instances of app.sdk.Method."
        return
    named = type(method).__name__
    if method.api != API:
        yield f"{named} is written for API {method.api}; this is API {API}. See docs/plugins.md, “Versions”."
        return
    if not NAME.fullmatch(method.id):
        yield f"{named}.id is {method.id!r}: use small letters, figures and _, beginning with a letter."
    if not method.title:
        yield f"{named} has no title: give it one, translated."
    yield from _stage_faults(method)
    for command in method.commands:
        yield from _command_faults(method, command)
    yield from _template_faults(method)


def _stage_faults(method: Method) -> Iterator[str]:
    ids = [stage.id for stage in method.stages]
    if not ids:
        yield f"{type(method).__name__} has no stage: give it at least one."
    for id in ids:
        if ids.count(id) > 1:
            yield f"{type(method).__name__} has two stages “{id}”: rename one."


def _command_faults(method: Method, command: type[Command]) -> Iterator[str]:
    where = f"{type(method).__name__}, command {command.__name__}"
    if command.apply is Command.apply:
        yield f"{where}: it changes nothing; write apply(state, stamp)."
    for stage in command.about.during:
        if method.stage(stage) is None and not _is_shared(command):
            yield f"{where}: there is no stage “{stage}”; the stages are {[s.id for s in method.stages]}."
    if [other.about.name for other in method.commands].count(command.about.name) > 1:
        yield f"{where}: two commands are named “{command.about.name}”; rename one."
    if command.about.name.startswith(("core.", "late.")):
        yield f"{where}: names that begin with core. or late. are the core's; rename it."


def _is_shared(command: type[Command]) -> bool:
    """A shared block's command may name stages that this method leaves out."""
    return command.__module__.startswith("app.sdk.blocks.")


def _template_faults(method: Method) -> Iterator[str]:
    file = folder_of(method) / "templates" / f"{method.id}.html"
    if not file.exists():
        yield f"{type(method).__name__}: its template is missing; write {file.parent.name}/{file.name} in the plugin."
