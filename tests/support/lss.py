"""Small questionnaires of LimeSurvey, invented for tests: the tables of its files, in as few rows as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

Row = Mapping[str, object]


def table(name: str, rows: Sequence[Row]) -> str:
    """One table."""
    told = "".join(
        "<row>" + "".join(f"<{key}>{escape(str(said))}</{key}>" for key, said in row.items()) + "</row>" for row in rows
    )
    return f"<{name}><fields/><rows>{told}</rows></{name}>"


def lss(
    questions: Sequence[Row], *more: str, version: str = "485", kind: str = "Survey", head: str = "", language="fr"
) -> bytes:
    """A file with one group; `questions` have what differs from a short text, and `more` are further tables."""
    usual = {"parent_qid": 0, "sid": 7, "gid": 1, "type": "S", "mandatory": "N", "other": "N", "relevance": "1"}
    rows = [{**usual, "question_order": n, "qid": n, "title": f"Q{n}", **one} for n, one in enumerate(questions, 1)]
    tables = table("groups", [{"gid": 1, "group_name": "Vos <b>courriers</b>", "group_order": 1, "language": language}])
    tables += table("questions", rows) + "".join(more)
    tables += table("surveys", [{"sid": 7, "language": language}])
    around = {
        "surveyls_language": language,
        "surveyls_title": "Enquête",
        "surveyls_welcometext": "<p>Bonjour</p><p>à tous</p>",
    }
    tables += table("surveys_languagesettings", [{**around, "surveyls_endtext": "Merci"}])
    said = f"<LimeSurveyDocType>{kind}</LimeSurveyDocType><DBVersion>{version}</DBVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<document>{said}{tables}</document>'.encode()


def answers(qid: int, *texts: str) -> str:
    """The answers of a question, with the codes A1, A2…"""
    return table(
        "answers", [{"qid": qid, "code": f"A{n}", "answer": one, "sortorder": n} for n, one in enumerate(texts, 1)]
    )


def below(qid: int, *texts: str) -> str:
    """The lines of a question, with the codes SQ1, SQ2…"""
    rows = [
        {"qid": 100 * qid + n, "parent_qid": qid, "title": f"SQ{n}", "question": one} for n, one in enumerate(texts, 1)
    ]
    return table("subquestions", rows)
