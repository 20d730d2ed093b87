"""The catalogues of the house: the core's, the shared blocks', and each plugin's.

    python scripts/messages.py           update every catalogue from the code and the templates
    python scripts/messages.py --check   change nothing; exit 1 where a catalogue is not complete

`beffroi messages FOLDER` does the same for a package of somebody else's.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.host.catalogues import Domain, gaps_of, of_package, update  # noqa: E402
from beffroi.words import LOCALES  # noqa: E402


def domains() -> list[Domain]:
    """Each with its folder and where its words are."""
    app = ROOT / "app"
    plugins = [folder for folder in sorted((ROOT / "plugins").iterdir()) if (folder / "__init__.py").exists()]
    core = Domain(app / "translations", (app, ROOT / "templates"), beside=(app / "scaffold", app / "aide"))
    return [core, of_package(ROOT / "beffroi"), *map(of_package, [*plugins, app / "scaffold" / "beffroi_sample"])]


def main() -> int:
    """Update, or check."""
    if "--check" not in sys.argv:
        for domain in domains():
            for locale in LOCALES:
                update(domain, locale)
    gaps = list(gaps_of(domains()))
    for folder, locale, words in gaps:
        print(f"{folder.relative_to(ROOT)} · {locale} · {words}")
    print(f"{len(gaps)} to translate")
    return 1 if gaps else 0


if __name__ == "__main__":
    raise SystemExit(main())
