"""The words: nothing left to translate, French set as French is, a guide in both languages for each method."""

import importlib.util
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from app.host import catalogues
from app.host.rendering import environment
from beffroi.blocks import ballot
from beffroi.words import LOCALES, Words, speaking, translator
from tests.support.bundled import PLUGINS

ROOT = Path(__file__).parents[1]
NARROW, FIXED = "\u202f", "\u00a0"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
SECTIONS = 9


def _messages():
    spec = importlib.util.spec_from_file_location("beffroi_messages", ROOT / "scripts" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


messages = _messages()
DOMAINS = messages.domains()


@pytest.fixture(scope="module", autouse=True)
def found_once():
    """What the code says is the same for every language that it is to be translated into, and so is what is there."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("found", "read"):
            patch.setattr(catalogues, name, cache(getattr(catalogues, name)))
        yield


def _named(domain):
    return domain.folder.parent.name


def _forms(text):
    return list(text) if isinstance(text, tuple | list) else [text]


def _translated(locale):
    """Every message of every catalogue: where it is, what the code says, what the reader reads."""
    for domain in DOMAINS:
        for message in catalogues.read(domain, locale):
            if message.id:
                yield _named(domain), _forms(message.id), _forms(message.string)


def misset(text):
    """What is not set as French is: plain spaces before high signs, straight apostrophes, guillemets."""
    found = re.findall(r"\S? [;!?:»]", text) + re.findall(r"\w'\w", text) + re.findall(r"« ", text)
    found += re.findall(rf"[^{NARROW}][;!?](?=\s|$)", text) + re.findall(rf"[^{FIXED}]:(?=\s|$)", text)
    return found + re.findall(rf"«[^{FIXED}]", text) + re.findall(rf"[^{FIXED}]»", text)


@pytest.mark.parametrize("domain", DOMAINS, ids=_named)
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_left_to_translate(domain, locale):
    assert catalogues.missing(domain, locale) == []


def test_french_is_set_as_french_is():
    wrong = [(where, said, misset(said)) for where, _, strings in _translated("fr") for said in strings if misset(said)]
    assert not wrong


@pytest.mark.parametrize(
    "text",
    ["Fini ?", "Fini?", "Code : 12", "Code: 12", "l'atelier", "« Pause »", "Oui ; non", f"Clore « Météo{FIXED}»"],
)
def test_what_is_misset_is_found(text):
    assert misset(text)


@pytest.mark.parametrize("text", [f"Fini{NARROW}?", f"Code{FIXED}: 12", "l’atelier", f"«{FIXED}Pause{FIXED}»", "10:45"])
def test_what_is_well_set_is_left_alone(text):
    assert not misset(text)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_translation_carries_the_values_of_its_message(locale):
    for where, ids, strings in _translated(locale):
        for said in strings:
            assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(ids[-1])), (where, ids, said)
            assert "%" not in PLACEHOLDER.sub("", said).replace("%%", ""), (where, said)  # "%%" is read as one


def test_both_plural_forms_are_filled():
    plurals = [(where, ids, strings) for where, ids, strings in _translated("fr") if len(ids) == 2]
    assert plurals
    assert not [row for row in plurals if len(row[2]) != 2 or not all(row[2])]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr", ["0 gommette", "1 gommette", "2 gommettes"]),
        ("en", ["0 dots", "1 dot", "2 dots"]),
    ],
)
def test_a_plural_follows_the_count_in_the_reader_s_language(locale, expected):
    _ = translator(ballot.__name__)
    with speaking(locale):
        assert [str(_.many("%(n)s dot", "%(n)s dots", n)) for n in (0, 1, 2)] == expected


@pytest.mark.parametrize("locale", LOCALES)
def test_every_plural_can_be_said_for_any_count(locale):
    for domain in DOMAINS:
        plurals = [message.id for message in catalogues.read(domain, locale) if isinstance(message.id, tuple)]
        _ = Words(domain.folder)
        with speaking(locale):
            for one, many in plurals:
                for n in (0, 1, 2, 45):
                    assert str(n) in _.counted(one, many, n), (one, n)


def test_words_that_are_promises_are_said_to_the_letter():
    _ = translator(environment.__name__)
    with speaking("fr"):
        assert _.now("Accessibility: not compliant") == f"Accessibilité{FIXED}: non conforme"
        assert "animateurs" in _.now("Only the facilitators can do this.")
        assert "hors service" in _.now("This activity is out of order; the others go on. Ask whoever hosts this site.")
        kept = [
            strings[0] for _where, ids, strings in _translated("fr") if "no longer be able to find your text" in ids[0]
        ]
    assert kept
    assert all("Après la clôture, nous ne pourrons plus retrouver votre texte." in said for said in kept)


def _headings(guide):
    return re.findall(r"^(#+) \S", guide.read_text(), re.MULTILINE)


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda folder: folder.name)
def test_every_plugin_has_a_guide_in_both_languages(plugin):
    french, english = _headings(plugin / "guide.fr.md"), _headings(plugin / "guide.en.md")
    assert french == english
    assert french == ["#", *["##"] * SECTIONS]


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda folder: folder.name)
def test_a_guide_fits_on_one_printed_page_and_is_set_as_its_language_is(plugin):
    for locale in LOCALES:
        text = (plugin / f"guide.{locale}.md").read_text()
        assert 350 <= len(re.findall(r"[\w’]+", text)) <= 600, locale
        assert "'" not in text
    assert not misset((plugin / "guide.fr.md").read_text())


QUOTED = {"fr": re.compile(r"«\u00a0([^«»]+)\u00a0»"), "en": re.compile(r"“([^“”]+)”")}


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda folder: folder.name)
def test_a_french_guide_names_the_buttons_that_its_english_one_names(plugin):
    known = defaultdict(set)
    for _where, ids, strings in _translated("fr"):
        known[ids[0]].add(strings[0])
    french = (plugin / "guide.fr.md").read_text()
    english = set(QUOTED["en"].findall((plugin / "guide.en.md").read_text()))
    for label in english & known.keys():
        assert any(said in french for said in known[label]), label


def test_a_plugin_s_own_word_wins_also_where_it_reads_like_its_source(tmp_path):
    ours, shared = tmp_path / "ours", tmp_path / "shared"
    for folder, sources in ((ours, ("source", "sources")), (shared, ("origine", "origines"))):
        (folder / "fr" / "LC_MESSAGES").mkdir(parents=True)
        (folder / "fr" / "LC_MESSAGES" / "messages.po").write_text(
            f'msgid "source"\nmsgstr "{sources[0]}"\n\n'
            f'msgid "%(n)s source"\nmsgid_plural "%(n)s sources"\n'
            f'msgstr[0] "%(n)s {sources[0]}"\nmsgstr[1] "%(n)s {sources[1]}"\n'
        )
    _ = Words(ours, behind=shared)
    with speaking("fr"):
        assert _.now("source") == "source"
        assert _.now_many("%(n)s source", "%(n)s sources", 2) == "2 sources"


def test_no_catalogue_holds_a_hyphen_that_search_and_screen_readers_stumble_on():
    assert [strings for _where, _ids, strings in _translated("fr") if "\u2011" in "".join(strings)] == []
