"""The signs of a text: what nobody sees is not kept, what a script needs is; where a text is cut; how it is drawn."""

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi import folding
from beffroi.fields import tidy
from beffroi.folding import counted, folded
from beffroi.signs import cut, isolated, shortened, spaced, turns

BLANK = [
    "\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\u034f", "\u180e", "\u061c",
    "\u200d", "\u200c\u200d", "\ufe0f", "\U000e0041\U000e007f", "\U000e0100", "\u0301\u0302", "\u20e3", "\u0301 \u0301",
    "\u202e", "\u2067\u2069", "\u200f", "\u00a0\u2003\u3000", "\u2028", "\ufffe\ufdd0", "\ud83d", "\x00\x1b", "\u17b4",
    "\u2800\u200b\u2800", "\ufff9\ufffb\ufffc", "\U0001d173",
]  # fmt: skip


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_what_is_blank_to_the_eye_is_empty(text):
    assert tidy(text) == ""
    assert tidy(f" {text}Anne{text}".replace("\u0301", "").replace("\u20e3", "").replace("\u0302", "")) == "Anne"


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽\u200d🚒", "🏳️\u200d🌈", "👨\u200d👩\u200d👧", "❤️\u200d🔥", "🙂\u200d↔️", "❤️", "❤︎", "1️⃣", "🫨", "🇫🇷🇧🇪",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # England
        "می\u200cروم", "نامه\u200cای", "ه\u200d", "क\u094d\u200dष", "র\u200d\u09cd\u09af", "ක්\u200dර",
        "ខ្ញុំ\u200bទៅ", "ไทย\u200bไทย", "ᠠ\u180eᠠ", "שלום\u200f!", "⠓⠑\u2800⠽", "\ue000", "d’été", "a\nb\tc",
    ],
)  # fmt: skip
def test_what_a_script_or_an_emoji_needs_is_kept(text):
    assert tidy(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("An\u200dne", "Anne"), ("An\u200cne", "Anne"), ("co\u00adopé\u00adrer", "coopérer"), ("👩\u200d", "👩"),
        ("abc\u202eאהל\u202c def", "abcאהל def"), ("Anne\u200f", "Anne"), ("🏴\U000e0041" + "x", "🏴\U000e0041x"),
        ("x\U000e0041\U000e0042", "x"), ("a \ufe0fb", "a b"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("\u0301Anne", "Anne"), ("e\u200b\u0301", "é"), ("fin\u2800", "fin"),
    ],
)  # fmt: skip
def test_what_nobody_sees_goes_and_the_rest_stays_as_typed(typed, kept):
    assert tidy(typed) == kept


SIGNS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ab é\u200d\u200c\u200b\u202e\u2067\u2069\u0301\ufe0f👩🏽🚒🇫🏴\U000e0067\U000e007f"),
        st.sampled_from("می🔥\n क्\u1160\u2800"),
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(SIGNS)
def test_cleaning_twice_is_cleaning_once_and_nothing_that_turns_is_left(text):
    once = tidy(text)
    assert tidy(once) == once
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0000\ufeff")
    once.encode()


# --- cutting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, most, left",
    [
        ("ab👩🏽\u200d🚒", 5, "ab"), ("ab👩🏽\u200d🚒", 6, "ab👩🏽\u200d🚒"), ("a🇫🇷🇧🇪", 4, "a🇫🇷"),
        ("abe\u0301", 3, "ab"), ("ab❤️", 3, "ab"), ("abc", 2, "ab"), ("1️⃣", 2, "1️"), ("각\u11a8", 1, "각"),
    ],
)  # fmt: skip
def test_a_cut_never_splits_what_the_eye_reads_as_one_sign(text, most, left):
    assert cut(text, most) in (left, text[:most]) and len(cut(text, most)) <= most
    if left and most > 2:
        assert cut(text, most) == left


def test_a_text_that_is_shortened_says_that_it_goes_on():
    assert shortened("👩🏽\u200d🚒" * 9, 10) == "👩🏽\u200d🚒👩🏽\u200d🚒…"
    assert shortened("un\ndeux", 20) == "un deux"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"


# --- comparing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        ["d'accord", "d’accord", "D’ACCORD", "dʼaccord", "d＇accord"],
        ["prêt !", "prêt\u00a0!", "prêt\u202f!", "prêt!", "PRÊT  !", "pre\u0302t !"],
        ["❤", "❤️", "❤︎"],
        ["« oui »", "«\u00a0oui\u00a0»", "“oui”", '"oui"'],
        ["rendez-vous", "rendez\u2011vous", "rendez–vous"],
        ["un cœur", "un coeur", "un\u2003coeur"],
        ["etc…", "etc..."],
        ["Anne", "Anne\u200b", "Ａnne", "anne"],
        ["می\u200cروم", "میروم"],
    ],
)
def test_what_says_the_same_has_one_key_however_it_was_typed(spellings):
    assert len({folded(text) for text in spellings}) == 1


def test_what_differs_for_a_reader_stays_apart():
    words = ["pêche", "péché", "peche", "👩\u200d🚒", "👩🚒", "👍", "👍🏽", "?", "!", "«", "-", "«»", "1", "l"]
    words += ["שרה", "שרית", "ـ", "❤", "💔"]
    assert len({folded(word) for word in words}) == len(words)
    assert all(folded(word) for word in words)


def test_the_spelling_used_most_is_shown_and_a_tie_is_always_settled_alike():
    said = ["d'accord", "d’accord", "d’accord", "❤", "❤️", "prêt !", "prêt\u00a0!", "prêt !"]
    assert counted(said) == [("d’accord", 3), ("prêt !", 3), ("❤️", 2)]
    assert counted(reversed(said)) == counted(said)


def test_no_text_stays_in_memory_once_texts_are_to_be_forgotten():
    text = "".join(["Fati", "gué"])  # a name of its own: no constant of this file
    folded(text), folded(text)
    held = sys.getrefcount(text)
    folding.forget()
    assert sys.getrefcount(text) < held


def test_a_long_text_is_not_kept_only_to_be_compared():
    text = "é" * 101
    held = sys.getrefcount(text)
    folded(text)
    assert sys.getrefcount(text) == held


@settings(max_examples=200, deadline=None)
@given(SIGNS)
def test_a_key_is_the_key_of_itself(text):
    assert folded(folded(tidy(text))) == folded(tidy(text))


# --- drawing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, drawn",
    [
        ("prêt !", "prêt\u202f!"), ("prêt ?", "prêt\u202f?"), ("a ; b", "a\u202f; b"), ("un : deux", "un\u00a0: deux"),
        ("« oui »", "«\u00a0oui\u00a0»"), ("prêt\u2009!", "prêt\u202f!"), ("quoi ?!", "quoi\u202f?!"),
        ("prêt  !", "prêt\u202f\u202f!"), ("«  »", "«\u00a0\u00a0»"),
        ("prêt!", "prêt!"), ("«oui»", "«oui»"), ("10:45", "10:45"), ("a b", "a b"), ("prêt\u00a0!", "prêt\u00a0!"),
    ],
)  # fmt: skip
def test_a_blank_that_is_there_does_not_break_before_a_high_sign(typed, drawn):
    assert spaced(typed) == drawn and spaced(drawn) == drawn


def test_only_what_could_turn_a_sentence_is_isolated():
    assert isolated("Anne 2") == "Anne 2" and isolated("é ❤️") == "é ❤️"
    assert isolated("שרה") == "\u2068שרה\u2069" == isolated(isolated("שרה"))
    assert turns("\u2068 שרה") and turns("abc\u202edef") and not turns("\u2068שרה\u2069 a la main")


def test_every_letter_from_right_to_left_is_known_to_turn():
    kinds = ("R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDI", "PDF")
    everything = (chr(code) for code in range(sys.maxunicode + 1))
    assert not [ascii(char) for char in everything if unicodedata.bidirectional(char) in kinds and not turns(char)]
