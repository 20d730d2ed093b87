"""What « n of m » counts: m is who can take part here and now, n how many have. No page counts otherwise."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from app.domain.people import Person


def present(
    people: Iterable[Person], has_page: Callable[[str], bool], among: Container[str] | None = None
) -> int:  # fmt: skip
    """How many are here: whose page is open, each of their seats; `among` some alone, as those at one table.

    Nobody who left. While nobody has a page open, all who joined: they are not there yet.
    """
    here = [one for one in people if not one.left and (among is None or one.id in among)]
    return sum(one.seats for one in here if has_page(one.id)) or sum(one.seats for one in here)


def expected(present: int, papers: int, *have: int) -> int:
    """m: those present, and one more for each paper that was entered for nobody by name; never fewer than those `have`.

    Whoever did something and closed their page stays among those who have, and so here: were n to fall as somebody
    leaves, it would say that this very person had voted.
    """
    return max(present + papers, *have)
