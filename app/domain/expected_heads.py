"""How many people are expected at each site: a pasted list is counted, and nothing of it kept. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from beffroi import Refused, translator
from beffroi.folding import folded

_ = translator(__name__)

HEADS_MOST = 200
"""People expected at one site, at most."""

TABLE = 5
"""People who usually sit at a table."""


def counted(rows: Sequence[Sequence[str]], sites: Mapping[str, str]) -> dict[str, int]:
    """By site, how many rows name it; `sites` are ids by name. Refused, with the line, where one names none of them."""
    known = {folded(name): id for name, id in sites.items()}
    found = Counter(place for row in rows for place, cell in enumerate(row) if folded(cell) in known)
    if not found:
        raise Refused(_("No column holds the names of the sites: %(sites)s.", sites=", ".join(sites)))
    column = found.most_common(1)[0][0]
    heads = dict.fromkeys(sites.values(), 0)
    is_first = True
    for line, row in enumerate(rows, 1):
        if not any(row):
            continue
        said = row[column] if column < len(row) else ""
        if folded(said) in known:
            heads[known[folded(said)]] += 1
        elif not is_first:  # the first one may be the titles
            raise Refused(_("Line %(line)s names none of the sites: “%(said)s”.", line=line, said=said[:40]))
        is_first = False
    return heads


def tables_for(heads: int) -> int:
    """How many tables so many people usually sit at."""
    return -(-heads // TABLE)
