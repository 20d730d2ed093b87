"""A program that tries to name who wrote anonymous entries, from all that is kept of a workshop but the keys' file.

Each attack yields guesses, the surest first: an entry's id, and the id of the person who is said to have written it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import text

HOUR_MS = 3_600_000

ID = re.compile(r"[\w-]{12}")

Guess = tuple[str, str]

OF_WORKSHOP = ("person", "own_link", "place_link", "spent_request", "screen", "enabled_method", "facilitation")


@dataclass
class Remains:
    """What whoever has the database, the log lines and the exports can read; nothing that is in memory."""

    tables: dict[str, list[dict]]
    exports: str = ""
    lines: str = ""
    people: list[dict] = field(init=False)
    entries: list[dict] = field(init=False)

    def __post_init__(self):
        self.people = self.tables["person"]
        self.entries = [{**row, "data": json.loads(row["data"])} for row in self.tables["entry"]]
        self.known = {row["id"] for row in self.people}
        self.added = {row["id"]: row["data"] for row in self.entries if row["name"] == "core.add"}

    def is_anonymous(self, row: dict) -> bool:
        """Whether a participant wrote it in an activity that promises not to say who."""
        said = self.added.get(row["activity"])
        return bool(said and said["anonymous"]) and row["role"] == "participant"

    def orders(self) -> Iterator[list[dict]]:
        """The entries in every order that can be read from the rows: of the file, of each column, of the fold."""
        yield self.entries
        for name in ("seq", "at", "chance"):
            yield sorted(self.entries, key=lambda row, name=name: (row[name], row["seq"]))
        for name in ("request_id", "digest", "id"):
            yield sorted(self.entries, key=lambda row, name=name: (row[name] or "", row["seq"]))
        yield sorted(self.entries, key=lambda row: (row.get("after") or row["seq"], row.get("turn") or 0, row["seq"]))

    def firsts(self) -> Iterator[list[dict]]:
        """In each order, the first entry of each author of each anonymous activity."""
        for rows in self.orders():
            met: dict[tuple, dict] = {}
            for row in rows:
                if self.is_anonymous(row):
                    met.setdefault((row["activity"], _author(row)), row)
            yield list(met.values())

    def arrivals(self) -> Iterator[list[str]]:
        """People in every order in which they may have come."""
        yield [row["id"] for row in self.people]
        yield [row["id"] for row in sorted(self.people, key=lambda row: row["joined_at"])]

    def tables_of(self) -> dict[str, str]:
        """Who sat where at last."""
        at: dict[str, str] = {}
        for row in sorted(self.entries, key=lambda row: row["seq"]):
            if row["name"] == "core.draw":
                at.update(row["data"]["seating"])
            elif row["name"] == "core.seat":
                at[row["data"]["person"]] = row["data"]["table"]
        return at


def read(store, workshop: str, exports: str = "", lines: str = "") -> Remains:
    """The rows of a workshop, in the order in which the database holds them."""
    with store.read() as session:
        asked = {"entry": "select rowid as file_order, * from entry where workshop_id = :w order by rowid"}
        asked |= {name: f"select * from {name} where workshop_id = :w order by rowid" for name in OF_WORKSHOP}
        return Remains(
            {name: [dict(row) for row in session.execute(text(sql), {"w": workshop}).mappings()]
             for name, sql in asked.items()}, exports, lines,
        )  # fmt: skip


def _author(row: dict) -> str:
    """What a row says of its author."""
    return row["who"].partition("~")[0]


# --- attacks -----------------------------------------------------------------------------------------


def beside_signed(remains: Remains) -> Iterator[Guess]:
    """What stands beside a signed entry in any order was in the same outbox."""
    for rows in remains.orders():
        for one, other in [*zip(rows, rows[1:], strict=False), *zip(rows[1:], rows, strict=False)]:
            if remains.is_anonymous(one) and other["who"] in remains.known:
                yield one["id"], other["who"]


def after_a_seat(remains: Remains) -> Iterator[Guess]:
    """The first anonymous entry after somebody was seated alone is theirs."""
    for rows in remains.orders():
        seated, before = "", {}
        for row in rows:
            if row["name"] in ("core.draw", "core.seat"):
                seating = row["data"].get("seating") or {row["data"].get("person", ""): ""}
                changed = [one for one, table in seating.items() if before.get(one) != table or len(seating) == 1]
                seated = changed[0] if len(changed) == 1 else ""
                before = {**before, **seating}
            elif seated and remains.is_anonymous(row):
                yield row["id"], seated
                seated = ""


def first_come_first_written(remains: Remains) -> Iterator[Guess]:
    """Authors wrote for the first time in the order in which people came; the last one first."""
    for people in remains.arrivals():
        for firsts in remains.firsts():
            by_activity = defaultdict(list)
            for row in firsts:
                by_activity[row["activity"]].append(row)
            for rows in by_activity.values():
                if len({_author(row) for row in rows}) == len(people):
                    yield rows[-1]["id"], people[-1]
                    yield rows[0]["id"], people[0]


def came_before_it_was_over(remains: Remains) -> Iterator[Guess]:
    """Who was the only one there, by the hour or the minute at which people came and acts of facilitators were done."""
    acts = sorted((row for row in remains.entries if row["name"].startswith("core.")), key=lambda row: row["seq"])
    for row in remains.entries:
        if remains.is_anonymous(row):
            hour = row["at"] - row["at"] % HOUR_MS + HOUR_MS
            seq = row.get("after") or row["seq"]
            until = min(hour, min((act["at"] for act in acts if act["seq"] > seq and act["at"]), default=hour))
            there = [one["id"] for one in remains.people if one["joined_at"] < until]
            if len(there) == 1:
                yield row["id"], there[0]


def late_and_so_absent(remains: Remains) -> Iterator[Guess]:
    """Who came after a stage was over wrote nothing in it: the one author missing there is the one who came late."""
    last = max(remains.people, key=lambda row: row["joined_at"])
    if [row["joined_at"] for row in remains.people].count(last["joined_at"]) > 1:
        return
    rows = [row for row in remains.entries if remains.is_anonymous(row)]
    turned = [row for row in remains.entries if row["name"] == "core.stage" and row["at"] < last["joined_at"]]
    for stage in turned:
        before = {_author(row) for row in rows if row["activity"] == stage["activity"] and row["seq"] < stage["seq"]}
        for row in rows:
            if row["activity"] == stage["activity"] and before and _author(row) not in before:
                yield row["id"], last["id"]


def alone_at(remains: Remains) -> Iterator[Guess]:
    """A row that names a table, or a site, where one person is."""
    sits = remains.tables_of()
    for row in remains.entries:
        if remains.is_anonymous(row):
            for place in (row["table"], row["share"]):
                there = [one for one, table in sits.items() if place and table == place]
                if len(there) == 1:
                    yield row["id"], there[0]
            there = [one["id"] for one in remains.people if row["site"] and one["site"] == row["site"]]
            if len(there) == 1:
                yield row["id"], there[0]


def few_at(remains: Remains) -> Iterator[Guess]:
    """A row that names a table, or a site, where fewer than five are: the first of them."""
    sits = remains.tables_of()
    for row in remains.entries:
        if remains.is_anonymous(row):
            there = [one for one, table in sits.items() if table in (row["table"], row["share"]) and table]
            there = there or [one["id"] for one in remains.people if row["site"] and one["site"] == row["site"]]
            if 0 < len(there) < 5:
                yield row["id"], there[0]


def gone_and_voided(remains: Remains) -> Iterator[Guess]:
    """Whoever was taken out is who was voided, or the author who wrote no more after it."""
    gone = [row["id"] for row in remains.people if row["removed"] or row["left"]]
    voided = {who for row in remains.entries if row["name"] == "core.void" for who in row["data"]["whos"]}
    named = [row["data"]["person"] for row in remains.entries if row["name"] == "core.void" and row["data"]["person"]]
    for row in remains.entries:
        if remains.is_anonymous(row) and _author(row) in voided:
            yield from ((row["id"], one) for one in (named or gone)[:1])


def named_in_the_open(remains: Remains) -> Iterator[Guess]:
    """An id of a person beside the id of an entry: in a line of the server's log, in an export, in any row."""
    anonymous = {row["id"] for row in remains.entries if remains.is_anonymous(row)}
    rows = [str(row) for name, found in remains.tables.items() for row in found if name != "entry"]
    rows += [str(row) for row in remains.entries if row["name"].startswith("core.")]
    for told in [*remains.lines.splitlines(), *remains.exports.splitlines(), *rows]:
        ids = set(ID.findall(told))
        if len(ids & remains.known) == 1 and len(ids & anonymous) == 1:
            yield next(iter(ids & anonymous)), next(iter(ids & remains.known))


def erased_whole(remains: Remains) -> Iterator[Guess]:
    """The author whose every text is erased is the person whose name is."""
    nameless = [row["id"] for row in remains.people if not row["name"]]
    texts = defaultdict(list)
    for row in remains.entries:
        if remains.is_anonymous(row) and "text" in row["data"]:
            texts[row["activity"], _author(row)].append(row)
    for rows in texts.values():
        if nameless and all(row["data"]["text"] == "[…]" for row in rows):
            yield rows[0]["id"], nameless[0]


def paper_ballots(remains: Remains) -> list[dict[str, int]]:
    """What fewer than five voted on paper: what the columns of the sites leave of the totals."""
    papers, found = sum(row["name"] == "paper_ballot" for row in remains.entries), []
    for part in json.loads(remains.exports)["agenda"]:
        for table in part["tables"]:
            sited = [place for place, column in enumerate(table["columns"]) if column in SITES]
            if table["name"] == "votes" and sited and 0 < papers < 5:
                found.append({row[1]: row[2] - sum(row[place] for place in sited) for row in table["rows"]})
    return found


SITES = ("Lille", "Amiens", "À distance")

ATTACKS = (
    beside_signed, after_a_seat, first_come_first_written, came_before_it_was_over, late_and_so_absent, alone_at,
    few_at, gone_and_voided, named_in_the_open, erased_whole,
)  # fmt: skip
