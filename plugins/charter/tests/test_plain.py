"""Advice on plain words, in French and in English."""

import pytest

from beffroi.words import speaking
from plugins.charter.plain import advice_on
from plugins.charter.plain.advice import MOST


def kinds(text, house=None):
    return [one.kind for one in advice_on(text, house)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nous vous répondons sous dix jours.", []),
        ("Votre demande est instruite par le service.", ["passive"]),
        ("Elle est arrivée lundi et vous êtes désolés.", []),
        ("Votre CNI (carte nationale d’identité) arrive. La DDTM répond.", ["acronym"]),
        ("Envoyez un SMS au service de Louis XIV.", []),
        ("Il n’est pas impossible de ne pas répondre.", ["negation"]),
        ("Les pièces justificatives, nonobstant les autres.", ["word", "word"]),
        (" ".join(["mot"] * 26) + ".", ["sentence"]),
        ("VOTRE DEMANDE EST INCOMPLÈTE ET SERA REJETÉE DEMAIN.", ["capitals"]),
        ("We answer you within ten days.", []),
        ("Your letter was sent to the office.", ["passive"]),
        ("Please write to us prior to the visit.", ["word"]),
        ("You cannot apply unless you are not here.", ["negation"]),
        ("", []),
    ],
)
def test_what_is_hard_to_read_is_named(text, found):
    assert [one for one in kinds(text) if one in found or not found] == found


def test_words_of_the_house_go_before_ours_and_one_without_a_plain_word_is_left_out():
    with speaking("en"):
        told = [
            str(one.said) for one in advice_on("Notifier le SIVOM, en vertu de.", {"notifier": "dire", "sivom": ""})
        ]
    assert told[:2] == ["“notifier”: say “dire”.", "“sivom”: leave it out."]


def test_there_is_never_more_advice_than_somebody_reads():
    assert len(advice_on(" ".join(["Votre demande est instruite."] * 40))) == MOST
