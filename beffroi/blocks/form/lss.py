"""A LimeSurvey file (`.lss`) as tables of rows. Nothing that its XML declares is followed: a document type is refused.

The standard parser with its declarations refused does what a library for safe XML would add: without a document type
there is no entity to expand and no address to fetch.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from xml.parsers import expat

from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)

Row = dict[str, str]

DEPTH_MOST = 8
OLDEST, NEWEST = 126, 999
"""Numbers of LimeSurvey's database, of 1.8 to what is to come, whose exports have these tables."""

TABLE, VALUE = 2, 5
"""How deep a table stands in the document, and a value of one of its rows."""


@dataclass
class Tables:
    """What stands in the file: rows by table, and single values by name."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    said: dict[str, str] = field(default_factory=dict)


class _Reader:
    """Takes the parts of the document in their order."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.path: list[str] = []
        self.words: list[str] = []
        self.row: Row = {}

    def start(self, name: str, _attributes: object) -> None:
        self.path.append(name)
        if len(self.path) > DEPTH_MOST:
            raise Refused(_("This file nests more deeply than any questionnaire of LimeSurvey: it is something else."))
        self.words = []
        if name == "row":
            self.row = {}

    def text(self, words: str) -> None:
        self.words.append(words)

    def end(self, name: str) -> None:
        words = "".join(self.words).strip()
        if len(self.path) == TABLE and words:
            self.tables.said[name] = words
        elif name == "row" and len(self.path) == VALUE - 1:
            self.tables.rows[self.path[1]].append(self.row)
        elif len(self.path) == VALUE:
            self.row[name] = words
        self.path.pop()
        self.words = []


def tables(data: bytes) -> Tables:
    """The tables of the file. Raises `Refused` in a sentence that names the place."""
    if data[:2] == b"PK":
        raise Refused(_("This is an archive (.lsa): open it, and take the .lss file that it holds."))
    reader, parser = _Reader(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = lambda *_said: _refuse(parser.CurrentLineNumber)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refused(
            _(
                "Line %(line)s: the file is damaged there, or cut off. Export it from LimeSurvey again.",
                line=error.lineno,
            )
        ) from error
    _must_be_survey(reader.tables)
    return reader.tables


def _refuse(line: int) -> None:
    raise Refused(
        _(
            "Line %(line)s: the file declares a DOCTYPE, which LimeSurvey never writes: it is not opened.",
            line=line,
        )
    )


def _must_be_survey(found: Tables) -> None:
    kind, version = found.said.get("LimeSurveyDocType", ""), found.said.get("DBVersion", "")
    if kind in ("Group", "Question"):
        raise Refused(_("This file holds one group or one question: export the whole survey, as .lss."))
    if kind != "Survey":
        raise Refused(_("This is no questionnaire of LimeSurvey: its head does not say so (LimeSurveyDocType)."))
    whole = version.partition(".")[0]
    number = int(whole) if whole.isascii() and whole.isdigit() and len(whole) < 6 else 0  # noqa: PLR2004
    if not OLDEST <= number <= NEWEST:
        raise Refused(
            _(
                "Its version is “%(version)s” (DBVersion); those that are read go from %(oldest)s to %(newest)s.",
                version=version[:20],
                oldest=OLDEST,
                newest=NEWEST,
            )
        )
