"""The questions of a form: what they take, when they are shown, and forms that cannot be asked."""

import pytest

from beffroi.blocks.form import (
    Amount,
    AnyOf,
    Date,
    LongText,
    Matrix,
    OneOf,
    Option,
    Page,
    Ranking,
    Scale,
    ShortText,
    When,
    YesNo,
)
from beffroi.blocks.form.notation import read
from beffroi.blocks.form.questions import DECLINED, Wrong
from beffroi.blocks.form.shown import faults, shown, value_of
from beffroi.words import speaking

CHANNELS = (Option("letter", "Courrier"), Option("mail", "Courriel"), Option("other", "Autre", asks=True))
ENDS = {1: "pas du tout", 5: "tout à fait"}


def value(question, raw, words=""):
    return value_of(question, {question.id: raw}, {question.id: words})


@pytest.mark.parametrize(
    ("question", "raw", "made"),
    [
        (OneOf("q", "?", CHANNELS), "mail", "mail"),
        (OneOf("q", "?", CHANNELS), "-", DECLINED),
        (YesNo("q", "?"), "yes", "yes"),
        (AnyOf("q", "?", CHANNELS, least=1, most=2), ["mail", "letter"], ("mail", "letter")),
        (AnyOf("q", "?", CHANNELS), ["-"], DECLINED),
        (Scale("q", "?", 1, 5, ENDS), "4", 4),
        (Matrix("q", "?", 1, 5, ENDS, {"a": "A", "b": "B"}), {"b": "2", "a": "-"}, (("a", "-"), ("b", 2))),
        (Ranking("q", "?", CHANNELS), {"letter": "2", "mail": "1", "other": ""}, ("mail", "letter")),
        (Amount("q", "?", high=50), "12", 12),
        (Amount("q", "?", decimals=True), "1 012,5", 1012.5),
        (Date("q", "?"), "2026-11-25", "2026-11-25"),
        (OneOf("q", "?", CHANNELS), "", None),
        (Ranking("q", "?", CHANNELS), {}, None),
    ],
)
def test_an_answer_is_read_as_what_its_question_takes(question, raw, made):
    assert value(question, raw) == made


@pytest.mark.parametrize(
    ("question", "raw", "words"),
    [
        (OneOf("q", "?", CHANNELS), "pigeon", "no longer offered"),
        (OneOf("q", "?", CHANNELS), "other", "Say in a few words what you chose: “Autre”"),
        (OneOf("q", "?", CHANNELS, declines=False), "-", "no longer offered"),
        (AnyOf("q", "?", CHANNELS, least=2), ["mail"], "Choose 2 at least"),
        (AnyOf("q", "?", CHANNELS, most=1), ["mail", "letter"], "Choose 1 at most"),
        (Scale("q", "?", 1, 5, ENDS), "6", "no longer offered"),
        (Scale("q", "?", 1, 5, ENDS), "²", "no longer offered"),
        (Matrix("q", "?", 1, 5, ENDS, {"a": "A", "b": "B"}, required=True), {"a": "2"}, "Answer each line"),
        (Ranking("q", "?", CHANNELS), {"letter": "1", "mail": "1"}, "same rank"),
        (Ranking("q", "?", CHANNELS), {"letter": "2"}, "begin with 1"),
        (Ranking("q", "?", CHANNELS, required=True), {"letter": "1"}, "ranks 1 to 3"),
        (Amount("q", "?", low=1, high=50), "51", "from 1 to 50"),
        (Amount("q", "?"), "1.5", "whole number"),
        (Amount("q", "?"), "½", "Write a number"),
        (Date("q", "?"), "2026-02-30", "no date"),
    ],
)
def test_an_answer_that_a_question_does_not_take_is_told_what_to_do(question, raw, words):
    with pytest.raises(Wrong) as caught:
        value(question, raw)
    with speaking("en"):
        assert words in str(caught.value.sentence)


def test_words_of_one_s_own_are_an_answer_and_have_an_end():
    assert value(ShortText("q", "?"), None, "Trop long") == "Trop long" and value(LongText("q", "?"), None) is None
    with pytest.raises(Wrong, match="140"), speaking("en"):
        value(ShortText("q", "?"), None, "x" * 141)


QUESTIONS = (
    OneOf("channel", "?", CHANNELS),
    YesNo("waited", "?", when=(When("channel", ("letter", "mail")),)),
    LongText("why", "?", when=(When("waited", ("yes",)),)),
    ShortText("else", "?", when=(When("channel"),)),
)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ({}, ["channel"]),
        ({"channel": "letter"}, ["channel", "waited", "else"]),
        ({"channel": "letter", "waited": "yes"}, ["channel", "waited", "why", "else"]),
        ({"channel": "other", "waited": "yes"}, ["channel", "else"]),
        ({"channel": "-"}, ["channel"]),
    ],
)
def test_a_question_is_shown_by_what_was_answered_before_and_hides_what_waits_for_it(said, seen):
    assert list(shown(QUESTIONS, said, {"channel": "pigeon"})) == seen


def test_an_answer_to_what_was_changed_meanwhile_counts_for_nothing():
    assert shown(QUESTIONS, {"channel": "pigeon", "waited": "yes"}, {}) == {"channel": None}


def told(*questions):
    with speaking("en"):
        return [(n, str(said)) for n, said in faults([Page("", questions)])]


@pytest.mark.parametrize(
    ("questions", "place", "words"),
    [
        ((YesNo("a", "?", when=(When("b"),)), YesNo("b", "?")), 0, "which comes later"),
        ((YesNo("a", "?", when=(When("b"),)), YesNo("b", "?", when=(When("a"),))), 0, "break the circle"),
        ((YesNo("a", "?", when=(When("a"),)),), 0, "break the circle"),
        ((YesNo("a", "?", when=(When("z"),)),), 0, "no question is called so"),
        ((YesNo("a", "?"), YesNo("b", "?", when=(When("a", ("maybe",)),))), 1, "“maybe” is no answer to “a”"),
        ((ShortText("a", "?"), YesNo("b", "?", when=(When("a", ("x",)),))), 1, "no list of answers"),
        ((YesNo("a", "?"), YesNo("a", "?")), 1, "two questions are called “a”"),
        ((Scale("a", "?", 1, 5),), 0, "the ends of its scale say nothing"),
        ((Scale("a", "?", 1, 20, {1: "x", 20: "y"}),), 0, "3 to 11 steps"),
        ((Scale("a", "?", 1, 5, {**ENDS, 7: "x"}),), 0, "7 is not on its scale"),
        ((OneOf("a", "?", {}),), 0, "too few answers"),
        ((OneOf("a", "?", (Option("x", "X"), Option("x", "Y"))),), 0, "two of its answers are the same"),
        ((OneOf("a", "?", {str(n): "x" for n in range(31)}),), 0, "30 are the most"),
        ((AnyOf("a", "?", CHANNELS, least=4),), 0, "takes fewer"),
        ((Matrix("a", "?", 1, 5, ENDS),), 0, "too few answers"),
        ((YesNo("A b", "?"),), 0, "no name for a question"),
        ((YesNo("a", " "),), 0, "it asks nothing"),
        (tuple(YesNo(f"a{n}", "?") for n in range(61)), 60, "60 questions at most"),
    ],
)
def test_a_form_that_cannot_be_asked_is_told_by_its_question(questions, place, words):
    assert any(n == place and words in said for n, said in told(*questions)), told(*questions)


TEXT = """\
# Votre service
> Quatre minutes.
Canal (plusieurs, 1-3) * : Par quels canaux écrivez-vous ?
- Courrier
- mail = Courriel
- Autre…
> Ce que vous utilisez chaque semaine.
délai (échelle 1-5) si canal = courrier, Courriel : Le délai convient-il ?
1 = pas du tout
5 = tout à fait

# Pour finir
gêné (oui-non) : Avez-vous été gêné ?
pourquoi (long) si gêné = oui et délai = 1, 2 : Pourquoi ?
détails (matrice 1-3) : Et par étape ?
- Dépôt
- Suivi
1 = mal
3 = bien
ordre (classement 2) : Que changer d'abord ?
- Le délai
- Le ton
combien (nombre 0-50) : Combien de fois ?
quand (date) si gêné : Quand ?
"""


def test_a_form_is_written_as_text_in_french_or_english():
    written = read(TEXT)
    assert written.faults == ()
    first, last = written.pages
    assert (first.title, first.intro, first.id) == ("Votre service", "Quatre minutes.", "canal")
    channel, delay = first.questions
    assert channel == AnyOf(
        "canal",
        "Par quels canaux écrivez-vous ?",
        (Option("courrier", "Courrier"), Option("mail", "Courriel"), Option("autre", "Autre", asks=True)),
        least=1,
        most=3,
        required=True,
        help="Ce que vous utilisez chaque semaine.",
    )
    assert delay.when == (When("canal", ("courrier", "mail")),)
    assert isinstance(delay, Scale) and dict(delay.anchors) == {1: "pas du tout", 5: "tout à fait"}
    assert [one.kind for one in last.questions] == ["one", "long", "matrix", "ranking", "amount", "date"]
    assert last.questions[1].when == (When("gene", ("yes",)), When("delai", ("1", "2")))
    english = read("late (scale 1-5) * if sent = yes : Late?\n1 = no\n5 = very").pages[0].questions[0]
    assert english.required and english.when == (When("sent", ("yes",)),)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Qu'en pensez-vous ?", 1, "this is no question"),
        ("a (menu) : ?", 1, "“menu” is no kind of question"),
        ("# Page\n- Oui", 2, "before any question"),
        ("a (oui-non) peut-être : ?", 1, "says nothing here"),
        ("a (oui-non) : ?\nb (oui-non) si a = : ?", 2, "a condition is not whole"),
        ("a (oui-non) : ?\n\nb (échelle 1-5) : ?\n1 = non", 3, "the ends of its scale"),
        ("a (choix) : ?\n- Oui\n- oui", 1, "two of its answers are the same"),
        ("a (oui-non) si b : ?\nb (oui-non) : ?", 1, "which comes later"),
        ("a (oui-non) : ?\nb (oui-non) si a = parfois : ?", 2, "“parfois” is no answer to “a”"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line(text, line, words):
    with speaking("en"):
        told = [(n, str(said)) for n, said in read(text).faults]
    assert any(n == line and words in said for n, said in told), told


def test_a_text_of_any_signs_is_read_without_an_error():
    for text in (
        "(",
        ":",
        "a ( : )",
        "= 3",
        "²=x",
        "#",
        ">",
        "-",
        "1 =",
        "a (scale 9-1) : x",
        "- = -",
        "\u202ex (choix) :",
    ):
        read(text)
