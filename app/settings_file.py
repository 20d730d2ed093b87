"""The settings as a file of lines has them, which a service and whoever types a command on its machine both read.

The file is the `EnvironmentFile=` of the units in deploy/: NAME=value a line, `#` before what is said to people, quotes
around a value that begins or ends with a blank. Read here, a password in it reaches no command line, which sudo and the
list of processes would show.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NAMED = "SETTINGS_FILE"
"""The one setting that is in the environment alone: which file the others are in."""


class Unreadable(ValueError):  # noqa: N818 - a sentence for whoever hosts the site
    """A file of settings that cannot be read; the sentence says where."""


def with_file(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment, and what the file that it names says besides; the environment is right. Raises `Unreadable`."""
    named = environment.get(NAMED, "")
    return {**(read(Path(named)) if named else {}), **environment}


def read(file: Path) -> dict[str, str]:
    """The settings of a file. Raises `Unreadable`."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise Unreadable(f"{NAMED} is {str(file)!r}, which cannot be read: {why}.") from None
    return dict(_setting(file, number, line) for number, line in enumerate(lines, 1) if _says_something(line))


def _says_something(line: str) -> bool:
    return bool(line.strip()) and line.lstrip()[0] not in "#;"


def _setting(file: Path, number: int, line: str) -> tuple[str, str]:
    name, equals, value = line.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or not name.isidentifier():
        raise Unreadable(f"{file}, line {number}, is no setting: write NAME=value.")
    if "\\" in value:
        raise Unreadable(f"{file}, line {number}: {name} has a backslash, which systemd would read otherwise.")
    if value[:1] in ("'", '"'):
        if len(value) < 2 or value[-1] != value[0]:  # noqa: PLR2004 - a quote and its end
            raise Unreadable(f"{file}, line {number}: the quote at the beginning of {name} has no end.")
        value = value[1:-1]
    return name, value
