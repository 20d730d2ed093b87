"""The mistakes of those who write methods, under tests/mistakes: what each has to be told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from beffroi.testing.checks.finding import Finding

MISTAKES = Path(__file__).parents[1] / "mistakes"


def names() -> list[str]:
    """All of them."""
    return sorted(folder.name for folder in MISTAKES.iterdir() if (folder / "expected.toml").exists())


def is_it(finding: Finding, expected: dict[str, Any], folder: Path) -> bool:
    """Whether it names the culprit and the place, with the way out, in the very words of the page of help."""
    line = (folder / finding.file).read_text().splitlines()[finding.line - 1]
    return (
        finding.culprit.startswith(expected["culprit"])
        and finding.file == expected["file"]
        and expected["line"] in line
        and expected["words"] in finding.said
        and is_said(expected.get("said", "…"), finding.said)
    )


def is_said(pattern: str, said: str) -> bool:
    """Whether it is that sentence: … stands for what differs from one run or machine to the next."""
    return re.fullmatch(re.escape(pattern).replace("…", ".*"), said, re.S) is not None
