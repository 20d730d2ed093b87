"""The whole check of a plugin, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi import Method
from beffroi.play import Play
from beffroi.testing.checks.catalogues import guide_findings, word_findings
from beffroi.testing.checks.code import code_findings
from beffroi.testing.checks.declared import declared_findings, says
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.loading import Loaded
from beffroi.testing.checks.played import play_findings
from beffroi.testing.checks.sheets import sheet_findings
from beffroi.testing.checks.templates import template_findings


def check(loaded: Loaded, *, elsewhere: bool = True) -> list[Finding]:
    """All that is wrong with a plugin, each once; `elsewhere` says whether another process is asked too."""
    return list(dict.fromkeys(_all(loaded, elsewhere=elsewhere)))


def _all(loaded: Loaded, *, elsewhere: bool) -> Iterator[Finding]:
    """What can be read comes first: a method that is wrong there is not played yet."""
    read = list(_read(loaded))
    yield from read
    if not any(finding.is_fault for finding in read):
        for method in loaded.methods:
            yield from play_findings(loaded.sources, method, elsewhere=elsewhere)


def _read(loaded: Loaded) -> Iterator[Finding]:
    sources, methods = loaded.sources, loaded.methods
    yield from loaded.findings
    yield from code_findings(sources, loaded.package, _classes(loaded), loaded.declared)
    yield from word_findings(sources, loaded.name)
    yield from sheet_findings(sources)
    for method in methods:
        yield from declared_findings(sources, method)
        yield from guide_findings(sources, method)
        yield from template_findings(sources, method)
        yield from _unfinished(loaded, method)


def _unfinished(loaded: Loaded, method: Method) -> Iterator[Finding]:
    """What is not wrong, and is missed."""
    named, kind = type(method).__name__, type(method)
    if not method.blocks and not any(says(kind, name) for name in ("tables", "cards", "report")):
        said = "nothing of it can be taken away: write tables(state), cards(state) or report(…)."
        yield loaded.sources.finding(named, said, level="gold")


def _classes(loaded: Loaded) -> set[str]:
    """The names of its classes of which all rooms share one instance."""
    kinds: list[type[Play]] = [type(one) for method in loaded.methods for one in (method, *method.blocks.values())]
    return {kind.__name__ for one in kinds for kind in one.__mro__ if issubclass(kind, Play)}
