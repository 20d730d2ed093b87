"""A questionnaire of LimeSurvey in the notation of a form: each question is named as kept or not, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.blocks.form.conditions import Known, condition_of
from beffroi.blocks.form.lss import Row, Tables, tables
from beffroi.blocks.form.lss_kinds import KINDS, LEFT, SCRIPTS, Asked, Left, Made, paragraphs, plain
from beffroi.blocks.form.notation import named
from beffroi.blocks.form.shown import PAGES_MOST, QUESTIONS_MOST
from beffroi.from_file import FilePart, FromFile
from beffroi.patterns import linear
from beffroi.words import translator

_ = translator(__name__)

TEXT_MOST = 400
"""Characters of a question, or of its help, at most."""

PIPED = linear(r"\{[A-Za-z][^{}]*\}")
NOT_CONDITION = _("Kept, asked of everyone: its condition has no counterpart here (%(said)s).")
PLACED = _("Kept; a text in braces was filled in by LimeSurvey, and stands here as it is written.")


def from_lss(data: bytes) -> FromFile:
    """The settings that the file says; raises `Refused` where it cannot be read at all."""
    return _Survey(tables(data)).read()


class _Survey:
    """The tables of a file, in one of its languages."""

    def __init__(self, found: Tables) -> None:
        self.tables = found
        spoken = (row.get("language", "") for row in found.rows["surveys"])
        self.language = next(filter(None, spoken), "")
        self.found: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.parts: list[FilePart] = []
        self.lines: list[str] = []
        self.known: dict[str, Known] = {}
        self.names: set[str] = set()
        self.pages = 0

    def read(self) -> FromFile:
        around = next(iter(self._spoken("surveys_languagesettings")), {})
        others = {row.get("surveyls_language", "") for row in self.tables.rows["surveys_languagesettings"]}
        for group in self._sorted(self._spoken("groups"), "group_order"):
            self._page(group)
        for other in sorted(others - {"", self.language}):
            said = _(
                "Not kept: a form here has one language; this file is read in “%(language)s”.", language=self.language
            )
            self.parts.append(FilePart(other, "", is_kept=False, said=said))
        settings: dict[str, Any] = {"questions": "\n".join(self.lines)}
        settings["introduction"] = self._around("surveyls_welcometext", around, _("introduction"))
        settings["thanks"] = self._around("surveyls_endtext", around, _("thanks"))
        title = plain(around.get("surveyls_title", ""))
        return FromFile({**settings, "form_question": title[:300]}, self.parts)

    def _around(self, name: str, around: Row, called: Any) -> str:
        words, most = paragraphs(around.get(name, "")), 1200 if "welcome" in name else 600
        if words:
            cut = _("Cut after so many characters: %(most)s.", most=most) if len(words) > most else ""
            self.parts.insert(0, FilePart(str(called), words[:80], said=cut))
        return words[:most].strip()

    def _spoken(self, table: str) -> Iterator[Row]:
        """The rows of a table in the language of the survey."""
        for row in self.tables.rows[table]:
            if row.get("language", row.get("surveyls_language", "")) in ("", self.language):
                yield row

    def _sorted(self, rows: Iterable[Row], by: str) -> list[Row]:
        return sorted(rows, key=lambda row: _whole(row.get(by, "")))

    def _at(self, table: str, key: str, value: str) -> list[Row]:
        """The rows of a table that say this: each table is gone through once."""
        if (table, key) not in self.found:
            by_value = self.found[table, key] = defaultdict(list)
            for row in self._spoken(table):
                by_value[row.get(key, "")].append(row)
        return self.found[table, key].get(value, [])

    def _words(self, table: str, key: str, row: Row) -> Row:
        """A row with its words, which newer files keep in a table of their own."""
        return {**next(iter(self._at(table, key, row.get(key, ""))), {}), **row}

    # --- a group is a page ------------------------------------------------------------------------

    def _page(self, group: Row) -> None:
        group = self._words("group_l10ns", "gid", group)
        asked = self._at("questions", "gid", group.get("gid", ""))
        asked = [one for one in asked if one.get("parent_qid", "0") in ("", "0")]
        if not asked:
            return
        title = plain(group.get("group_name", ""))
        if self.pages < PAGES_MOST:
            self.lines.append(f"# {title}")
        else:
            said = _("Its questions stand on the page before: pages are %(most)s at most.", most=PAGES_MOST)
            self.parts.append(FilePart(title, "", said=said))
        self.pages += 1
        if words := plain(group.get("description", "")):
            self.lines.append(f"> {words}")
        for n, row in enumerate(self._sorted(asked, "question_order")):
            self._question(row, group.get("grelevance", ""), is_first=n == 0)

    def _question(self, row: Row, of_group: str, *, is_first: bool) -> None:
        one = self._asked(row)
        title = row.get("title", "")
        try:
            self._keep(one, title, of_group, is_first=is_first)
        except Left as left:
            self.parts.append(FilePart(title, one.text[:80], is_kept=False, said=left.sentence))
            return
        self.parts.append(FilePart(title, one.text[:80], said=" ".join(map(str, one.said))))

    def _keep(self, one: Asked, title: str, of_group: str, *, is_first: bool) -> None:
        kind = one.row.get("type", "")
        if kind == "X" and is_first and one.text:
            self.lines.append(f"> {one.text}")
            return
        if kind == "X":
            raise Left(_("Not kept: it shows a text and asks nothing. Put it into the introduction of its page."))
        if kind in LEFT:
            raise Left(LEFT[kind])
        if kind not in KINDS:
            raise Left(_("Not kept: LimeSurvey’s kind “%(kind)s” is not known here.", kind=kind))
        made = KINDS[kind](one)
        if len(self.names) + len(made) > QUESTIONS_MOST:
            raise Left(_("Not kept: the form is full (questions: %(most)s at most).", most=QUESTIONS_MOST))
        if SCRIPTS.search(one.row.get("question", "")):
            one.said.append(_("Kept without its script or style."))
        if PIPED.search(one.text):
            one.said.append(PLACED)
        when = self._when(one, of_group)
        if len(one.text) > TEXT_MOST or len(one.help) > TEXT_MOST:
            one.said.append(_("Cut after so many characters: %(most)s.", most=TEXT_MOST))
        for made_of in made:
            self._write(made_of, one, title, when)

    def _when(self, one: Asked, of_group: str) -> str:
        conditions = []
        for said in (one.row.get("relevance", ""), of_group):
            told = condition_of(said, self.known)
            if told is None:
                one.said.append(str(NOT_CONDITION) % {"said": said[:80]})
            elif told:
                conditions.append(told)
        return f" if {' and '.join(dict.fromkeys(conditions))}" if conditions else ""

    def _write(self, made: Made, one: Asked, title: str, when: str) -> None:
        name = self._name(f"{title}-{made.suffix}" if made.suffix else title)
        star = " *" if one.row.get("mandatory", "") in ("Y", "S") else ""
        self.lines.append(f"{name} ({made.kind}){star}{when} : {(made.text or one.text or title)[:TEXT_MOST]}")
        self.lines += made.lines
        if one.help and not made.suffix:
            self.lines.append(f"> {one.help[:TEXT_MOST]}")
        qid, sid, gid = (one.row.get(key, "") for key in ("qid", "sid", "gid"))
        for spelling in (title, f"Q{qid}", f"{sid}X{gid}X{qid}"):
            self.known[spelling] = Known(name, made.codes)

    def _name(self, said: str) -> str:
        plain_name = named(said) or "q"
        name, n = plain_name, 1
        while name in self.names:
            n += 1
            name = f"{plain_name[:36]}-{n}"
        self.names.add(name)
        return name

    def _asked(self, row: Row) -> Asked:
        row = self._words("question_l10ns", "qid", row)
        qid = row.get("qid", "")
        below = [*self._at("subquestions", "parent_qid", qid), *self._at("questions", "parent_qid", qid)]
        below = [one for one in below if one.get("scale_id", "0") in ("", "0")]
        rows = [self._words("question_l10ns", "qid", one) for one in self._sorted(below, "question_order")]
        answers = self._sorted(self._at("answers", "qid", qid), "sortorder")
        told = [self._words("answer_l10ns", "aid", one) for one in answers]
        return Asked(
            row,
            plain(row.get("question", "")),
            plain(row.get("help", "")),
            [(one.get("code", ""), plain(one.get("answer", ""))) for one in told],
            [(one.get("title", ""), plain(one.get("question", ""))) for one in rows],
            {one.get("attribute", ""): one.get("value", "") for one in self._at("question_attributes", "qid", qid)},
        )


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0  # noqa: PLR2004
