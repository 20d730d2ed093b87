"""The sites of a workshop as they change: some renamed, some added, some taken away from which nobody came."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from app.domain.people import COLOURS, REMOTE, Site, bare, mark_of
from beffroi import Refused, translator
from beffroi.folding import folded

_ = translator(__name__)

SITES_MOST = 12
"""Sites beside « À distance », at most."""


def changed(
    sites: Iterable[Site], names: Mapping[str, str], gone: Collection[str], more: Iterable[str], used: Collection[str]
) -> tuple[Site, ...]:
    """The sites under their new names, without those that are `gone`, and with `more`. What is kept keeps its id and
    its colour. Refuses to take away what is `used`, the remote site, two of one name, and too many."""
    found = list(sites)
    for site in found:
        if site.id in gone and (site.id in used or site.id == REMOTE):
            raise Refused(_("%(site)s stays: somebody came from there, or a table is laid there.", site=site.name))
    kept = [replace(site, name=names.get(site.id) or site.name) for site in found if site.id not in gone]
    added = [Site(f"s{secrets.token_hex(4)}", name, "", _free_colour(kept, n)) for n, name in enumerate(more)]
    every = [*kept, *added]
    if len({folded(site.name) for site in every}) < len(every):
        raise Refused(_("Two sites have the same name: give each its own."))
    if not 1 <= len([site for site in every if site.id != REMOTE]) <= SITES_MOST:
        raise Refused(_("A workshop has between one and %(most)s sites.", most=SITES_MOST))
    return tuple(_marked(every, {site.id: site for site in found}))


def _free_colour(kept: list[Site], n: int) -> str:
    """A colour that no site has, as long as there are any."""
    free = [colour for colour in COLOURS if colour not in {site.colour for site in kept}]
    return free[n] if n < len(free) else COLOURS[(len(kept) + n) % len(COLOURS)]


def _marked(sites: list[Site], before: Mapping[str, Site]) -> Iterable[Site]:
    """Each with a mark that no other has; whoever keeps its name keeps its mark."""

    def is_same(site: Site) -> bool:
        return site.id in before and before[site.id].name == site.name

    taken: set[str] = {bare(site.mark) for site in sites if is_same(site)}
    for site in sites:
        yield site if is_same(site) else replace(site, mark=mark_of(site.name, taken))
