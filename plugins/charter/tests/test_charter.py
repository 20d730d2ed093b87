"""A charter of what is written, as people see it: from the first article to the adopted text."""

import pytest

from beffroi import Card
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.words import speaking
from plugins.charter import Charter
from plugins.charter.settings import CharterSettings

FIRST, SECOND = "Nous répondons dans les meilleurs délais.", "Nous signons nos lettres."
SETTINGS = {"lines": f"{FIRST}\n{SECOND}", "house": "usager = personne"}
CROWD = [f"p{n}" for n in range(6)]


@pytest.fixture
def board(board_of):
    return board_of(Charter(), settings=SETTINGS, anonymous=False)


@pytest.fixture
def writing(board):
    board.stage("describe")
    return board


def article(board, text=FIRST):
    found = board.state.texts.all.values()
    return next(one for one in found if text in [version.text for version in one.versions])


def say(board, who, aspect, words, text=FIRST, **more):
    return board.do(who, "describe", thing=article(board, text).id, aspect=aspect, text=words, **more)


def word(board, who, words, text=FIRST, base=None):
    one = article(board, text)
    return board.do(who, "word", thing=one.id, base=one.mark if base is None else base, text=words)


def told_of(board):
    """All that the report says, in words."""
    settings = board.record.scopes[board.activity][""].settings
    with speaking("en"):
        sections = list(board.method.report(board.state, [], settings))
        rows = [row for one in sections for piece in one.pieces for row in piece.table().rows]
        return " · ".join(str(cell) for row in rows for cell in row.cells)


def test_whoever_says_where_they_stand_reads_what_the_article_takes(writing):
    say(writing, "ana", "delay", "Neuf lettres sur dix")
    say(writing, "ana", "before", "Un vieux modèle de lettre")
    writing.stage("stances")
    own = writing.personal_view("bob")["html"]
    assert "Delay or indicator: Neuf lettres sur dix" in own and "vieux modèle" not in own


def adopt(board, people=CROWD):
    board.stage("stances")
    for who in people:
        for id in board.state.agreed.all:
            board.do(who, "agree", thing=id)
    board.stage("settle")
    board.stage("adopted")


def test_articles_are_typed_handed_over_and_proposed(board_of):
    board = board_of(Charter(), settings=SETTINGS, cards=[Card("h1", "Nous rappelons", "finding", "staff", "c7")])
    board.do("ana", "propose", text="Nous écrivons en clair.")
    for text in (FIRST, SECOND, "Nous rappelons", "Nous écrivons en clair."):
        assert text in board.html("board")
    board.stage("describe")
    assert next(card for card in board.hands_over() if card.id == "h1").origin == "c7"


def test_what_an_article_takes_is_said_and_what_nobody_said_is_missing(writing):
    writing.do("bob", "set_aspect", thing=article(writing).id, aspect="channel", value="letter")
    say(writing, "ana", "needs", "Deux modèles de lettre")
    html = writing.html("board")
    assert "Letter" in html and "Deux modèles de lettre" in html and "2 missing" in html
    assert "missing: For whom, Delay or indicator" in writing.html("screen", "screen")
    assert {(card.kind, card.asks) for card in writing.hands_over()} == {("article", False)}


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("Chère Mme Dupont, votre demande", "Mme Dupont"),
        ("Monsieur DUPONT,", "Monsieur DUPONT"),
        ("Appelez le 06 12 34 56 78 demain", "06 12 34 56 78"),
        ("Écrivez à jean.dupont@ville.fr.", "jean.dupont@ville.fr"),
        ("Numéro 1 84 12 59 350 123", "[number]"),
        ("né le 12 mars 1984", "[date of birth]"),
    ],
)
def test_a_letter_that_tells_who_somebody_is_is_refused_with_what_to_write(writing, words, instead):
    for aspect in ("before", "after"):
        with writing.refused(instead):
            say(writing, "ana", aspect, words)
    assert words not in writing.html("board")


@pytest.mark.parametrize("words", ["Madame, Monsieur,", "Monsieur le Maire, [nom] vous écrit.", "Dossier 2026-118"])
def test_a_letter_without_a_name_is_taken(writing, words):
    say(writing, "ana", "before", words)
    assert words in writing.html("board")


def test_a_delay_is_never_a_persons(writing):
    with writing.refused("never a person’s"):
        say(writing, "ana", "delay", "Mme Durand répond sous dix jours")


def test_an_amendment_to_a_version_that_moved_on_is_said_so_and_keeps_its_words(writing):
    seen = article(writing).mark
    word(writing, "ana", "Nous répondons sous dix jours.")
    word(writing, "bob", "Nous répondons vite.", base=seen)
    html = writing.html("board")
    assert "Somebody else wrote here at the same time" in html and "Nous répondons vite." in html
    word(writing, "cyd", "Nous répondons sous dix jours.")
    assert "Somebody else" not in writing.html("board")
    assert "“dans les meilleurs délais.” became “vite.”" in told_of(writing), "the log of amendments keeps it"


def test_advice_on_plain_words_is_given_and_refuses_nothing(writing):
    word(writing, "ana", "Votre usager a été reçu par le SIVOM.")
    html = writing.html("board")
    for advice in ("“usager”: say “personne”", "“SIVOM”: spell it out", "“été reçu”: say who does it"):
        assert advice in html
    assert "pieces of advice" not in writing.html("screen", "screen")


def test_the_adopted_charter_is_dated_and_says_how_many_were_there_by_site_and_never_who(writing):
    word(writing, "ana@s1", "Nous répondons sous dix jours.")
    say(writing, "bob@s2", "delay", "Neuf lettres sur dix")
    crowd = [f"l{n}@s1" for n in range(5)] + [f"a{n}@s2" for n in range(5)]
    adopt(writing, crowd)
    with writing.refused("choose a later day"):
        writing.do("fac", "record_adoption", review="2020-01-01")
    writing.do("fac", "record_adoption", review="2099-11-30")
    html = writing.html("board")
    assert "Adopted by the workshop on" in html and "November 30, 2099" in html and "12 people were there" in html
    assert html.count('class="site"') == 2 or ("Lille" in html and "Amiens" in html)
    assert "Neuf lettres sur dix" in html and "consultation of staff representatives" in html
    assert "Signature" in writing.html("print", "reader") and "Signature" not in html
    report = told_of(writing)
    assert "“dans les meilleurs délais.” became “sous dix jours.”" in report
    assert "consultation of staff representatives" in report and "12 people were there" in report
    handed = [(card.text, card.asks) for card in writing.hands_over()]
    assert handed == [("Nous répondons sous dix jours.", True), (SECOND, True)]  # how is it kept?


def test_fewer_than_five_at_a_site_are_told_in_all_alone(writing):
    adopt(writing, ["ana@s1", "bob@s2"])
    writing.do("fac", "record_adoption", review="2099-11-30")
    html = writing.html("board")
    assert "2 people were there" in html and "Amiens" not in html


def test_reservations_are_kept_and_what_was_not_adopted_is_said_so(writing):
    writing.stage("stances")
    writing.do("ana", "reserve", thing=article(writing).id, words="Pas en août")
    writing.do("ana", "object", thing=article(writing, SECOND).id, words="Des agents sont menacés")
    writing.stage("settle")
    writing.stage("adopted")
    html = writing.html("board")
    assert "Pas en août" in html and "Not in the charter" in html
    assert SECOND in html.split("Not in the charter")[1]
    assert "Pas en août" in told_of(writing)


def test_what_is_erased_is_in_no_version_and_in_no_report(writing):
    made = writing.do("ana", "propose", text="Voir le bureau de Durand")
    word(writing, "bob", "Voir le bureau de Durand au 2e", text="Voir le bureau de Durand")
    writing.erase(made)
    assert "Durand" not in writing.html("board") + told_of(writing) + writing.replayed()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"house": "a = b\nnotifier"}, "line 2"),
        ({"house": "= rien"}, "line 1"),
        ({"house": "\n".join(f"m{n} = s" for n in range(101))}, "100 at most"),
        ({"lines": "\n".join(f"Article {n}" for n in range(41))}, "here are 41"),
    ],
)
def test_settings_that_say_nothing_are_refused_with_their_place(board, settings, told):
    with board.refused(told):
        board.method.check_settings(CharterSettings(**settings))


def test_sixty_people_write_and_agree(board):
    for n in range(20):
        board.do(f"p{n}", "propose", text=f"Article {n}")
    board.stage("describe")
    for n in range(60):
        text = f"Article {n % 20}"
        word(board, f"p{n}", f"Article {n % 20}, version de p{n}", text=text)
    adopt(board, [f"p{n}" for n in range(60)])
    assert board.html("board").count("charter-article") >= 22
    assert len(board.table("versions")) == 22 + 60


def test_nothing_hidden_leaves_and_nobody_fills_it(board):
    assert_no_leaks(board)
    assert_bounded(board)
