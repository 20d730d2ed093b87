"""What « n of m » counts: m is who can take part here and now, n how many have. No page counts otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.people import Person


def who_is_here(people: Iterable[Person], has_page: Callable[[str], bool]) -> list[Person]:
    """Whose page is open, or who takes part on paper; nobody who left. While nobody has a page open, all who joined."""
    here = [one for one in people if not one.left]
    is_begun = any(has_page(one.id) for one in here if not one.on_paper)
    return [one for one in here if one.on_paper or not is_begun or has_page(one.id)]


def present(people: Iterable[Person], has_page: Callable[[str], bool]) -> int:
    """How many are here, seats counted."""
    return sum(one.seats for one in who_is_here(people, has_page))


def without_device(people: Iterable[Person]) -> int:
    """How many of those who are here take part on paper."""
    return sum(1 for one in people if one.on_paper and not one.left)


def expected(present: int, papers: int, listed: int, *have: int) -> int:
    """m: those present, and one more for each paper that was entered for nobody by name; never fewer than those `have`.

    Such papers are first of those who are `listed` as being without a device: these are present already. Whoever did
    something and closed their page stays among those who have, and so here: were n to fall as somebody leaves, it would
    say that this very person had voted.
    """
    return max(present + max(0, papers - listed), *have)
