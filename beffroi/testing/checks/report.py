"""What a check came to, as its author reads it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beffroi.testing.checks.check import check
from beffroi.testing.checks.finding import LEVELS, Finding, Level, reached
from beffroi.testing.checks.loading import Loaded


@dataclass(frozen=True)
class Verdict:
    """Of one plugin."""

    name: str
    folder: Path
    findings: list[Finding]
    seconds: float

    @property
    def level(self) -> Level | None:
        """How good it is; None where there is a fault."""
        return reached(self.findings)

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.level is not None

    @property
    def text(self) -> str:
        """All of it, faults first."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.name}: {self._summary()}"
        if tests := _tests_of(self.folder):
            yield f"  its own tests are not run here: python -m pytest {_nearest(tests)}"
        for finding in sorted(self.findings, key=lambda one: (LEVELS.index(one.level), one.file, one.line)):
            kind = "" if finding.is_fault else f" [for {finding.level}]"
            yield f"  {_nearest(self.folder)}/{finding.place}: {finding.culprit}:{kind} {finding.said}"

    def _summary(self) -> str:
        faults = sum(finding.is_fault for finding in self.findings)
        if faults:
            return f"{faults} fault{'s' if faults > 1 else ''}, in {self.seconds:.1f} s"
        following = LEVELS[LEVELS.index(self.level) + 1 :] if self.level else ()
        further = f"; what {following[0]} lacks is below" if following else ""
        return f"{self.level}, in {self.seconds:.1f} s{further}"


def verdict(loaded: Loaded) -> Verdict:
    """Check a plugin that was loaded."""
    began = time.monotonic()
    findings = check(loaded)
    return Verdict(loaded.name, loaded.sources.folder, findings, time.monotonic() - began)


def _tests_of(folder: Path) -> Path | None:
    """The folder of its own tests, in it or beside it."""
    return next((one for one in (folder / "tests", folder.parent / "tests") if any(one.glob("test_*.py"))), None)


def _nearest(folder: Path) -> Path:
    """A folder as one would write it here."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
