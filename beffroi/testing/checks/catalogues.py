"""The words and the guides of a plugin: whole in both languages, or not begun."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from app.host.catalogues import found, misplaced, missing, of_package
from app.host.contract import home_of
from beffroi import Method
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.sources import Sources
from beffroi.words import LOCALES

GUIDE = "guide.{locale}.md"


def word_findings(sources: Sources, name: str) -> Iterator[Finding]:
    """Words that a catalogue lacks; a plugin without catalogues speaks the language of its code."""
    domain = of_package(sources.folder)
    if not domain.folder.is_dir():
        said = "people read it in the language of its code alone: make its catalogues, with beffroi messages."
        yield sources.finding(name, said, ("__init__.py", 1), "silver")
        return
    wanted = found(domain)
    for locale in LOCALES:
        file = f"translations/{locale}/LC_MESSAGES/messages.po"
        for words in missing(domain, locale, wanted):
            first = words.strip("()'").split("'")[0]
            line = sources.line_with(file, f'"{first[:40]}') if (sources.folder / file).exists() else 1
            there = file if (sources.folder / file).exists() else "__init__.py"
            yield sources.finding(f"translations/{locale}", f"it lacks “{words}”: translate it.", (there, line))
        for words, said in misplaced(domain, locale):
            line = sources.line_with(file, f'"{words[:40]}')
            yield sources.finding(f"translations/{locale}", f"“{words}”: {said}", (file, line))


def guide_findings(sources: Sources, method: Method) -> Iterator[Finding]:
    """Guides for facilitators, in both languages or in none yet."""
    found = [locale for locale in LOCALES if home_of(method, GUIDE.format(locale=locale))]
    named = type(method).__name__
    if not found:
        said = "nobody is told how to lead it: write guide.fr.md and guide.en.md beside its module."
        yield sources.finding(named, said, level="silver")
    elif len(found) < len(LOCALES):
        (other,) = set(LOCALES) - set(found)
        yield sources.finding(named, f"its guide is there in one language: write guide.{other}.md too.")
    for locale in found:
        yield from _heading_findings(sources, method, locale)


HEADINGS = {
    "fr": (
        "Objectif", "Quand l’utiliser", "Durée", "Taille du groupe", "Matériel", "Déroulé minute par minute", "Pièges",
        "Repli sur papier", "Source",
    ),
    "en": (
        "Purpose", "When to use it", "Time", "Group size", "Material", "Script, minute by minute", "Pitfalls",
        "Paper fallback", "Source",
    ),
}  # fmt: skip
"""The sections of every guide, in their order: facilitators look for the same ones in each."""


def _heading_findings(sources: Sources, method: Method, locale: str) -> Iterator[Finding]:
    """Sections that a guide lacks, or calls otherwise."""
    home = home_of(method, GUIDE.format(locale=locale))
    assert home is not None
    file = home[1]
    lines = file.read_text().splitlines()
    said = {line[3:].strip(): n for n, line in enumerate(lines, 1) if line.startswith("## ")}
    odd = [one for one in said if one not in HEADINGS[locale]]
    for wanted in HEADINGS[locale]:
        if wanted not in said:
            meant = next(iter(get_close_matches(wanted, odd, n=1, cutoff=0.6)), "")
            told = f"“{meant}” is called “{wanted}” in every guide: write it so." if meant else f"write “## {wanted}”."
            yield sources.finding(file.name, f"a section is missing: {told}", (file.name, said.get(meant, 1)), "gold")
