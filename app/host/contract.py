"""What a method must be to be let in: each fault names the culprit, the place and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from inspect import signature
from pathlib import Path
from sys import modules

from app.host.field_faults import field_faults
from beffroi import ANYONE, API, FACILITATOR, HOST, PARTICIPANT, Block, Command, Method, Stage
from beffroi.fields import edits, is_free_text, meta
from beffroi.patterns import linear
from beffroi.play import Play

NEARLY = 0.75
"""How alike, of 1, two names are of which one is the other misspelt."""

TEMPLATE = "templates/{id}.html"

NAME = linear(r"[a-z][a-z0-9_]{1,39}")


def folders_of(kind: type[Play]) -> tuple[Path, ...]:
    """Where a class may have its files: beside its module, or above, as far as its package goes."""
    return _folders_of(str(modules[kind.__module__].__file__))


@cache  # asked for with each drawing
def _folders_of(file: str) -> tuple[Path, ...]:
    folders = [Path(file).parent]
    while (folders[-1].parent / "__init__.py").exists():
        folders.append(folders[-1].parent)
    return tuple(folders)


def home_of(method: Method, name: str) -> tuple[type[Method], Path] | None:
    """A file that a method brings, and the class that does: itself or one that it extends; None where none does.

    `name` is as `templates/{id}.html`: of the method, or of the class that it extends.
    """
    return _home_of(type(method), method.id, name)  # type: ignore[arg-type]  # mypy looks at instances' hash


@cache
def _home_of(kind: type[Method], id: str, name: str) -> tuple[type[Method], Path] | None:
    names = {one: dict.fromkeys((name.format(id=id), name.format(id=one.id))) for one in _methods_written(kind)}
    files = ((one, folder / file) for one in names for folder in folders_of(one) for file in names[one])
    return next(((one, file) for one, file in files if file.exists()), None)


def written(kind: type[Play]) -> list[type[Play]]:
    """The class of a method or of a block and those that it extends, down to the contract's own."""
    return [one for one in kind.__mro__ if issubclass(one, Play) and one not in (Play, Method, Block)]


def _methods_written(kind: type[Method]) -> list[type[Method]]:
    return [one for one in written(kind) if issubclass(one, Method)]


def faults(method: object) -> Iterator[str]:
    """Why this is not a method of this contract; nothing where it is one."""
    if not isinstance(method, Method):
        yield f"methods() gave {method!r}: it must give instances of beffroi.Method."
        return
    named = type(method).__name__
    if not method.api:
        yield f"{named}.api does not say for which contract it is written: write api = {API}."
        return
    if method.api != API:
        yield f"{named} is written for API {method.api}; this is API {API}. See docs/plugins.md, “Versions”."
        return
    if not NAME.fullmatch(method.id):
        yield f"{named}.id is {method.id!r}: use small letters, figures and _, beginning with a letter."
    if not method.title:
        yield f"{named} has no title: give it one, translated."
    told = list(_stage_faults(method))
    yield from told
    for command in () if told else method.commands:  # what it says of stages would be blamed for them
        yield from _command_faults(method, command)
    blocks = ((type(block), Block) for block in method.blocks.values())
    yield from () if told else _days_faults(method)
    yield from field_faults(method.settings)
    for kind, base in ((type(method), Method), *blocks, *((command, Command) for command in method.commands)):
        yield from _shape_faults(kind, base)
    yield from _template_faults(method)


FORMER = {
    "entering": "on_stage", "asks": "question", "taken_part": "participants", "assemble": "merge_tables",
    "receive": "add_cards", "mine": "personal_view", "overview": "facilitator_view", "recall": "from_entry",
    "blanked": "erased", "told": "undo_label", "counted": "hidden_undo_label",
}  # fmt: skip
"""Names of the contract before they were settled: a method that still has one would be deaf without a word."""


def _meant(name: str, known: list[str]) -> str:
    if FORMER.get(name) in known:
        return FORMER[name]
    return next(iter(get_close_matches(name, known, n=1, cutoff=NEARLY)), "")


def _shape_faults(kind: type, base: type) -> Iterator[str]:
    """What a class writes beside the contract: a name that is nearly one of it, a signature that nobody calls."""
    known = _names_of(base)
    for place in kind.__mro__[: kind.__mro__.index(base)]:
        if place.__module__.startswith("beffroi."):
            continue
        for name in [name for name in vars(place) if not name.startswith("_")]:
            where = f"{kind.__name__}.{name}"
            if name in known:
                yield from _signature_faults(where, getattr(base, name), getattr(kind, name))
            elif meant := _meant(name, known):
                yield f"{where} is unknown to the host: did you mean “{meant}”? If not, begin its name with _."


@cache  # the same few bases for every class of every plugin
def _names_of(base: type) -> list[str]:
    return [name for name in dir(base) if not name.startswith("_")]


@cache
def _asked_of(wanted: Callable[..., object]) -> tuple[list[str], list[str]]:
    """What the host calls it with, and what of that by name."""
    told = signature(wanted).parameters.values()
    return (
        [one.name for one in told if one.kind is not one.VAR_KEYWORD],
        [one.name for one in told if one.kind is one.KEYWORD_ONLY],
    )


def _signature_faults(where: str, wanted: object, found: object) -> Iterator[str]:
    if not callable(wanted) or isinstance(wanted, type):
        return
    if not callable(found):
        yield f"{where} is {type(found).__name__}, and the host calls it: write a method."
        return
    asked, named = _asked_of(wanted)
    try:
        signature(found).bind(*(name for name in asked if name not in named), **dict.fromkeys(named))
    except TypeError:
        yield f"{where} takes ({', '.join(signature(found).parameters)}), and the host calls ({', '.join(asked)})."


def _stage_faults(method: Method) -> Iterator[str]:
    odd = [stage for stage in method.stages if not isinstance(stage, Stage)]
    if odd:
        yield f"{type(method).__name__}.stages holds {odd[0]!r}: write Stage(id, title) for each."
        return
    ids = [stage.id for stage in method.stages]
    if not ids:
        yield f"{type(method).__name__} has no stage: give it at least one."
    for id in ids:
        if ids.count(id) > 1:
            yield f"{type(method).__name__} has two stages “{id}”: rename one."


def _days_faults(method: Method) -> Iterator[str]:
    """A link for days leads to a stage in which nobody can do anything."""
    first = method.stages[0].id
    asked = (one.about for one in method.commands if one.about.role in (PARTICIPANT, ANYONE))
    if method.opens_for_days and not any(first in about.during for about in asked):
        yield (
            f"{type(method).__name__}.opens_for_days is True, and nobody answers in its first stage, “{first}”: begin "
            "with the stage in which people do, or take it out."
        )


def _command_faults(method: Method, command: type[Command]) -> Iterator[str]:
    where = f"{type(method).__name__}, command {command.__name__}"
    if command.apply is Command.apply:
        yield f"{where}: it changes nothing; write apply(state, stamp)."
    for stage in command.about.during:
        if method.stage(stage) is None and not _is_shared(command):
            yield f"{where}: there is no stage “{stage}”; the stages are {[s.id for s in method.stages]}."
    yield from field_faults(command)
    yield from _rewording_faults(where, command)
    yield from _work_faults(method, where, command)
    if [other.about.name for other in method.commands].count(command.about.name) > 1:
        yield f"{where}: two commands are named “{command.about.name}”; rename one."
    if command.about.name.startswith(("core.", "late.")):
        yield f"{where}: names that begin with core. or late. are the core's; rename it."


def _work_faults(method: Method, where: str, command: type[Command]) -> Iterator[str]:
    """Work that nobody does, that anybody may ask for, or whose result nothing takes."""
    brought = method.command(command.about.works)
    if not command.about.works:
        return
    worker = type(method.worker_of(command.about.name))
    if worker.work is Play.work:
        yield f"{where}: it works for “{command.about.works}”; write work(snapshot) in {worker.__name__}."
    if command.snapshot is Command.snapshot:
        yield f"{where}: it works for “{command.about.works}”; write snapshot(state), what the work is given."
    if command.about.role != FACILITATOR:
        yield f"{where}: work takes a process of its own; let facilitators ask for it, with role=FACILITATOR."
    if brought is None or brought.about.role != HOST:
        yield f"{where}: “{command.about.works}” must be a command that the host alone asks, with role=HOST."


def _rewording_faults(where: str, command: type[Command]) -> Iterator[str]:
    """Whoever writes about a thing says whether that words it anew: erasure cannot guess it from names."""
    fields = command.model_fields
    refs = {name: field for name, field in fields.items() if "edits" in meta(field)}
    named = [name for name, field in refs.items() if field.is_required()]
    if named and any(map(is_free_text, fields.values())) and all(edits(field) is None for field in refs.values()):
        yield (
            f"{where}: it has free text, and does not say whether it words “{named[0]}” anew; write Ref(edits=True) "
            "if erasing that thing is to erase this text too, Ref(edits=False) if not."
        )


def _is_shared(command: type[Command]) -> bool:
    """A shared block's command may name stages that this method leaves out."""
    return command.__module__.startswith("beffroi.blocks.")


def _template_faults(method: Method) -> Iterator[str]:
    if home_of(method, TEMPLATE) is None and not method.blocks:
        named, file = type(method).__name__, TEMPLATE.format(id=method.id)
        yield f"{named}: its template is missing; write {file} in the plugin, or hold blocks."
