"""The whole check of a plugin, one thing after the other."""

from __future__ import annotations

from collections.abc import Iterator

from beffroi.play import Play
from beffroi.testing.checks.catalogues import guide_findings, word_findings
from beffroi.testing.checks.code import code_findings
from beffroi.testing.checks.declared import declared_findings
from beffroi.testing.checks.finding import Finding
from beffroi.testing.checks.loading import Loaded
from beffroi.testing.checks.templates import sheet_findings, template_findings


def check(loaded: Loaded) -> list[Finding]:
    """All that is wrong with a plugin, each once."""
    return list(dict.fromkeys(_all(loaded)))


def _all(loaded: Loaded) -> Iterator[Finding]:
    sources, methods = loaded.sources, loaded.methods
    yield from loaded.findings
    yield from code_findings(sources, loaded.package, _classes(loaded), loaded.declared)
    yield from word_findings(sources, loaded.name)
    yield from sheet_findings(sources)
    for method in methods:
        yield from declared_findings(sources, method)
        yield from guide_findings(sources, method)
        yield from template_findings(sources, method)


def _classes(loaded: Loaded) -> set[str]:
    """The names of its classes of which all rooms share one instance."""
    kinds: list[type[Play]] = [type(one) for method in loaded.methods for one in (method, *method.blocks.values())]
    return {kind.__name__ for one in kinds for kind in one.__mro__ if issubclass(kind, Play)}
