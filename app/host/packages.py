"""Where the packages of a plugin are, in a folder that an author names."""

from __future__ import annotations

from pathlib import Path

NOT_ITS_OWN = {"tests", "docs", "build", "dist", "node_modules"}


class NoPackage(Exception):  # noqa: N818 - a sentence for whoever named the folder
    """There is none; the sentence says what was looked for."""


def packages_in(folder: Path) -> list[Path]:
    """The packages of a plugin: the folder itself, or those in it or in its `src`. Raises `NoPackage`."""
    if not folder.is_dir():
        raise NoPackage(f"{folder} is no folder.")
    if _is_package(folder):
        return [folder]
    found = [one for place in (folder, folder / "src") if place.is_dir() for one in sorted(place.iterdir())]
    packages = [one for one in found if _is_package(one) and one.name not in NOT_ITS_OWN]
    if not packages:
        raise NoPackage(
            f"{folder} holds no package: name the folder in which its __init__.py, or its pyproject.toml, is."
        )
    return packages


def _is_package(folder: Path) -> bool:
    return (folder / "__init__.py").is_file()
