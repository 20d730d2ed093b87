"""Writes down what `beffroi check` says of each mistake, for the page of help that lists them.

python scripts/mistakes.py           write `said` in tests/mistakes/*/expected.toml, where it is not what is said now

`…` stands for what differs from one run or machine to the next. Each says its `theme` too, one of the page's.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from beffroi.testing.checks.check import check  # noqa: E402
from beffroi.testing.checks.targets import of_folder  # noqa: E402
from tests.support.mistakes import MISTAKES, is_it, names  # noqa: E402

VARIES = re.compile(
    r"(?<= \()\S*tests/mistakes/[^)]+(?=\))"  # where it was raised: the place says it too
    r"|(?<= )/\S+/\S+(?=:)|(?<=takes )\d+(?= ms)|(?<=from )\d+ to \d+|(?<=')[0-9a-f]{18}(?=')"
    r"|(?<=computed for )\d+(?= s)"
    r"|(?<=“)[^”]*zq\d+[^”]*(?=”)|(?<=“)note-\d+(?=”)|^\d+(?= cards)"
)


def said_of(name: str) -> str:
    """What is said of a mistake, with … for what varies."""
    expected = tomllib.loads((MISTAKES / name / "expected.toml").read_text())
    plain = {key: value for key, value in expected.items() if key != "said"}
    found = check(of_folder(MISTAKES / name), elsewhere=expected.get("child", False))
    finding = next(one for one in found if is_it(one, plain, MISTAKES / name))
    return VARIES.sub("…", finding.said)


def main() -> int:
    """Write what is said."""
    for name in names():
        file, said = MISTAKES / name / "expected.toml", said_of(name)
        kept = [line for line in file.read_text().splitlines() if not line.startswith("said = ")]
        text = "\n".join([*kept, f"said = {json.dumps(said, ensure_ascii=False)}"]) + "\n"
        if text != file.read_text():
            file.write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
