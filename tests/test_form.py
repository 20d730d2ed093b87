"""A form that a method holds: answered page by page, changed until it closes, counted as it comes."""

from pathlib import Path

import pytest

from app.host.contract import faults
from app.host.reserved import name_faults
from beffroi import Method, Refused
from beffroi.blocks.form import AnyOf, Form, LongText, Matrix, OneOf, Option, Page, Ranking, Scale, When, YesNo
from beffroi.blocks.form.tally import Tally
from beffroi.testing import assert_no_leaks
from beffroi.testing.bounds import assert_bounded
from beffroi.testing.checks.check import check
from beffroi.testing.checks.targets import of_folder

EXAMPLE = Path(__file__).parent / "examples" / "visit"

ENDS = {1: "Pas du tout", 5: "Tout à fait"}

CONTACT = Page(
    "Contact",
    (
        OneOf(
            "channel",
            "Par quelle voie ?",
            (Option("letter", "Courrier"), Option("mail", "Courriel"), Option("other", "Autre", asks=True)),
            required=True,
        ),
        Scale("delay", "Le délai convient-il ?", 1, 5, ENDS),
    ),
)
TROUBLE = Page(
    "Difficultés",
    (
        AnyOf("met", "Lesquelles ?", {"forms": "Formulaires", "words": "Mots"}, when=(When("delay", ("1", "2")),)),
        LongText("why", "Racontez", when=(When("delay", ("1", "2")),)),
    ),
)
END = Page(
    "Pour finir",
    (
        YesNo("again", "Reviendrez-vous ?"),
        Ranking("first", "Quoi d'abord ?", {"time": "Le délai", "tone": "Le ton"}),
        Matrix("steps", "Par étape ?", 1, 5, ENDS, {"ask": "Demander", "wait": "Attendre"}),
    ),
)


class Asked(Method):
    """One form."""

    api = 1
    id = "asked"
    title = "Asked"
    answers = Form(CONTACT, TROUBLE, END)


class AskedTwice(Method):
    """Two forms, of which a facilitator writes the second."""

    api = 1
    id = "askedtwice"
    title = "Asked twice"
    answers = Form(CONTACT)
    after = Form(title="After")


@pytest.fixture
def board(board_of):
    return board_of(Asked())


def send(board, who, page, words=None, **said):
    return board.do(who, "answer", page=page, said=said, words=words or {})


def tally(board, question):
    return board.state.answers.tallies[question]


def marks(board, question):
    return dict(tally(board, question).marks)


def test_it_is_a_method_of_the_contract_with_what_its_block_brings():
    assert [*faults(Asked()), *name_faults(Asked()), *faults(AskedTwice())] == []
    names = {command.about.name for command in AskedTwice().commands}
    assert {"answer", "paper_answers", "after_answer"} <= names
    assert "after_questions" in AskedTwice.settings.model_fields and "questions" not in Asked.settings.model_fields


def test_pages_are_answered_one_after_the_other_and_counted_as_they_come(board):
    send(board, "ana", "channel", channel="mail", delay="4")
    assert board.state.answers.begun == 1 and not board.state.answers.finished
    send(board, "ana", "again", again="yes")
    assert len(board.state.answers.finished) == 1, "the page in between is hidden: nothing is missing"
    assert marks(board, "channel") == {"mail": 1} and marks(board, "delay") == {4: 1}
    assert tally(board, "met").shown == 0 and tally(board, "first").shown == 1 and tally(board, "first").answered == 0


def test_an_answer_that_is_changed_takes_the_place_of_the_one_before(board):
    send(board, "ana", "channel", channel="mail", delay="4")
    send(board, "ana", "channel", channel="letter", delay="-")
    assert marks(board, "channel") == {"letter": 1} and marks(board, "delay") == {}
    assert (tally(board, "delay").answered, tally(board, "delay").declined) == (1, 1)
    send(board, "ana", "channel", channel="letter")
    assert tally(board, "delay").answered == 0, "left blank, it has no answer any more"


def test_what_a_condition_hides_is_counted_nowhere_and_comes_back_with_it(board):
    send(board, "ana", "channel", channel="mail", delay="1")
    send(board, "ana", "met", {"why": "Trop long"}, met=["forms"])
    send(board, "ana", "channel", channel="mail", delay="5")
    assert marks(board, "met") == {} and tally(board, "why").texts == {}
    send(board, "ana", "channel", channel="mail", delay="2")
    assert marks(board, "met") == {"forms": 1} and [*tally(board, "why").texts.values()] == ["Trop long"]
    assert "Trop long" in board.personal_view("ana")["html"]


def test_what_is_missing_or_no_answer_is_told_beside_its_question(board):
    with pytest.raises(Refused) as caught:
        send(board, "ana", "channel", delay="9")
    assert {*caught.value.errors} == {"said.channel", "said.delay"}
    with pytest.raises(Refused) as caught:
        send(board, "ana", "channel", channel="other")
    assert "Autre" in str(caught.value.errors["said.channel"])
    with board.refused("changed meanwhile"):
        send(board, "ana", "channel", channel="mail", age="12")
    with board.refused("changed meanwhile"):
        send(board, "ana", "nowhere", channel="mail")
    assert board.state.answers.responses == {}


def test_a_wording_that_changes_loses_no_answer_and_an_answer_that_goes_is_not_counted(board_of):
    asked = "canal (choix) : Quel canal ?\n- mail = Courriel\n- Courrier\n"
    board = board_of(AskedTwice(), settings={"after_questions": asked})
    board.stage("after_answer")
    for who, said in (("ana", "mail"), ("bob", "courrier")):
        board.do(who, "after_answer", page="canal", said={"canal": said})
    stages = [stage.id for stage in board.method.stages]
    settings = {"after_questions": "canal (choix) : Par quelle voie ?\n- mail = Message\n- Téléphone\n"}
    board.core("configure", activity=board.activity, title="Activity", stages=stages, settings=settings)
    found = board.state.after.tallies["canal"]
    assert dict(found.marks) == {"mail": 1} and found.shown == 2
    assert "Par quelle voie" in board.personal_view("ana")["html"]


def test_a_form_that_a_facilitator_writes_is_refused_by_its_lines(board_of):
    with pytest.raises(Refused) as caught:
        board_of(AskedTwice(), settings={"after_questions": "a (échelle 1-5) : ?\nb (menu) : ?"})
    told = str(caught.value.sentence)
    assert "1" in told and "2" in told and "menu" in told


def finished(board, people=6, site="s1"):
    for n in range(people):
        who = f"p{n}@{site}"
        send(board, who, "channel", channel="mail" if n % 2 else "letter", delay=str(1 + n % 5))
        if n % 5 < 2:
            send(board, who, "met", {"why": f"Raison {n}"}, met=["words"])
        send(board, who, "again", again="yes", first={"time": "2", "tone": "1"}, steps={"ask": "4", "wait": "2"})


def test_results_are_hidden_until_the_form_closes_and_show_to_everyone_then(board):
    finished(board)
    assert "Courriel" not in board.html("board") and "6 people have answered" in board.html("board")
    assert board.method.participants(board.state, "answer") == 6
    board.stage("results")
    html = board.html("board")
    assert "Courriel" in html and "50 %" in html and "Le ton" in html and "Raison" not in html
    assert "Raison 1" in board.html("control", "facilitator") and "My answers" in board.personal_view("p1@s1")["html"]
    assert board.replayed() == board.snapshot()


def test_what_leaves_it_is_counted_and_words_are_shuffled(board):
    finished(board)
    board.stage("results")
    rows = board.table("answers")
    assert ["Par quelle voie ?", "Courriel", 3, 6, 6, 0] in rows
    assert ["Quoi d'abord ?", "Le ton", 12, 6, 6, 0] in rows
    assert sorted(words for _question, words in board.table("texts")) == ["Raison 0", "Raison 1", "Raison 5"]


def test_a_text_is_erased_and_the_rest_of_its_page_counts_as_before(board):
    finished(board)
    board.stage("results")
    texts = board.state.answers.tallies["why"].texts
    gone = next(id for id, words in texts.items() if words == "Raison 1")
    board.erase(gone)
    assert "Raison 1" not in str([entry.data for entry in board.record.entries])
    assert "Raison 1" not in board.html("control", "facilitator") and tally(board, "met").answered == 3


def test_what_was_written_before_goes_with_the_wording_that_took_its_place(board):
    send(board, "ana", "channel", channel="mail", delay="1")
    send(board, "ana", "met", {"why": "Madame Untel est lente"}, met=["forms"])
    (id,) = tally(board, "why").texts
    assert f'name="earlier.why" value="{id}"' in board.personal_view("ana")["html"]
    board.do("ana", "answer", page="met", said={"met": ["forms"]}, words={"why": "Trop lent"}, earlier={"why": id})
    assert tally(board, "why").texts == {id: "Trop lent"}
    board.erase(id)
    assert not {"Untel", "Trop lent"} & set(" ".join(str(entry.data) for entry in board.record.entries).split())
    assert "Untel" not in str([entry.data for entry in board.record.entries]) and marks(board, "met") == {"forms": 1}


def test_what_is_erased_whole_is_nobody_s_answer(board):
    send(board, "ana", "channel", channel="mail", delay="1")
    entry = send(board, "ana", "met", {"why": "Trop long"}, met=["forms"])
    board.erase(entry)
    assert marks(board, "met") == {} and marks(board, "channel") == {"mail": 1}


def test_an_answer_on_paper_is_entered_and_counted_with_the_others(board):
    board.do("fac", "paper_answers", said={"channel": "letter", "again": "no"}, words={})
    assert marks(board, "channel") == {"letter": 1} and board.state.answers.on_paper() == 1
    with board.refused("Nothing is filled in"):
        board.do("fac", "paper_answers", said={}, words={})
    assert 'data-command="paper_answers"' in board.html("control", "facilitator")


def test_answers_taken_back_leave_nothing_behind(board):
    before = board.snapshot()
    board.undo(send(board, "ana", "channel", channel="mail", delay="4"))
    assert board.snapshot() == before


def test_sites_are_told_apart_only_where_five_gave_each_answer(board_of):
    board = board_of(Asked(), by_site=True)
    for site in ("s1", "s2"):
        for n in range(5):
            send(board, f"p{n}{site}@{site}", "channel", channel="mail")
    assert board.state.answers.by_site("channel") == {"s1": {"mail": 5}, "s2": {"mail": 5}}
    send(board, "q@s2", "channel", channel="letter")
    assert board.state.answers.by_site("channel") == {}, "one person would be known by their site"


def test_nothing_hidden_shows_and_two_forms_do_not_mix(board_of):
    assert_no_leaks(board_of(Asked()))
    board = board_of(AskedTwice(), settings={"after_questions": "channel (oui-non) : Et vous ?"})
    board.do("ana", "answer", page="channel", said={"channel": "mail"})
    board.stage("after_answer")
    board.do("ana", "after_answer", page="channel", said={"channel": "no"})
    assert marks(board, "channel") == {"mail": 1} and dict(board.state.after.tallies["channel"].marks) == {"no": 1}
    assert 'data-command="after_answer"' in board.personal_view("ana")["html"]


def test_an_answer_costs_the_same_after_two_hundred_as_after_three(board, monkeypatch):
    looked, counted = [], Tally.count
    monkeypatch.setattr(Tally, "count", lambda *said: looked.append(said) or counted(*said))

    def cost(who):
        looked.clear()
        send(board, who, "channel", channel="mail", delay="4")
        return len(looked)

    finished(board, 3)
    first = cost("ana")
    finished(board, 200)
    assert first > 0 and cost("bob") == first


def test_only_the_page_that_changed_of_one_s_own_is_drawn_anew(board):
    send(board, "ana", "channel", channel="mail", delay="4")
    own = board.personal_view("ana")["html"]
    send(board, "bob", "channel", channel="letter", delay="1")
    assert board.personal_view("ana")["html"] == own


def test_nothing_grows_without_a_bound(board):
    assert_bounded(board)


def test_the_example_of_its_page_is_gold_and_plays(board_of):
    target = of_folder(EXAMPLE)
    assert [f"{one.place}: {one.said}" for one in check(target)] == []
