"""The minutes: what each version says and may not say, as facilitators chose, whatever was written."""

import pytest

from app.export.minutes.front import lasted
from app.export.minutes.mail import mail_of
from app.export.minutes.model import Choices, choices_from
from app.export.minutes.taken_out import TakenOut
from beffroi.report import VERSIONS
from beffroi.words import speaking
from tests.support.minutes import decided_in, of
from tests.support.pages import token


def lines(minutes):
    """All that somebody reads of it."""
    yield from (minutes.title, minutes.question, minutes.state, *minutes.summary, *minutes.reading)
    yield from (said for one in minutes.facts for said in (one.label, one.value))
    for part in minutes.all_parts():
        yield from (part.title, part.question, *part.notes)
        for section in part.sections:
            yield section.title
            for piece in section.pieces:
                grid = piece.table()
                yield from (str(cell) for row in grid.rows for cell in (*grid.columns, *row.cells))


def text(minutes):
    return "\n".join(str(one) for one in lines(minutes) if one not in ("", None)).replace("\xa0", " ")


def sections(minutes):
    return [section.title for part in minutes.all_parts() for section in part.sections]


@pytest.fixture
def decided(workshop):
    return decided_in(workshop)


def test_the_first_page_says_when_where_what_was_decided_and_who_does_what(decided):
    decided.core("core.conclude")
    front = of(decided, "direction")
    said = text(front)
    assert [one.value for one in front.facts][1:] == ["Lille\xa0: 1, Amiens\xa0: 4", "Camille"]
    assert front.facts[1].label == "5 participants" and front.question == "Comment accueillir ?"
    for one in ("Un seul formulaire", "Le plus attendu", "1 gommette", "Service courrier", "mars", "Écrire"):
        assert one in said, one
    assert "Un guichet itinérant" in said and "Trop cher" in said, "what was set aside, with why"
    assert not front.parts and not front.state and "Ana" not in said
    assert said.count("Un seul formulaire") == 1, "what was decided stands there once"


def test_it_lasted_from_what_was_opened_first_to_the_closing(decided):
    decided.core("core.conclude")
    entries = decided.room.record.entries
    opened, concluded = (next(one for one in entries if one.name == name) for name in ("core.open", "core.conclude"))
    assert lasted(entries) == (opened.stamp.at, concluded.stamp.at)
    decided.core("core.open_results", shut=True)
    assert lasted(decided.room.record.entries) == (opened.stamp.at, concluded.stamp.at)


def test_nothing_is_in_a_version_that_the_next_one_does_not_say(decided):
    added = [box.name for box in of(decided, "complete").boxes if box.is_on_request]
    for chosen in ({}, {"added": tuple(added)}, {"left_out": ("workshop.decisions", f"{decided.ideas}.decisions")}):
        versions = [list(map(str, lines(of(decided, version, **chosen)))) for version in VERSIONS]
        reading = set(map(str, (one for version in VERSIONS for one in of(decided, version, **chosen).reading)))
        for fewer, more in zip(versions, versions[1:], strict=False):
            assert not set(fewer) - set(more) - reading, chosen


def test_notes_presence_and_what_was_not_written_for_others_are_in_none_unless_ticked(decided):
    whole = of(decided, "complete")
    offered = {box.title: box for box in whole.boxes if box.is_on_request}
    assert not any(box.is_ticked for box in offered.values())
    assert "Parler moins" not in text(whole) and "Bob et trois voisins" not in text(whole)
    notes = offered["Notes de l’animation"].name
    assert "Parler moins" in text(of(decided, "complete", added=(notes,)))
    assert "Bob et trois" not in text(of(decided, "complete", added=(notes,)))
    assert "Parler moins" not in text(of(decided, "participants", added=(notes,)))
    assert "Ana" in text(of(decided, "direction", named=(decided.ana,))), "who agreed to be named"


def test_a_section_that_is_left_out_is_in_no_version_and_its_box_stays(decided):
    box = next(one for one in of(decided, "complete").boxes if one.title == "Toutes les cartes, par groupe")
    for version in VERSIONS:
        made = of(decided, version, left_out=(box.name,))
        assert box.title not in sections(made)
    assert next(one for one in made.boxes if one.name == box.name).is_ticked is False


def test_words_are_taken_out_of_every_text_and_the_last_page_says_so(decided):
    for version in VERSIONS:
        said = text(of(decided, version, words=("ELODIE", "courrier"), summary="Merci à élodie."))
        assert "lodie" not in said and "courrier" not in said
        assert "Un seul formulaire pour […]" in said and "Service […]" in said and "Merci à […]." in said
        assert "Là où figure […]" in said
    assert "[…]" not in text(of(decided, words=("personne n’a écrit cela",)))


@pytest.mark.parametrize(
    ("word", "typed", "left"),
    [
        ("Ana", "Banane, ANA et ana’s", "Banane, […] et […]’s"),
        ("Élodie  Martin", "Mme ELODIE\u00a0Martin", "Mme […]"),
        ("e\u0301te\u0301", "L’ÉTÉ, l’étéx", "L’[…], l’étéx"),
        ("l'accueil", "à l’accueil", "à […]"),
        ("C++", "du C++ (a+b)*", "du […] (a+b)*"),
        ("na na", "ana na na", "ana […]"),
        ("", "rien", "rien"),
        ("سلام", "قال سلام لنا", "قال […] لنا"),
    ],
)
def test_a_word_goes_whole_however_it_was_typed(word, typed, left):
    assert TakenOut([word])(typed) == left


def test_an_empty_workshop_one_in_the_middle_and_one_whose_method_is_gone_have_sound_minutes(workshop, decided):
    middle = of(decided)
    assert "L’atelier n’était pas encore clos" in middle.state
    hidden = decided.add("ideation", title="Encore caché")
    decided.do(decided.ana, "write", hidden, text="un secret")
    said = text(of(decided, "complete"))
    assert "Encore caché" in said and "un secret" not in said
    method = decided.room.record.agenda.catalogue.pop("ideation")
    try:
        gone = of(decided, "complete")
    finally:
        decided.room.record.agenda.catalogue["ideation"] = method
    assert "n’est plus installée" in text(gone) and "Un seul formulaire" not in text(gone) and gone.is_empty


def test_nothing_of_an_empty_workshop_is_made_up(workshop):
    empty = of(workshop, "complete")
    assert empty.is_empty and empty.facts[0].label == "Prévu le" and len(empty.facts) == 2


def test_the_text_of_the_mail_says_what_was_decided_where_it_is_read_and_until_when(decided):
    decided.core("core.conclude")
    with speaking("fr"):
        mail = mail_of(decided.facts, of(decided), decided.room.record.agenda, "https://exemple.fr/r/ABC")
    assert "1. Un seul formulaire" in mail and "Service courrier" in mail and "https://exemple.fr/r/ABC" in mail
    assert "jusqu’au" in mail and "<" not in mail


def test_the_minutes_speak_the_language_of_their_reader(decided):
    said = text(of(decided, "participants", "en"))
    assert "Who does what" in said and "Qui fait quoi" not in said


# --- the page ------------------------------------------------------------------------------------------


def test_what_one_facilitator_chose_is_what_both_see_and_what_is_read_by_the_code(decided):
    decided.core("core.conclude")
    lead, code = decided.console(), decided.facts.code
    page = lead.get(f"/animer/{code}/resultats")
    asked: dict[str, object] = {
        "csrf_token": token(page),
        "version_seen": "0",
        "summary": "En bref",
        "words": "Élodie\n\nÉlodie",
    }
    boxes = of(decided, "complete").boxes
    asked |= {"shown": [one.name for one in boxes], "include": [one.name for one in boxes if "vote" not in one.name]}
    kept = lead.post(f"/animer/{code}/resultats/choix?version=complete", data=asked, follow_redirects=True)
    assert kept.status_code == 200 and "En bref" in kept.text and "Un seul formulaire pour […]" in kept.text
    read = decided.app.test_client().get(f"/r/{code}").text
    assert "Un seul formulaire pour […]" in read and "En bref" in read and "Le vote</h3>" not in read
    again = lead.post(f"/animer/{code}/resultats/choix", data={**asked, "summary": "Tout autre"})
    assert again.status_code == 422 and "Tout autre" in again.text and "Un collègue a changé" in again.text
    stale = lead.post(f"/animer/{code}/resultats/choix", data={**asked, "version_seen": "1", "summary": "x" * 4001})
    assert stale.status_code == 422 and "4000" in stale.text.replace("\u202f", "")
    assert decided.app.test_client().post(f"/animer/{code}/resultats/choix", data=asked).status_code in (302, 400, 403)


def test_choices_of_a_later_release_are_read():
    assert choices_from({"summary": "a", "words": ["b"], "unheard": 1}) == Choices("a", ("b",))
