"""Lists that are typed or pasted: one a line; of a table that a spreadsheet copied, a row each."""

from __future__ import annotations

import re
from bisect import bisect_right

BETWEEN = " · "
"""What stands between the cells of a row."""


def as_lines(text: str) -> str:
    """A list as it is kept, one a line: the rows of a pasted table with their cells joined, other lines as they are.

    Spreadsheets put quotation marks around a cell that holds a line break, a tab or quotation marks, and double those
    inside. Marks that do not close right before a tab or the end of a line are somebody's own, and so are those around
    words that need none.
    """
    if "\t" not in text and '"' not in text:
        return text
    return "\n".join(_line(cells) for cells in cells_of(text))


def _line(cells: list[str]) -> str:
    return cells[0] if len(cells) == 1 else BETWEEN.join(filter(None, map(str.strip, cells)))


def cells_of(text: str) -> list[list[str]]:
    """The rows of a pasted table with their cells, empty ones too; a cell with line breaks is one line.

    Each sign is read a fixed number of times, whatever quotation marks there are.
    """
    closings = _Closings(text)
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        end = closings.of(place) if text.startswith('"', place) else -1
        if end >= 0:
            rows[-1].append(" ".join(text[place + 1 : end - 1].replace('""', '"').split()))
        else:
            end = _end_of_cell(text, place)
            rows[-1].append(text[place:end])
        if text.startswith("\n", end):
            rows.append([])
        place = end + 1
    return rows


_ENDS = re.compile("[\t\n]")


def _end_of_cell(text: str, place: int) -> int:
    found = _ENDS.search(text, place)
    return found.start() if found else len(text)


class _Closings:
    """Where quoted cells end: at the first odd run of quotation marks; in an even one each is doubled."""

    def __init__(self, text: str) -> None:
        self.text = text
        odd = [(run.start(), run.end()) for run in re.finditer('"+', text) if (run.end() - run.start()) % 2]
        self.starts = [start for start, _end in odd]
        self.ends = [end for _start, end in odd]

    def of(self, place: int) -> int:
        """Where the cell ends whose first mark is at `place`; -1 where no spreadsheet wrote it."""
        first = place
        while self.text.startswith('"', first):
            first += 1
        if (first - place) % 2 == 0:  # it opens, and closes within the same run
            end = first
        else:
            following = bisect_right(self.starts, place)
            end = self.ends[following] if following < len(self.ends) else -1
        if end < 0 or self.text[end : end + 1] not in ("", "\t", "\n"):
            return -1
        inside = self.text[place + 1 : end - 1]
        return end if "\n" in inside or "\t" in inside or '""' in inside else -1
