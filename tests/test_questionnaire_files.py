"""Questionnaires from files: ours, and LimeSurvey's. Each question is named as kept or not; nothing is half taken."""

from __future__ import annotations

import io

import pytest

from beffroi import Refused
from beffroi.blocks.form import WrittenForm
from beffroi.blocks.form.files import from_file, to_file
from beffroi.blocks.form.limesurvey import _Survey
from beffroi.blocks.form.notation import read
from beffroi.words import speaking
from tests.support.lss import answers, below, lss, table
from tests.support.pages import post

OURS = "@introduction Qui demande, et pourquoi.\n@minutes 4\n@thanks Merci.\n# Page\na (oui-non) : Ça va ?\n"


def asked(data: bytes):
    """The questions of a file, by name, and what was said of its parts."""
    with speaking("en"):
        found = from_file(data)
        told = {one.name: (one.is_kept, str(one.said)) for one in found.parts}
    written = read(found.settings["questions"])
    assert written.faults == ()
    return {one.id: one for page in written.pages for one in page.questions}, told


def refused(data: bytes) -> str:
    with speaking("en"), pytest.raises(Refused) as caught:
        from_file(data)
    with speaking("en"):
        return str(caught.value.sentence)


def test_a_file_of_ours_is_read_as_it_was_written():
    settings = from_file(OURS.encode()).settings
    again = WrittenForm.model_validate(settings)
    assert (again.introduction, again.takes, again.thanks) == ("Qui demande, et pourquoi.", 4, "Merci.")
    assert from_file(to_file(again).encode()).settings == settings


def test_a_file_of_ours_with_a_fault_names_its_line_and_nothing_is_taken():
    assert "Line 6" in refused((OURS + "b (menu) : Quoi ?\n").encode())
    assert "no question" in refused(b"# Page\n") and "Line 2" in refused(b"a\n\xff\xfe")


def test_the_kinds_that_have_a_counterpart_are_kept_with_their_words():
    questions = [
        {
            "type": "L",
            "title": "voie",
            "question": "<p>Par <em>quelle</em> voie&nbsp;?</p>",
            "other": "Y",
            "mandatory": "Y",
        },
        {"type": "M", "title": "lieux", "question": "Où ?", "help": "Plusieurs réponses"},
        {"type": "F", "title": "avis", "question": "Votre avis ?"},
        {"type": "T", "title": "mots", "question": "Que changer ?"},
        {"type": "N", "title": "combien", "question": "Combien ?"},
        {"type": "Q", "title": "noms", "question": "Citez"},
    ]
    more = answers(1, "Courrier", "Courriel…"), below(2, "Lille", "Amiens"), answers(3, "Bon", "Moyen", "Mauvais")
    found, told = asked(lss(questions, *more, below(3, "Délai", "Ton"), below(6, "un", "deux")))
    assert [str(one.text) for one in found["voie"].options] == ["Courrier", "Courriel", "Other"]
    assert found["voie"].text == "Par quelle voie ?" and found["voie"].required and found["voie"].options[-1].asks
    assert found["lieux"].kind == "several" and found["lieux"].help == "Plusieurs réponses"
    assert (found["avis"].kind, found["avis"].high, dict(found["avis"].anchors)[3]) == ("matrix", 3, "Mauvais")
    assert (found["mots"].kind, found["combien"].kind) == ("long", "amount")
    assert {"noms-sq1", "noms-sq2"} <= found.keys() and "one a line: 2" in told["noms"][1]
    assert all(is_kept for is_kept, _said in told.values())


def test_what_has_no_counterpart_is_named_with_why_and_the_rest_is_kept():
    questions = [
        {"type": "|", "title": "photo", "question": "Joignez"},
        {"type": "1", "title": "deux", "question": "Deux échelles"},
        {"type": "F", "title": "court", "question": "Oui ou non"},
        {"type": "~", "title": "inconnu", "question": "Quoi"},
        {"type": "5", "title": "note", "question": "Une note"},
        {"type": "S", "title": "nom", "question": "Bonjour {TOKEN:FIRSTNAME}"},
    ]
    found, told = asked(lss(questions, answers(3, "Oui", "Non"), below(3, "Ligne")))
    assert {name for name, (is_kept, _said) in told.items() if not is_kept} == {"photo", "deux", "court", "inconnu"}
    assert "steps of its scale, 2" in told["court"][1] and "“~”" in told["inconnu"][1]
    assert {*found} == {"note", "nom"} and "to be said" in told["note"][1] and "braces" in told["nom"][1]


@pytest.mark.parametrize(
    ("relevance", "when"),
    [
        ('((voie.NAOK == "A2"))', [("voie", ("a2",))]),
        ('((Q1.NAOK == "A1") or (voie.NAOK == "A2"))', [("voie", ("a1", "a2"))]),
        ('((7X1X1.NAOK == "A1"))', [("voie", ("a1",))]),
        ('((voie == "A1")) and ((lieux_SQ2.NAOK == "Y"))', [("voie", ("a1",)), ("lieux", ("sq2",))]),
        ("!is_empty(voie.NAOK)", [("voie", ())]),
        ('voie.NAOK == "-oth-"', [("voie", ("other-answer",))]),
    ],
)
def test_a_condition_on_an_earlier_answer_is_kept(relevance, when):
    questions = [
        {"type": "L", "title": "voie", "question": "?", "other": "Y"}, {"type": "M", "title": "lieux", "question": "?"},
        {"title": "suite", "question": "Et ?", "relevance": relevance},
    ]  # fmt: skip
    found, told = asked(lss(questions, answers(1, "Un", "Deux"), below(2, "Ici", "Là")))
    assert [(one.question, one.any_of) for one in found["suite"].when] == when and told["suite"] == (True, "")


@pytest.mark.parametrize(
    "relevance", ["age.NAOK > 18", 'plus_tard == "A1"', '!(voie == "A1")', 'voie == "A1" or age == "2"']
)
def test_a_condition_that_cannot_be_said_here_is_told(relevance):
    questions = [
        {"type": "L", "title": "voie", "question": "?"}, {"title": "suite", "question": "Et ?", "relevance": relevance}
    ]  # fmt: skip
    found, told = asked(lss(questions, answers(1, "Un", "Deux")))
    assert found["suite"].when == () and relevance in told["suite"][1]


def test_another_language_and_what_is_too_much_are_told():
    rows = [{"surveyls_language": code, "surveyls_title": "T"} for code in ("fr", "en")]
    more = table("surveys_languagesettings", rows), answers(1, *(f"R{n}" for n in range(31)))
    found, told = asked(lss([{"type": "L", "title": "liste"}, *[{"question": f"{n} ?"} for n in range(62)]], *more))
    assert told["en"][0] is False and "(31)" in told["liste"][1]
    assert len(found) == 60 and sum(not kept for kept, _said in told.values()) == 4


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lss([], head="<!DOCTYPE document [<!ENTITY a 'aaa'>]>"), "Line 1: the file declares a DOCTYPE"),
        (lss([], head='<!DOCTYPE d SYSTEM "file:///etc/passwd">'), "DOCTYPE"),
        (lss([{}])[:-30], "damaged there, or cut off"),
        (lss([], version="9"), "version is “9”"),
        (lss([], version="next"), "version is “next”"),
        (lss([], kind="Group"), "whole survey"),
        (b"<html><body/></html>", "LimeSurveyDocType"),
        (b"<a>" * 50, "nests more deeply"),
        (b"PK\x03\x04", "archive"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_that_names_the_place(data, words):
    assert words in refused(data)


def test_each_row_of_a_file_is_looked_at_as_often_in_a_long_one_as_in_a_short_one(monkeypatch):
    looked = []
    spoken = _Survey._spoken
    monkeypatch.setattr(_Survey, "_spoken", lambda self, table: looked.append(table) or spoken(self, table))

    def work(n):
        looked.clear()
        from_file(lss([{"question": f"{k} ?"} for k in range(n)]))
        return len(looked)

    assert 0 < work(50) == work(3)


# --- the page ---------------------------------------------------------------------------------------


@pytest.fixture
def console(workshop):
    return workshop.console()


@pytest.fixture
def survey(workshop):
    return workshop.add("survey")


def address(workshop, activity, more=""):
    return f"/animer/{workshop.facts.code}/agenda/{activity}/fichier{more}"


def test_a_file_is_read_seen_and_only_then_put_into_the_activity(workshop, console, survey):
    data = lss(
        [{"title": "voie", "type": "L", "question": "Par où ?"}, {"type": "|", "title": "photo"}], answers(1, "A", "B")
    )
    page = post(console, address(workshop, survey), file=(io.BytesIO(data), "enquete.lss"))
    assert "photo" in page.text and "Par où ?" in page.text
    activity = workshop.room.record.agenda.activities[survey]
    assert activity.settings.get("questions", "") == "", "seen first"
    questions = "voie (choix) : Par où passez-vous ?\n- A\n- B"
    post(console, address(workshop, survey, "/garder"), **{"s-questions": questions, "s-thanks": "Merci"})
    kept = workshop.room.record.agenda.activities[survey]
    assert (
        kept.settings["questions"] == questions and kept.settings["thanks"] == "Merci" and kept.title == activity.title
    )
    saved = console.get(address(workshop, survey, ".txt"))
    assert "voie (choix)" in saved.text and "attachment" in saved.headers["Content-Disposition"]


def test_what_is_wrong_with_a_file_is_told_on_the_page(workshop, console, survey):
    page = post(console, address(workshop, survey), pasted="a (menu) : Quoi ?")
    assert "menu" in page.text and "a (menu) : Quoi ?" in page.text
    assert "collez" in post(console, address(workshop, survey)).text
    said = {"data": b"x" * 1_200_000, "content_type": "multipart/form-data; boundary=x"}
    large = console.post(address(workshop, survey), **said)
    assert large.status_code == 413 and "rien" in large.text
    assert console.get(address(workshop, workshop.add("mood"))).status_code == 404
