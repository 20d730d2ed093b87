"""What an entry says and what it words anew: by its command's class, or, while its plugin is missing, by the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from app.domain.agenda import Agenda
from app.domain.commands.activity import Open
from app.domain.log import Entry
from beffroi import ERASED, Command, Method
from beffroi.fields import edits, is_free_text
from beffroi.patterns import linear

CALLED_TEXTS = ("text", "word", "title", "reason", "lines")
"""How fields of free text are called as a rule: where nobody can say any more, these are taken for such."""

CALLED_THINGS = ("card", "line", "cluster", "note", "column")
"""How fields are called as a rule that name the thing which an entry says in other words."""

_IDENTIFIER = linear(r"[a-z0-9_:.+-]*")
"""What the choices of a field are kept as, and the places of a sheet: no sentence, and hardly ever a word as typed."""

_JOINTS = linear(r"[.:]|^c-")
"""What joins an id to more: `id.2`, `id:irritants`, `c-id`."""


def forms_of(method: Method) -> dict[str, dict[str, Any]]:
    """What an opening notes of a method's commands that have texts: erasing has to find them without the plugin."""
    noted = ((command.about, *_fields_of(command)) for command in method.commands)
    return {
        about.name: {"version": about.version, "texts": list(texts), "edits": list(named)}
        for about, texts, named in noted
        if texts
    }


@lru_cache(maxsize=1024)  # asked for with each entry of a log
def _fields_of(command: type[Command]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a command that are texts, and those that name what it words anew."""
    fields = command.model_fields.items()
    return tuple(name for name, one in fields if is_free_text(one)), tuple(name for name, one in fields if edits(one))


@dataclass(frozen=True)
class Wording:
    """An entry's data with the fields that are texts and those that name what it words anew.

    `command` is None where the plugin is missing.
    """

    data: dict[str, Any]
    version: int
    text_fields: Collection[str]
    edit_fields: Collection[str]
    command: type[Command] | None = None

    @property
    def told(self) -> list[str]:
        """The free texts that it carries, in the order of its data; erased ones too."""
        texts = {name: value for name, value in self.data.items() if name in self.text_fields}
        return texts_in(texts)

    @property
    def texts(self) -> set[str]:
        """The free texts that it carries and that are not erased."""
        return {*self.told} - {ERASED}

    @property
    def has_texts(self) -> bool:
        """Whether somebody wrote something in it, erased or not."""
        return any(self.data.get(name) for name in self.text_fields)

    @property
    def edited(self) -> set[str]:
        """The things that it says in other words."""
        return {str(self.data[name]) for name in self.edit_fields if self.data.get(name)}

    @property
    def named(self) -> set[str]:
        """All that it may name: its values that are no texts."""
        others = (value for name, value in self.data.items() if name not in self.text_fields)
        return {value for value in others if isinstance(value, str) and value}

    @property
    def reworded(self) -> dict[int, str]:
        """By place, the ids of the single things that it says in other words."""
        if self.command is not None:
            with suppress(Exception):  # as below
                return self.command.rewords(self.data)
        return {}

    def erased(self, places: Collection[int] = ()) -> dict[str, Any]:
        """Its data with every text erased, or the things at these places alone."""
        if self.command is not None:
            with suppress(Exception):  # a plugin that raises keeps nobody from erasing what they wrote
                return self.command.erased(self.data, places)
        at = places if len(self.text_fields) == 1 else ()
        return {name: _blank(value, at) if name in self.text_fields else value for name, value in self.data.items()}


def texts_in(value: Any) -> list[str]:
    """The texts of a field of free text: one, or those that it holds by name."""
    return [text for _name, text in _strings(value) if text]


def _blank(value: Any, places: Collection[int] = ()) -> Any:
    """A value with its texts erased, line by line: what was made of each keeps its id."""
    if isinstance(value, str):
        lines = [line for line in value.splitlines() if line.strip()]
        return "\n".join(ERASED if not places or n in places else line for n, line in enumerate(lines))
    if isinstance(value, list):
        return [_blank(one) for one in value]
    return {name: _blank(one) for name, one in value.items()} if isinstance(value, dict) else value


class Wordings:
    """Reads entries of a log, older versions and missing plugins included."""

    def __init__(self, entries: Sequence[Entry], methods: Mapping[str, Method], agenda: Agenda) -> None:
        self._entries, self._methods, self._agenda = entries, methods, agenda
        self._commands: dict[tuple[str, str], type[Command] | None] = {}

    def of(self, entry: Entry) -> Wording:
        """What an entry says, in its present version."""
        asked = entry.activity, entry.name
        if asked not in self._commands:
            self._commands[asked] = self._command(entry)
        command = self._commands[asked]
        if command is None:
            return self._without(entry)
        version, data = command.about.version, entry.data
        if entry.version != version:
            try:
                data = command.upcast(dict(entry.data), entry.version)
            except Exception:  # noqa: BLE001 - as below: it is then read as without its plugin
                return self._without(entry)
        return Wording(data, version, *_fields_of(command), command)

    def _command(self, entry: Entry) -> type[Command] | None:
        activity = self._agenda.activities.get(entry.activity)
        method = self._methods.get(activity.method) if activity else None
        return method.command(entry.command) if method else None

    def _without(self, entry: Entry) -> Wording:
        """As its activity noted at the opening; else, and of another version, what no id can be is a text."""
        form = self._noted.get(entry.activity, {}).get(entry.command)
        if form and form["version"] == entry.version:
            return Wording(entry.data, entry.version, form["texts"], form["edits"])
        texts = self._guessed[entry.activity, entry.command]
        return Wording(entry.data, entry.version, texts, [name for name in CALLED_THINGS if name not in texts])

    @cached_property
    def _noted(self) -> dict[str, dict[str, Any]]:
        openings = (entry for entry in self._entries if entry.holds(Open))
        return {entry.activity: entry.data["forms"] for entry in openings if entry.data.get("forms")}

    @cached_property
    def _guessed(self) -> Mapping[tuple[str, str], set[str]]:
        """By activity and command, the fields in which anybody wrote what no id can be: everybody writes in them."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        known = self._known
        for entry in self._entries:
            if not entry.is_core:
                names = {name for name, value in entry.data.items() if _is_text(name, value, known)}
                found[entry.activity, entry.command] |= names
        return found

    @cached_property
    def _known(self) -> set[str]:
        """Every id that the log holds: of entries, of cards, of whom and what the core names."""
        ids = {entry.id for entry in self._entries} | {entry.stamp.who for entry in self._entries}
        for entry in self._entries:
            if entry.is_core:
                ids |= {value for name, value in _strings(entry.data) if name not in CALLED_TEXTS}
        return ids - {""}


def _is_text(name: str, value: Any, known: set[str]) -> bool:
    """Whether a value cannot be an id, a choice or a place."""
    if name in CALLED_TEXTS:
        return True
    return any(not _may_be_id(one, known) for _name, one in _strings({name: value}))


def _may_be_id(value: str, known: set[str]) -> bool:
    return len(value.split()) <= 1 and bool(_IDENTIFIER.fullmatch(value) or known & {*_JOINTS.split(value)})


def _strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a value, with the name that it stands under."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _strings(one, key)
    elif isinstance(value, Iterable):
        for one in value:
            yield from _strings(one, name)
