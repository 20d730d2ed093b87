"""What the API answers, shape by shape: these classes are its description, and nothing leaves but through them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Cell = str | int | float

Withheld = Literal["", "not opened", "not revealed", "missing", "failed"]
"""Why an activity shows nothing; "" where it does."""


class Shape(BaseModel):
    """Something that is answered; it holds what it says here and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Site(Shape):
    """A site of a workshop."""

    id: str
    name: str


class Workshop(Shape):
    """A workshop, and the addresses of what the token reads of it."""

    code: str
    title: str
    summary: Annotated[str, Field(description='What it is about, as its facilitators say; "" where they did not.')]
    language: Literal["fr", "en"]
    time_zone: str
    sites: list[Site]
    first_day: date
    last_day: date
    is_concluded: Annotated[bool, Field(description="Whether its closing was ever put up.")]
    kept_until: Annotated[date, Field(description="The day on which all of it is deleted.")]
    reads: Literal["direction", "participants", "complete"]
    addresses: dict[str, str]


class TableAddress(Shape):
    """A table, how long it is, and where it is read."""

    name: str
    rows: int
    address: str


class Activity(Shape):
    """An activity of the agenda, with its tables of results."""

    id: str
    method: str
    title: str
    instruction: str
    stage: str
    is_anonymous: bool
    withheld: Withheld
    tables: list[TableAddress]


class Agenda(Shape):
    """The activities in their order, and the tables of the workshop as a whole."""

    activities: list[Activity]
    tables: list[TableAddress]


class Page(Shape):
    """A page of a list that may be long."""

    page: int
    pages: int
    total: Annotated[int, Field(description="How many rows or things there are on all pages.")]
    next: Annotated[str, Field(description='The address of the next page; "" on the last one.')]


class Table(Page):
    """Rows of a table; `links` name, row by row, the cards that they are made of."""

    name: str
    columns: list[str]
    rows: list[list[Cell]]
    links: list[dict[str, str]]


class Action(Shape):
    """Who does what: `who` is a service, a function, or the name that somebody gave with it."""

    id: str
    what: str
    who: str
    when: str
    first_step: str
    status: str


class Outcome(Shape):
    """Something that was kept, with why, and what follows."""

    id: str
    number: int
    text: str
    why: str
    actions: list[Action]


class Concluded(Shape):
    """What an activity came to."""

    id: str
    title: str
    worth: Annotated[str, Field(description='In words, what its vote is worth; "" where nobody said.')]
    outcomes: list[Outcome]


class Decisions(Shape):
    """What was kept, activity by activity, and who does what."""

    activities: list[Concluded]


class Spot(Shape):
    """A place where a thing stands, and what became of it there."""

    activity: str
    title: str
    table: str
    outcome: str


class Thing(Shape):
    """What somebody wrote or made; `sources` are the ids of what it came from."""

    id: str
    text: str
    kind: str
    audience: str
    spots: list[Spot]
    sources: list[str]


class Chain(Page):
    """What rests on what: things, and in words why a source is not among them."""

    things: list[Thing]
    missing: dict[str, str]


class Piece(Shape):
    """A piece of a section, as the table that says the same."""

    kind: str
    title: str
    columns: list[str]
    rows: list[list[Cell]]


class Section(Shape):
    """A section of an activity's part."""

    id: str
    title: str
    pieces: list[Piece]


class Chapter(Shape):
    """An activity's part of the report."""

    id: str
    method: str
    title: str
    question: str
    is_anonymous: bool
    withheld: Withheld
    notes: list[str]
    sections: list[Section]


class ChapterAddress(Shape):
    """An activity's part, how many sections it has, and where it is read."""

    id: str
    title: str
    withheld: Withheld
    sections: int
    address: str


class Report(Shape):
    """A version of the report: its parts, each read at its own address."""

    version: Literal["direction", "participants", "complete"]
    chapters: list[ChapterAddress]


class Problem(Shape):
    """Why nothing was answered (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
