"""Words in the reader's language: one catalogue a package, one locale a task."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations

from beffroi.signs import isolated, needs_setting
from beffroi.spoken import Said as _Said
from beffroi.spoken import marked as _marked
from beffroi.spoken import told_apart as _told_apart

LOCALES = ("fr", "en")
"""The languages of every page."""

DEFAULT_LOCALE = "fr"
"""The one in which somebody reads who asked for another."""

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


@cache
def _catalogue(folder: Path, behind: Path | None, locale: str) -> NullTranslations:
    """The catalogue of a folder, compiled in memory so that no build step can be forgotten.

    A word that it does not have is looked up in the folder `behind`.
    """
    source, compiled = folder / locale / "LC_MESSAGES" / "messages.po", BytesIO()
    if source.exists():
        with source.open("rb") as file:
            write_mo(compiled, read_po(file, locale=locale))
        compiled.seek(0)
    said = Translations(compiled) if source.exists() else NullTranslations()
    if behind is not None:
        said.add_fallback(_catalogue(behind, None, locale))
    return said


def _isolated(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a sentence: a text of somebody's that is written from right to left does not turn it around.

    Where texts are marked with their language each is told apart, so that what draws the sentence can mark it.
    """
    if _marked.get():
        return {name: _told_apart(value) for name, value in values.items()}
    if any(isinstance(value, str) and needs_setting(value) for value in values.values()):
        return {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
    return values


class Words:
    """The words of one package, in its `folder`: `_("…")` is read late, in whoever's language reads it.

    A word that the package does not have is looked up in `behind`, the folder of the shared
    blocks' words, so that a plugin's word never replaces one of the core.
    """

    def __init__(self, folder: Path, behind: Path | None = None) -> None:
        self.folder = folder
        self.behind = behind

    @property
    def _said(self) -> NullTranslations:
        """What the current locale says."""
        return _catalogue(self.folder, self.behind, current_locale())

    def now(self, message: str, **values: Any) -> str:
        """`message` in the current locale, with `%(name)s` filled from `values`."""
        said = self._said.gettext(message)
        return _Said(said % _isolated(values) if values else said)

    def now_many(self, one: str, many: str, n: int, **values: Any) -> str:
        """As `now`, with the plural form that the locale wants for `n`, itself `%(n)s`."""
        return _Said(self._said.ngettext(one, many, n) % _isolated({"n": n, **values}))

    def counted(self, one: str, many: str, n: int) -> str:
        """As `now_many`, with its other values left to be filled in: what templates do by themselves."""
        return _Said(self._said.ngettext(one, many, n).replace("%(n)s", str(n)))

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
    return Words(folder, behind=None if folder == _SHARED else _SHARED)


_SHARED = Path(__file__).parent / "translations"
