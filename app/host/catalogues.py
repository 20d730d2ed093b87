"""Catalogues of words: find what is to be translated, keep what is, say what is missing.

One catalogue a package, of the house or of somebody else: `translations/<locale>/LC_MESSAGES/messages.po` in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from beffroi.patterns import linear
from beffroi.words import LOCALES

KEYWORDS = {"_": None, "many": (1, 2), "gettext": None, "ngettext": (1, 2)}
TEMPLATES = {
    "extensions": "app.host.rendering.partition.PartExtension",
    "silent": "false",
    "trimmed": "true",
}


@dataclass(frozen=True)
class Domain:
    """A catalogue's folder, and where its words are."""

    folder: Path
    sources: tuple[Path, ...]
    beside: tuple[Path, ...] = ()
    """Folders inside of these that have a catalogue of their own."""

    def files(self) -> Iterator[Path]:
        """Every file that may hold words."""
        for source in self.sources:
            for file in sorted(source.rglob("*")):
                is_elsewhere = "tests" in file.relative_to(source).parts or not set(self.beside).isdisjoint(
                    file.parents
                )
                if file.suffix in (".py", ".html") and not is_elsewhere:
                    yield file


def of_package(package: Path) -> Domain:
    """The catalogue of a package: the words are its own."""
    return Domain(package / "translations", (package,))


def found(domain: Domain) -> Catalog:
    """What is to be translated: without line numbers, which would change with every commit."""
    catalog = Catalog()
    for file in domain.files():
        is_template = file.suffix == ".html"
        method = "jinja2.ext:babel_extract" if is_template else "python"
        options = TEMPLATES if is_template else {}
        for _line, message, _comments, context in extract_from_file(method, file, KEYWORDS, options=options):
            catalog.add(message, None, context=context)
    return catalog


def read(domain: Domain, locale: str) -> Catalog:
    """The catalogue as it is."""
    file = domain.folder / locale / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        return Catalog(locale=locale)
    with file.open("rb") as source:
        return read_po(source, locale=locale)


def update(domain: Domain, locale: str) -> None:
    """Add what is new, drop what is gone. English says the same as the code, unless told otherwise."""
    wanted, had = found(domain), read(domain, locale)
    made = Catalog(locale=locale, header_comment="# Words of Beffroi.")
    for message in wanted:
        if not message.id:
            continue
        known = had.get(message.id)
        string = known.string if known and _is_complete(known.string) else None
        if string is None and locale == "en":
            string = message.id
        made.add(message.id, string)
    file = domain.folder / locale / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, made, omit_header=False, sort_output=True, width=110)
    kept = [
        line for line in out.getvalue().decode().splitlines() if not line.startswith(('"POT-', '"PO-Rev', '"Generated'))
    ]
    file.write_text("\n".join(kept) + "\n")


def _is_complete(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def missing(domain: Domain, locale: str, wanted: Catalog | None = None) -> list[str]:
    """What is to be translated and is not; `wanted` is what was `found`, where it is known already."""
    had = read(domain, locale)
    ids = [message.id for message in wanted or found(domain) if message.id]
    return [str(id) for id in ids if (known := had.get(id)) is None or not _is_complete(known.string)]


PLACES = linear(r"%\((\w+)\)[sd]")


def misplaced(domain: Domain, locale: str) -> list[tuple[str, str]]:
    """Words whose translation leaves out what they hold, or holds what nobody gives: the words, and what is wrong."""
    return [
        (_first(message.id), said)
        for message in read(domain, locale)
        if message.id and _is_complete(message.string) and (said := _misplaced(message))
    ]


def _misplaced(message: Message) -> str:
    """What is wrong; "" where nothing is. One form of a plural may say in words what the others count."""
    given, said = _places(message.id), _places(message.string)
    if odd := sorted(said - given):
        return f"it holds %({odd[0]})s, which nobody gives: " + (
            f"write %({given.pop()})s." if given else "leave it out."
        )
    if lost := sorted(given - said):
        return f"it leaves %({lost[0]})s out, which the words hold: put it where it is read."
    try:
        for text in _forms(message.string) if given else ():
            text % dict.fromkeys(given, "")
    except (ValueError, TypeError, KeyError):
        return "a % stands in it that is none of a %(name)s: write it %%."
    return ""


def _places(strings: object) -> set[str]:
    return {found[1] for text in _forms(strings) for found in PLACES.finditer(text)}


def _forms(strings: object) -> Sequence[str]:
    return strings if isinstance(strings, tuple | list) else (str(strings),)


def _first(words: object) -> str:
    return _forms(words)[0]


def gaps_of(domains: Iterable[Domain]) -> Iterator[tuple[Path, str, str]]:
    """What is left to translate, or was translated wrong: the folder of the catalogue, the language, the words."""
    for domain in domains:
        wanted = found(domain)
        for locale in LOCALES:
            for words in missing(domain, locale, wanted):
                yield domain.folder, locale, words
            for words, said in misplaced(domain, locale):
                yield domain.folder, locale, f"{words} · {said}"
