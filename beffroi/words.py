"""Words in the reader's language: one catalogue a package, one locale a task."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations

from beffroi.signs import isolated, needs_setting

LOCALES = ("fr", "en")
DEFAULT_LOCALE = "fr"

_locale: ContextVar[str] = ContextVar("locale", default=DEFAULT_LOCALE)


def current_locale() -> str:
    """The locale that words are read in at this moment: "fr" or "en"."""
    return _locale.get()


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Read every word inside the block in `locale`; an unknown one falls back to French."""
    token = _locale.set(locale if locale in LOCALES else DEFAULT_LOCALE)
    try:
        yield
    finally:
        _locale.reset(token)


@dataclass(frozen=True)
class _Catalogue:
    """What a package says in one language, and which words it has: one that reads like its source is its own too."""

    said: NullTranslations
    ids: frozenset[str]


@cache
def _catalogue(folder: Path, locale: str) -> _Catalogue:
    """The catalogue of a folder, compiled in memory so that no build step can be forgotten."""
    source = folder / locale / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return _Catalogue(NullTranslations(), frozenset())
    compiled = BytesIO()
    with source.open("rb") as file:
        read = read_po(file, locale=locale)
    write_mo(compiled, read)
    compiled.seek(0)
    ids = (one.id if isinstance(one.id, str) else one.id[0] for one in read if one.id and _is_said(one.string))
    return _Catalogue(Translations(compiled), frozenset(ids))


def _is_said(string: str | Sequence[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _isolated(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a sentence: a text of somebody's that is written from right to left does not turn it around."""
    if any(isinstance(value, str) and needs_setting(value) for value in values.values()):
        return {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
    return values


class Words:
    """The words of one package: `_("…")` is read late, in whoever's language reads it.

    A word that the package does not know is looked up in `behind`, the words of the shared
    blocks, so that a plugin's word never replaces one of the core.
    """

    def __init__(self, folder: Path, behind: Words | None = None) -> None:
        self.folder = folder
        self.behind = behind

    def now(self, message: str, **values: Any) -> str:
        """`message` in the current locale, with `%(name)s` filled from `values`."""
        catalogue = _catalogue(self.folder, current_locale())
        if message not in catalogue.ids and self.behind is not None:
            return self.behind.now(message, **values)
        said = str(catalogue.said.gettext(message))
        return said % _isolated(values) if values else said

    def now_many(self, one: str, many: str, n: int, **values: Any) -> str:
        """As `now`, with the plural form that the locale wants for `n`, itself `%(n)s`."""
        catalogue = _catalogue(self.folder, current_locale())
        if one not in catalogue.ids and self.behind is not None:
            return self.behind.now_many(one, many, n, **values)
        said = str(catalogue.said.ngettext(one, many, n))
        return said % _isolated({"n": n, **values})

    def counted(self, one: str, many: str, n: int) -> str:
        """As `now_many`, with its other values left to be filled in: what templates do by themselves."""
        catalogue = _catalogue(self.folder, current_locale())
        if one not in catalogue.ids and self.behind is not None:
            return self.behind.counted(one, many, n)
        return str(catalogue.said.ngettext(one, many, n)).replace("%(n)s", str(n))

    def __call__(self, message: str, **values: Any) -> str:
        """A lazy string; typed `str` so that it goes wherever a string goes."""
        return LazyProxy(self.now, message, enable_cache=False, **values)  # type: ignore[return-value]

    def many(self, one: str, many: str, n: int, **values: Any) -> str:
        """A lazy plural."""
        return LazyProxy(self.now_many, one, many, n, enable_cache=False, **values)  # type: ignore[return-value]


def _catalogue_folder(module: str) -> Path:
    """The `translations` folder of the nearest package above `module` that has one."""
    file = sys.modules[module].__file__
    here = Path(file).parent if file else Path()
    for folder in (here, *here.parents):
        if (folder / "translations").is_dir():
            return folder / "translations"
        if not (folder / "__init__.py").exists():
            break
    return here / "translations"


def translator(module: str) -> Words:
    """The words of the package that `module` lives in: `_ = translator(__name__)`."""
    folder = _catalogue_folder(module)
    return Words(folder, behind=None if folder == _SHARED.folder else _SHARED)


_SHARED = Words(Path(__file__).parent / "translations")
