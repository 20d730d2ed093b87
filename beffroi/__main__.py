"""The command `beffroi`, which is `python -m app` wherever one stands."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Start the host, a package called app; say so in a sentence where another one of that name is found first."""
    ours, found = Path(__file__).parents[1] / "app", find_spec("app")
    where = Path(found.origin).parent if found and found.origin else None
    if where != ours:
        sys.exit(
            f"beffroi: another package called app is found first, in {where}: "
            "start beffroi from another folder, or install it in an environment of its own."
        )
    import_module("app.__main__").start("beffroi")


if __name__ == "__main__":
    main()
